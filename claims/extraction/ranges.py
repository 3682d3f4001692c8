"""All figures of a passage, two joined that make one range ("10,000 to 12,000", "$2–3m", "fifty or sixty")."""

from dataclasses import replace
from decimal import Decimal

import regex

from claims.algebra.bounding import keep_six_places
from claims.extraction.figures import NUMBER, VAGUE, Figure, FigureKind, Found, read_single, read_vague
from claims.extraction.numerals import MAGNITUDES
from claims.extraction.shares import (
    FRACTION,
    MULTIPLE,
    SHARE,
    SHARE_AROUND,
    read_fraction,
    read_multiple,
    read_share,
    read_share_around,
)
from claims.extraction.units import UNIT, name_unit

JOINER = regex.compile(
    r"\s?[-–—‑−]\s?|\s(?:to|or|and|through)\s|,?\s(?:or\s)?(?:maybe|perhaps|possibly|even)\s(?:even\s)?",
    regex.IGNORECASE,
)
GUESSES = ("maybe", "perhaps", "possibly", "even")
UNIT_BETWEEN = regex.compile(
    r"\s?(?:%|percentage points?|basis points?|percent|per cent|km|kilomet\w+|met(?:re|er)s?|m|kg|tonnes?|"
    r"years?|days?|hours?|minutes?|seconds?|months?|weeks?|miles?|feet|acres?|hectares?|lit(?:re|er)s?|barrels?|degrees?|"
    r"pence|p|cents?|euros?|dollars?|pounds?|rou?bles?)(?=\s|-|–)"
)
_ABOUT = r"(?:about |around |roughly |some |an estimated |just |nearly )?"
BETWEEN = regex.compile(rf"\bbetween\s{_ABOUT}$", regex.IGNORECASE)
FROM = regex.compile(rf"\bfrom\s{_ABOUT}$", regex.IGNORECASE)
BY = regex.compile(r"\bvoted\s$|\bvote of\s$")
# "Rose from 3 to 5" tells of two figures, not of a range.
CHANGE = regex.compile(
    r"(?<!\w)(?:ris|rose|fall|fell|gr[oe]w|increas|decreas|gone|went|up|down|shr[aiu]nk|cut|rais|"
    r"reduc|climb|drop|jump|declin|"
    r"chang|expand|slash|lower|widen|surg|soar|plung|tumbl|mov|slip|edg|revis|narrow|doubl|tripl|"
    r"swell|swollen|dwindl|slow)\w*",
    regex.IGNORECASE,
)
# "Dropped $2 to $41" tells how far and where to; no range of prose spans so much behind such a verb.
JUST_CHANGED = regex.compile(
    rf"(?:{CHANGE.pattern})\s(?:by\s|another\s|a further\s|just\s|only\s)?$", regex.IGNORECASE
)
WIDEST = 3
SCALE = regex.compile(r"\p{L}+$")
BEFORE = 90


def find_figures(text: str, start: int, end: int, blocked: list[tuple[int, int]]) -> list[Figure]:
    """All figures of ``text[start:end]`` in order, none touching a ``blocked`` place, none overlapping."""
    found = Found(start, end, blocked)
    for match in VAGUE.finditer(text, start, end):
        found.take(read_vague(match))
    for match in SHARE.finditer(text, start, end):
        found.take(read_share(match))
    for match in SHARE_AROUND.finditer(text, start, end):
        found.take(read_share_around(match))
    for match in FRACTION.finditer(text, start, end):
        found.take(read_fraction(match))
    for match in MULTIPLE.finditer(text, start, end):
        found.take(read_multiple(match))
    for match in NUMBER.finditer(text, start, end):
        found.take(read_single(match, text))
    joined: list[Figure] = []
    for figure in sorted(found.figures, key=lambda f: f.start):
        whole = join_pair(text, joined[-1], figure, start) if joined else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(figure)
    return joined


def join_pair(text: str, first: Figure, second: Figure, floor: int) -> Figure | None:
    """The range two neighbouring figures make, or ``None``."""
    first = read_as_percent(text, first, second)
    if first.kind is not FigureKind.NUMBER or second.kind is not FigureKind.NUMBER:
        return None
    unit = UNIT_BETWEEN.match(text, first.end)
    if unit and not first.currency and not is_same_unit(text, unit, second):
        return None
    joiner = JOINER.fullmatch(text, unit.end() if unit else first.end, second.start)
    if joiner is None or (first.currency and second.currency and first.currency != second.currency):
        return None
    before = text[max(floor, first.start - BEFORE) : first.start]
    between = BETWEEN.search(before)
    low, high, word = share_scale(text, first, second), second.low, joiner.group().strip().lower()
    if low >= high or not may_join(word, low, high, first.spelled is second.spelled, before, bool(between)):
        return None
    start = first.start - len(between.group()) if between else first.start
    return replace(
        first, start=start, end=second.end, low=low, high=high, kind=FigureKind.RANGE,
        currency=first.currency or second.currency, scaled=True,
    )  # fmt: skip


def read_as_percent(text: str, first: Figure, second: Figure) -> Figure:
    """A part of the whole in percent, where the other end of its range is ("between a quarter and 90 percent")."""
    if first.kind is not FigureKind.FRACTION or second.kind is not FigureKind.NUMBER:
        return first
    unit = UNIT.match(text, second.end)
    if unit is None or name_unit(unit) != "%" or JOINER.fullmatch(text, first.end, second.start) is None:
        return first
    percent = keep_six_places(first.low * 100) or first.low
    return replace(first, low=percent, high=percent, kind=FigureKind.NUMBER, spelled=second.spelled)


def is_same_unit(text: str, unit: regex.Match[str], second: Figure) -> bool:
    """Whether the unit between two figures stands behind the second as well ("grew 6% to $9.4 billion": no)."""
    behind, before = UNIT.match(text, second.end), UNIT.match(text, unit.start())
    return bool(behind and before and not second.currency and name_unit(behind) == name_unit(before))


def may_join(word: str, low: Decimal, high: Decimal, alike: bool, before: str, between: bool) -> bool:
    """Whether the word between two figures makes a range of them here."""
    if word == "and":
        return between
    if word == "or" or word.endswith(GUESSES):
        return high <= low * 3 and alike
    if word == "to":
        leapt = high > low * WIDEST and JUST_CHANGED.search(before)
        return not (BY.search(before) or leapt or (FROM.search(before) and CHANGE.search(before)))
    return True


def share_scale(text: str, first: Figure, second: Figure) -> Decimal:
    """The lower end with the magnitude that stands only behind the upper one ("3.5 to 4 million")."""
    digits = second.scaled and not first.scaled and first.low * 10 < second.low
    words = first.spelled and second.spelled and second.low >= 1000 and first.low < 100
    scale = SCALE.search(text[second.start : second.end]) if digits or words else None
    return first.low * MAGNITUDES.get(scale.group().lower(), Decimal(1)) if scale else first.low
