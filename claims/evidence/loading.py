"""Evidence as the rules take it, loaded for many claims in a fixed number of queries.

Ids in it are primary keys as text: they are only names to the rules, and sort in the order of entry.
"""

from collections.abc import Iterable
from datetime import datetime

from claims.algebra.evidence import Evidence
from claims.evidence.copies import load_copies
from claims.evidence.merged_sources import Merged
from claims.evidence.relations import (
    leave_out_drafts,
    load_facts,
    load_merged,
    load_relations,
    load_wholes,
    quantities_of,
)
from claims.evidence.reports import load_reports, load_stakes, load_withdrawals
from claims.evidence.rows import Rows
from claims.evidence.speakers import load_speakers
from claims.evidence.versions import date_new_versions


def load_evidence(claims: Iterable[int], *, declared_by: datetime | None = None) -> dict[int, Evidence]:
    """The evidence on each of these claims, by primary key. The number of queries does not grow with their number.

    ``declared_by``: as it was here at that moment. Reports, withdrawals and copies that had been entered; ties,
    stakes, sides, relations, merges, questions and dates as they were declared. What is done later never moves it.

    With it come the reports on the quantified claims of the same question and on claims that exclude it, for they
    bear on it too. What bears on a public claim is public itself: a draft beside it stays out until it is published,
    so that the one standing that every door shows gives nothing away.
    """
    wanted = sorted(set(claims))
    rows = Rows(declared_by=declared_by)
    around = rows.around = set(wanted)
    merged = load_merged(around, rows)
    load_relations(wanted, merged, rows)
    for pk in wanted:
        around |= rows.siblings[pk] | rows.excluded[pk]
    rows.around = around
    load_facts(around, rows)
    leave_out_drafts(wanted, rows)
    spoken_of = around | merged | load_merged(around.difference(wanted), rows)
    sources, documents = load_reports(spoken_of, rows)
    load_wholes(rows)
    load_withdrawals(spoken_of, documents, sources, rows)
    date_new_versions(rows)
    load_copies(spoken_of, rows)
    load_stakes(spoken_of, sources, rows)
    load_speakers(sources, rows)
    return {pk: _deal_out(pk, rows) for pk in wanted if pk in rows.facts}


def _deal_out(pk: int, rows: Rows) -> Evidence:
    """One claim's share: only what reaches it, so that its hash moves with nothing else."""
    facts = rows.facts[pk]
    others = rows.siblings[pk] | rows.excluded[pk]
    heard = {report.id: report for claim in [*sorted(others, reverse=True), pk] for report in rows.reports[claim]}
    reports = [heard[key] for key in sorted(heard, key=int)]
    documents = sorted(
        {report.document for report in reports}
        | {link.document for report in reports for chain in report.chains for link in chain if link.document}
    )
    withdrawals = [fact for claim in sorted({pk, *others}) for fact in rows.withdrawals[claim]]
    withdrawals += [fact for document in documents for fact in rows.fallen.get(document, ())]
    reporting = {report.document for report in reports}
    copies = [copy for copy in rows.copies if copy.document in reporting and copy.original in reporting]
    copies += [copy for claim in sorted({pk, *others}) for copy in rows.borrowings[claim]]
    wholes = {
        int(quantity.of_claim)
        for quantity in quantities_of([facts, *(rows.facts[other] for other in others)], reports)
        if quantity.of_claim is not None
        and int(quantity.of_claim) in rows.facts
        and (pk not in rows.guarded or int(quantity.of_claim) in rows.public)
    }
    merged = Merged(rows.source_of)
    stakes, ties = rows.stakes[pk], rows.ties
    if rows.source_of:
        reports = [merged.report(report) for report in reports]
        withdrawals = [merged.withdrawal(fact) for fact in withdrawals]
        stakes, ties = merged.stakes(stakes), merged.ties(ties)
    speaking = {report.publisher for report in reports}
    speaking |= {link.source for report in reports for chain in report.chains for link in chain}
    speaking |= {source for report in reports for source in report.only_material_of}
    speaking |= {stake.source for stake in stakes}
    speaking |= {fact.source for fact in withdrawals if fact.source is not None}
    reached = _reach(speaking, rows.reaches) - set(rows.source_of)
    speakers = {source: rows.speakers[source] for source in sorted(reached)}
    return Evidence(
        claim=facts,
        reports=tuple(reports),
        speakers=merged.speakers(speakers, rows.speakers),
        ties=tuple(tie for tie in ties if tie.source in reached),
        stakes=tuple(stakes),
        withdrawals=tuple(withdrawals),
        others={str(other): rows.facts[other] for other in sorted((others | wholes) - {pk})},
        excluded=frozenset(str(other) for other in rows.excluded[pk]),
        copies=tuple(copies),
    )


def _reach(speaking: set[str], reaches: dict[str, set[str]]) -> set[str]:
    reached, frontier = set(speaking), list(speaking)
    while frontier:
        new = reaches.get(frontier.pop(), set()) - reached
        reached |= new
        frontier += new
    return reached
