"""The gate before publishing: what a newsroom wants done, and what of it is not."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from claims.models import Assessment, ChecklistItem, ChecklistTick, Claim, PublishGate, Report

# What readers of a published claim see of it, and what an assessment judges.
SEALED_FIELDS = frozenset(
    {"statement", "question", "as_of_at", "as_of_precision", "location", "language"}
    | {f"quantity_{part}" for part in ("worded", "comparator", "low", "high", "low_open", "high_open")}
    | {f"quantity_{part}" for part in ("unit", "counted", "of_claim")}
)
SEALED_COLUMNS = sorted(field.attname for field in Claim._meta.concrete_fields if field.name in SEALED_FIELDS)
ASKED = ("text", "counted", "unit", "scope", "basis")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist as it stands for a claim."""

    pk: int
    text: str
    required: bool
    ticked_by: str


def checklist_of(claim: Claim) -> list[Item]:
    """The newsroom's checklist with what was ticked for this claim. Two queries."""
    ticks = {tick.item_id: tick for tick in ChecklistTick.objects.filter(claim=claim).select_related("ticked_by")}
    items = ChecklistItem.objects.filter(newsroom=claim.newsroom_id, retired_at=None)
    return [
        Item(item.pk, item.text, item.required, ticks[item.pk].ticked_by.shown_name if item.pk in ticks else "")
        for item in items.order_by("position", "pk")
    ]


def words_mark(claim: Claim) -> str:
    """A hash of what an assessment judges: what the claim says, and the question it answers. Tags are none of it."""
    said = {name: getattr(claim, name) for name in SEALED_COLUMNS}
    if claim.question is not None:
        said |= {f"question {name}": getattr(claim.question, name) for name in ASKED}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=_plain).encode()).hexdigest()


def was_reworded_since(claim: Claim, assessment: Assessment) -> bool:
    """Whether the claim says something else now than what was assessed.

    Assessments that came with a file bear no mark of it; what the claim said then is read from its history.
    """
    if assessment.words_mark:
        return words_mark(claim) != assessment.words_mark
    rows = claim.history.filter(pgh_created_at__lte=assessment.recorded_at)  # type: ignore[attr-defined]  # made by pghistory
    then = rows.order_by("-pgh_id").first()
    return then is not None and any(getattr(then, name) != getattr(claim, name) for name in SEALED_COLUMNS)


def _plain(value: Any) -> str:
    """A figure or a moment, alike however it was entered."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value)} is no part of what a claim says")


def what_the_gate_misses(claim: Claim) -> list[str]:
    """Why the gate of the claim's newsroom is shut for it, each reason a sentence; none when it is open."""
    gate = PublishGate.objects.filter(newsroom=claim.newsroom_id).first() or PublishGate()
    missing = []
    latest = claim.assessments.select_related("approval").order_by("-pk").first()
    if latest is not None and not hasattr(latest, "approval"):
        missing.append("The latest assessment waits for another editor's approval.")
    elif latest is not None and was_reworded_since(claim, latest):
        missing.append("The claim was reworded after it was assessed; it must be assessed again.")
    if latest is None and gate.needs_assessment:
        missing.append("This newsroom publishes no claim without an approved assessment.")
    if gate.needs_report and not Report.objects.live().filter(claim=claim).exists():
        missing.append("No report of this claim is recorded.")
    if gate.needs_checklist:
        undone = [item.text for item in checklist_of(claim) if item.required and not item.ticked_by]
        if undone:
            missing.append(f"Not ticked on the checklist: {'; '.join(undone)}.")
    return missing
