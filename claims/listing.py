"""Claims as lists show them: one row each with its verdict and its standing, in one query for a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from claims.models import Claim, Correction, Publication
from claims.paging import Page, Place, read_page
from claims.public import public_claims
from claims.vocabulary import Standing, Verdict, WorkflowState

CONTESTED = [Standing.CONTESTED.value, Standing.DISPUTED.value, Standing.REFUTED.value]


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
    only: tuple[str, ...] | None = None


def list_claims(wish: Wish, place: Place | None = None, *, size: int = 50) -> Page[ListedClaim]:
    """A page of public claims, the newest first; on the shelf of the corrected by their latest correction."""
    by = "corrected_at" if wish.shelf == "corrected" else "first_published_at"
    return read_page(rows_of(wish), by=by, place=place, size=size).told(list_claim)


def rows_of(wish: Wish) -> QuerySet[Claim]:
    """The public claims that a wish asks for, with all that a row of a list needs."""
    shown = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    corrections = Correction.objects.filter(claim=OuterRef("pk")).order_by("-corrected_at")
    rows = (
        public_claims()
        .select_related("standing", "newsroom")
        .annotate(
            verdict=Subquery(shown.values("assessment__verdict")[:1]),
            confidence=Subquery(shown.values("assessment__confidence")[:1]),
            corrected_at=Subquery(corrections.values("corrected_at")[:1]),
        )
    )
    return rows.filter(conditions_of(wish))


def conditions_of(wish: Wish) -> Q:
    """A wish as a condition on claims."""
    asked = Q() if wish.only is None else Q(public_id__in=wish.only)
    if wish.standing:
        asked &= Q(standing__status=wish.standing)
    if wish.verdict:
        asked &= Q(verdict=None) if wish.verdict == "none" else Q(verdict=wish.verdict)
    if wish.topic:
        asked &= Q(tags__contains=[wish.topic])
    if wish.question is not None:
        asked &= Q(question=wish.question)
    if wish.newsroom:
        asked &= Q(newsroom__slug=wish.newsroom)
    match wish.shelf:
        case "contested":
            asked &= Q(standing__status__in=CONTESTED) | Q(verdict=Verdict.CONTESTED.value)
        case "corrected":
            asked &= Q(pk__in=Correction.objects.values("claim"))
        case "withdrawn":
            asked &= Q(standing__status=Standing.WITHDRAWN.value) | Q(workflow_state=WorkflowState.WITHDRAWN.value)
    return asked


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
