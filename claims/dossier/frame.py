"""The shape of a dossier. Its field names are a contract with everyone who reads it."""

from dataclasses import dataclass, fields
from typing import Any

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One claim with its standing, reports, contradictions, assessment and corrections, ready to print.

    Parts are plain JSON values. Moments are written with their precision, ids are public ids.
    """

    id: str
    external_id: str
    statement: str
    language: str
    question: Part | None
    quantity: Part | None
    as_of: str | None
    location: str
    tags: list[str]
    workflow_state: str
    at: str | None
    standing: Part
    reports: list[Part]
    related_reports: list[Part]
    contradictions: list[Part]
    differences: list[Part]
    timeline: list[Part]
    parts: Part | None
    stakes: list[Part]
    excludes: list[Part]
    assessment: Part | None
    corrections: list[Part]
    published_at: str | None
    checked_at: str | None
    url: str
    said: Part | None = None
    """What this system said at the moment asked for by ``recorded_by``; only there when that was asked."""

    def as_json(self) -> Part:
        """The dossier as a JSON object, its keys in the order of the contract."""
        names = [field.name for field in fields(self) if field.name != "said" or self.said is not None]
        return {name: getattr(self, name) for name in names}
