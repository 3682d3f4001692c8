"""The addresses of the API of the upper floor."""

from django.urls import path

from claims.api.claims import Claims, OneClaim

urlpatterns = [
    path("claims/", Claims.as_view(), name="api-claims"),
    path("claims/<str:id>/", OneClaim.as_view(), name="api-claim"),
]
