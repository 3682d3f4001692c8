"""Whether declared parts add up to the total that is claimed: sums of intervals, never of guesses."""

from collections.abc import Sequence
from decimal import Decimal

from claims.algebra.intervals import Quantity
from claims.algebra.quantities import Comparison, compare
from claims.vocabulary import Basis, Incomparable, QuantityRelation


def add_up(parts: Sequence[Quantity]) -> Quantity:
    """The interval sum of the parts: open where any end is open, unbounded where any part is.

    Unit and counted thing are those the parts share, "" where they differ. Law: the sum does not depend on the order.
    """
    units = {part.unit for part in parts}
    counted = {part.counted for part in parts}
    return Quantity(
        low=_sum([part.low for part in parts]),
        high=_sum([part.high for part in parts]),
        low_open=any(part.low_open for part in parts),
        high_open=any(part.high_open for part in parts),
        unit=units.pop() if len(units) == 1 else "",
        counted=counted.pop() if len(counted) == 1 else "",
    )


def compare_with_parts(total: Quantity, parts: Sequence[Quantity]) -> Comparison:
    """How the sum of the declared parts relates to the total; incomparable when a part has another unit.

    The parts are taken to be all there are. What each counts may be worded otherwise ("sappers", "builders").
    """
    if any(part.unit != total.unit for part in parts):
        return Comparison(QuantityRelation.INCOMPARABLE, Incomparable.UNIT)
    return compare(_like(add_up(parts)), _like(total), basis=Basis.INSTANT)


def _like(quantity: Quantity) -> Quantity:
    return Quantity(quantity.low, quantity.high, quantity.low_open, quantity.high_open, unit=quantity.unit)


def _sum(bounds: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total
