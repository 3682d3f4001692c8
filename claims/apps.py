"""The app of claims: what is said, and what we make of it."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its home."""

    default_site = "claims.desk.site.DeskSite"
