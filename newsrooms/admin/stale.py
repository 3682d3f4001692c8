"""Two people on one form: what somebody else saved meanwhile is not written over, and both versions are shown."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

NO_CONTENT = frozenset({"seen", "why", "password"})


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """A form that knows with which values it was opened.

    A second save of a form opened before somebody else saved is refused once, with what is held and what was typed;
    sent again as it then stands it is taken.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale: list[str] = []
        if self.instance.pk is not None and "seen" in self.fields:
            self.initial["seen"] = json.dumps(self.marks())

    def held(self) -> dict[str, str]:
        """What the row holds now, by the name of the field."""
        names = [name for name in self.fields if name not in NO_CONTENT and name in self.initial]
        return {name: _say(self.initial[name]) for name in names}

    def typed(self, name: str) -> str:
        """What the form says of a field."""
        return _say(self.cleaned_data.get(name, ""))

    def marks(self) -> dict[str, str]:
        return {name: hashlib.sha256(value.encode()).hexdigest()[:12] for name, value in self.held().items()}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None or "seen" not in self.fields:
            return cleaned
        before, now = _read_marks(self.cleaned_data.get("seen", "")), self.held()
        self.stale = [name for name, mark in self.marks().items() if before.get(name, mark) != mark]
        if self.stale:
            self._begin_again()
            raise ValidationError(
                [
                    "Somebody else saved this while you were writing. Yours is not lost: look, and save again.",
                    *(
                        f"{self._label(name)}: “{now[name]}” is here now, “{self.typed(name)}” is yours."
                        for name in self.stale
                    ),
                ],
                "stale",
            )
        return cleaned

    def _label(self, name: str) -> str:
        field = self.fields.get(name)
        return str((field.label if field else None) or name.replace("_", " ").capitalize())

    def _begin_again(self) -> None:
        typed = MultiValueDict(dict(self.data.lists()) if isinstance(self.data, MultiValueDict) else {})
        typed[self.add_prefix("seen")] = json.dumps(self.marks())
        self.data = typed


class HeldFast:
    """For an admin page: while a form is saved its row is held, so that of two saves one comes after the other."""

    model: type[models.Model]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)  # type: ignore[misc]  # Django's admin has it
        if row is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return row
        list(self.model._default_manager.filter(pk=row.pk).select_for_update(no_key=True).values_list("pk"))
        return super().get_object(request, object_id, from_field)  # type: ignore[misc]  # as above


def _say(value: Any) -> str:
    return "" if value is None else str(value)


def _read_marks(written: str) -> dict[str, str]:
    """The marks a form came back with; none for what is no such text."""
    try:
        marks = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}
