"""Quantities of a case file: completed from their wording, held to what the columns can keep, written back."""

import re
from decimal import Decimal
from typing import Any

from claims.algebra.hedge_table import HedgeTable
from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.algebra.naming import contradicts, why_not_so_named
from claims.casefile.problems import Place, Problem, shorten
from claims.vocabulary import Comparator

LARGEST = Decimal(10) ** 15
FINEST = Decimal("0.000001")
FIGURE = re.compile(r"\d+(?:\.\d+)?")


def complete_quantity(
    given: dict[str, Any], place: Place, hedges: HedgeTable, keys: tuple[str | int, ...]
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The quantity with its interval and comparator filled in, or what is wrong with it.

    A wording given alone is read by the hedge table; bounds that are given stand as they are.
    """
    bounds = {end: given.get(end) for end in ("low", "high")}
    problems = [
        Problem(place.at(*keys, end), "out_of_range", reason)
        for end, bound in bounds.items()
        if (reason := why_not_bound(bound))
    ]
    if problems:
        return None, problems
    low, high = (None if bound is None else Decimal(bound) for bound in bounds.values())
    complete = {key: value for key, value in given.items() if value not in ("", None, False)}
    if low is None and high is None:
        return _read_wording(complete, place, hedges, keys)
    low_open = bool(given.get("low_open")) and low is not None
    high_open = bool(given.get("high_open")) and high is not None
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None, [Problem(place.at(*keys, "low"), "upside_down", f"low {low} leaves nothing up to high {high}")]
    comparator = given.get("comparator") or name_comparator(low, high, low_open=low_open, high_open=high_open)
    complete |= {"comparator": str(comparator)} | _bounds(low, high, low_open=low_open, high_open=high_open)
    problems = _misnamed(complete, low, high, place, keys) or _misworded(complete, low, high, place, keys, hedges)
    return (None, problems) if problems else (complete, [])


def why_not_bound(bound: Any) -> str | None:
    """Why a number cannot be an end of an interval."""
    if bound is None:
        return None
    number = Decimal(bound)
    if abs(number) >= LARGEST:
        return "is 10^15 or more, larger than any figure kept here"
    if number % FINEST:
        return "has more than six places behind the point"
    if number != Decimal(repr(plain_number(number))):
        return "has more digits than a number of JSON surely keeps"
    return None


def name_comparator(low: Decimal | None, high: Decimal | None, *, low_open: bool, high_open: bool) -> Comparator:
    """The comparator of an interval that was given without one."""
    if low is not None and low == high:
        return Comparator.EXACTLY
    if high is None:
        return Comparator.MORE_THAN if low_open else Comparator.AT_LEAST
    if low is None or low == 0:
        return Comparator.LESS_THAN if high_open else Comparator.UP_TO
    return Comparator.BETWEEN


def write_quantity(quantity: Quantity | None, of_claim: str | None = None) -> dict[str, Any] | None:
    """The quantity as the case format has it; ``of_claim`` is the external id to name."""
    if quantity is None:
        return None
    written: dict[str, Any] = {
        "worded": quantity.worded,
        "comparator": str(quantity.comparator or ""),
        "unit": quantity.unit,
        "counted": quantity.counted,
        "of_claim": of_claim,
    }
    kept = {key: value for key, value in written.items() if value}
    return kept | _bounds(quantity.low, quantity.high, low_open=quantity.low_open, high_open=quantity.high_open)


def plain_number(number: Decimal | None) -> int | float | None:
    """A bound as JSON has it: a whole number without a point."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _bounds(low: Decimal | None, high: Decimal | None, *, low_open: bool, high_open: bool) -> dict[str, Any]:
    bounds: dict[str, Any] = {"low": plain_number(low), "high": plain_number(high)}
    return bounds | ({"low_open": True} if low_open else {}) | ({"high_open": True} if high_open else {})


def _read_wording(
    given: dict[str, Any], place: Place, hedges: HedgeTable, keys: tuple[str | int, ...]
) -> tuple[dict[str, Any] | None, list[Problem]]:
    if "worded" not in given:
        return None, [Problem(place.at(*keys), "says_nothing", "gives neither a bound nor a wording")]
    try:
        read = read_quantity(given["worded"], hedges)
    except ValueError as error:
        return None, [Problem(place.at(*keys, "worded"), "unreadable", str(error))]
    bounds = [None if bound is None else bound.quantize(FINEST) for bound in (read.low, read.high)]
    said = {"comparator": str(read.comparator or ""), "unit": read.unit, "counted": read.counted}
    complete: dict[str, Any] = {key: value for key, value in said.items() if value}
    complete |= {key: value for key, value in given.items() if key not in ("low_open", "high_open")}
    complete |= _bounds(bounds[0], bounds[1], low_open=read.low_open, high_open=read.high_open)
    problems = _misnamed(complete, bounds[0], bounds[1], place, keys)
    return (None, problems) if problems else (complete, [])


def _misnamed(
    complete: dict[str, Any], low: Decimal | None, high: Decimal | None, place: Place, keys: tuple[str | int, ...]
) -> list[Problem]:
    reason = why_not_so_named(_quantity(complete, low, high))
    if reason is None:
        return []
    comparator = complete["comparator"]
    return [Problem(place.at(*keys, "comparator"), "contradicts_itself", f"“{comparator}” {reason}")]


def _misworded(
    complete: dict[str, Any],
    low: Decimal | None,
    high: Decimal | None,
    place: Place,
    keys: tuple[str | int, ...],
    hedges: HedgeTable,
) -> list[Problem]:
    worded = complete.get("worded", "")
    figures = FIGURE.findall(worded.replace(",", ""))
    if not figures or {str(plain_number(low)), str(plain_number(high))}.intersection(figures):
        return []
    try:
        read = read_quantity(worded, hedges)
    except ValueError:
        return []  # given bounds stand as they are where the wording alone tells nothing
    if not contradicts(_quantity(complete, low, high), read):
        return []
    reason = f"{shorten(worded)} reads as “{read.comparator}”, and nothing of that lies within the bounds given"
    return [Problem(place.at(*keys, "worded"), "contradicts_itself", reason)]


def _quantity(complete: dict[str, Any], low: Decimal | None, high: Decimal | None) -> Quantity:
    return Quantity(
        low,
        high,
        bool(complete.get("low_open")),
        bool(complete.get("high_open")),
        Comparator(complete["comparator"]) if complete.get("comparator") else None,
        complete.get("worded", ""),
        complete.get("unit", ""),
        of_claim=complete.get("of_claim"),
    )
