"""Contradictions: between a claim and what is reported, between claims, and between figures that reports give.

A contradiction is told from a mere difference: of date, scope, unit or counted thing, of a total that grew, of a
vague word, of one voice that revised its own figure. No two things are related because their numbers are equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from claims.algebra.bearing import DENIALS, Scales, Weight, terms_of
from claims.algebra.evidence import Report
from claims.algebra.findings import Contradiction, Difference
from claims.algebra.intervals import Quantity
from claims.algebra.quantities import Comparison, Terms, compare, lies_above
from claims.vocabulary import Bearing, ContradictionKind, QuantityRelation, Stance

MOST_PAIRS = 200
MOST_FIGURES = 100


@dataclass(slots=True)
class Figure:
    """One figure on its terms, with the live reports that give it and the voices they go back to."""

    quantity: Quantity
    terms: Terms
    opposes: bool
    reports: list[str] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)


def find_with_claim(scales: Scales, weighed: Iterable[tuple[Report, Weight]]) -> list[Contradiction]:
    """What each live opposing report has against the claim."""
    found: list[Contradiction] = []
    for report, (bearing, comparison) in weighed:
        if bearing is not Bearing.OPPOSES:
            continue
        relation = comparison.relation if comparison is not None else None
        if report.stance in DENIALS:
            kind = ContradictionKind.DENIAL
        elif relation is QuantityRelation.DISJOINT:
            kind = ContradictionKind.QUANTITY
        else:
            kind = ContradictionKind.EXCLUSIVE
        found.append(_name(scales, Contradiction(kind, relation, with_reports=(report.id,))))
    return found


def find_between_claims(scales: Scales) -> tuple[list[Contradiction], list[Difference]]:
    """Claims of the same question whose figures cannot both be right, claims declared to exclude this one, and
    figures of the same question that only look as if they disagreed."""
    claim, evidence = scales.claim, scales.evidence
    contradictions: list[Contradiction] = []
    differences: list[Difference] = []
    for other in sorted(evidence.others.values(), key=lambda other: other.id):
        comparison: Comparison | None = None
        if claim.question and other.question == claim.question and claim.quantity and other.quantity:
            comparison = compare(
                other.quantity, claim.quantity, basis=claim.basis,
                reported_on=terms_of(other), claimed_on=scales.terms, values=scales.values,
            )  # fmt: skip
        relation = comparison.relation if comparison else None
        if other.id in evidence.excluded:
            exclusive = Contradiction(ContradictionKind.EXCLUSIVE, relation, with_claim=other.id)
            contradictions.append(_name(scales, exclusive))
        elif relation is QuantityRelation.DISJOINT:
            contradictions.append(
                _name(scales, Contradiction(ContradictionKind.QUANTITY, relation, with_claim=other.id))
            )
        elif comparison and relation in (QuantityRelation.GREW, QuantityRelation.INCOMPARABLE):
            differences.append(Difference(comparison.relation, comparison.reason, with_claim=other.id))
    return contradictions, differences


def find_between_figures(
    scales: Scales,
    weighed: Iterable[tuple[Report, Weight]],
    voices_of: Callable[[Report], Iterable[str]],
) -> tuple[list[Contradiction], int]:
    """Pairs of reported figures that exclude each other though the claim does not already tell them apart, and how
    many figures or pairs were left off. Figures that one voice alone gave, one after the other, are a revision."""
    figures = _gather(scales, weighed, voices_of)
    left_off = max(0, len(figures) - MOST_FIGURES)
    found: list[Contradiction] = []
    for one, other in combinations(figures[:MOST_FIGURES], 2):
        if one.opposes != other.opposes or (one.voices == other.voices and len(one.voices) == 1):
            continue
        if not _may_exclude(one.quantity, other.quantity):
            continue
        comparison = compare(
            one.quantity, other.quantity, basis=scales.claim.basis,
            reported_on=one.terms, claimed_on=other.terms, values=scales.values,
        )  # fmt: skip
        if comparison.relation is QuantityRelation.DISJOINT:
            pair = Contradiction(
                ContradictionKind.QUANTITY, comparison.relation,
                reports=tuple(one.reports), with_reports=tuple(other.reports),
            )  # fmt: skip
            found.append(_name(scales, pair))
    return found[:MOST_PAIRS], left_off + max(0, len(found) - MOST_PAIRS)


def find_differences(weighed: Iterable[tuple[Report, Weight]]) -> list[Difference]:
    """Reports whose figures differ from the claim's without contradicting it, with the reason."""
    return [
        Difference(comparison.relation, comparison.reason, with_report=report.id)
        for report, (_, comparison) in weighed
        if comparison is not None and comparison.relation in (QuantityRelation.GREW, QuantityRelation.INCOMPARABLE)
    ]


def _may_exclude(one: Quantity, other: Quantity) -> bool:
    """Whether it is worth comparing them on their terms; a share is not to be read as a figure."""
    shares = one.of_claim is not None or other.of_claim is not None
    return shares or lies_above(one, other) or lies_above(other, one)


def _gather(
    scales: Scales, weighed: Iterable[tuple[Report, Weight]], voices_of: Callable[[Report], Iterable[str]]
) -> list[Figure]:
    figures: dict[tuple[object, ...], Figure] = {}
    for report, (bearing, comparison) in weighed:
        quantity = report.quantity
        if comparison is None or quantity is None or report.stance is not Stance.ASSERTS:
            continue
        spoken_of = scales.claim if report.claim == scales.claim.id else scales.evidence.others[report.claim]
        key = (
            quantity.low, quantity.high, quantity.low_open, quantity.high_open, quantity.unit, quantity.counted,
            quantity.of_claim, quantity.comparator, report.as_of, spoken_of.id,
        )  # fmt: skip
        figure = figures.get(key)
        if figure is None:
            terms = terms_of(spoken_of, report)
            figure = figures[key] = Figure(quantity, terms, bearing is Bearing.OPPOSES)
        figure.reports.append(report.id)
        figure.voices.update(voices_of(report))
    return list(figures.values())


def _name(scales: Scales, found: Contradiction) -> Contradiction:
    """The same with its key: stays while the first reports of both sides do."""
    this = found.reports[0] if found.reports else f"claim {scales.claim.id}"
    that = f"claim {found.with_claim}" if found.with_claim is not None else found.with_reports[0]
    return Contradiction(
        found.kind, found.relation, found.reports, found.with_claim, found.with_reports,
        f"{found.kind}: {' / '.join(sorted((this, that)))}",
    )  # fmt: skip
