"""Quantities of a text: each figure with what it bounds, its hedge, its unit and the thing counted, all at exact places."""

from dataclasses import dataclass

import regex

from claims.algebra.intervals import Quantity
from claims.algebra.numerals import GREATEST
from claims.extraction.counted import find_counted
from claims.extraction.figures import Figure, FigureKind
from claims.extraction.hedges import bound_interval, find_hedge, keep_six_places, read_vague
from claims.extraction.not_quantities import find_not_quantities
from claims.extraction.ranges import find_figures
from claims.extraction.spans import Span
from claims.extraction.units import CURRENCY_WORDS, RATE, UNIT, name_currency, name_unit
from claims.extraction.words import WORDS
from claims.vocabulary import Comparator

BETWEEN_OR_AGE = regex.compile(r"(?<!\w)(?:aged|age|ages)\s(?:of\s)?(?:between\s)?\Z", regex.IGNORECASE)
ONE_BEFORE_NOUN = regex.compile(r"\s(?:of\s(?:the|its|his|her|their|our|them|those|these)\b|(?:of\s)?\p{L}[\p{L}-]*)")
NOT_COUNTED_BY_ONE = WORDS["not_counted_by_one"]
CURRENCIES = frozenset(name for name, _ in CURRENCY_WORDS)


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """One quantity. ``span`` has hedge, figure and unit; ``counted`` is the base noun phrase, where there is one."""

    span: Span
    value: Quantity
    number: Span
    hedge: Span | None = None
    counted: Span | None = None


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[FoundQuantity, ...]:
    """All quantities of ``text[start:end]`` in order. Never raises on any text."""
    end = len(text) if end is None else end
    blocked = find_not_quantities(text, start, end)
    figures = find_figures(text, start, end, blocked)
    found = []
    for i, figure in enumerate(figures):
        floor = figures[i - 1].end if i else start
        ceiling = figures[i + 1].start if i + 1 < len(figures) else end
        if figure.high < GREATEST and not is_pronoun(text, figure, end):
            found.append(read_figure(text, figure, (start, end), (floor, ceiling), figures))
    return tuple(found)


def is_pronoun(text: str, figure: Figure, end: int) -> bool:
    """Whether "one" stands for somebody, not for a number of things."""
    if text[figure.start : figure.end].lower() != "one":
        return False
    match = ONE_BEFORE_NOUN.match(text, figure.end, end)
    if match is None:
        return text[figure.end : figure.end + 1] != "-"
    word = match.group().split()[0].lower()
    return word in NOT_COUNTED_BY_ONE or word.endswith("ly")


def read_figure(
    text: str, figure: Figure, bounds: tuple[int, int], gaps: tuple[int, int], figures: list[Figure]
) -> FoundQuantity:
    """The figure with all that belongs to it within ``bounds``; ``gaps`` is the room up to its neighbours."""
    end, unit = figure.end, name_currency(figure.currency) if figure.currency else ""
    matched = None
    if figure.kind in (FigureKind.NUMBER, FigureKind.RANGE):
        matched = UNIT.match(text, end, bounds[1])
        if matched and not unit and not (figure.spelled and name_unit(matched) in ("°C", "°F", "m", "g")):
            unit, end = name_unit(matched), matched.end()
        else:
            matched = None
    elif figure.kind is FigureKind.MULTIPLE:
        unit = "times"
    hedge, span_start, span_end, hedge_start, hedge_end = find_hedge(text, figure.start, end, gaps[0], bounds[1])
    rate = RATE.match(text, span_end, bounds[1]) if not (matched and "-" in matched["gap"]) else None
    if figure.kind is FigureKind.VAGUE:
        low, high = read_vague(text[figure.start : figure.end])
        interval = (low, high, False, True)
        comparator = Comparator.VAGUE
    else:
        top = None if figure.kind is not FigureKind.FRACTION else type(figure.low)(1)
        interval = bound_interval(hedge, figure.low, figure.high, top)
        comparator = hedge.comparator if hedge else Comparator.EXACTLY
        if figure.kind is FigureKind.RANGE and comparator in (Comparator.EXACTLY, Comparator.APPROXIMATELY):
            comparator = Comparator.BETWEEN
        if figure.kind is FigureKind.FRACTION:
            comparator = Comparator.FRACTION
    hyphened = bool(matched and "-" in matched["gap"])
    counted = find_counted(text, (span_start, rate.end() if rate else span_end), bounds, figures, unit, hyphened)
    if unit == "years" and hyphened:
        counted = None
    if rate is None and counted is not None and counted.start >= span_end:
        rate = RATE.match(text, counted.end, bounds[1])
    if BETWEEN_OR_AGE.search(text, max(bounds[0], span_start - 16), span_start) and not unit:
        unit, counted = "years", None
    per = f"/{(rate['per'] or rate['adverb'])}" if rate else ""
    worded = text[span_start:span_end]
    value = Quantity(
        keep_six_places(interval[0]), keep_six_places(interval[1]), interval[2], interval[3], comparator, worded,
        unit + per, counted.text if counted else "",
    )  # fmt: skip
    return FoundQuantity(
        Span.cut(text, span_start, span_end),
        value,
        Span.cut(text, figure.start, figure.end),
        Span.cut(text, hedge_start, hedge_end) if hedge_end > hedge_start else None,
        counted,
    )
