"""How a reported quantity relates to a claimed one (design: section 3): intervals compared, never bare numbers.

Laws: a quantity equals itself; if r is within c then c covers r or equals it; `disjoint` and `overlaps` are the
same from both sides; two quantities of different units or counted things are never related, whatever their numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.algebra.intervals import Quantity
from claims.vocabulary import Basis, Comparator, Incomparable, QuantityRelation
from sources.algebra.moments import Moment

HUNDRED = Decimal(100)
NOTHING_KNOWN: Mapping[str, Quantity] = {}


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a figure is meant: when, within what, and what its question says is counted."""

    as_of: Moment | None = None
    scope: str = ""
    unit: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation, and for `incomparable` its reason."""

    relation: QuantityRelation
    reason: Incomparable | None = None


RELATED = {relation: Comparison(relation) for relation in QuantityRelation}
INCOMPARABLE = {reason: Comparison(QuantityRelation.INCOMPARABLE, reason) for reason in Incomparable}
ANY_TERMS = Terms()


def compare(
    reported: Quantity | None,
    claimed: Quantity | None,
    *,
    basis: Basis = Basis.INSTANT,
    reported_on: Terms = ANY_TERMS,
    claimed_on: Terms = ANY_TERMS,
    values: Mapping[str, Quantity] = NOTHING_KNOWN,
) -> Comparison:
    """Relate r (reported) to c (claimed). ``values`` are quantities of other claims, for fractions of them.

    A unit or counted thing that a figure leaves unsaid is its question's. For a running total an earlier figure
    contradicts only by being higher, a later one only by being lower; the other way round the total `grew`. Of
    another date a figure says no more than `carry` lets it.
    """
    if reported is None or claimed is None:
        return INCOMPARABLE[Incomparable.ABSENT]
    if reported.of_claim is not None or claimed.of_claim is not None:
        resolved = _resolve_both(reported, claimed, values)
        if resolved is None:
            return INCOMPARABLE[Incomparable.FRACTION]
        reported, claimed = resolved
    reason = why_incomparable(reported, claimed, basis, reported_on, claimed_on)
    if reason is not None:
        return INCOMPARABLE[reason]
    relation = relate_intervals(reported, claimed)
    order = order_in_time(reported_on.as_of, claimed_on.as_of) if basis is Basis.CUMULATIVE else 0
    if order and relation is not QuantityRelation.DISJOINT:
        relation = relate_intervals(carry(reported, order), claimed)
    if reported.comparator is Comparator.VAGUE or claimed.comparator is Comparator.VAGUE:
        return _soften(relation, reported)
    if order and relation is QuantityRelation.DISJOINT and (order > 0) == lies_above(reported, claimed):
        relation = QuantityRelation.GREW
    return RELATED[relation]


def carry(reported: Quantity, order: int) -> Quantity:
    """What a figure of a running total says of another date: an earlier one (``order`` -1) that it was then at least
    its low, a later one that it was then at most its high. A total begins at nothing and does not fall; how far it
    grew nobody said."""
    if order < 0:
        return replace(reported, high=None, high_open=False)
    least = None if reported.low is None or reported.low < 0 else Decimal(0)
    return replace(reported, low=least, low_open=False)


def why_incomparable(
    reported: Quantity, claimed: Quantity, basis: Basis, reported_on: Terms, claimed_on: Terms
) -> Incomparable | None:
    """Why these two figures speak of different things, or ``None`` when they may be compared."""
    if (reported.comparator is Comparator.FRACTION) != (claimed.comparator is Comparator.FRACTION) and (
        reported.of_claim is claimed.of_claim is None
    ):
        return Incomparable.FRACTION
    if _differs(reported.unit or reported_on.unit, claimed.unit or claimed_on.unit):
        return Incomparable.UNIT
    counted, claimed_thing = reported.counted or reported_on.counted, claimed.counted or claimed_on.counted
    if counted and claimed_thing and _differs(counted, claimed_thing):
        return Incomparable.COUNTED
    if reported_on.scope and claimed_on.scope and _differs(reported_on.scope, claimed_on.scope):
        return Incomparable.SCOPE
    if basis is not Basis.CUMULATIVE and order_in_time(reported_on.as_of, claimed_on.as_of):
        return Incomparable.DATE
    return None


def relate_intervals(r: Quantity, c: Quantity) -> QuantityRelation:
    """The set relation of two intervals; a missing bound is unbounded."""
    if lies_above(r, c) or lies_above(c, r):
        return QuantityRelation.DISJOINT
    lower, upper = _compare_lows(r, c), _compare_highs(r, c)
    if lower == 0 and upper == 0:
        return QuantityRelation.EQUAL
    if lower >= 0 and upper <= 0:
        return QuantityRelation.WITHIN
    if lower <= 0 and upper >= 0:
        return QuantityRelation.COVERS
    return QuantityRelation.OVERLAPS


def lies_above(one: Quantity, other: Quantity) -> bool:
    """Whether every value of ``one`` is greater than every value of ``other``."""
    if one.low is None or other.high is None:
        return False
    return one.low > other.high or (one.low == other.high and (one.low_open or other.high_open))


def order_in_time(one: Moment | None, other: Moment | None) -> int:
    """-1 when ``one`` is over before ``other`` begins, 1 the other way round, 0 when they meet or one is unknown."""
    if one is None or other is None or one.start == other.start:
        return 0
    if one.end <= other.start:
        return -1
    return 1 if other.end <= one.start else 0


def resolve_fraction(part: Quantity, values: Mapping[str, Quantity]) -> Quantity | None:
    """A share of another claim's value as a figure: more than half of 11,000 is more than 5,500.

    ``None`` when that claim has no figure, or is itself a fraction that is not resolved.
    """
    if part.of_claim is None:
        return part
    whole = values.get(part.of_claim)
    if whole is None or whole.of_claim is not None or any(b is not None and b < 0 for b in (whole.low, part.low)):
        return None
    scale = HUNDRED if part.unit == "%" else Decimal(1)
    low = None if part.low is None or whole.low is None else part.low * whole.low / scale
    high = None if part.high is None or whole.high is None else part.high * whole.high / scale
    return Quantity(
        low, high, part.low_open or whole.low_open, part.high_open or whole.high_open,
        whole.comparator if whole.comparator is Comparator.VAGUE else part.comparator,
        part.worded, whole.unit, whole.counted, part.of_claim,
    )  # fmt: skip


def _resolve_both(
    reported: Quantity, claimed: Quantity, values: Mapping[str, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Both figures on one footing: shares of one claim stay shares, others become figures.

    A share that does not say of what ("more than half") is meant of what the other one is a share of.
    """
    unsaid = Comparator.FRACTION in (
        None if reported.of_claim else reported.comparator,
        None if claimed.of_claim else claimed.comparator,
    )
    if unsaid or reported.of_claim == claimed.of_claim:
        return _as_share(reported), _as_share(claimed)
    part, whole = resolve_fraction(reported, values), resolve_fraction(claimed, values)
    return None if part is None or whole is None else (part, whole)


