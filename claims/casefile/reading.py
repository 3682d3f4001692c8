"""Reading a case file, as one JSON object or as JSON Lines, refusing what is not strictly either."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from claims.casefile.problems import BadCaseError, Place, Problem, shorten
from claims.casefile.shape import FORMAT, KINDS, problems_of_head
from claims.casefile.strict import DEEPEST, STRICT, find_unread
from newsrooms.strict_json import is_storable

LONGEST_LINE = 20_000_000
BEGINS_WITH_TYPE = re.compile(r'\{\s*"type"\s*:')
KIND_NAMES = frozenset(KINDS.values())


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a case file, as it stands there, and where."""

    kind: str
    content: dict[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """A case file: its head, and its records in an order that puts each after those it names."""

    title: str
    summary: str
    records: Iterable["Record | Problem"]


def read_case(text: str) -> Case:
    """Read a case file that is one JSON object. Raises `BadCaseError` with every fault of its outer form."""
    whole = parse(text, Place(""))
    if not isinstance(whole, dict):
        raise BadCaseError([Problem("", "wrong_type", "a case file is a JSON object")])
    problems = problems_of_head(whole, Place(""))
    if problems:
        raise BadCaseError(problems)
    records = [
        Record(kind, content, Place(f"/{name}/{number}"))
        for name, kind in KINDS.items()
        for number, content in enumerate(whole.get(name, []))
    ]
    return Case(whole["title"], whole.get("summary", ""), records)


def read_case_lines(lines: TextIO) -> Iterator[Record | Problem]:
    """Read JSON Lines: each a record with its ``type``, or a `Problem` for a line that is none.

    A line of type "case" may come first, with ``format``, ``title`` and ``summary``.
    """
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        place = Place("", line=number)
        if len(line) > LONGEST_LINE and not line.endswith("\n"):
            yield Problem(place.at(), "too_long", "is longer than 20 MB; nothing behind it was read")
            return
        if not line.strip():
            continue
        try:
            content = parse(line, place)
        except BadCaseError as error:
            yield from error.problems
            continue
        if not isinstance(content, dict):
            yield Problem(place.at(), "wrong_type", "a line of a case file is a JSON object")
        elif content.get("type") == "case":
            yield from problems_of_head(_as_head(content), place)
        elif not isinstance(content.get("type"), str) or content["type"] not in KIND_NAMES:
            reason = f"{shorten(content.get('type'))} is none of: {', '.join(KINDS.values())}"
            yield Problem(place.at("type"), "not_a_choice", reason)
        else:
            yield Record(content["type"], {k: v for k, v in content.items() if k != "type"}, place)


def parse(text: str, place: Place) -> Any:
    """Parse one JSON text strictly: no repeated keys, no NaN, no NUL or lone surrogate, not too deep.

    Numbers with a fraction are read as ``Decimal``, so that nothing is rounded. Raises `BadCaseError`.
    """
    text = text.removeprefix("\ufeff")
    try:
        value = STRICT.decode(text)
    except RecursionError:
        raise BadCaseError([Problem(place.at(), "too_deep", f"is nested deeper than {DEEPEST} levels")]) from None
    except json.JSONDecodeError as error:
        raise BadCaseError([_not_json(error, place)]) from None
    except ValueError:
        try:
            problems = find_unread(text, place)
        except json.JSONDecodeError as error:  # what STRICT refused stood before that
            problems = [_not_json(error, place)]
        raise BadCaseError(problems) from None
    # Half a surrogate can only be written as an escape, and depth takes brackets: most texts need no second look.
    if "\\u" in text or text.count("{") + text.count("[") > DEEPEST:
        problems = list(_hostile_parts(value, place, ()))
        if problems:
            raise BadCaseError(problems)
    return value


def looks_like_lines(file: TextIO) -> bool:
    """Whether the file is JSON Lines: one of its first two lines is a whole object that names its type.

    The second speaks for a first that is damaged. The file is read again from its start afterwards.
    """
    written = (line for line in iter(lambda: file.readline(LONGEST_LINE + 1), "") if not line.isspace())
    found = any(_names_its_type(line.lstrip("\ufeff \t")) for line in islice(written, 2))
    file.seek(0)
    return found


def _names_its_type(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return bool(BEGINS_WITH_TYPE.match(line))
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "type" in content and "sources" not in content


def _not_json(error: json.JSONDecodeError, place: Place) -> Problem:
    # Of JSON Lines, the place tells the line of the file; the error knows only that of its own text.
    where = f"column {error.colno}" if place.line else f"line {error.lineno}, column {error.colno}"
    return Problem(place.at(), "not_json", f"is not JSON: {error.msg} at {where}")


def _as_head(content: dict[str, Any]) -> dict[str, Any]:
    arrays: dict[str, list[Any]] = {"sources": [], "documents": [], "claims": [], "reports": []}
    return {"format": FORMAT} | {key: value for key, value in content.items() if key != "type"} | arrays


def _hostile_parts(value: Any, place: Place, keys: tuple[str | int, ...]) -> Iterator[Problem]:
    if len(keys) > DEEPEST:
        yield Problem(place.at(*keys[:3]) + "…", "too_deep", f"is nested deeper than {DEEPEST} levels")
    elif isinstance(value, str):
        if not value.isprintable() and not is_storable(value):
            yield Problem(place.at(*keys), "unprintable", "holds a control character or half of a surrogate pair")
    elif isinstance(value, dict):
        for key, part in value.items():
            if not is_storable(key):
                yield Problem(
                    place.at(*keys), "unprintable", "has a key with a control character or half of a surrogate pair"
                )
            else:
                yield from _hostile_parts(part, place, (*keys, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _hostile_parts(part, place, (*keys, number))
