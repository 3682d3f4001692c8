"""Evidence as the rules take it, loaded for many claims in a fixed number of queries.

Ids in it are primary keys as text: they are only names to the rules, and sort in the order of entry.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from claims.algebra.evidence import ClaimFacts, Evidence, Link, Speaker
from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Stake as StakeFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from claims.algebra.intervals import Quantity
from claims.models import Attribution, Claim, Exclusion, Report, ReportMaterial, Stake, Withdrawal
from claims.vocabulary import Basis, Interest, Place, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.algebra.voices import Tie
from sources.models import Alignment, Source
from sources.models import Tie as TieRow
from sources.vocabulary import Precision, SourceKind, TieKind

# Ties reach through sources that no chain names (two arms of one ministry are one voice though nobody quotes it),
# and so do the sides that sources take.
REACHED_SOURCES = """
WITH RECURSIVE edge(one, other) AS (
    SELECT source_id, tied_to_id FROM sources_tie
    UNION ALL SELECT tied_to_id, source_id FROM sources_tie
    UNION ALL SELECT source_id, aligned_with_id FROM sources_alignment
), reached(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT edge.other FROM reached JOIN edge ON edge.one = reached.id
)
SELECT id FROM reached
"""


@dataclass
class Rows:
    """What was loaded, by claim or by source, before it is dealt out to each claim."""

    facts: dict[int, ClaimFacts] = field(default_factory=dict)
    public: set[int] = field(default_factory=set)
    siblings: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    excluded: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    reports: dict[int, list[ReportFact]] = field(default_factory=lambda: defaultdict(list))
    withdrawals: dict[int, list[WithdrawalFact]] = field(default_factory=lambda: defaultdict(list))
    fallen: dict[str, list[WithdrawalFact]] = field(default_factory=lambda: defaultdict(list))
    stakes: dict[int, list[StakeFact]] = field(default_factory=lambda: defaultdict(list))
    speakers: dict[str, Speaker] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    reaches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def load_evidence(claims: Iterable[int]) -> dict[int, Evidence]:
    """The evidence on each of these claims, by primary key. The number of queries does not grow with their number.

    With it come the reports on the quantified claims of the same question and on claims that exclude it, for they
    bear on it too. What bears on a public claim is public itself: a draft beside it stays out until it is published,
    so that the one standing that every door shows gives nothing away.
    """
    wanted = sorted(set(claims))
    rows = Rows()
    _load_relations(wanted, rows)
    around = set(wanted)
    for pk in wanted:
        around |= rows.siblings[pk] | rows.excluded[pk]
    _load_facts(around, rows)
    _leave_out_drafts(wanted, rows)
    _load_wholes(rows)
    sources, documents = _load_reports(around, rows)
    _load_withdrawals(around, documents, sources, rows)
    _load_stakes(wanted, sources, rows)
    _load_speakers(sources, rows)
    return {pk: _deal_out(pk, rows) for pk in wanted if pk in rows.facts}


def _load_relations(wanted: list[int], rows: Rows) -> None:
    questions = dict(Claim.objects.filter(pk__in=wanted, question__isnull=False).values_list("pk", "question"))
    by_question: dict[int, set[int]] = defaultdict(set)
    figures = Q(quantity_low__isnull=False) | Q(quantity_high__isnull=False)
    alike = Claim.objects.current().filter(figures, question__in=set(questions.values()))
    for pk, question in alike.values_list("pk", "question"):
        by_question[question].add(pk)
    for pk, question in questions.items():
        if pk in by_question[question]:
            rows.siblings[pk] = by_question[question] - {pk}
    pairs = Exclusion.objects.filter(Q(claim__in=wanted) | Q(excludes__in=wanted))
    for one, other in pairs.filter(claim__trashed_at=None, excludes__trashed_at=None).values_list(
        "claim", "excludes"
    ):
        rows.excluded[one].add(other)
        rows.excluded[other].add(one)


def _load_facts(around: set[int], rows: Rows) -> None:
    for claim in Claim.objects.filter(pk__in=around).select_related("question"):
        rows.facts[claim.pk] = claim_facts(claim)
    rows.public.update(Claim.objects.public().filter(pk__in=around).values_list("pk", flat=True))


def _leave_out_drafts(wanted: list[int], rows: Rows) -> None:
    for pk in rows.public.intersection(wanted):
        rows.siblings[pk] &= rows.public
        rows.excluded[pk] &= rows.public


def _load_wholes(rows: Rows) -> None:
    """The claims that quantities are fractions of: known as facts, so that a fraction can be resolved."""
    wholes = {
        int(facts.quantity.of_claim)
        for facts in rows.facts.values()
        if facts.quantity is not None and facts.quantity.of_claim is not None
    } - set(rows.facts)
    if wholes:
        _load_facts(wholes, rows)


def claim_facts(claim: Claim) -> ClaimFacts:
    """One claim as the rules see it, with what its question says about the figure."""
    question = claim.question
    return ClaimFacts(
        id=str(claim.pk),
        statement=claim.statement,
        quantity=claim.quantity,
        as_of=claim.as_of,
        question=None if question is None else str(question.pk),
        counted=question.counted if question else "",
        unit=question.unit if question else "",
        scope=question.scope if question else "",
        basis=Basis(question.basis) if question else Basis.INSTANT,
    )


def _load_reports(around: set[int], rows: Rows) -> tuple[set[int], set[int]]:
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
        rows.reports[report.claim_id].append(
            ReportFact(
                id=str(report.pk),
                claim=str(report.claim_id),
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


def _load_withdrawals(around: set[int], documents: set[int], sources: set[int], rows: Rows) -> None:
    found = Withdrawal.objects.filter(Q(claim__in=around) | Q(document__in=documents)).order_by("id")
    for row in found:
        fact = WithdrawalFact(
            kind=WithdrawalKind(row.kind),
            at=row.happened,
            source=None if row.source_id is None else str(row.source_id),
            claim=None if row.claim_id is None else str(row.claim_id),
            document=None if row.document_id is None else str(row.document_id),
            recorded_at=Moment(row.recorded_at, Precision.SECOND),
        )
        if row.claim_id is not None and row.source_id is not None:
            sources.add(row.source_id)
            rows.withdrawals[row.claim_id].append(fact)
        else:
            rows.fallen[str(row.document_id)].append(fact)


def _load_stakes(wanted: list[int], sources: set[int], rows: Rows) -> None:
    for stake in Stake.objects.filter(claim__in=wanted).order_by("id"):
        sources.add(stake.source_id)
        rows.stakes[stake.claim_id].append(StakeFact(str(stake.source_id), Interest(stake.interest), stake.reason))


def _load_speakers(sources: set[int], rows: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REACHED_SOURCES, [sorted(sources)])
        reached = {row[0] for row in cursor.fetchall()}
    sides: dict[int, set[str]] = defaultdict(set)
    for source, side in Alignment.objects.filter(source__in=reached).values_list("source", "aligned_with"):
        sides[source].add(str(side))
        rows.reaches[str(source)].add(str(side))
    for pk, name, kind in Source.objects.filter(pk__in=reached).values_list("pk", "name", "kind"):
        rows.speakers[str(pk)] = Speaker(str(pk), name, SourceKind(kind), frozenset(sides[pk]))
    for row in TieRow.objects.filter(source__in=reached).order_by("id"):
        tie = Tie(
            source=str(row.source_id),
            tied_to=str(row.tied_to_id),
            kind=TieKind(row.kind),
            since=row.since,
            until=row.until,
            reason=row.reason,
        )
        rows.ties.append(tie)
        rows.reaches[tie.source].add(tie.tied_to)
        rows.reaches[tie.tied_to].add(tie.source)


def _deal_out(pk: int, rows: Rows) -> Evidence:
    """One claim's share: only what reaches it, so that its hash moves with nothing else."""
    facts = rows.facts[pk]
    others = rows.siblings[pk] | rows.excluded[pk]
    reports = [report for claim in sorted({pk, *others}) for report in rows.reports[claim]]
    documents = sorted(
        {report.document for report in reports}
        | {link.document for report in reports for chain in report.chains for link in chain if link.document}
    )
    withdrawals = [fact for claim in sorted({pk, *others}) for fact in rows.withdrawals[claim]]
    withdrawals += [fact for document in documents for fact in rows.fallen.get(document, ())]
    wholes = {
        int(quantity.of_claim)
        for quantity in _quantities(facts, reports)
        if quantity.of_claim is not None
        and int(quantity.of_claim) in rows.facts
        and (pk not in rows.public or int(quantity.of_claim) in rows.public)
    }
    speaking = {report.publisher for report in reports}
    speaking |= {link.source for report in reports for chain in report.chains for link in chain}
    speaking |= {source for report in reports for source in report.only_material_of}
    speaking |= {stake.source for stake in rows.stakes[pk]}
    speaking |= {fact.source for fact in withdrawals if fact.source is not None}
    reached = _reach(speaking, rows.reaches)
    return Evidence(
        claim=facts,
        reports=tuple(reports),
        speakers={source: rows.speakers[source] for source in sorted(reached)},
        ties=tuple(tie for tie in rows.ties if tie.source in reached),
        stakes=tuple(rows.stakes[pk]),
        withdrawals=tuple(withdrawals),
        others={str(other): rows.facts[other] for other in sorted((others | wholes) - {pk})},
        excluded=frozenset(str(other) for other in rows.excluded[pk]),
    )


def _reach(speaking: set[str], reaches: dict[str, set[str]]) -> set[str]:
    reached, frontier = set(speaking), list(speaking)
    while frontier:
        new = reaches.get(frontier.pop(), set()) - reached
        reached |= new
        frontier += new
    return reached


def _quantities(facts: ClaimFacts, reports: list[ReportFact]) -> list[Quantity]:
    figures = [facts.quantity, *(report.quantity for report in reports)]
    return [figure for figure in figures if figure is not None]
