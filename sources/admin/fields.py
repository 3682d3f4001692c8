"""Form fields for what the ground floor's nouns are made of: moments with their precision, and lists of names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from newsrooms.texts import clean_text
from sources.algebra.moments import Moment, read_moment

MOMENT_HELP = "2025, 2025-06, 2025-06-15 or 2025-06-15T19:02Z: as exactly as it is known."


class MomentField(forms.CharField):
    """A moment as it is written, read with its precision; cleans to a ``Moment`` or ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", MOMENT_HELP)
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 24, "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        if not written or isinstance(written, Moment):
            return written or None
        try:
            return read_moment(written.strip())
        except ValueError as error:
            raise ValidationError(str(error), "bad_moment") from None

    def run_validators(self, value: Any) -> None:
        super().run_validators("" if value is None else str(value))

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "").strip()


class NamesField(forms.CharField):
    """Names, one to a line; cleans to a list without blanks and repeats."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "cols": 50}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def run_validators(self, value: Any) -> None:
        for line in value:
            clean_text(line, field="", longest=300)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class ReasonField(forms.CharField):
    """Why something is done; kept in history and shown there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Why")
        kwargs.setdefault("max_length", 2000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2, "cols": 60}))
        super().__init__(**kwargs)
