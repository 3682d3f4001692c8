"""Every write the admin and the desk have an address for, read from the registry and the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.urls import URLPattern, reverse

from claims.desk.urls import urlpatterns

LOOKING = {"changelist", "history", "workspace"}
PASSWORD = "auth_user_password_change"
NOUNS: dict[str, type[models.Model]] = {model._meta.model_name or "": model for model in admin.site._registry}


@dataclass(frozen=True, slots=True)
class Verb:
    """One write: a page of a noun's row, an action over chosen rows of its list, or a page of the desk."""

    noun: str
    name: str
    many: bool = False

    def __str__(self) -> str:
        return f"{self.noun} {self.name}{' many' if self.many else ''}"

    def address(self, pk: object) -> str:
        label = f"admin:{NOUNS[self.noun]._meta.app_label}_{self.noun}"
        if self.name == PASSWORD:
            return reverse(f"admin:{PASSWORD}", args=[pk])
        if self.many:
            return reverse(f"{label}_changelist")
        return reverse(f"{label}_{self.name}", args=[] if self.name == "add" else [pk])


def verbs_of_nouns() -> Iterator[Verb]:
    """Every verb of every registered noun: each page but those for looking, and each action of its list."""
    for noun, model in NOUNS.items():
        page = admin.site._registry[model]
        label = f"{model._meta.app_label}_{noun}_"
        names = {str(pattern.name).removeprefix(label) for pattern in page.get_urls() if pattern.name}
        yield from (Verb(noun, name) for name in sorted(names - LOOKING))
        bulk = {deed.name for deed in getattr(page, "deeds", ()) if deed.bulk} | {
            str(name) for name in page.actions or ()
        }
        yield from (Verb(noun, name, many=True) for name in sorted(bulk | {"delete_selected"}))


def pages_of_desk() -> list[str]:
    """The names of the desk's own pages."""
    return [str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)]
