"""What is wrong with a record: where, why, and a code for machines."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``path`` is a JSON pointer (RFC 6901), after "line N: " in JSON Lines."""

    path: str
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in its file."""

    pointer: str
    line: int | None = None

    def at(self, *keys: str | int) -> str:
        """The path of a part of the record."""
        pointer = self.pointer + "".join("/" + escape(key) for key in keys)
        return pointer if self.line is None else f"line {self.line}: {pointer or '/'}"


class BadCaseError(ValidationError):
    """A case file that was refused; nothing of it was written."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__([str(problem) for problem in problems])


def escape(key: str | int) -> str:
    """A key as it stands in a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")


def shorten(value: Any, limit: int = 60) -> str:
    """A value as it can be shown in an error."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
