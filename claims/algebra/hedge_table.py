"""The hedge table: how a worded figure becomes an interval ("at least 21" is 21 and upwards).

The table is data, handed in by whoever reads: an editor can look at it and change it. The margins of approximate
figures and the bounds of vague ones are conventions, not facts, and are marked by their comparator.
"""

from dataclasses import dataclass
from decimal import Decimal

from claims.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Hedge:
    """One row: words that stand before (or ``after``) a figure, and what they make of it.

    ``margin`` is a share of the figure: 0.05 is five per cent. ``low`` and ``high`` are the conventional bounds
    of words that stand for a figure ("dozens"), the upper one left out.
    """

    words: tuple[str, ...]
    comparator: Comparator
    after: bool = False
    margin: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


HedgeTable = tuple[Hedge, ...]


def _vague(low: int, high: int, *words: str) -> Hedge:
    return Hedge(words, Comparator.VAGUE, low=Decimal(low), high=Decimal(high))


DEFAULT_HEDGES: HedgeTable = (
    Hedge(("exactly", "precisely", "a total of"), Comparator.EXACTLY),
    Hedge(
        ("at least", "no fewer than", "not fewer than", "no less than", "not less than", "a minimum of", "≥"),
        Comparator.AT_LEAST,
    ),
    Hedge(("or more", "and more", "at least", "at a minimum", "+", "plus", "-plus"), Comparator.AT_LEAST, after=True),
    Hedge(
        (
            "more than", "greater than", "over", "above", "exceeds", "exceed", "exceeded", "exceeding",
            "in excess of", "upwards of", "upward of", "a little over", "a little more than", "slightly over",
            "slightly more than", ">",
        ),
        Comparator.MORE_THAN,
    ),
    Hedge(
        (
            "up to", "at most", "no more than", "not more than", "no greater than", "a maximum of", "maximum of",
            "as many as", "as much as", "not exceeding", "≤",
        ),
        Comparator.UP_TO,
    ),
    Hedge(("or fewer", "or less", "at most"), Comparator.UP_TO, after=True),
    Hedge(("fewer than", "less than", "under", "below", "<"), Comparator.LESS_THAN),
    Hedge(
        (
            "approximately", "approx.", "approx", "about", "around", "some", "roughly", "circa", "ca.",
            "an estimated", "estimated", "in the region of", "in the order of", "close to", "~", "≈",
        ),
        Comparator.APPROXIMATELY,
        margin=Decimal("0.05"),
    ),
    Hedge(("or so", "approximately", "approx."), Comparator.APPROXIMATELY, after=True, margin=Decimal("0.05")),
    Hedge(("nearly", "almost", "just under", "just below", "not quite"), Comparator.NEARLY, margin=Decimal("0.05")),
    _vague(3, 10, "several", "a few", "a handful", "a handful of"),
    _vague(20, 100, "tens"),
    _vague(24, 100, "dozens"),
    _vague(36, 100, "several dozen", "a few dozen"),
    _vague(40, 100, "scores"),
    _vague(200, 1000, "hundreds"),
    _vague(300, 1000, "several hundred", "a few hundred"),
    _vague(2000, 10_000, "thousands"),
    _vague(3000, 10_000, "several thousand", "a few thousand"),
    _vague(20_000, 100_000, "tens of thousands"),
    _vague(200_000, 1_000_000, "hundreds of thousands"),
    _vague(2_000_000, 1_000_000_000, "millions"),
)  # fmt: skip
