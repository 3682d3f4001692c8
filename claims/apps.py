"""The app of claims: what is said, and what we make of it."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.utils.module_loading import import_string

HINT = "Name a class as docs/extractors.md describes, such as claims.extraction.interface.RuleExtractor."


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_extractor)


def check_extractor(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whether there is an extractor of the name in ``EXTRACTOR``: else no captured text would ever be read."""
    try:
        chosen = import_string(settings.EXTRACTOR)
    except ImportError as error:
        return [checks.Error(f"EXTRACTOR is {settings.EXTRACTOR!r}: {error}.", hint=HINT, id="claims.E001")]
    if not callable(chosen) or not callable(getattr(chosen, "extract", None)):
        told = f"EXTRACTOR is {settings.EXTRACTOR!r}, which is no class with an “extract” method."
        return [checks.Error(told, hint=HINT, id="claims.E002")]
    return []


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its home."""

    default_site = "claims.desk.site.DeskSite"
