"""Opening and editing newsrooms."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from newsrooms.acting import acting
from newsrooms.actions.membership import give_place
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.rules import why_not, why_not_run_installation
from newsrooms.texts import clean_text
from newsrooms.vocabulary import Role, Verb

EDITABLE = ("name", "contact", "website", "language", "time_zone", "ownership", "methodology", "corrections_policy")


def open_newsroom(
    *,
    by: User | None,
    slug: str,
    name: str,
    administrator: User | None = None,
    details: Mapping[str, str] | None = None,
    why: str = "opened the newsroom",
) -> Newsroom:
    """A new newsroom with its first administrator. ``by`` is None only on the command line.

    ``details``: any of the editable fields. Raises ``PermissionDenied``, or ``ValidationError`` by field.
    """
    if by is not None:
        refuse_if(why_not_run_installation(by, "open a newsroom"))
    with acting(by, why):
        newsroom = Newsroom(slug=clean_text(slug, field="slug", blank=False), name=name)
        _fill(newsroom, {"name": name, **(details or {})})
        newsroom.save()
        if administrator is not None:
            give_place(newsroom=newsroom, user=administrator, role=Role.ADMINISTRATOR)
    return newsroom


def edit_newsroom(*, by: User | None, newsroom: Newsroom, changes: Mapping[str, str], why: str) -> Newsroom:
    """Change the newsroom's name, contact, policies and so on. ``changes``: new values by field name.

    ``by`` is None only on the command line.
    """
    if by is not None:
        refuse_if(why_not(by, newsroom, Verb.EDIT_NEWSROOM))
    with acting(by, why):
        locked = Newsroom.objects.select_for_update().get(pk=newsroom.pk)
        _fill(locked, changes)
        locked.save()
    return locked


def _fill(newsroom: Newsroom, values: Mapping[str, str]) -> None:
    if unknown := sorted(set(values) - set(EDITABLE)):
        raise ValidationError({name: ValidationError("Is not editable.", "unknown_field") for name in unknown})
    for name, value in values.items():
        setattr(newsroom, name, clean_text(value, field=name))
    newsroom.full_clean()
