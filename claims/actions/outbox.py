"""Telling the outbox what happened to a claim, in the transaction that does it: for webhooks and the changes feed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from claims.models import PUBLIC_STATES, Claim, ClaimStanding, StandingStep
from newsrooms.actions.event import record_event, record_events
from newsrooms.models import Event
from newsrooms.vocabulary import EventType


def is_public(claim: Claim, now: datetime | None = None) -> bool:
    """Whether anybody may read of this claim at this moment; the rule of `ClaimQuerySet.are_public` for one row."""
    lifted = claim.embargo_until is None or claim.embargo_until <= (now or timezone.now())
    return claim.workflow_state in PUBLIC_STATES and claim.trashed_at is None and lifted


def tell_of_claim(
    claim: Claim, kind: EventType, *, noun: str = "claim", key: str = "", private: bool = False
) -> None:
    """Something happened to a claim, or to a report or assessment (``noun`` and its ``key``) of it.

    What happens to a claim in public is public, unless it is the house's own business (``private``).
    """
    record_event(
        newsroom=claim.newsroom,
        kind=kind,
        object_type=noun,
        object_id=key or claim.public_id,
        facets={"claim": claim.public_id, "state": claim.workflow_state},
        public=not private and Claim.objects.public().filter(pk=claim.pk).exists(),
    )


def tell_of_steps(steps: Iterable[StandingStep], contradicted: Iterable[Claim], due: Iterable[Claim]) -> None:
    """Standings moved, contradictions appeared, published claims fell due: one batch is one burst to who is told."""
    now = timezone.now()
    told = [
        _event(step.claim, EventType.STANDING_CHANGED, now, {"before": step.before, "after": step.after}, step.batch)
        for step in steps
        if step.before
    ]
    told += [_event(claim, EventType.CONTRADICTION_FOUND, now, {}, "") for claim in contradicted]
    told += [_event(claim, EventType.CLAIM_DUE_FOR_REVIEW, now, {}, "", private=True) for claim in due]
    record_events(told)


def first_seen(before: ClaimStanding | None, after: ClaimStanding) -> bool:
    """Whether a contradiction is there now that was not."""
    return after.contradicted and not (before and before.contradicted)


def _event(
    claim: Claim, kind: EventType, now: datetime, facets: dict[str, str], burst: str, *, private: bool = False
) -> Event:
    return Event(
        newsroom_id=claim.newsroom_id,
        type=kind.value,
        object_type="claim",
        object_id=claim.public_id,
        facets={"claim": claim.public_id, "state": claim.workflow_state} | facets,
        public=is_public(claim, now) and not private,
        burst_key=burst,
    )
