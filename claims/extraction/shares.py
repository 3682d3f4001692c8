"""Parts and multiples in words: "two-thirds", "half the crew", "one in five", "twice"; told from ordinals."""

from dataclasses import replace
from decimal import Decimal

import regex

from claims.extraction import lexicon
from claims.extraction.figures import Figure, FigureKind
from claims.extraction.numerals import MULTIPLES, PARTS, SMALL, read_number
from claims.extraction.tokens import is_finite_verb
from claims.extraction.units import DURATIONS, UNIT

_PART = "|".join(PARTS)
_COUNT = "|".join(SMALL)
FRACTION = regex.compile(
    rf"(?<![\w-])(?:(?P<count>an?|{_COUNT}|\d{{1,2}})[-\s])?(?P<part>{_PART})(?P<many>s)?"
    r"(?!\w|-(?:time|hearted|year|hour))"
    r"(?:[”\"’']?\s(?P<of>of|the|a|an|its|his|her|their|our|my|your|these|those|that|all|as)(?!\w)"
    r"|(?P<stop>\s*(?:[,.;:)”\"]|$|more|less|fewer|higher|lower)))?",
    regex.IGNORECASE,
)
SHARE = regex.compile(
    rf"(?<![\w.,-])(?P<a>{_COUNT}|\d{{1,3}}(?:\.\d{{1,2}})?)\s(?:in|out of)\s(?:every\s)?"
    rf"(?P<b>{_COUNT}|twenty|hundred|\d{{1,3}}(?:,000){{0,2}})(?![\w,.]?\d|\w)",
    regex.IGNORECASE,
)
# "One patient in twenty", not "two goals in five minutes": nothing that could be counted follows.
SHARE_AROUND = regex.compile(
    rf"(?<![\w.,-])(?P<a>{_COUNT}|\d{{1,2}})\s(?P<thing>\p{{Ll}}[\p{{Ll}}-]+)\sin\s(?:every\s)?"
    rf"(?P<b>{_COUNT}|twenty|hundred|\d{{1,3}}(?:,000)?)(?=\s*[,.;:)”\"](?!\d)|$|\s(?P<next>\p{{Ll}}+))",
    regex.IGNORECASE,
)
MULTIPLE = regex.compile(rf"(?<![\w-])(?:{'|'.join(MULTIPLES)})(?![\w-])", regex.IGNORECASE)
OTHER_HALF = regex.compile(r"(?:first|second|latter|other|later|early|final|the|this|last)\s$")
HALF_OF_TIME = regex.compile(r"\s(?:century|million)|-")
OF_A_NUMBER = regex.compile(r"s?\sof\sa\s(?:million|billion|trillion)\b")
HALF_A_NUMBER = regex.compile(r"\san?\s(?:dozen|million|billion|hundred|thousand)\b")
ORDINAL = regex.compile(r"(?:the|last|first|next|\d)\s$")
BY_A_PART = regex.compile(r"\b(?:by|about|than|around|nearly|almost|roughly|over|under|to|up|some|least)\s$")
# "Fell by a third on her watch", "gained nearly a quarter this year": what changed is the whole.
CHANGED = regex.compile(
    r"\b(?:by|ris(?:e|en|es|ing)|rose|fall(?:s|en|ing)?|fell|gain(?:s|ed|ing)?|lost|los(?:e|es|ing)|grow(?:s|n|ing)?|grew|"
    r"drop(?:s|ped|ping)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|declin\w+|shrunk|shrank|cut|up|down|shed|soar\w*|surg\w+|"
    r"plung\w+|tumbl\w+|slump\w*|increas\w+|decreas\w+)\s(?:by\s)?(?:about\s|around\s|nearly\s|almost\s|roughly\s|over\s|"
    r"(?:more|less) than\s|some\s|at least\s|up to\s|as much as\s|well over\s|just (?:under|over)\s)?\Z"
)
NOT_OF_WHOLE = regex.compile(
    r"\s(?:time|straight|consecutive|successive|day|week|month|year|party|term|point|percentage|mile|hour|century|goal|"
    r"try|set|game|round|person|child|man|woman|dose|wave|candidate|suspect|victim|attack)\b|-"
)
ENDS_OF_RANGE = regex.compile(r"\b(?:between|from)\s(?:about\s|around\s)?\Z", regex.IGNORECASE)
TO_PERCENT = regex.compile(r"s?\s(?:and|to)\s[\d.]+\s?(?:%|per ?cent)")
CHANGE_REACH = 44
BESIDE_NOUN = regex.compile(r"\s(?!the|that|its|their|what)\w")
BEFORE = 12
HALF = Decimal("0.5")
BEHIND_SHARE = (
    lexicon.AUXILIARIES | lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.PRESENTS | {"who", "that", "now"}
)
USUAL_WHOLES = frozenset({15, 20, 25, 30, 40, 50, 100, 1000})


