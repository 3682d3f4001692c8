"""Whether a comparator names the interval it stands beside (design: section 3)."""

from collections.abc import Callable
from decimal import Decimal

from claims.algebra.intervals import Quantity
from claims.vocabulary import Comparator

HIGHEST_SHARE = Decimal("1.5")  # "about all" of something lies on both sides of one


def why_not_so_named(quantity: Quantity) -> str | None:
    """Why the comparator contradicts the interval, or ``None`` when it names it. Vague ones name any interval."""
    rule = RULES.get(quantity.comparator) if quantity.comparator else None
    return rule(quantity) if rule else None


def contradicts(given: Quantity, worded: Quantity) -> bool:
    """Whether a given interval leaves out all that its own wording was read to say, and by another comparator.

    The same comparator with other figures may only be another scale: "41", of a table in thousands.
    """
    if given.unit != worded.unit or given.comparator is worded.comparator:
        return False
    return _lies_below(given, worded) or _lies_below(worded, given)


def _lies_below(one: Quantity, other: Quantity) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _why_not_one_figure(quantity: Quantity) -> str | None:
    if quantity.low == quantity.high:
        return None
    return "says one figure, so low and high are the same"


def _why_not_upwards(quantity: Quantity) -> str | None:
    named = quantity.comparator
    is_open = named is Comparator.MORE_THAN
    if quantity.low is None:
        return "needs its low"
    if quantity.low_open != is_open:
        return f"{'leaves out' if is_open else 'takes in'} its low: low_open is {str(is_open).lower()}"
    if quantity.high is not None and not _is_the_whole(quantity):
        return "goes upwards without end, so it has no high"
    return None


def _is_the_whole(quantity: Quantity) -> bool:
    """The high is all there can be: "at least half" ends at one, "more than 90 %" at a hundred."""
    return quantity.high == (100 if quantity.unit == "%" else 1)


def _why_not_downwards(quantity: Quantity) -> str | None:
    is_open = quantity.comparator is Comparator.LESS_THAN
    if quantity.high is None:
        return "needs its high"
    if quantity.high_open != is_open:
        return f"{'leaves out' if is_open else 'takes in'} its high: high_open is {str(is_open).lower()}"
    if quantity.low is not None and quantity.low > 0:
        return "goes down to nothing, so its low is 0 or absent"
    return None


def _why_not_both_ends(quantity: Quantity) -> str | None:
    return "needs its low and its high" if quantity.low is None or quantity.high is None else None


def _why_not_share(quantity: Quantity) -> str | None:
    low, high = quantity.low or Decimal(0), quantity.high or Decimal(0)
    if low < 0 or low > 1 or high > HIGHEST_SHARE:
        return "is a share of something, from 0 to 1"
    if not quantity.of_claim and not quantity.worded:
        return "needs of_claim, the claim it is a share of, or its wording"
    return None


RULES: dict[Comparator, Callable[[Quantity], str | None]] = {
    Comparator.EXACTLY: _why_not_one_figure,
    Comparator.AT_LEAST: _why_not_upwards,
    Comparator.MORE_THAN: _why_not_upwards,
    Comparator.UP_TO: _why_not_downwards,
    Comparator.LESS_THAN: _why_not_downwards,
    Comparator.APPROXIMATELY: _why_not_both_ends,
    Comparator.NEARLY: _why_not_both_ends,
    Comparator.BETWEEN: _why_not_both_ends,
    Comparator.FRACTION: _why_not_share,
}
