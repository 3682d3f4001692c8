"""A quantity as the columns of a row hold it."""

from typing import Any

from claims.algebra.intervals import Quantity
from claims.models import Claim


def columns_of(quantity: Quantity | None, of_claim: Claim | None = None) -> dict[str, Any]:
    """The column values for a quantity; ``of_claim`` is the claim its fraction is of."""
    if quantity is None:
        return {}
    return {
        "quantity_worded": quantity.worded,
        "quantity_comparator": quantity.comparator.value if quantity.comparator else "",
        "quantity_low": quantity.low,
        "quantity_high": quantity.high,
        "quantity_low_open": quantity.low_open,
        "quantity_high_open": quantity.high_open,
        "quantity_unit": quantity.unit,
        "quantity_counted": quantity.counted,
        "quantity_of_claim": of_claim,
    }
