"""What a figure counts: the base noun phrase behind it, past "of the", "more" and a second figure."""

import regex

from claims.extraction.figures import Figure
from claims.extraction.measured import find_measured, find_owner
from claims.extraction.phrases import OBJECT, find_phrase
from claims.extraction.spans import Span
from claims.extraction.tokens import is_finite_verb, is_plural, split_tokens
from claims.extraction.units import DURATIONS, is_money
from claims.extraction.words import WORDS

OF_WHOLE = regex.compile(
    r"(?:\s(?:more|other|others|additional|further|new|extra))?+\s(?:out\s)?of"
    r"(?:\s(?:all|the|its|his|her|their|our|my|your|this|that|these|those|some)\b)*+(?=\s)"
)
HALF_OF = regex.compile(
    r"(?<=\bhalf)(?:\s(?:all|the|its|his|her|their|our|my|your|these|those))++(?=\s)", regex.IGNORECASE
)
MORE = regex.compile(r"\s(?:more|other|additional|further|extra|such|or so|of the|of)(?=\s)")
MONEY_FOR = regex.compile(r"\s(?:in|of|worth of)\s(?!the\s|an?\s|\d|\p{Lu})")
STUFF = regex.compile(r"\s(?:of|in)\s(?:the\s|its\s|his\s|her\s|their\s|all\s(?:the\s)?)?")
ENDS_IN_ED = regex.compile(r"\s\p{Ll}+ed\b")
BREAK = regex.compile(r"[.,;:]")
ELLIPSIS = regex.compile(r"\s(?:of\s(?:them|whom|which|these|those)|are|were|was|have|had|died|survived|did)\b")
BESIDE = regex.compile(
    r"[^.;:!?\n]{0,50}?(?:\s\(|\b(?:(?:up|down)(?:\sfrom)?|compared (?:with|to)|against|versus|"
    r"instead of|rather than|(?:up|down) by|to)\s(?:the\s)?(?:[\p{Ll}-]+\s){0,2})"
)
LESS_THAN = regex.compile(r"\s(?:less|more|fewer|higher|lower) than\b")
IS = regex.compile(r"\b(?:is|was|are|were|be|been)\s\Z")
ADJECTIVE = regex.compile(
    r"\s(?:full|empty|complete|effective|safe|sure|certain|accurate|free|dry|ready|pure|higher|lower|cheaper|bigger|smaller|"
    r"\p{Ll}+(?:ful|ive|able|ible|ous))\b"
)
NEXT_WORD = regex.compile(r"\s(?P<word>\p{Ll}+)\b")
COORDINATED = regex.compile(
    r"[^.;:!?\n“”\"]{0,60}?\b(?:and|but|then|though|although|before)\s(?:now\s|it\s|they\s)?(?:will\s|would\s|could\s|may\s|"
    r"should\s)?(?P<verb>\p{Ll}+)(?:\s(?:at|to|by|now|already|only|around))?\s"
)
STAYING = (WORDS["measured_by"] | {"stay", "stays", "stayed", "remain", "remains", "remained"}) - {
    "by",
    "to",
    "as",
    "at",
}
HAVING = frozenset(["has", "have", "had", "holds", "held", "got", "took", "takes", "needs", "needed", "houses"])
NO_NOUN = regex.compile(r"\s*(?:[.,;)]|$)")
CLOSING_QUOTE = "”\"'’»"
WITHOUT_THING = DURATIONS | {"times", "km/h", "mph", "degrees", "°C", "°F"}
SECOND_FIGURE_REACH = 22
SIZED = regex.compile(r"\s(?:long|wide|tall|high|deep|thick|across|in (?:length|diameter|height|width))\b")
SIZE_REACH = 60


def find_counted(
    text: str, span: tuple[int, int], bounds: tuple[int, int], figures: list[Figure], unit: str, hyphened: bool
) -> Span | None:
    """The base noun phrase that the figure at ``span`` counts, within ``bounds``; ``None`` where there is none.

    ``hyphened``: its unit is bound to what follows ("a 10-kilometre zone").
    """
    start, end = span
    if is_money(unit):
        found = find_paid_for(text, end, bounds[1], hyphened)
    elif unit and unit != "%":
        return find_measure(text, span, bounds, unit, hyphened)
    else:
        at = skip_to_noun(text, end, bounds[1], figures)
        verb = (
            unit == "%"
            and at is not None
            and (ENDS_IN_ED.match(text, at, bounds[1]) or is_predicate(text, start, at))
        )
        plural = unit != "%" and not text[start:end].lower().endswith("one")
        found = None if at is None or verb else find_phrase(text, at, bounds[1], plural=plural)
    return found or find_measured(text, start, bounds[0])


