"""The upper floor: what is said and what we make of it."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
