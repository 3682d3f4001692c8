"""What one report does to a claim: it supports, is compatible, opposes, or does neither (design: section 4)."""

from claims.algebra.evidence import ClaimFacts, Evidence, Report
from claims.algebra.intervals import Quantity
from claims.algebra.quantities import Comparison, Terms, compare
from claims.vocabulary import Bearing, Comparator, QuantityRelation, Stance

DENIALS = frozenset({Stance.DENIES, Stance.DISPUTES})
BEARING_OF = {
    QuantityRelation.EQUAL: Bearing.SUPPORTS,
    QuantityRelation.WITHIN: Bearing.SUPPORTS,
    QuantityRelation.COVERS: Bearing.COMPATIBLE,
    QuantityRelation.OVERLAPS: Bearing.COMPATIBLE,
    QuantityRelation.DISJOINT: Bearing.OPPOSES,
    QuantityRelation.GREW: Bearing.NEUTRAL,
    QuantityRelation.INCOMPARABLE: Bearing.NEUTRAL,
}
Weight = tuple[Bearing, Comparison | None]
SUPPORTING: Weight = (Bearing.SUPPORTS, None)
OPPOSING: Weight = (Bearing.OPPOSES, None)
NEITHER: Weight = (Bearing.NEUTRAL, None)
VAGUE, FRACTION = Comparator.VAGUE, Comparator.FRACTION
ASSERTS, DENIES, DISPUTES = Stance.ASSERTS, Stance.DENIES, Stance.DISPUTES


class Scales:
    """Weighs the reports of one evidence; what does not change from report to report is worked out once."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.claim = evidence.claim
        self.terms = terms_of(evidence.claim)
        self.weighed: dict[tuple[object, ...], Weight] = {}
        self.values = {other.id: other.quantity for other in evidence.others.values() if other.quantity is not None}

    def weigh(self, report: Report, quantity: Quantity | None = None) -> Weight:
        """The bearing of a report, and how its figure compares, if it has one.

        ``quantity`` stands in for the report's own: the figure as a source further up its chain had it.
        """
        figure = quantity or report.quantity
        if report.claim == self.claim.id:
            return self._weigh_own(report, figure)
        other = self.evidence.others.get(report.claim)
        if other is None:
            return Bearing.NEUTRAL, None
        weight: Weight = (Bearing.NEUTRAL, None)
        if self.claim.quantity is not None and self.claim.question and other.question == self.claim.question:
            weight = self._weigh_sibling(report, figure or other.quantity, other)
        if other.id in self.evidence.excluded and weight[0] is not Bearing.SUPPORTS:
            return self._weigh_excluded(report, figure, other, weight)
        return weight

    def _weigh_own(self, report: Report, figure: Quantity | None) -> Weight:
        stance = report.stance
        if stance is DENIES or stance is DISPUTES:
            return OPPOSING
        if stance is not ASSERTS:
            return NEITHER
        if figure is None or self.claim.quantity is None:
            return SUPPORTING
        # Many reports give the same figure.
        key = (
            figure.low, figure.high, figure.low_open, figure.high_open, figure.unit, figure.counted,
            figure.of_claim, figure.comparator is VAGUE, figure.comparator is FRACTION, report.as_of,
        )  # fmt: skip
        weight = self.weighed.get(key)
        if weight is None:
            comparison = self._compare(figure, report, self.claim)
            weight = self.weighed[key] = (BEARING_OF[comparison.relation], comparison)
        return weight

    def _weigh_sibling(self, report: Report, figure: Quantity | None, other: ClaimFacts) -> Weight:
        """A report on another figure for the same question. To deny that figure denies this one only if it lies
        wholly inside: who denies "at least 21" denies 41 with it, but not the other way round."""
        if report.stance in DENIALS:
            mine = compare(
                self.claim.quantity, other.quantity, basis=self.claim.basis,
                reported_on=self.terms, claimed_on=terms_of(other), values=self.values,
            )  # fmt: skip
            inside = mine.relation in (QuantityRelation.EQUAL, QuantityRelation.WITHIN)
            return (Bearing.OPPOSES if inside else Bearing.NEUTRAL), None
        if report.stance is not Stance.ASSERTS or figure is None:
            return Bearing.NEUTRAL, None
        comparison = self._compare(figure, report, other)
        return BEARING_OF[comparison.relation], comparison

    def _weigh_excluded(
        self, report: Report, figure: Quantity | None, other: ClaimFacts, otherwise: Weight
    ) -> Weight:
        """A report that supports a claim which excludes this one opposes this one."""
        if report.stance is not Stance.ASSERTS:
            return otherwise
        if figure is None or other.quantity is None:
            return Bearing.OPPOSES, otherwise[1]
        there = compare(
            figure, other.quantity, basis=other.basis,
            reported_on=terms_of(other, report), claimed_on=terms_of(other), values=self.values,
        )  # fmt: skip
        return (Bearing.OPPOSES, otherwise[1]) if BEARING_OF[there.relation] is Bearing.SUPPORTS else otherwise

    def _compare(self, figure: Quantity, report: Report, spoken_of: ClaimFacts) -> Comparison:
        terms = self.terms
        if report.as_of is not None or spoken_of is not self.claim:
            terms = terms_of(spoken_of, report)
        return compare(
            figure, self.claim.quantity, basis=self.claim.basis,
            reported_on=terms, claimed_on=self.terms, values=self.values,
        )  # fmt: skip


def terms_of(claim: ClaimFacts, report: Report | None = None) -> Terms:
    """On what terms a claim's figure is meant, or one that a report gives for it, which may have its own date."""
    as_of = report.as_of if report is not None and report.as_of is not None else claim.as_of
    return Terms(as_of, claim.scope, claim.unit, claim.counted)
