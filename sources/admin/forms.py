"""Forms that hand values to actions: the action validates and writes, the form only reads and shows."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.datastructures import MultiValueDict

from sources.admin.fields import MomentField, ReasonField
from sources.models.moments import moment_columns

# Fields of a form that are about the saving and not about the row.
ABOUT_SAVING = frozenset({"why", "seen", "notice", "not_the_same"})
STALE = "Somebody saved this while you were writing. Nothing of yours is lost: compare, then save again."


@dataclass(frozen=True, slots=True)
class Versions:
    """One field as it is held now and as it was typed on a form that began from another version."""

    label: str
    held: str
    typed: str
    theirs: bool
    """Whether the field was changed by somebody else since the form was opened."""


class ActingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """A noun's fields and the reason for a change. What the action refused is shown where it belongs.

    The form remembers with what it was opened: a save over what somebody else has saved meanwhile is refused.
    """

    why = ReasonField(required=False, help_text="Kept in history. A change needs it.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)
    # Set on a subclass made for one request by the page that shows the form a second time.
    refusal: ValidationError | PermissionDenied | None = None
    held_back = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, MomentField) and self.instance.pk:
                self.initial.setdefault(name, getattr(self.instance, name))
        if self.instance.pk:
            self.fields["seen"].initial = self._marks_of_held

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_stale():
            self.add_error(None, ValidationError(STALE, "stale"))
        changed = set(self.changed_data) - {"why", "seen"}
        if self.instance.pk and changed and not cleaned.get("why") and "why" in self.fields:
            self.add_error("why", ValidationError("Say why; history keeps it.", "required"))
        if self.refusal is not None:
            show_refusal(self, self.refusal)
        return cleaned

    def _post_clean(self) -> None:
        """The row stays as it is held: the action sets and validates it."""

    def is_valid(self) -> bool:
        return not self.held_back and super().is_valid()

    def is_stale(self) -> bool:
        """Whether the row is no longer as it was when this form was opened."""
        began = _read_marks(self.data.get(self.add_prefix("seen"), "")) if self.instance.pk and self.is_bound else {}
        held = self._marks()
        return any(held.get(name, mark) != mark for name, mark in began.items())

    def both_versions(self) -> list[Versions]:
        """Each field on which the row as it is held and what was typed differ, or which somebody else changed."""
        began, held = _read_marks(self.data.get(self.add_prefix("seen"), "")), self._marks()
        told = []
        for name in held:
            theirs = began.get(name, held[name]) != held[name]
            if theirs or name in self.changed_data:
                field, bound = self.fields[name], self[name]
                typed = say_value(field, bound.data)
                told.append(Versions(str(bound.label), say_value(field, bound.initial), typed, theirs))
        return told

    def begin_again(self) -> None:
        """From here on the form counts as opened with the row as it is held now; what was typed stays."""
        typed = MultiValueDict(dict(self.data.lists()) if isinstance(self.data, MultiValueDict) else {})
        typed[self.add_prefix("seen")] = self._marks_of_held()
        self.data = typed

    def _marks_of_held(self) -> str:
        return json.dumps(self._marks())

    def _marks(self) -> dict[str, str]:
        """A short mark of each field's value as the row holds it."""
        return {
            name: hashlib.sha256(str(self.get_initial_for_field(field, name)).encode()).hexdigest()[:12]
            for name, field in self.fields.items()
            if name not in ABOUT_SAVING
        }

    def values(self) -> dict[str, Any]:
        """All that was entered, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("why", "seen")}

    def changes(self) -> dict[str, Any]:
        """What differs from the row, as its columns take it."""
        changed: dict[str, Any] = {}
        for name in self.changed_data:
            if name in ("why", "seen") or name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            changed |= moment_columns(name, value) if isinstance(self.fields[name], MomentField) else {name: value}
        return changed


def _read_marks(written: str) -> dict[str, str]:
    """The marks a form came back with; none for what is no such text."""
    try:
        marks = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}


def say_value(field: forms.Field, value: Any) -> str:
    """A field's value, held or typed, as a person reads it."""
    shown = field.prepare_value(value)
    if isinstance(shown, tuple):
        return str(shown[-1])
    if isinstance(field, forms.ModelChoiceField):
        row = (
            field.queryset.filter(pk=shown).first() if field.queryset is not None and str(shown).isdecimal() else None
        )
        return "" if row is None else field.label_from_instance(row)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(shown, shown or ""))  # type: ignore[arg-type]  # no groups here
    if isinstance(shown, bool):
        return "yes" if shown else "no"
    return "" if shown is None else str(shown)


def show_refusal(form: forms.BaseForm, error: ValidationError | PermissionDenied) -> None:
    """Put an action's refusal on the form: by field where the form has it, above the form otherwise."""
    if isinstance(error, PermissionDenied):
        form.add_error(None, str(error) or "You may not do this.")
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    shown_as: dict[str, str] = getattr(form, "refused_as", {})
    for name, errors in error.error_dict.items():
        if shown_as.get(name, name) in form.fields:
            form.add_error(shown_as.get(name, name), errors)
            continue
        for one in errors:
            said = " ".join(one.messages)
            form.add_error(None, said if name in (NON_FIELD_ERRORS, "") else f"{name.replace('_', ' ')}: {said}")
