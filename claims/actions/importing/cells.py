"""The parts that rows of several nouns share, as cells of a sheet: quantities and moments."""

from datetime import datetime
from typing import Any

from claims.actions.importing.ledger import Ledger
from sources.algebra.moments import Moment

QUANTITY = (
    "quantity_worded",
    "quantity_comparator",
    "quantity_low",
    "quantity_high",
    "quantity_low_open",
    "quantity_high_open",
    "quantity_unit",
    "quantity_counted",
    "quantity_of_claim_id",
)
NO_QUANTITY: tuple[Any, ...] = ("", "", None, None, False, False, "", "", None)
NO_MOMENT: tuple[datetime | None, str] = (None, "")


def quantity_cells(record: dict[str, Any], ledger: Ledger) -> tuple[Any, ...]:
    """The cells under `QUANTITY` for the quantity in a record, or for none."""
    quantity = record.get("quantity")
    if quantity is None:
        return NO_QUANTITY
    get = quantity.get
    return (
        get("worded", ""),
        get("comparator", ""),
        quantity["low"],
        quantity["high"],
        get("low_open", False),
        get("high_open", False),
        get("unit", ""),
        get("counted", ""),
        ledger.pk_if_named("claim", get("of_claim")),
    )


def moment_cells(moment: Moment | None) -> tuple[datetime | None, str]:
    """Start and precision of a moment, or of none."""
    return NO_MOMENT if moment is None else (moment.start, moment.precision.value)
