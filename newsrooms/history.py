"""History as people read it: who changed which field of a row from what to what, when and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

LABELS = {"insert": "entered", "update": "changed", "delete": "removed"}
NOT_TOLD = frozenset({"changed_at", "created_at", "recorded_at", "public_id", "version", "id", "address_key"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One write of a row: who, when, why, through which door, and what it changed."""

    number: int
    at: datetime
    did: str
    by: str
    why: str
    via: str
    changes: tuple[FieldChange, ...]


def steps_of(row: models.Model, limit: int = 200) -> list[Step]:
    """The steps of a row that keeps its history, newest first; at most ``limit`` of them."""
    events = list(row.history.order_by("-pgh_id")[: limit + 1])  # type: ignore[attr-defined]  # made by pghistory
    told = Telling(type(row), events)
    steps = []
    for event, before in zip(events[:limit], [*events[1:], None][:limit], strict=False):
        said = event.pgh_context or {}
        steps.append(
            Step(
                number=event.pgh_id,
                at=event.pgh_created_at,
                did=LABELS.get(event.pgh_label, event.pgh_label),
                by=said.get("name") or "the house",
                why=said.get("why", ""),
                via=said.get("via", ""),
                changes=tuple(told.changes(before, event)),
            )
        )
    return steps


def changes_between(row: models.Model, first: int, second: int) -> list[FieldChange] | None:
    """What differs between two steps of this row, whichever came first; ``None`` when they are not both its own."""
    events = row.history.in_bulk([first, second])  # type: ignore[attr-defined]  # made by pghistory
    if len(events) != len({first, second}):
        return None
    early, late = sorted((first, second))
    return list(Telling(type(row), events.values()).changes(events[early], events[late]))


class Telling:
    """Puts the values of history rows into words; what they point at is looked up once for all of them."""

    def __init__(self, model: type[models.Model], events: Iterable[Any]) -> None:
        self.fields = [field for field in model._meta.concrete_fields if field.name not in NOT_TOLD]
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for event in events:
            for field in self.fields:
                other = field.related_model
                if isinstance(other, type) and getattr(event, field.attname, None) is not None:
                    wanted[other].add(getattr(event, field.attname))
        self.names = {other: other._default_manager.in_bulk(keys) for other, keys in wanted.items()}

    def changes(self, before: Any, after: Any) -> Iterable[FieldChange]:
        for field in self.fields:
            if not hasattr(after, field.attname):
                continue
            old = None if before is None else getattr(before, field.attname)
            new = getattr(after, field.attname)
            if old != new and not (before is None and new in (None, "", [], False)):
                label = str(field.verbose_name).capitalize()
                yield FieldChange(field.name, label, self.say(field, old), self.say(field, new))

    def say(self, field: Any, value: Any) -> str:
        if value is None or value in ("", []):
            return ""
        if isinstance(field.related_model, type):
            return str(self.names[field.related_model].get(value, f"no. {value}"))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(str(part) for part in value)
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M} UTC"
        return str(value)