def read_share(match: regex.Match[str]) -> Figure | None:
    """ "One in five", "six out of ten": only when the second is the larger and a usual whole."""
    a, b = (read_whole(word.lower()) for word in match.group("a", "b"))
    if not (0 < a < b and (b <= 12 or int(b) in USUAL_WHOLES or b % 1000 == 0)):
        return None
    return make_share(*match.span(), a / b)


def read_share_around(match: regex.Match[str]) -> Figure | None:
    """ "One patient in twenty has …", "one child in four": the thing counted stands within the share."""
    behind, thing = (match["next"] or "").lower(), match["thing"].lower()
    goes_on = not behind or behind in BEHIND_SHARE or is_finite_verb(behind)
    share = read_share(match) if goes_on and thing not in MULTIPLES and thing not in DURATIONS else None
    return replace(share, thing=match.span("thing")) if share is not None else None


def read_whole(word: str) -> Decimal:
    if word in ("twenty", "hundred"):
        return Decimal(20 if word == "twenty" else 100)
    return Decimal(SMALL[word]) if word in SMALL else read_number(word)


def make_share(start: int, end: int, value: Decimal) -> Figure:
    return Figure(start, end, value, value, FigureKind.FRACTION, spelled=True)


def read_fraction(match: regex.Match[str]) -> Figure | None:
    """ "A third of", "two-thirds", "half the crew"; never "the third attack" or "a second half"."""
    count, part = (match["count"] or "").lower(), match["part"].lower()
    before = match.string[max(0, match.start() - BEFORE) : match.start()].lower()
    if OF_A_NUMBER.match(match.string, match.end("part")):
        return None
    if part == "half" and is_half_a_unit(match):
        start, end = match.span()
        return Figure(start, end, HALF, HALF, FigureKind.NUMBER, spelled=True)
    if part == "half":
        numerator = 1 if is_half(match, count, before) else None
    else:
        numerator = count_parts(match, count, before)
    if numerator is None or numerator >= PARTS[part]:
        return None
    end = match.end("many") if match["many"] else match.end("part")
    return make_share(match.start(), end, Decimal(numerator) / PARTS[part])


def is_half_a_unit(match: regex.Match[str]) -> bool:
    """Whether it is "half an hour" or "half a mile", a measure and no share."""
    return match["of"] in ("a", "an") and not match["count"] and UNIT.match(match.string, match.end()) is not None


def is_half(match: regex.Match[str], count: str, before: str) -> bool:
    """Whether "half" is a share here."""
    of, stop, behind = match["of"], match["stop"], match.end("part")
    if OTHER_HALF.search(before) or count not in ("", "a", "one"):
        return False
    if HALF_A_NUMBER.match(match.string, behind):
        return False
    if count == "a":
        return bool(of or stop)
    return bool(count or of or stop) or is_change(match) or bool(HALF_OF_TIME.match(match.string, behind))


def count_parts(match: regex.Match[str], count: str, before: str) -> int | None:
    """How many thirds, fifths or tenths; ``None`` where the word is an ordinal."""
    of, many = (match["of"] or "").lower(), bool(match["many"])
    numerator = 1 if count in ("a", "an", "one", "") else (SMALL.get(count) or int(count))
    if not of and count in ("a", "an", "one") and is_change(match):
        return 1
    if of not in ("", "of", "as") or (not count and (not many or ORDINAL.search(before))):
        return None
    if numerator > 1:
        return numerator if many else None
    if count != "one" and not of and not (match["stop"] and BY_A_PART.search(before)):
        return None
    return 1


def is_change(match: regex.Match[str]) -> bool:
    """Whether the part is how much something changed by, or the end of a range in percent."""
    before = match.string[max(0, match.start() - CHANGE_REACH) : match.start()]
    if ENDS_OF_RANGE.search(before) and TO_PERCENT.match(match.string, match.end("part")):
        return True
    return bool(CHANGED.search(before)) and not NOT_OF_WHOLE.match(match.string, match.end("part"))


def read_multiple(match: regex.Match[str]) -> Figure | None:
    """ "Twice", "tripled", "double the number"; not "double standards"."""
    word = match.group().lower()
    if word in ("double", "triple") and BESIDE_NOUN.match(match.string, match.end()):
        return None
    value = Decimal(MULTIPLES[word]) or Decimal("0.5")
    start, end = match.span()
    return Figure(start, end, value, value, FigureKind.MULTIPLE, spelled=True)
