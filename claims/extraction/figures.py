"""Figures as they stand in a text: single numbers, ranges, fractions, multiples, vague ones; with place, value and money."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import regex

from claims.extraction.numerals import DIGITS, MAGNITUDE, MAGNITUDES, MULTIPLES, PARTS, SMALL, WORDS, read_number
from claims.extraction.units import CURRENCY

LONGEST = 24


class FigureKind(StrEnum):
    NUMBER = "number"
    RANGE = "range"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range at ``start:end``; ``currency`` is the sign as written, if it stands in front."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    kind: FigureKind = FigureKind.NUMBER
    currency: str = ""
    spelled: bool = False
    scaled: bool = False


_PART = "|".join(PARTS)
_COUNT = "|".join(SMALL)
NUMBER = regex.compile(
    rf"(?P<currency>{CURRENCY})?(?P<digits>(?<![\w.,]|"
    rf"\d[-–]?\.)(?<!\p{{L}}[-‑])(?:{DIGITS})(?P<magnitude>{MAGNITUDE})?)"
    rf"|(?<![\w-])(?P<words>{WORDS})(?!-(?:year-old\b)?(?:sided|way))",
    regex.IGNORECASE,
)
AFTER_CURRENCY = regex.compile(
    rf"(?P<currency>{CURRENCY})(?P<digits>(?:{DIGITS})(?P<magnitude>{MAGNITUDE})?)", regex.IGNORECASE
)
FRACTION = regex.compile(
    rf"(?<![\w-])(?:(?P<count>an?|{_COUNT}|\d{{1,2}})[-\s])?(?P<part>{_PART})(?P<many>s)?(?!\w|"
    rf"-(?:time|hearted|year|hour))"
    r"(?:(?P<of>\s(?:of|the|a|an|its|his|her|their|our|that|all|as)(?!\w))|"
    r"(?P<stop>\s*(?:[,.;:)”\"]|$|more|less|fewer|higher|lower)))?",
    regex.IGNORECASE,
)
SHARE = regex.compile(
    rf"(?<![\w-])(?P<a>{_COUNT}|\d{{1,3}})\s(?:in|out of)\s(?:every\s)?(?P<b>{_COUNT}|twenty|"
    rf"hundred|\d{{1,3}}|1,000)(?![\w,.]?\d|\w)",
    regex.IGNORECASE,
)
MULTIPLE = regex.compile(rf"(?<![\w-])(?:{'|'.join(MULTIPLES)})(?![\w-])", regex.IGNORECASE)
VAGUE = regex.compile(
    r"(?<![\w-])(?:(?:several|(?:a )?few|many|some|a couple(?: of)?|multiple)\s(?:hundred|thousand|"
    r"million|billion|dozen)s?"
    r"|(?:tens|dozens|scores|hundreds|thousands|millions|billions)(?:\sof\s(?:thousands|millions|billions))?"
    r"|a few)(?!\w)(?<!a few)",
    regex.IGNORECASE,
)
SOME = regex.compile(r"some\s", regex.IGNORECASE)
SCORES_OF = regex.compile(r"scores(?!\s+of\b)", regex.IGNORECASE)
JOINER = regex.compile(r"\s?[-–—‑−]\s?|\s(?:to|or|and|through)\s", regex.IGNORECASE)
CHANGE = regex.compile(
    r"(?<!\w)(?:ris|rose|fall|fell|gr[oe]w|increas|decreas|gone|went|up|down|shr[aiu]nk|cut|rais|"
    r"reduc|climb|drop|jump|declin|"
    r"chang|expand|slash|lower|widen|surg|soar|plung|tumbl|mov|slip|edg|revis|narrow|doubl|tripl|"
    r"swell|swollen|dwindl)\w*",
    regex.IGNORECASE,
)


def find_figures(text: str, start: int, end: int, blocked: list[tuple[int, int]]) -> list[Figure]:
    """All figures of ``text[start:end]`` in order, none touching a ``blocked`` place, none overlapping."""
    taken = [False] * (end - start + 1)
    for a, b in blocked:
        taken[max(a, start) - start : max(b, start) - start] = [True] * (min(b, end) - max(a, start))
    found: list[Figure] = []

    def take(figure: Figure | None) -> None:
        if figure is None or any(taken[figure.start - start : figure.end - start]):
            return
        taken[figure.start - start : figure.end - start] = [True] * (figure.end - figure.start)
        found.append(figure)

    for pattern, read in (
        (VAGUE, read_vague),
        (SHARE, read_share),
        (FRACTION, read_fraction),
        (MULTIPLE, read_multiple),
    ):
        for match in pattern.finditer(text, start, end):
            take(read(match))
    for match in NUMBER.finditer(text, start, end):
        take(read_single(match, text))
    return join_ranges(text, sorted(found, key=lambda f: f.start), start)


def read_vague(match: regex.Match[str]) -> Figure | None:
    if SCORES_OF.match(match.string, match.start()) or SOME.match(match.group()):
        return None
    return Figure(*match.span(), Decimal(0), Decimal(0), FigureKind.VAGUE, spelled=True)


def read_share(match: regex.Match[str]) -> Figure | None:
    """ "One in five", "six out of ten": only when the second is the larger and a usual denominator."""
    a, b = (
        Decimal(SMALL.get(w.lower(), {"twenty": 20, "hundred": 100}.get(w.lower(), 0))) or read_number(w)
        for w in match.group("a", "b")
    )
    usual = b <= 12 or b in (15, 20, 25, 30, 40, 50, 100, 1000)
    if not (0 < a < b and usual):
        return None
    return Figure(*match.span(), a / b, a / b, FigureKind.FRACTION, spelled=True)


def read_fraction(match: regex.Match[str]) -> Figure | None:
    """ "A third of", "two-thirds", "half the crew"; never "the third attack" or "a second half"."""
    count, part = (match.group("count") or "").lower(), match.group("part").lower()
    many, of = bool(match.group("many")), match.group("of")
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if part == "half":
        if regex.search(r"(?:first|second|latter|other|later|early|final|the|this|last)\s$", before) or (
            count and count not in ("a", "one")
        ):
            return None
        if count == "a" and not (match.group("stop") or of):
            return None
        if not count and not of and not match.group("stop") and match.string[match.end() : match.end() + 1] != "-":
            follows = match.string[match.end() : match.end() + 12].lower()
            if not regex.match(r"\s(?:century|million)", follows):
                return None
        if regex.match(
            r"\san?(?:\s(?:dozen|million|billion|hundred|thousand))\b",
            match.string[match.start("part") + 4 :].lower(),
        ):
            return None
        numerator = 1
    else:
        numerator = 1 if count in ("a", "an", "one", "") else (SMALL.get(count) or int(count))
        if not count and not many:
            return None
        if not count and regex.search(r"(?:the|last|first|next|\d)\s$", before):
            return None
        if numerator == 1 and not (of or match.group("stop")) and count != "one":
            return None
        if (
            numerator == 1
            and not of
            and not regex.search(
                r"\b(?:by|about|than|around|nearly|almost|roughly|over|under|to|up|some|least)\s$", before
            )
        ):
            return None
        if numerator > 1 and not many:
            return None
        if of and of.strip().lower() not in ("of", "as"):
            return None
    value = Decimal(numerator) / PARTS[part]
    end = match.end("many") if many else match.end("part")
    return Figure(match.start(), end, value, value, FigureKind.FRACTION, spelled=True) if value < 1 else None


def read_multiple(match: regex.Match[str]) -> Figure | None:
    value = Decimal(MULTIPLES[match.group().lower()]) or Decimal("0.5")
    if match.group().lower() in ("double", "triple") and regex.match(
        r"\s(?!the|that|its|their|what)\w", match.string[match.end() :]
    ):
        return None
    return Figure(*match.span(), value, value, FigureKind.MULTIPLE, spelled=True)


def read_single(match: regex.Match[str], text: str) -> Figure | None:
    """One number; "m" behind it means million only where money or something counted makes it so."""
    written = match.group("digits") or match.group("words")
    if len(written) > LONGEST + 20 or sum(c.isdigit() for c in written) > LONGEST:
        return None
    start, end, currency = match.start(), match.end(), match.group("currency") or ""
    magnitude = match.group("magnitude") or ""
    if magnitude in ("m", "M", "b", "B", "k", "K") and not currency:
        counted = regex.match(r"\s\p{Ll}[\p{L}-]+", text[end : end + 24])
        measured = regex.match(
            r"\s(?:of|in|from|to|above|below|tall|long|wide|high|deep|away|and|at|on|the|off|under|or|for|into)\b",
            text[end : end + 8],
        )
        ranged = regex.match(r"\s?(?:to|-|–)\s?\d", text[end : end + 6])
        if magnitude == "m" and not ranged and (not counted or measured):
            written, end = written[:-1], end - 1
            magnitude = ""
    value = read_number(written)
    return Figure(
        start, end, value, value, FigureKind.NUMBER, currency.strip(), bool(match.group("words")), bool(magnitude)
    )


def join_ranges(text: str, figures: list[Figure], floor: int) -> list[Figure]:
    """Two numbers that make one range ("10,000 to 12,000", "$2–3m", "fifty or sixty", "between four and five thousand")."""
    joined: list[Figure] = []
    for figure in figures:
        if joined and (whole := join_pair(text, joined[-1], figure, floor)):
            joined[-1] = whole
        else:
            joined.append(figure)
    return joined


UNIT_BETWEEN = regex.compile(
    r"\s?(?:%|percent|per cent|km|kilomet\w+|m|kg|tonnes?|years?|days?|hours?|months?|weeks?|"
    r"miles?|degrees?)(?=\s|-|–)"
)


def join_pair(text: str, first: Figure, second: Figure, floor: int) -> Figure | None:
    if FigureKind.NUMBER not in (first.kind, second.kind) or first.kind is not second.kind:
        return None
    gap_start = first.end
    unit = UNIT_BETWEEN.match(text, gap_start)
    if unit:
        gap_start = unit.end()
    joiner = JOINER.fullmatch(text, gap_start, second.start)
    if joiner is None or (first.currency and second.currency and first.currency != second.currency):
        return None
    word = joiner.group().strip().lower()
    low, high = first.low, second.low
    if (second.scaled and not first.scaled and low * 1000 < high * 100) or (
        second.spelled and first.spelled and high >= 1000 and low < 100
    ):
        scale = regex.search(r"\p{L}+$", text[second.start : second.end])
        low *= MAGNITUDES.get(scale.group().lower(), Decimal(1)) if scale else 1
    before = text[max(floor, first.start - 90) : first.start]
    between = regex.search(r"\bbetween\s(?:about |around |roughly |some |an estimated )?$", before, regex.IGNORECASE)
    if word == "and" and not between:
        return None
    if word == "or" and not (low < high <= low * 3 and (first.spelled == second.spelled)):
        return None
    if word == "to":
        from_word = regex.search(
            r"\bfrom\s(?:about |around |just |some |nearly |roughly )?$", before, regex.IGNORECASE
        )
        if (from_word and CHANGE.search(before)) or (unit and not from_word and regex.search(r"\bby\s$", before)):
            return None
        if regex.search(r"\bby\s$|\bvoted\s$", before):
            return None
    if low >= high:
        return None
    start = first.start - (between.end() - between.start()) if between else first.start
    return Figure(
        start, second.end, low, high, FigureKind.RANGE, first.currency or second.currency, first.spelled, True
    )
