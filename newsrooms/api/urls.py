"""The addresses of the API of newsrooms."""

from django.urls import path

from newsrooms.api.changes import Changes
from newsrooms.api.deliveries import DeadLetterReplays, Deliveries, OneDelivery, Replays
from newsrooms.api.keys import Keys, OneKey, Rotations
from newsrooms.api.newsrooms import Newsrooms, OneNewsroom
from newsrooms.api.session import Session
from newsrooms.api.webhook_endpoints import OneWebhookEndpoint, Secrets, Tests, WebhookEndpoints

urlpatterns = [
    path("newsrooms/", Newsrooms.as_view(), name="api-newsrooms"),
    path("newsrooms/<str:id>/", OneNewsroom.as_view(), name="api-newsroom"),
    path("session/", Session.as_view(), name="api-session"),
    path("changes/", Changes.as_view(), name="api-changes"),
    path("keys/", Keys.as_view(), name="api-keys"),
    path("keys/<str:id>/", OneKey.as_view(), name="api-key"),
    path("keys/<str:id>/rotations/", Rotations.as_view(), name="api-key-rotations"),
    path("webhook-endpoints/", WebhookEndpoints.as_view(), name="api-webhook-endpoints"),
    path("webhook-endpoints/<str:id>/", OneWebhookEndpoint.as_view(), name="api-webhook-endpoint"),
    path("webhook-endpoints/<str:id>/secrets/", Secrets.as_view(), name="api-webhook-secrets"),
    path("webhook-endpoints/<str:id>/tests/", Tests.as_view(), name="api-webhook-tests"),
    path("webhook-endpoints/<str:id>/deliveries/", Deliveries.as_view(), name="api-webhook-deliveries"),
    path("webhook-endpoints/<str:id>/replays/", DeadLetterReplays.as_view(), name="api-webhook-replays"),
    path("deliveries/<str:id>/", OneDelivery.as_view(), name="api-delivery"),
    path("deliveries/<str:id>/replays/", Replays.as_view(), name="api-delivery-replays"),
]
