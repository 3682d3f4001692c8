"""Quantities of a text: each figure with its bounds, hedge, unit and the thing counted, at exact places."""

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from claims.algebra.bounding import bound_figure, keep_six_places
from claims.algebra.hedge_table import Hedge
from claims.algebra.intervals import Quantity
from claims.algebra.numerals import GREATEST
from claims.extraction.counted import carries_on, find_counted, is_coordinated, is_elliptic
from claims.extraction.figures import Figure, FigureKind
from claims.extraction.hedges import find_hedge, read_vague
from claims.extraction.not_quantities import find_not_quantities
from claims.extraction.ranges import find_figures
from claims.extraction.spans import Span
from claims.extraction.units import RATE, UNIT, is_money, name_currency, name_unit
from claims.extraction.words import WORDS
from claims.vocabulary import Comparator

AGED = regex.compile(r"\b(?:aged|age|ages)\s(?:of\s)?(?:between\s)?\Z", regex.IGNORECASE)
ONE_OF = regex.compile(r"\s(?P<word>\p{L}[\p{L}-]*)")
NOT_COUNTED_BY_ONE = WORDS["not_counted_by_one"]
# Units that a spelled number rarely has: "two m" is no length.
NOT_SPELLED = frozenset(["C", "F", "m", "g"])


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
    figures = find_figures(text, start, end, find_not_quantities(text, start, end))
    found: list[FoundQuantity] = []
    floor = start
    for figure in figures:
        if figure.high < GREATEST and not is_pronoun(text, figure, end):
            quantity = read_figure(text, figure, (start, end), floor, figures)
            if quantity.counted is None and found:
                quantity = share_counted(text, quantity, found[-1], end)
            found.append(quantity)
        floor = figure.end
    return tuple(found)


def share_counted(text: str, quantity: FoundQuantity, before: FoundQuantity, end: int) -> FoundQuantity:
    """The quantity with the thing counted that was named with the one before ("28 people rescued, nine are …")."""
    if before.counted is None:
        return quantity
    units = {quantity.value.unit, before.value.unit.partition("/")[0]}
    bare = units == {""} and is_elliptic(text, quantity.span.end, end)
    behind = max(before.span.end, before.counted.end)
    same = len(units) == 1 and is_coordinated(text, behind, quantity.span.start, quantity.span.end)
    shared = is_shared(units) or not quantity.value.unit
    if not (bare or same or (shared and carries_on(text, behind, quantity.span.start, quantity.span.end))):
        return quantity
    return replace(quantity, counted=before.counted, value=replace(quantity.value, counted=before.counted.text))


def is_shared(units: set[str]) -> bool:
    """Whether figures in these units may speak of the same thing: shares and money do, lengths and times do not."""
    return all(unit in ("", "%") or is_money(unit) for unit in units)


def is_pronoun(text: str, figure: Figure, end: int) -> bool:
    """Whether "one" stands for somebody, not for a number of things."""
    if text[figure.start : figure.end].lower() != "one":
        return False
    match = ONE_OF.match(text, figure.end, end)
    if match is None:
        return text[figure.end : figure.end + 1] != "-"
    word = match["word"].lower()
    return word in NOT_COUNTED_BY_ONE or word.endswith("ly")


def read_figure(
    text: str, figure: Figure, bounds: tuple[int, int], floor: int, figures: list[Figure]
) -> FoundQuantity:
    """The figure with all that belongs to it within ``bounds``; its hedge does not reach back beyond ``floor``."""
    unit, end, hyphened = read_unit(text, figure, bounds[1])
    hedged = find_hedge(text, figure.start, end, floor, bounds[1], unit)
    rate = None if hyphened else RATE.match(text, hedged.end, bounds[1])
    behind = (hedged.start, rate.end() if rate else hedged.end)
    if figure.thing is not None:
        counted: Span | None = Span.cut(text, *figure.thing)
    else:
        counted = find_counted(text, behind, bounds, figures, unit, hyphened)
    if not unit and AGED.search(text, max(bounds[0], hedged.start - 16), hedged.start):
        unit = "years"
    if unit == "years":
        counted = None
    if rate is None and counted is not None and counted.start >= hedged.end:
        rate = RATE.match(text, counted.end, bounds[1])
    per = f"/{rate['per'] or rate['adverb'] or rate['base']}" if rate else ""
    low, high, low_open, high_open = read_interval(text, figure, hedged.hedge)
    comparator = name_comparator(figure.kind, hedged.hedge)
    worded, thing = text[hedged.start : hedged.end], counted.text if counted else ""
    value = Quantity(
        keep_six_places(low), keep_six_places(high), low_open, high_open, comparator, worded, unit + per, thing
    )
    return FoundQuantity(
        span=Span.cut(text, hedged.start, hedged.end),
        value=value,
        number=Span.cut(text, figure.start, figure.end),
        hedge=hedged.words,
        counted=counted,
    )


def read_unit(text: str, figure: Figure, ceiling: int) -> tuple[str, int, bool]:
    """The unit, where the figure ends with it, and whether it is bound by a hyphen ("a 30-day truce")."""
    if figure.currency:
        return name_currency(figure.currency), figure.end, False
    if figure.kind not in (FigureKind.NUMBER, FigureKind.RANGE):
        return ("times" if figure.kind is FigureKind.MULTIPLE else ""), figure.end, False
    match = UNIT.match(text, figure.end, ceiling)
    if match is None or (figure.spelled and match.group().strip(" -") in NOT_SPELLED):
        return "", figure.end, False
    return name_unit(match), match.end(), "-" in match["gap"]


def read_interval(
    text: str, figure: Figure, hedge: Hedge | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The interval a figure stands for under its hedge."""
    if figure.kind is FigureKind.VAGUE:
        return (*read_vague(text[figure.start : figure.end]), False, True)
    top = Decimal(1) if figure.kind is FigureKind.FRACTION else None
    return bound_figure(figure.low, figure.high, hedge, top)


def name_comparator(kind: FigureKind, hedge: Hedge | None) -> Comparator:
    """The comparator of a figure: ranges, parts and vague words have their own whatever stands before them."""
    worded = hedge.comparator if hedge else Comparator.EXACTLY
    if kind is FigureKind.VAGUE:
        return Comparator.VAGUE
    if kind is FigureKind.FRACTION:
        return Comparator.FRACTION
    if kind is FigureKind.RANGE and worded in (Comparator.EXACTLY, Comparator.APPROXIMATELY):
        return Comparator.BETWEEN
    return worded
