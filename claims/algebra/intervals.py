"""The quantity as a value: an interval with open or closed ends, its wording kept untouched beside it."""

from dataclasses import dataclass
from decimal import Decimal

from claims.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure says. ``low`` and ``high`` are inclusive unless marked open; ``None`` is unbounded.

    ``unit`` is the unit of measure ("" for plain counts), ``counted`` the thing counted ("casualties").
    ``of_claim`` names the claim whose value a fraction is a fraction of.
    A vague quantity ("dozens") carries a conventional interval and never contradicts a figure.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    comparator: Comparator | None = None
    worded: str = ""
    unit: str = ""
    counted: str = ""
    of_claim: str | None = None


def why_not_an_interval(quantity: Quantity) -> str | None:
    """Why no figure can lie in this interval, or ``None`` when one can."""
    low, high = quantity.low, quantity.high
    if any(bound is not None and not bound.is_finite() for bound in (low, high)):
        return "a bound is not a number"
    if low is None and high is None:
        return "it has neither a lower nor an upper bound"
    if low is None or high is None:
        return None
    if low > high:
        return f"its lower bound {low:f} is above its upper bound {high:f}"
    if low == high and (quantity.low_open or quantity.high_open):
        return f"it leaves out {low:f}, the only value in it"
    return None
