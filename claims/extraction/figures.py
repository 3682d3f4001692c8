"""Figures as they stand in a text: single numbers, ranges, fractions, multiples, vague ones; each at its place."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import regex

from claims.extraction.numerals import DIGITS, MAGNITUDE, WORDS, read_number
from claims.extraction.units import CURRENCY

MOST_DIGITS = 24
PAID_REACH = 24


class FigureKind(StrEnum):
    NUMBER = "number"
    RANGE = "range"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range at ``start:end``; ``currency`` is the sign as written, if it stands in front.

    ``thing``: where what it counts stands, if that is within it ("one patient in twenty").
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    kind: FigureKind = FigureKind.NUMBER
    currency: str = ""
    spelled: bool = False
    scaled: bool = False
    thing: tuple[int, int] | None = None


NUMBER = regex.compile(
    rf"(?P<currency>{CURRENCY})?(?P<digits>(?(currency)|(?<![\w.,]|"
    rf"\d[-–]?\.)(?<!\p{{L}}[-‑]))(?:{DIGITS})(?P<magnitude>{MAGNITUDE})?)"
    rf"|(?<![\w-])(?P<words>{WORDS})(?!-(?:sided|way))",
    regex.IGNORECASE,
)
VAGUE = regex.compile(
    r"(?<![\w-])(?:(?:several|(?:a )?few|many|a couple(?: of)?|multiple)\s(?:hundred|thousand|"
    r"million|billion|dozen)s?"
    r"|scores(?=\sof\b)|(?:tens|dozens|hundreds|thousands|millions|billions)"
    r"(?:\sof\s(?:thousands|millions|billions))?)(?!\w)",
    regex.IGNORECASE,
)
COUNTED = regex.compile(r"\s\p{Ll}[\p{L}-]+")
MEASURED = regex.compile(
    r"\s(?:of|in|from|to|above|below|tall|long|wide|high|deep|away|and|at|on|the|off|under|or|for|into)\b"
)
RANGED = regex.compile(r"\s?(?:to|-|–)\s?\d")
PAID_UP_TO = regex.compile(rf"(?r){CURRENCY}[\d.,]{{1,12}}\s?(?:[-–—‑−]|to|or|and)\s?[\d.,]{{1,12}}m\Z")


class Found:
    """Figures taken so far; no two may touch, and none a blocked place."""

    def __init__(self, start: int, end: int, blocked: list[tuple[int, int]]) -> None:
        self.start = start
        self.taken = bytearray(end - start + 1)
        self.figures: list[Figure] = []
        for a, b in blocked:
            self.block(max(a, start), min(b, end))

    def block(self, a: int, b: int) -> None:
        self.taken[a - self.start : b - self.start] = b"\x01" * max(0, b - a)

    def take(self, figure: Figure | None) -> None:
        """Keep the figure unless something stands there already."""
        if figure is None or any(self.taken[figure.start - self.start : figure.end - self.start]):
            return
        self.block(figure.start, figure.end)
        self.figures.append(figure)


def read_vague(match: regex.Match[str]) -> Figure:
    start, end = match.span()
    return Figure(start, end, Decimal(0), Decimal(0), FigureKind.VAGUE, spelled=True)


def read_single(match: regex.Match[str], text: str) -> Figure | None:
    """One number; "m" behind it means million only where money or something counted makes it so."""
    written = match["digits"] or match["words"]
    if sum(c.isdigit() for c in written) > MOST_DIGITS:
        return None
    start, end = match.span()
    currency, magnitude = match["currency"] or "", match["magnitude"] or ""
    if magnitude == "m" and not currency and is_metres(text, start, end):
        written, end, magnitude = written[:-1], end - 1, ""
    value = read_number(written)
    spelled = bool(match["words"])
    return Figure(start, end, value, value, FigureKind.NUMBER, currency.strip(), spelled, bool(magnitude))


def is_metres(text: str, start: int, end: int) -> bool:
    """Whether "m" in front of ``end`` is a length ("5m tall"), not millions ("2m people", "$2–3m")."""
    if RANGED.match(text, end) or PAID_UP_TO.search(text, max(0, start - PAID_REACH), end):
        return False
    return not COUNTED.match(text, end) or bool(MEASURED.match(text, end))
