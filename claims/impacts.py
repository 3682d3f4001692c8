"""Impacts: what one event did to standings, claim by claim; the moves of one event are one batch."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, QuerySet

from claims.causes import Cause, annulled_among, tell_causes
from claims.models import Claim, StandingStep

LOOKED_THROUGH = 3000
MOST_BATCHES = 50


@dataclass
class Batch:
    """The moves of one event: why, when, how many claims from where to where, and how many are not yet seen."""

    key: str
    why: str
    at: datetime
    claims: int = 0
    public: int = 0
    unseen: int = 0
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)


def impacts(claims: QuerySet[Claim] | Collection[int]) -> QuerySet[StandingStep]:
    """Every move of a standing of these claims after its first computing, with who has seen it."""
    moved = StandingStep.objects.filter(claim__in=claims).exclude(before="")
    return moved.select_related("claim__newsroom", "acknowledgement__acknowledged_by")


def recent_batches(newsrooms: Iterable[int]) -> list[Batch]:
    """The newest batches of these newsrooms, at most 50, from the newest 3,000 moves."""
    rows = (
        StandingStep.objects.filter(claim__newsroom__in=list(newsrooms), claim__trashed_at=None)
        .exclude(before="")
        .annotate(seen=F("acknowledgement__pk"))
        .order_by("-pk")
        .only("batch", "public_id", "causes", "recorded_at", "before", "after", "published")
    )
    found: dict[str, Batch] = {}
    first: dict[str, list[Cause]] = {}
    for step in rows[:LOOKED_THROUGH]:
        key = step.batch or step.public_id
        batch = found.get(key)
        if batch is None:
            if len(found) == MOST_BATCHES:
                continue
            batch = found[key] = Batch(key, "", step.recorded_at)
            first[key] = step.causes
        count_in(batch, step)
    annulled = annulled_among(first.values())
    for key, batch in found.items():
        batch.why = tell_causes(first[key], annulled)
    return list(found.values())


def count_in(batch: Batch, step: StandingStep) -> None:
    batch.claims += 1
    batch.public += step.published
    batch.unseen += getattr(step, "seen", None) is None
    if step.before != step.after:
        batch.moves[step.before, step.after] += 1


def steps_of_batch(newsrooms: Iterable[int], key: str) -> QuerySet[StandingStep]:
    """The moves of one batch in these newsrooms, public claims first. A move without a batch is found by its id."""
    here = Claim.objects.filter(newsroom__in=list(newsrooms), trashed_at=None)
    rows = impacts(here).order_by("-published", "pk")
    return rows.filter(batch=key) if rows.filter(batch=key).exists() else rows.filter(public_id=key)
