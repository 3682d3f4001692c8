"""What this system said of a claim at a moment: the standing it gave then and the version readers were shown.

Both are read from what is append-only, so the answer for a moment that is past never changes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claims.dossier.names import Part
from claims.models import Publication, StandingStep
from claims.versions import SEEN_AT


def load_said(claims: Iterable[int], *, recorded_by: datetime | None) -> dict[int, Part]:
    """For each claim what was said of it by then; of one that was ever published nothing from before that, for what
    it was in drafts, or under embargo, stays in the house. Two queries, none without a moment."""
    if recorded_by is None:
        return {}
    wanted = list(claims)
    steps = StandingStep.objects.filter(claim__in=wanted, recorded_at__lte=recorded_by)
    latest = {step.claim_id: step for step in steps.order_by("claim_id", "-id").distinct("claim_id")}
    versions = Publication.objects.filter(claim__in=wanted).annotate(seen_at=SEEN_AT).order_by("claim", "number")
    first: dict[int, datetime] = {}
    shown: dict[int, Publication] = {}
    for version in versions:
        first.setdefault(version.claim_id, version.seen_at)
        if version.seen_at <= recorded_by:
            shown[version.claim_id] = version
    said: dict[int, Part] = {}
    for pk in wanted:
        hidden = pk in first and first[pk] > recorded_by
        said[pk] = {
            "recorded_by": recorded_by.isoformat(),
            "standing": None if hidden or pk not in latest else given_standing(latest[pk]),
            "version": None if hidden or pk not in shown else version_part(shown[pk]),
        }
    return said


def given_standing(step: StandingStep) -> Part:
    """The standing in force, and since when it was."""
    low, with_parties, high = step.lines_after
    return {
        "status": step.after,
        "lines": {"low": low, "with_parties": with_parties, "high": high},
        "since": step.recorded_at.isoformat(),
    }


def version_part(version: Any) -> Part:
    """The sealed version readers were shown."""
    sealed = version.sealed
    return {
        "id": version.public_id,
        "number": version.number,
        "published_at": version.seen_at.isoformat(),
        "statement": sealed["statement"],
        "standing": sealed.get("standing") or None,
        "verdict": sealed["assessment"]["verdict"] if sealed.get("assessment") else None,
        "sha256": version.sha256,
    }
