"""Deeds: what a person can do to one row beside editing it, each an action with a page that asks for its values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import QueryDict

from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.fields import ReasonField

WORDS = ("why", "notice")


class ReasonForm(forms.Form):
    """Why it is done."""

    why = ReasonField()


class NoteForm(forms.Form):
    """A note, if there is anything to say."""

    why = ReasonField(required=False, label="Note")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do to a row: what it is called, who may, what it asks, and the action that does it.

    ``run`` is called as ``run(by, row, values)``; it refuses with ``PermissionDenied`` or ``ValidationError``.
    ``why_not`` says beforehand why this person may not do it to this row, and so whether it is offered at all.
    """

    name: str
    label: str
    run: Callable[[User, Any, dict[str, Any]], object]
    why_not: Callable[[User, Any], str | None]
    least: Role = Role.EDITOR
    form: type[forms.Form] = ReasonForm
    explanation: str = ""
    done: str = ""
    bulk: bool = False
    grave: bool = False
    primary: bool = False
    shows: Callable[[User, Any], list[tuple[str, Any]]] | None = None
    """What of the row is to be read before it is done: labels and texts, printed above the form."""
    quiet: bool = False
    """Has its own place on the row's page, and is not offered among the others."""

    def form_for(self, row: models.Model, user: User, data: Any = None) -> forms.Form:
        """The form of this deed on this row; forms that need to know both say so by ``about``."""
        form = self.form(data, initial=None if data is not None else self._initial(row, user))
        if isinstance(form, AboutForm):
            form.about(row, user)
        return form

    def _initial(self, row: models.Model, user: User) -> dict[str, Any]:
        return self.form.initial_of(row, user) if issubclass(self.form, AboutForm) else {}


class AboutForm(forms.Form):
    """A deed's form that depends on the row and the person: its choices and first values."""

    @classmethod
    def initial_of(cls, row: Any, user: User) -> dict[str, Any]:
        """The values it opens with."""
        return {}

    def about(self, row: Any, user: User) -> None:
        """Narrow the choices to what this person may name for this row."""


def as_if_said(posted: QueryDict) -> QueryDict:
    """What was posted, with words in place of the reason and the notice that were not written yet: to look ahead
    takes neither, and nothing of it is kept."""
    filled = posted.copy()
    for name in WORDS:
        if not posted.get(name, "").strip():
            filled[name] = "Only looked at, and undone."
    return filled


def refusal_of(error: Exception) -> str:
    """A refusal in one line."""
    if isinstance(error, PermissionDenied):
        return str(error) or "You may not do this."
    messages = getattr(error, "messages", None)
    return " ".join(messages) if messages else str(error)