def is_predicate(text: str, start: int, at: int) -> bool:
    """Whether what stands behind a percentage tells how the subject is ("is 94% full"), and is no noun."""
    return bool(IS.search(text, max(0, start - 8), start) and ADJECTIVE.match(text, at))


def find_paid_for(text: str, end: int, ceiling: int, hyphened: bool) -> Span | None:
    """What money is spent on or lost in: "$7 billion in damage", "a 320-million-euro fine"."""
    match = MONEY_FOR.match(text, end, ceiling)
    if match:
        return find_phrase(text, match.end(), ceiling, plural=False)
    direct = find_phrase(text, end, ceiling, plural=False) if hyphened or text[end : end + 1] == " " else None
    plain = direct is not None and direct.text.islower() and " " not in direct.text
    return direct if hyphened or plain else None


def find_measure(text: str, span: tuple[int, int], bounds: tuple[int, int], unit: str, hyphened: bool) -> Span | None:
    """What a length, weight or area is of; durations and speeds count nothing."""
    start, end = span
    if hyphened or unit in WITHOUT_THING:
        grows = unit == "times" and text[start:end].lower().endswith("led")
        return find_measured(text, start, bounds[0]) if grows or unit in ("degrees", "°C") else None
    if SIZED.match(text, end, bounds[1]):
        return find_owner(text, split_tokens(text, max(bounds[0], start - SIZE_REACH), start))
    match = STUFF.match(text, end, bounds[1])
    stuff = find_phrase(text, match.end(), bounds[1], plural=False) if match else None
    return stuff or find_measured(text, start, bounds[0])


def skip_to_noun(text: str, end: int, ceiling: int, figures: list[Figure]) -> int | None:
    """Where the noun phrase begins: past "of the", "more of its", and a second figure ("18 of the 24 boats")."""
    at = end + (text[end : end + 1] in CLOSING_QUOTE and text[end + 1 : end + 2] == " ")
    match = OF_WHOLE.match(text, at, ceiling) or HALF_OF.match(text, at, ceiling)
    if match:
        at = match.end()
        inner = next((f for f in figures if at < f.start <= at + SECOND_FIGURE_REACH), None)
        between = split_tokens(text, at, inner.start) if inner is not None else []
        named = any(is_plural(token.low) for token in between) or bool(inner and BREAK.search(text, at, inner.start))
        if inner is not None and not named:
            at = inner.end
    elif more := MORE.match(text, at, ceiling):
        at = more.end()
    return at if match or text[at : at + 1] in (" ", "\u00a0", "-", "\n") else None


def is_elliptic(text: str, end: int, ceiling: int) -> bool:
    """Whether the thing counted is left out because it was named before ("nine are in hospital", "four of them")."""
    if ELLIPSIS.match(text, end, ceiling):
        return True
    verb = NEXT_WORD.match(text, end, ceiling)
    return verb is not None and is_finite_verb(verb["word"]) and bool(OBJECT.match(text, verb.end(), ceiling))


def is_coordinated(text: str, before: int, start: int, end: int) -> bool:
    """Whether a second verb of the same subject stands before the figure: "fell below 3% and averaged 2.6%"."""
    match = COORDINATED.fullmatch(text, before, start)
    if match is None:
        return False
    has = match["verb"] in HAVING
    return match["verb"] in STAYING or (has and bool(NO_NOUN.match(text, end)))


def carries_on(text: str, before: int, start: int, end: int) -> bool:
    """Whether the figure at ``start:end`` says more of what the one that ended at ``before`` counts.

    "412 million kroner ($39 million), compared with 618 million", "48 percent, down from 55 percent".
    """
    return bool(BESIDE.fullmatch(text, before, start) or LESS_THAN.match(text, end))
