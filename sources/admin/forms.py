"""Forms that hand values to actions: the action validates and writes, the form only reads and shows."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError

from sources.admin.fields import MomentField, ReasonField
from sources.models.moments import moment_columns


class ActingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """A noun's fields and the reason for a change. What the action refused is shown where it belongs."""

    why = ReasonField(required=False, help_text="Kept in history. A change needs it.")
    # Set on a subclass made for one request by the page that shows the form a second time.
    refusal: ValidationError | PermissionDenied | None = None
    held_back = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, MomentField) and self.instance.pk:
                self.initial.setdefault(name, getattr(self.instance, name))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self.changed_data and not cleaned.get("why") and "why" in self.fields:
            self.add_error("why", ValidationError("Say why; history keeps it.", "required"))
        if self.refusal is not None:
            show_refusal(self, self.refusal)
        return cleaned

    def _post_clean(self) -> None:
        """The row stays as it is held: the action sets and validates it."""

    def is_valid(self) -> bool:
        return not self.held_back and super().is_valid()

    def values(self) -> dict[str, Any]:
        """All that was entered, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}

    def changes(self) -> dict[str, Any]:
        """What differs from the row, as its columns take it."""
        changed: dict[str, Any] = {}
        for name in self.changed_data:
            if name == "why" or name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            changed |= moment_columns(name, value) if isinstance(self.fields[name], MomentField) else {name: value}
        return changed


def show_refusal(form: forms.BaseForm, error: ValidationError | PermissionDenied) -> None:
    """Put an action's refusal on the form: by field where the form has it, above the form otherwise."""
    if isinstance(error, PermissionDenied):
        form.add_error(None, str(error) or "You may not do this.")
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        if name in form.fields:
            form.add_error(name, errors)
            continue
        for one in errors:
            said = " ".join(one.messages)
            form.add_error(None, said if name in (NON_FIELD_ERRORS, "") else f"{name.replace('_', ' ')}: {said}")
