"""Which claims bear on each other, and the facts of each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from claims.algebra.evidence import ClaimFacts, Report
from claims.algebra.intervals import Quantity
from claims.evidence.rows import Rows
from claims.evidence.wordings import load_claims
from claims.models import Claim, Exclusion
from claims.vocabulary import Basis
from newsrooms.declared import declared


def load_relations(wanted: list[int], merged: set[int], rows: Rows) -> None:
    """Which claims bear on these; ``merged`` are those that were merged into them."""
    by = rows.declared_by
    questions = _questions_of(wanted, rows)
    by_question: dict[int, set[int]] = defaultdict(set)
    figures = Q(quantity_low__isnull=False) | Q(quantity_high__isnull=False)
    current = Q(trashed_at=None, merged_into=None, question__in=set(questions.values()))
    for pk, question in declared(Claim, figures & current, by).values_list("id", "question"):
        by_question[question].add(pk)
    for pk, question in questions.items():
        if pk in by_question[question]:
            rows.siblings[pk] = by_question[question] - {pk}
    _load_exclusions(wanted, merged, rows)


def _load_exclusions(wanted: list[int], merged: set[int], rows: Rows) -> None:
    """What excludes these claims: declared of them, or of one that was merged into them, at either end."""
    by = rows.declared_by
    own = merged.union(wanted)
    declarations = declared(Exclusion, Q(claim__any_of=own) | Q(excludes__any_of=own), by)
    if by is None:
        found, became, trashed = _with_their_ends(declarations, rows)
    else:
        found = list(declarations.values_list("claim", "excludes"))
        ends = {pk for pair in found for pk in pair}
        became = _became(ends, by)
        trashed = _trashed_among(ends.union(became.values()), rows)
    for pair in found:
        now = {became[pk] for pk in pair}
        if len(now) == 1 or trashed.intersection(now.union(pair)):
            continue
        for this, that in (pair, reversed(pair)):
            for home in rows.homes_of(this):
                rows.excluded[home].add(became[that])


def _with_their_ends(declarations: Any, rows: Rows) -> tuple[list[tuple[int, int]], dict[int, int], set[int]]:
    """The pairs, what each end became and which lie in the trash. One query unless one was merged, so that how many
    there are does not tell of a draft at the other end."""
    found, merged, trashed = [], set(), set()
    moved = ("claim__merged_into", "excludes__merged_into", "claim__trashed_at", "excludes__trashed_at")
    for claim, excludes, *into, here, there in declarations.values_list("claim", "excludes", *moved):
        found.append((claim, excludes))
        merged |= {pk for pk, other in zip((claim, excludes), into, strict=True) if other is not None}
        trashed |= {pk for pk, at in ((claim, here), (excludes, there)) if at is not None}
    became = {pk: pk for pair in found for pk in pair}
    if merged:
        became |= _became(merged, None)
        trashed |= _trashed_among({became[pk] for pk in merged}, rows)
    return found, became, trashed


def _became(claims: set[int], by: datetime | None) -> dict[int, int]:
    """The claim that each of these is at last: itself, or what it was merged into, however often in a row."""
    into: dict[int, int] = {}
    frontier = claims
    while frontier:
        merged = declared(Claim, Q(id__any_of=frontier, merged_into__isnull=False), by)
        new = dict(merged.values_list("id", "merged_into"))
        into |= new
        frontier = set(new.values()) - set(into)
    last = {}
    for claim in claims:
        end = claim
        while end in into:
            end = into[end]
        last[claim] = end
    return last


def _questions_of(wanted: list[int], rows: Rows) -> dict[int, int]:
    if rows.declared_by is not None:
        claims = load_claims(wanted, rows.declared_by).values()
        return {row.pk: row.question_id for row in claims if row.question_id is not None}
    return dict(Claim.objects.filter(pk__in=wanted, question__isnull=False).values_list("pk", "question"))


def _trashed_among(claims: set[int], rows: Rows) -> set[int]:
    if not claims:
        return set()
    trashed = Q(id__any_of=claims, trashed_at__isnull=False)
    return set(declared(Claim, trashed, rows.declared_by).values_list("id", flat=True))


def load_facts(around: set[int], rows: Rows) -> None:
    for pk, claim in load_claims(around, rows.declared_by).items():
        rows.facts[pk] = claim_facts(claim)
    public = set(Claim.objects.public().filter(pk__in=around).values_list("pk", flat=True))
    rows.guarded |= public
    if rows.declared_by is not None:
        seen = Claim.objects.are_public(now=rows.declared_by) & Q(id__in=around)
        public = set(declared(Claim, seen, rows.declared_by).values_list("id", flat=True))
        rows.guarded |= public
    rows.public |= public


def leave_out_drafts(wanted: list[int], rows: Rows) -> None:
    for pk in rows.guarded.intersection(wanted):
        rows.siblings[pk] &= rows.public
        rows.excluded[pk] &= rows.public


def load_wholes(rows: Rows) -> None:
    """The claims that quantities of claims, reports and links are fractions of: known as facts, so that a fraction
    can be resolved whether or not its whole happens to be asked for too."""
    reports = [report for reports in rows.reports.values() for report in reports]
    figures = quantities_of(rows.facts.values(), reports)
    wholes = {int(figure.of_claim) for figure in figures if figure.of_claim is not None} - set(rows.facts)
    if wholes:
        load_facts(wholes, rows)


def quantities_of(claims: Iterable[ClaimFacts], reports: Iterable[Report]) -> list[Quantity]:
    """Every figure that these claims, these reports and their chains give."""
    figures = [claim.quantity for claim in claims]
    for report in reports:
        figures.append(report.quantity)
        figures += [link.quantity for chain in report.chains for link in chain]
    return [figure for figure in figures if figure is not None]


def load_merged(around: set[int], rows: Rows) -> set[int]:
    """The claims that were merged into these, however often in a row."""
    into: set[int] = set(around)
    merged: set[int] = set()
    while into:
        given = declared(Claim, Q(merged_into__in=into), rows.declared_by)
        found = dict(given.values_list("id", "merged_into"))
        rows.merged_into |= {pk: target for pk, target in found.items() if target is not None}
        into = set(found) - merged
        merged |= into
    return merged


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
