"""What a hedge makes of a figure or a range: one rule for single wordings and for prose (design: section 3)."""

from decimal import ROUND_HALF_EVEN, Decimal

from claims.algebra.hedge_table import Hedge
from claims.vocabulary import Comparator

STEP = Decimal("0.000001")
Bounds = tuple[Decimal | None, Decimal | None, bool, bool]


def bound_figure(low: Decimal, high: Decimal, hedge: Hedge | None, top: Decimal | None = None) -> Bounds:
    """Lower and upper bound with whether each is left out; ``top`` bounds what can be no more (a share: one).

    "Up to 5" begins at nothing, but "up to -5" has no lower end. A range stays as it is under "about".
    """
    comparator = hedge.comparator if hedge else Comparator.EXACTLY
    margin = (hedge.margin if hedge else None) or Decimal(0)
    floor = Decimal(0) if high >= 0 else None
    match comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return low, top, comparator is Comparator.MORE_THAN, False
        case Comparator.UP_TO | Comparator.LESS_THAN:
            return floor, high, False, comparator is Comparator.LESS_THAN
        case Comparator.NEARLY:
            return low - abs(low) * margin, high, False, True
        case Comparator.APPROXIMATELY if low == high:
            return low - abs(low) * margin, high + abs(high) * margin, False, False
        case _:
            return low, high, False, False


def keep_six_places(bound: Decimal | None) -> Decimal | None:
    """A bound as a row of the database holds it."""
    if bound is None:
        return None
    kept = bound.quantize(STEP, ROUND_HALF_EVEN)
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept.normalize()
