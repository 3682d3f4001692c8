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
