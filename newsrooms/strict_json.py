"""JSON as it may come from outside: read strictly, or refused with a place and a reason."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

DEEPEST = 40
MOST_DIGITS = 400
LARGEST_POWER = 300
KEPT_CONTROLS = "\n\r\t"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a text: where (a JSON pointer, RFC 6901), a code for machines and a reason for people."""

    pointer: str
    code: str
    reason: str


class NotStrictJSONError(ValueError):
    """A text that is no JSON, or JSON that nobody should send."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.reason for fault in faults))


def read_strictly(text: bytes) -> Any:
    """The value of one JSON text. Numbers with a fraction are ``Decimal``, so that nothing is rounded.

    Refused with `NotStrictJSONError`: bytes that are not UTF-8, repeated keys, NaN, numbers beyond 400 digits
    or 10^300, nesting beyond 40 levels, and strings with control characters or half a surrogate pair.
    """
    try:
        value = json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=_refuse_repeats,
            parse_constant=_refuse_constant,
            parse_float=_read_fraction,
            parse_int=_read_whole,
        )
    except UnicodeDecodeError:
        raise NotStrictJSONError([Fault("", "not_utf8", "Is not UTF-8.")]) from None
    except RecursionError:
        raise NotStrictJSONError([_too_deep("")]) from None
    except json.JSONDecodeError as error:
        where = f"Is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise NotStrictJSONError([Fault("", "not_json", where)]) from None
    except _RefusedError as refused:
        raise NotStrictJSONError([Fault("", refused.code, refused.reason)]) from None
    faults = list(_hostile_parts(value, "", 0))
    if faults:
        raise NotStrictJSONError(faults[:50])
    return value


def point(pointer: str, key: str | int) -> str:
    """The JSON pointer of a part of what ``pointer`` points at."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def is_storable(text: str) -> bool:
    """Whether PostgreSQL and a reader could hold this text: no control characters and no lone surrogates."""
    return not any(unicodedata.category(one) in ("Cc", "Cs") and one not in KEPT_CONTROLS for one in text)


class _RefusedError(Exception):
    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason


def _hostile_parts(value: Any, pointer: str, depth: int) -> Iterator[Fault]:
    if depth > DEEPEST:
        yield _too_deep("/".join(pointer.split("/")[:4]))
    elif isinstance(value, str):
        if not value.isprintable() and not is_storable(value):
            yield Fault(pointer, "unstorable", "Holds a control character or half of a surrogate pair.")
    elif isinstance(value, dict):
        for key, part in value.items():
            if not is_storable(key):
                yield Fault(pointer, "unstorable", "Has a key with a control character or half of a surrogate pair.")
            else:
                yield from _hostile_parts(part, point(pointer, key), depth + 1)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _hostile_parts(part, point(pointer, number), depth + 1)


def _too_deep(pointer: str) -> Fault:
    return Fault(pointer, "too_deep", f"Is nested deeper than {DEEPEST} levels.")


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        name, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise _RefusedError("repeated_key", f"One object has the key {ascii(name)[:80]} twice.")
    return found


def _refuse_constant(name: str) -> None:
    raise _RefusedError("not_json", f"{name} is not a number of JSON.")


def _read_whole(written: str) -> int:
    if len(written) > MOST_DIGITS:
        raise _RefusedError("number_too_long", f"A number has more than {MOST_DIGITS} digits.")
    return int(written)


def _read_fraction(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("Infinity")
    if len(written) > MOST_DIGITS or not number.is_finite() or abs(number.adjusted()) > LARGEST_POWER:
        raise _RefusedError(
            "number_too_long", f"A number is beyond 10^{LARGEST_POWER} or has more than {MOST_DIGITS} digits."
        )
    return number
