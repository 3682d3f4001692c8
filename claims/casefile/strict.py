"""JSON read strictly, and where in a refused text the parts stand that it was refused for."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from claims.casefile.problems import Place, Problem, shorten

DEEPEST = 40
MOST_DIGITS = 400
MOST_NAMED = 50
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in a parsed text where a part of it cannot be taken."""

    reason: str


def find_unread(text: str, place: Place) -> list[Problem]:
    """Every part of the text (the first fifty) that `STRICT` refused it for, each by its path."""
    left: list[tuple[tuple[str | int, ...], Any]] = [((), MARKING.decode(text))]
    return list(islice(_walk(left, place), MOST_NAMED))


def _walk(left: list[tuple[tuple[str | int, ...], Any]], place: Place) -> Iterator[Problem]:
    while left:
        keys, value = left.pop()
        if isinstance(value, Unread):
            yield Problem(place.at(*keys), "not_json", f"is not strict JSON: {value.reason}")
        elif len(keys) > DEEPEST:
            yield Problem(place.at(*keys[:3]) + "…", "too_deep", f"is nested deeper than {DEEPEST} levels")
        elif isinstance(value, dict):
            left += [((*keys, _tell(key)), part) for key, part in reversed(value.items())]
        elif isinstance(value, list):
            left += [((*keys, number), part) for number, part in reversed(list(enumerate(value)))]


def _tell(key: str) -> str:
    return key if key.isprintable() and len(key) <= LONGEST_KEY else shorten(key)


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _mark_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            found[key] = Unread(f"the key “{_tell(key)}” stands twice in one object")
        seen.add(key)
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _mark_constant(name: str) -> Unread:
    return Unread(f"{name} is not a number")


def _read_number(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"{shorten(written)} is not a number") from None
    if abs(number.adjusted()) > MOST_DIGITS or not math.isfinite(number):
        raise ValueError(f"{shorten(written)} is too large or too small a number")
    return number


def _mark_number(written: str) -> Decimal | Unread:
    try:
        return _read_number(written)
    except ValueError as error:
        return Unread(str(error))


def _read_integer(written: str) -> int:
    if len(written) > MOST_DIGITS:
        raise ValueError(f"{shorten(written)} is too large a number")
    return int(written)


def _mark_integer(written: str) -> int | Unread:
    try:
        return _read_integer(written)
    except ValueError as error:
        return Unread(str(error))


STRICT = json.JSONDecoder(
    object_pairs_hook=_refuse_repeats,
    parse_constant=_refuse_constant,
    parse_float=_read_number,
    parse_int=_read_integer,
)
# Only for a text that STRICT has refused: so sound files, however long, are read once and keep nothing beside.
MARKING = json.JSONDecoder(
    object_pairs_hook=_mark_repeats,
    parse_constant=_mark_constant,
    parse_float=_mark_number,
    parse_int=_mark_integer,
)
