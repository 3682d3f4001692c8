"""Reports with their chains, withdrawals and stakes, for many claims at once."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from claims.algebra.evidence import Link
from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Stake as StakeFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from claims.evidence.rows import Rows
from claims.models import Attribution, Report, ReportMaterial, Stake, Withdrawal
from claims.vocabulary import Interest, Place, Relation, Stance, WithdrawalKind
from newsrooms.declared import declared, declared_in_bulk
from sources.algebra.moments import Moment
from sources.models import Document
from sources.vocabulary import Precision


def load_reports(around: set[int], rows: Rows) -> tuple[set[int], set[int]]:
    """Load reports with their chains; give the sources and documents they name."""
    by = rows.declared_by
    entered = {} if by is None else {"recorded_at__lte": by}
    found = Report.objects.filter(claim__in=around, **entered).select_related("document", "superseded_by")
    reports = list(found.order_by("id"))
    links = Attribution.objects.filter(claim__in=around).order_by("report", "chain", "position")
    cited = list(links.select_related("document"))
    documents_then = _documents_then(reports, cited, by)
    sources: set[int] = set()
    documents: set[int] = set()
    chains: dict[int, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    known = {report.pk for report in reports}
    for link in cited:
        if link.report_id not in known:
            continue
        there = documents_then.get(link.document_id or 0, link.document)
        sources.add(link.source_id)
        if link.document_id is not None:
            documents.add(link.document_id)
        chains[link.report_id][link.chain].append(
            Link(
                source=str(link.source_id),
                relation=Relation(link.relation),
                document=None if link.document_id is None else str(link.document_id),
                captured=bool(there and there.captured),
                quantity=link.quantity,
                hedge=link.hedge,
                quote=link.quote_exact,
            )
        )
    materials: dict[int, set[str]] = defaultdict(set)
    supplied = ReportMaterial.objects.filter(report__claim__in=around)
    for report_pk, source in supplied.values_list("report", "source"):
        materials[report_pk].add(str(source))
        sources.add(source)
    for report in reports:
        document = documents_then.get(report.document_id, report.document)
        sources.add(document.publisher_id)
        documents.add(report.document_id)
        parts = chains[report.pk]
        fact = ReportFact(
            id=str(report.pk),
            claim=str(report.claim_id),
            document=str(report.document_id),
            publisher=str(document.publisher_id),
            stance=Stance(report.stance),
            chains=tuple(tuple(parts[number]) for number in sorted(parts)),
            own_reporting=report.own_reporting,
            published_at=document.published,
            recorded_at=Moment(report.recorded_at, Precision.SECOND),
            superseded_at=_superseded_at(report, by),
            quantity=report.quantity,
            as_of=report.as_of,
            hedge=report.hedge,
            quote=report.quote_exact,
            place=Place(report.place) if report.place else None,
            captured=document.captured,
            only_material_of=frozenset(materials[report.pk]),
        )
        for claim in rows.homes_of(report.claim_id):
            rows.reports[claim].append(fact if claim == report.claim_id else replace(fact, claim=str(claim)))
    return sources, documents


def _documents_then(reports: list[Report], links: list[Attribution], by: datetime | None) -> dict[int, Document]:
    """The documents as their dates, publishers and captures stood by then; none where now is asked of."""
    if by is None:
        return {}
    named = {report.document_id for report in reports}
    named |= {link.document_id for link in links if link.document_id is not None}
    return declared_in_bulk(Document, named, by)


def _superseded_at(report: Report, by: datetime | None) -> Moment | None:
    later = getattr(report, "superseded_by", None)
    if later is None or (by is not None and later.recorded_at > by):
        return None
    return Moment(later.recorded_at, Precision.SECOND)


def load_withdrawals(around: set[int], documents: set[int], sources: set[int], rows: Rows) -> None:
    struck = Q(claim__in=around) | Q(document__in=documents)
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
