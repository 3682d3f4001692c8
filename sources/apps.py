"""The ground floor: who speaks, and what was captured."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
