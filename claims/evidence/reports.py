"""Reports with their chains, withdrawals and stakes, for many claims at once."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from claims.algebra.evidence import Link
from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Stake as StakeFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from claims.evidence.rows import Rows
from claims.models import Attribution, Report, ReportMaterial, Stake, Withdrawal
from claims.models.quantity import QUANTITY_COLUMNS, quantity_of
from claims.vocabulary import Interest, Place, Relation, Stance, WithdrawalKind
from newsrooms.declared import declared, declared_in_bulk
from sources.algebra.moments import Moment
from sources.models import Document
from sources.models.moments import moment_of
from sources.vocabulary import Precision

# Columns and not rows of models: a claim may have a thousand reports, and making models of them was most of its cost.
REPORT_COLUMNS = (
    "pk", "claim_id", "document_id", "stance", "own_reporting", "as_of_at", "as_of_precision", "hedge",
    "quote_exact", "place", "recorded_at", "superseded_by__recorded_at", "document__publisher_id",
    "document__published_at", "document__published_precision", "document__captured", *QUANTITY_COLUMNS,
)  # fmt: skip
LINK_COLUMNS = (
    "report_id", "chain", "source_id", "relation", "document_id", "document__captured", "hedge", "quote_exact",
    *QUANTITY_COLUMNS,
)  # fmt: skip


class Page(NamedTuple):
    """What the rules need of a document: who published it, when, and whether readers can check it here."""

    publisher: int
    published: Moment | None
    captured: bool


def load_reports(around: set[int], rows: Rows) -> tuple[set[int], set[int]]:
    """Load reports with their chains; give the sources and documents they name."""
    by = rows.declared_by
    entered = {} if by is None else {"recorded_at__lte": by}
    found = Report.objects.filter(claim__in=around, **entered).order_by("id")
    reports: list[Any] = list(found.values_list(*REPORT_COLUMNS, named=True))
    links = Attribution.objects.filter(claim__in=around).order_by("report", "chain", "position")
    cited: list[Any] = list(links.values_list(*LINK_COLUMNS, named=True))
    pages_then = _pages_then([*reports, *cited], by)
    known = {report.pk for report in reports}
    sources: set[int] = set()
    documents: set[int] = set()
    chains: dict[int, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in cited:
        if link.report_id not in known:
            continue
        sources.add(link.source_id)
        if link.document_id is not None:
            documents.add(link.document_id)
        chains[link.report_id][link.chain].append(_link(link, pages_then))
    materials: dict[int, set[str]] = defaultdict(set)
    supplied = ReportMaterial.objects.filter(report__claim__in=around)
    for report_pk, source in supplied.values_list("report", "source"):
        materials[report_pk].add(str(source))
        sources.add(source)
    for report in reports:
        page = pages_then.get(report.document_id) or _page_now(report)
        sources.add(page.publisher)
        documents.add(report.document_id)
        parts = chains[report.pk]
        fact = ReportFact(
            id=str(report.pk),
            claim=str(report.claim_id),
            document=str(report.document_id),
            publisher=str(page.publisher),
            stance=Stance(report.stance),
            chains=tuple(tuple(parts[number]) for number in sorted(parts)),
            own_reporting=report.own_reporting,
            published_at=page.published,
            recorded_at=Moment(report.recorded_at, Precision.SECOND),
            superseded_at=_superseded_at(report.superseded_by__recorded_at, by),
            quantity=quantity_of(report),
            as_of=moment_of(report.as_of_at, report.as_of_precision),
            hedge=report.hedge,
            quote=report.quote_exact,
            place=Place(report.place) if report.place else None,
            captured=page.captured,
            only_material_of=frozenset(materials[report.pk]),
        )
        for claim in rows.homes_of(report.claim_id):
            rows.reports[claim].append(fact if claim == report.claim_id else replace(fact, claim=str(claim)))
    return sources, documents


def _link(link: Any, pages_then: dict[int, Page]) -> Link:
    then = pages_then.get(link.document_id)
    return Link(
        source=str(link.source_id),
        relation=Relation(link.relation),
        document=None if link.document_id is None else str(link.document_id),
        captured=then.captured if then else bool(link.document__captured),
        quantity=quantity_of(link),
        hedge=link.hedge,
        quote=link.quote_exact,
    )


def _page_now(report: Any) -> Page:
    published = moment_of(report.document__published_at, report.document__published_precision)
    return Page(report.document__publisher_id, published, report.document__captured)


def _pages_then(named: list[Any], by: datetime | None) -> dict[int, Page]:
    """The documents these rows name, as they were declared by then; none where now is asked of."""
    if by is None:
        return {}
    keys = {row.document_id for row in named if row.document_id is not None}
    then = declared_in_bulk(Document, keys, by)
    return {pk: Page(row.publisher_id, row.published, row.captured) for pk, row in then.items()}


def _superseded_at(at: datetime | None, by: datetime | None) -> Moment | None:
    return None if at is None or (by is not None and at > by) else Moment(at, Precision.SECOND)


def load_withdrawals(around: set[int], documents: set[int], sources: set[int], rows: Rows) -> None:
    struck = Q(claim__any_of=around) | Q(document__any_of=documents)
    found = Withdrawal.objects.in_force(at=rows.declared_by).filter(struck).order_by("id")
    withdrawals = list(found.select_related("noticed_in"))
    noticed = {row.noticed_in_id for row in withdrawals if row.claim_id is not None and row.noticed_in_id is not None}
    then = declared_in_bulk(Document, noticed, rows.declared_by) if rows.declared_by and noticed else {}
    for row in withdrawals:
        fact = WithdrawalFact(
            kind=WithdrawalKind(row.kind),
            at=row.happened,
            source=None if row.source_id is None else str(row.source_id),
            document=None if row.document_id is None else str(row.document_id),
            recorded_at=Moment(row.recorded_at, Precision.SECOND),
        )
        if row.claim_id is not None and row.source_id is not None:
            sources.add(row.source_id)
            page = then.get(row.noticed_in_id or 0, row.noticed_in)
            there = str(row.noticed_in_id) if row.is_of_page(page) else None
            for claim in rows.homes_of(row.claim_id):
                rows.withdrawals[claim].append(replace(fact, claim=str(claim), document=there))
        else:
            rows.fallen[str(row.document_id)].append(fact)


def load_stakes(wanted: set[int], sources: set[int], rows: Rows) -> None:
    for stake in declared(Stake, Q(claim__in=wanted), rows.declared_by).order_by("id"):
        sources.add(stake.source_id)
        for claim in rows.homes_of(stake.claim_id):
            rows.stakes[claim].append(StakeFact(str(stake.source_id), Interest(stake.interest), stake.reason))