def _as_share(part: Quantity) -> Quantity:
    if part.unit != "%":
        return part
    low, high = (None if bound is None else bound / HUNDRED for bound in (part.low, part.high))
    return Quantity(low, high, part.low_open, part.high_open, Comparator.FRACTION, of_claim=part.of_claim)


def _soften(relation: QuantityRelation, reported: Quantity) -> Comparison:
    """What is left of a relation when a figure is vague: "dozens" entails no figure and contradicts none."""
    if relation is QuantityRelation.DISJOINT:
        return INCOMPARABLE[Incomparable.VAGUE]
    if relation is QuantityRelation.WITHIN and reported.comparator is Comparator.VAGUE:
        return RELATED[QuantityRelation.OVERLAPS]
    return RELATED[relation]


def _compare_lows(r: Quantity, c: Quantity) -> int:
    """1 when r begins above c, -1 below, 0 at the same point."""
    if r.low is None or c.low is None:
        return (r.low is not None) - (c.low is not None)
    if r.low != c.low:
        return 1 if r.low > c.low else -1
    return r.low_open - c.low_open


def _compare_highs(r: Quantity, c: Quantity) -> int:
    """1 when r ends above c, -1 below, 0 at the same point."""
    if r.high is None or c.high is None:
        return (r.high is None) - (c.high is None)
    if r.high != c.high:
        return 1 if r.high > c.high else -1
    return c.high_open - r.high_open


def _differs(one: str, other: str) -> bool:
    return one != other and " ".join(one.casefold().split()) != " ".join(other.casefold().split())
