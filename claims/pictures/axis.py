"""The axis of figures: from where to where, at which numbers it is marked, straight or by powers of ten."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_compact_decimal, format_percent

from claims.telling.figures import locale_of, tell_number

WIDE_RANGE = 100.0
"""More than two powers of ten between the least and the greatest: a straight axis would show only the greatest."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Axis:
    """``low`` and ``high``: the numbers at its ends; ``powers``: marked by powers of ten."""

    low: float
    high: float
    powers: bool
    percent: bool = False

    def place(self, value: float) -> float:
        """Where a number stands: 0 at the low end, 1 at the high end, and never beyond."""
        if self.powers:
            if value <= self.low:
                return 0.0
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, share))

    def ticks(self, most: int) -> list[float]:
        """Round numbers along the axis, at most so many."""
        if self.powers:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, math.ceil((last - first + 1) / most))
            return [10.0**power for power in range(first, last + 1, every)]
        least = (self.high - self.low) / max(1, most)
        unit = 10.0 ** math.floor(math.log10(least))
        step = next(unit * part for part in STEPS if unit * part >= least * (1 - 1e-9))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(count * step, 10) for count in range(first, last + 1)][: most + 1]

    def label(self, tick: float) -> str:
        """A tick as readers of the language write it."""
        if self.percent:
            return format_percent(tick, locale=locale_of())
        if abs(tick) >= LARGE:
            return format_compact_decimal(tick, locale=locale_of(), fraction_digits=1)
        return tell_number(tick)


def make_axis(values: Iterable[float], *, open_above: bool, open_below: bool) -> Axis:
    """An axis with room for these numbers, and beyond them where a figure has no end."""
    known = sorted(values)
    least, greatest = (known[0], known[-1]) if known else (0.0, 1.0)
    positive = [value for value in known if value > 0]
    if positive and least >= 0 and greatest / positive[0] > WIDE_RANGE:
        room = 2.0 if open_above else 1.25
        return Axis(positive[0] / (2.0 if open_below or least == 0 else 1.25), greatest * room, powers=True)
    spread = greatest - least or abs(greatest) or 1.0
    low = least - (0.25 if open_below else 0.08) * spread
    if 0 <= least <= 0.6 * greatest or (least >= 0 and low < 0):
        low = 0.0
    high = greatest + (0.25 if open_above else 0.08) * max(spread, greatest - low if low == 0 else spread)
    return Axis(low, high, powers=False)


def make_share_axis(values: Iterable[float]) -> Axis:
    """An axis for shares of a whole, from none to all; further only where a share is more than all."""
    return Axis(0.0, max(1.0, *values, 1.0), powers=False, percent=True)
