"""What was published lately: each version of a public claim as one item of news, for feeds and readers of feeds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from claims.listing import Wish, rows_of
from claims.models import Publication
from claims.paging import Page, Place, read_page
from claims.public import public_claims, public_reports
from sources.models import Source

KINDS = ("new", "changed", "corrected")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One version: its claim's id, its number, its sealed words, when readers first could see it, and its notice."""

    claim: str
    number: int
    sealed: dict[str, Any]
    seen_at: datetime
    notice: str
    tags: list[str]
    newsroom: str


def read_news(kind: str, wish: Wish, *, source: Source | None = None, place: Place | None = None) -> Page[NewsItem]:
    """A page of versions, the newest first. ``kind``: ``new`` for first versions, ``corrected`` for those with a
    notice, ``changed`` for all. An embargoed version counts from the second its embargo lifted."""
    rows = versions_in_public(kind).filter(claim__in=rows_of(wish).values("pk"))
    if source is not None:
        spoke = public_reports().filter(Q(document__publisher=source) | Q(attributions__source=source))
        rows = rows.filter(claim__in=spoke.values("claim"))
    return read_page(rows, by="seen_at", place=place, size=30).told(read_item)


def versions_in_public(kind: str) -> QuerySet[Publication]:
    """Publications of public claims, with the moment they came to be seen."""
    rows = Publication.objects.filter(claim__in=public_claims()).select_related("claim__newsroom", "correction")
    rows = rows.annotate(seen_at=Greatest("published_at", Coalesce("claim__embargo_until", "published_at")))
    if kind == "new":
        first = Publication.objects.filter(claim=OuterRef("claim"), number__lt=OuterRef("number"))
        return rows.filter(~Exists(first))
    if kind == "corrected":
        return rows.filter(correction__isnull=False)
    return rows


def read_item(row: Publication) -> NewsItem:
    """One version as news."""
    annotated: Any = row
    correction = getattr(row, "correction", None)
    return NewsItem(
        claim=row.claim.public_id,
        number=row.number,
        sealed=row.sealed,
        seen_at=annotated.seen_at,
        notice=correction.notice if correction else "",
        tags=row.claim.tags,
        newsroom=row.claim.newsroom.name,
    )
