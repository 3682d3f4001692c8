"""The app of newsrooms: who works here, with which keys, and who is told of changes."""

from django.apps import AppConfig


class NewsroomsConfig(AppConfig):
    name = "newsrooms"
    verbose_name = "Newsrooms"
    default_auto_field = "django.db.models.BigAutoField"
