"""Reports with their chains, withdrawals and stakes, for many claims at once."""

from collections import defaultdict

from django.db.models import Q

from claims.algebra.evidence import Link
from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Stake as StakeFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from claims.evidence.rows import Rows
from claims.models import Attribution, Report, ReportMaterial, Stake, Withdrawal
from claims.vocabulary import Interest, Place, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.vocabulary import Precision


def load_reports(around: set[int], rows: Rows) -> tuple[set[int], set[int]]:
    """Load reports with their chains; give the sources and documents they name."""
    sources: set[int] = set()
    documents: set[int] = set()
    chains: dict[int, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    links = Attribution.objects.filter(claim__in=around).order_by("report", "chain", "position")
    for link in links.select_related("document"):
        sources.add(link.source_id)
        if link.document_id is not None:
            documents.add(link.document_id)
        chains[link.report_id][link.chain].append(
            Link(
                source=str(link.source_id),
                relation=Relation(link.relation),
                document=None if link.document_id is None else str(link.document_id),
                captured=bool(link.document and link.document.captured),
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
    for report in Report.objects.filter(claim__in=around).select_related("document", "superseded_by").order_by("id"):
        sources.add(report.document.publisher_id)
        documents.add(report.document_id)
        parts = chains[report.pk]
        claim = rows.claim_of.get(report.claim_id, report.claim_id)
        rows.reports[claim].append(
            ReportFact(
                id=str(report.pk),
                claim=str(claim),
                document=str(report.document_id),
                publisher=str(report.document.publisher_id),
                stance=Stance(report.stance),
                chains=tuple(tuple(parts[number]) for number in sorted(parts)),
                own_reporting=report.own_reporting,
                published_at=report.document.published,
                recorded_at=Moment(report.recorded_at, Precision.SECOND),
                superseded_at=_superseded_at(report),
                quantity=report.quantity,
                as_of=report.as_of,
                hedge=report.hedge,
                quote=report.quote_exact,
                place=Place(report.place) if report.place else None,
                captured=report.document.captured,
                only_material_of=frozenset(materials[report.pk]),
            )
        )
    return sources, documents


def _superseded_at(report: Report) -> Moment | None:
    later = getattr(report, "superseded_by", None)
    return None if later is None else Moment(later.recorded_at, Precision.SECOND)


def load_withdrawals(around: set[int], documents: set[int], sources: set[int], rows: Rows) -> None:
    found = Withdrawal.objects.filter(Q(claim__in=around) | Q(document__in=documents)).order_by("id")
    for row in found:
        claim = None if row.claim_id is None else rows.claim_of.get(row.claim_id, row.claim_id)
        fact = WithdrawalFact(
            kind=WithdrawalKind(row.kind),
            at=row.happened,
            source=None if row.source_id is None else str(row.source_id),
            claim=None if claim is None else str(claim),
            document=None if row.document_id is None else str(row.document_id),
            recorded_at=Moment(row.recorded_at, Precision.SECOND),
        )
        if claim is not None and row.source_id is not None:
            sources.add(row.source_id)
            rows.withdrawals[claim].append(fact)
        else:
            rows.fallen[str(row.document_id)].append(fact)


def load_stakes(wanted: set[int], sources: set[int], rows: Rows) -> None:
    for stake in Stake.objects.filter(claim__in=wanted).order_by("id"):
        sources.add(stake.source_id)
        claim = rows.claim_of.get(stake.claim_id, stake.claim_id)
        rows.stakes[claim].append(StakeFact(str(stake.source_id), Interest(stake.interest), stake.reason))
