"""The nouns of a newsroom, one file each."""

from newsrooms.models.any_of import AnyOf
from newsrooms.models.api_key import ApiKey
from newsrooms.models.delivery import Delivery, DeliveryAttempt
from newsrooms.models.event import Event
from newsrooms.models.idempotent_call import IdempotentCall
from newsrooms.models.membership import Membership
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.notification import Notification
from newsrooms.models.saved_view import SavedView
from newsrooms.models.user import User
from newsrooms.models.visit import Visit
from newsrooms.models.webhook_endpoint import WebhookEndpoint, WebhookSecret

__all__ = [
    "AnyOf",
    "ApiKey",
    "Delivery",
    "DeliveryAttempt",
    "Event",
    "IdempotentCall",
    "Membership",
    "Newsroom",
    "Notification",
    "SavedView",
    "User",
    "Visit",
    "WebhookEndpoint",
    "WebhookSecret",
]
