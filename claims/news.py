"""What happened lately in public: each version of a claim, and each notice that made none, as one item of news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from claims.algebra.striking import strike
from claims.listing import Wish, conditions_of
from claims.models import Claim, Correction, Publication
from claims.paging import Page, Place, cursor_of, read_instant
from claims.public import public_claims
from claims.redactions import struck_words
from claims.versions import NOTICED_AT, SEALED_BEFORE_LIFT, SEEN_AT, seen_by_readers
from sources.models import Source

KINDS = ("new", "changed", "corrected")
MOMENTS = ("published_at", "corrected_at")  # of a version, and of a notice
SIZE = 30
FEW = 500
Row = Publication | Correction


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One version (``number``), or a notice that made none (0): its claim's id, the sealed words it stands with,
    when readers first could see it, and its notice. ``mark`` is the place of it on the claim's page."""

    claim: str
    mark: str
    number: int
    sealed: dict[str, Any]
    seen_at: datetime
    notice: str
    tags: list[str]
    newsroom: str


def read_news(kind: str, wish: Wish, *, source: Source | None = None, place: Place | None = None) -> Page[NewsItem]:
    """A page of news, the newest first. ``kind``: ``new`` for first versions, ``corrected`` for what came with a
    notice, ``changed`` for all. An embargoed version counts from the second its embargo lifted."""
    kinds: list[QuerySet[Any]] = [versions_in_public(kind)] + ([notices_in_public()] if kind != "new" else [])
    began = _begin(place)
    found: list[Row] = []
    claims = None if wish == Wish() and source is None else _claims_of(wish, source)
    few = None if claims is None else _if_few(claims)
    for number, rows in enumerate(kinds):
        # Where nothing is asked for also on claims that were merged since.
        asked = rows if claims is None else rows.filter(claim__in=claims.values("pk") if few is None else few)
        if began is not None:
            asked = asked.filter(_behind(*began, number))
        if few is None:
            found += _newest(asked, MOMENTS[number], began and began[0])
            asked = asked.filter(claim__embargo_until__isnull=False)
        if rows.model is Publication:
            asked = seen_by_readers(asked)
        # By their keys first: sorted are keys, not all that was sealed.
        newest = list(asked.order_by("-seen_at", "-pk").values_list("pk", flat=True)[: SIZE + 1])
        found += rows.filter(pk__in=newest) if newest else []
    # Of one moment versions come before notices; within either the later row comes first.
    found.sort(key=lambda row: (_seen(row), isinstance(row, Publication), row.pk), reverse=True)
    shown = found[:SIZE]
    after = cursor_of(shown[-1], "seen_at") if len(found) > SIZE else None
    return Page([read_item(row) for row in shown], None, after)


def _newest(rows: QuerySet[Any], moment: str, until: datetime | None) -> QuerySet[Any]:
    """The newest rows of claims that never were under embargo: seen when they were written, which an index knows."""
    shown = rows.filter(claim__embargo_until=None, **({} if until is None else {f"{moment}__lte": until}))
    return shown.order_by(f"-{moment}", "-pk")[: SIZE + 1]


def _begin(place: Place | None) -> tuple[datetime, int, int] | None:
    """The moment, the key and the kind (0 for versions, 1 for notices) of the row behind which a page begins."""
    if place is None or place.back:
        return None
    moment = read_instant(place.key)
    if moment is None:
        return None
    for number, model in enumerate((Publication, Correction)):
        pk = model._default_manager.filter(public_id=place.public_id).values_list("pk", flat=True).first()
        if pk is not None:
            return moment, pk, number
    return None


def _behind(moment: datetime, pk: int, of: int, kind: int) -> Q:
    """Rows of one kind that come behind the row ``pk`` of the kind ``of``."""
    if kind == of:
        return Q(seen_at__lt=moment) | Q(seen_at=moment, pk__lt=pk)
    return Q(seen_at__lte=moment) if kind > of else Q(seen_at__lt=moment)


def _claims_of(wish: Wish, source: Source | None) -> QuerySet[Claim]:
    """The claims that are asked for."""
    claims = public_claims().filter(conditions_of(wish))
    return claims if source is None else claims.filter(voices__source=source, voices__said_at__isnull=False)


def _if_few(claims: QuerySet[Claim]) -> list[int] | None:
    """Their keys where they are few; then all there is of them is read, or one would look for it among the news of
    all other claims. None where they are many: then the newest are soon found among the newest of all."""
    keys = list(claims.order_by().values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def versions_in_public(kind: str) -> QuerySet[Publication]:
    """Publications of public claims, with the moment they came to be seen."""
    rows = Publication.objects.filter(claim__in=public_claims()).select_related("claim__newsroom", "correction")
    rows = rows.annotate(
        seen_at=SEEN_AT,
        struck=struck_words("claim__newsroom"),
    )
    if kind == "new":
        first = Publication.objects.filter(claim=OuterRef("claim"), number__lt=OuterRef("number"))
        return rows.filter(~Exists(first) | SEALED_BEFORE_LIFT)
    if kind == "corrected":
        return rows.filter(correction__isnull=False).exclude(SEALED_BEFORE_LIFT)
    return rows


def notices_in_public() -> QuerySet[Correction]:
    """Notices without a version of their own: a page was withdrawn, paused, taken up again, or merged."""
    then = Publication.objects.filter(claim=OuterRef("claim"), published_at__lte=OuterRef("seen_at"))
    rows = Correction.objects.filter(claim__in=Claim.objects.public(), publication=None)
    rows = rows.annotate(seen_at=NOTICED_AT)
    return rows.select_related("claim__newsroom").annotate(
        sealed=Subquery(then.order_by("-number").values("sealed")[:1]),
        struck=struck_words("claim__newsroom"),
    )


def _seen(row: Row) -> datetime:
    annotated: Any = row
    seen_at: datetime = annotated.seen_at
    return seen_at


def read_item(row: Row) -> NewsItem:
    """One version or notice as news."""
    annotated: Any = row
    if isinstance(row, Correction):
        number, mark, notice = 0, f"c-{row.public_id}", row.notice
    else:
        correction = getattr(row, "correction", None)
        until = row.claim.embargo_until
        told = correction if until is None or row.published_at > until else None
        number, mark, notice = row.number, f"version-{row.number}", told.notice if told else ""
    return NewsItem(
        claim=row.claim.public_id,
        mark=mark,
        number=number,
        sealed=strike(annotated.sealed or {"statement": row.claim.statement}, annotated.struck),
        seen_at=_seen(row),
        notice=strike(notice, annotated.struck),
        tags=strike(row.claim.tags, annotated.struck),
        newsroom=row.claim.newsroom.name,
    )
