"""Telling the outbox what happened to a claim, in the transaction that does it: for webhooks and the changes feed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims.models import PUBLIC_STATES, Claim, ClaimStanding, StandingStep
from newsrooms.actions.event import record_events
from newsrooms.models import Event
from newsrooms.vocabulary import EventType, Facet


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
    tell_of_claims([claim.pk], kind, noun=noun, key=key, private=private)


def tell_of_claims(
    claims: Iterable[int], kind: EventType, *, noun: str = "claim", key: str = "", private: bool = False
) -> None:
    """The same of each of several claims, as they are now."""
    now = timezone.now()
    rows = Claim.objects.filter(pk__in=claims).select_related("standing").order_by("pk")
    record_events([_event(claim, kind, now, private=private, noun=noun, key=key) for claim in rows])


def announce_lifted(claims: Iterable[int]) -> None:
    """Tell the public of claims that it may now read and was not told of: they were published under embargo."""
    waiting = Claim.objects.public().filter(pk__in=claims).select_for_update(of=("self",))
    with transaction.atomic():
        held = {claim.public_id: claim.pk for claim in waiting}
        told = Event.objects.filter(
            type=EventType.CLAIM_PUBLISHED.value, object_type="claim", object_id__in=held, public=True
        )
        for public_id in told.values_list("object_id", flat=True):
            held.pop(public_id, None)
        tell_of_claims(held.values(), EventType.CLAIM_PUBLISHED)


def tell_of_steps(steps: Iterable[StandingStep], contradicted: Iterable[Claim], due: Iterable[Claim]) -> None:
    """Standings moved, contradictions appeared, published claims fell due. What moves one claim several times in a
    moment is one burst; no claim is told of in another's."""
    now = timezone.now()
    told = [
        _event(
            step.claim,
            EventType.STANDING_CHANGED,
            now,
            {Facet.BEFORE: step.before, Facet.AFTER: step.after, Facet.STANDING: step.after},
            burst=f"standing of {step.claim.public_id}",
        )
        for step in steps
        if step.before
    ]
    told += [_event(claim, EventType.CONTRADICTION_FOUND, now) for claim in contradicted]
    told += [_event(claim, EventType.CLAIM_DUE_FOR_REVIEW, now, private=True) for claim in due]
    record_events(told)


def first_seen(before: ClaimStanding | None, after: ClaimStanding) -> bool:
    """Whether a contradiction is there now that was not."""
    return after.contradicted and not (before and before.contradicted)


def _event(
    claim: Claim,
    kind: EventType,
    now: datetime,
    facets: Mapping[Facet, str] | None = None,
    *,
    burst: str = "",
    private: bool = False,
    noun: str = "claim",
    key: str = "",
) -> Event:
    standing: ClaimStanding | None = getattr(claim, "standing", None)
    said = {Facet.CLAIM: claim.public_id, Facet.STATE: claim.workflow_state}
    said |= {Facet.STANDING: standing.status} if standing else {}
    return Event(
        newsroom_id=claim.newsroom_id,
        type=kind.value,
        object_type=noun,
        object_id=key or claim.public_id,
        facets={facet.value: word for facet, word in (said | dict(facets or {})).items()},
        public=is_public(claim, now) and not private,
        burst_key=burst,
    )
