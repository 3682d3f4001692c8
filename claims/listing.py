"""Claims as lists show them: one row each with its verdict and its standing, in one query for a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from claims.models import Claim, Correction, Publication
from claims.paging import Page, Place, read_merged
from claims.public import public_claims
from claims.versions import CORRECTED_BEFORE_LIFT, NOTICED_AT
from claims.vocabulary import Standing, Verdict, WorkflowState

CONTESTED = (Standing.CONTESTED, Standing.DISPUTED, Standing.REFUTED)
SORTED = {"corrected": "corrected_at"}


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """One claim in a list. ``verdict`` is "" while it is only watched; ``standing`` "" before it was computed."""

    id: str
    statement: str
    language: str
    state: str
    verdict: str
    confidence: str
    standing: str
    lines: tuple[int, int, int]
    outlets: int
    reports: int
    published_at: datetime
    corrected_at: datetime | None
    as_of: str | None
    tags: list[str]
    newsroom: str
    quantity: Any


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader wants to see: every value "" or None for all."""

    standing: str = ""
    verdict: str = ""
    topic: str = ""
    shelf: str = ""
    question: int | None = None
    newsroom: str = ""
    only: tuple[int, ...] | None = None


def list_claims(wish: Wish, place: Place | None = None, *, size: int = 50) -> Page[ListedClaim]:
    """A page of public claims, the newest first; on the shelf of the corrected by their latest correction.

    What is sorted and sifted by lies in ``PublicListing``, so that a page costs the same however many claims there
    are; a shelf that claims come to in several ways is read in one range of an index for each way, and merged.
    """
    rows = rows_of(replace(wish, shelf=""))
    by = "first_published_at"
    if wish.topic and not (wish.shelf or wish.standing or wish.verdict):
        by = "listed_at"
        rows = rows.annotate(listed_at=F("public_topics__first_published_at"))
    elif wish.shelf or wish.standing or wish.verdict:
        by = "listed_at"
        rows = rows.annotate(listed_at=F(f"listing__{SORTED.get(wish.shelf, 'first_published_at')}"))
    ways = [rows.filter(way) for way in ways_to(wish.shelf)]
    return read_merged(ways, by=by, place=place, size=size).told(list_claim)


def rows_of(wish: Wish) -> QuerySet[Claim]:
    """The public claims that a wish asks for, with all that a row of a list needs."""
    shown = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    corrections = Correction.objects.filter(claim=OuterRef("pk")).exclude(CORRECTED_BEFORE_LIFT)
    noticed = corrections.order_by("-corrected_at").annotate(seen_at=NOTICED_AT)
    rows = (
        public_claims()
        .select_related("standing", "newsroom")
        .annotate(
            verdict=Subquery(shown.values("assessment__verdict")[:1]),
            confidence=Subquery(shown.values("assessment__confidence")[:1]),
            corrected_at=Subquery(noticed.values("seen_at")[:1]),
        )
    )
    return rows.filter(conditions_of(wish))


def list_keys(keys: Sequence[int]) -> list[ListedClaim]:
    """The public claims with these primary keys, in their order. One query, none for no key."""
    rows = {row.pk: list_claim(row) for row in rows_of(Wish()).filter(pk__in=keys)} if keys else {}
    return [rows[key] for key in keys if key in rows]


def conditions_of(wish: Wish) -> Q:
    """A wish as a condition on claims."""
    asked = Q() if wish.only is None else Q(pk__in=wish.only)
    if wish.standing:
        asked &= Q(listing__standing=wish.standing)
    if wish.verdict:
        asked &= Q(listing__verdict="" if wish.verdict == "none" else wish.verdict)
    if wish.topic:
        asked &= Q(public_topics__topic=wish.topic)
    if wish.question is not None:
        asked &= Q(question=wish.question)
    if wish.newsroom:
        asked &= Q(newsroom__slug=wish.newsroom)
    return asked & reduce(or_, ways_to(wish.shelf))


def ways_to(shelf: str) -> list[Q]:
    """The ways in which a claim comes to stand on a shelf, each a condition that one index answers."""
    match shelf:
        case "contested":
            ways = [Q(listing__standing=word.value) for word in CONTESTED]
            return [*ways, Q(listing__verdict=Verdict.CONTESTED.value)]
        case "corrected":
            return [Q(listing__corrected_at__isnull=False)]
        case "withdrawn":
            standing = Q(listing__standing=Standing.WITHDRAWN.value)
            return [standing, Q(listing__state=WorkflowState.WITHDRAWN.value)]
    return [Q()]


def list_claim(claim: Claim) -> ListedClaim:
    """One row of a list, from a claim with the annotations of ``rows_of``."""
    standing = getattr(claim, "standing", None)
    row: Any = claim
    return ListedClaim(
        id=claim.public_id,
        statement=claim.statement,
        language=claim.language,
        state=claim.workflow_state,
        verdict=row.verdict or "",
        confidence=row.confidence or "",
        standing=standing.status if standing else "",
        lines=(standing.lines_low, standing.lines_with_parties, standing.lines_high) if standing else (0, 0, 0),
        outlets=standing.outlets if standing else 0,
        reports=standing.reports if standing else 0,
        published_at=claim.first_published_at or claim.created_at,
        corrected_at=row.corrected_at,
        as_of=str(claim.as_of) if claim.as_of else None,
        tags=claim.tags,
        newsroom=claim.newsroom.name,
        quantity=claim.quantity,
    )
