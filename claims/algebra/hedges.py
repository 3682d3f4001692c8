"""Reading a worded figure by the hedge table, and wording an interval that came without words.

Law: reading what `word_quantity` makes of an interval without words gives the interval back (of two different
ends the wording tells no open one; figures that were read keep their own words).
"""

import re
from decimal import Decimal

from claims.algebra.bounding import bound_figure, keep_six_places
from claims.algebra.hedge_table import DEFAULT_HEDGES as DEFAULT_HEDGES
from claims.algebra.hedge_table import Hedge as Hedge
from claims.algebra.hedge_table import HedgeTable as HedgeTable
from claims.algebra.intervals import Quantity, why_not_an_interval
from claims.algebra.numerals import SCALES, Numeral, scan_number
from claims.vocabulary import Comparator

LONGEST = 300
ADVERBS = re.compile(r"(?:just|only|well|far|much|already|reportedly|allegedly|possibly|perhaps|the|in total)\s+")
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₩": "KRW"}
UNITS = {
    "%": ("%", "per cent", "percent", "pct"),
    "USD": ("us dollars", "u.s. dollars", "dollars", "dollar", "usd"),
    "EUR": ("euros", "euro", "eur"),
    "GBP": ("pounds sterling", "gbp"),
    "RUB": ("roubles", "rubles", "rouble", "ruble", "rub"),
    "UAH": ("hryvnias", "hryvnia", "uah"),
    "km²": ("square kilometres", "square kilometers", "sq km", "sq. km", "km²", "km2"),
    "km": ("kilometres", "kilometers", "kilometre", "kilometer", "km"),
    "m": ("metres", "meters", "metre", "meter"),
    "t": ("tonnes", "tonne", "metric tons", "metric tonnes"),
    "kg": ("kilograms", "kilogrammes", "kilogram", "kg"),
}
UNIT_OF = {words: unit for unit, ways in UNITS.items() for words in ways}
UNIT = re.compile(rf"\s*(?P<unit>{'|'.join(re.escape(w) for w in sorted(UNIT_OF, key=len, reverse=True))})(?!\w)")
SHARES = {
    "half": Decimal("0.5"), "a third": Decimal(1) / 3, "one third": Decimal(1) / 3, "two thirds": Decimal(2) / 3,
    "a quarter": Decimal("0.25"), "one quarter": Decimal("0.25"), "three quarters": Decimal("0.75"),
    "a fifth": Decimal("0.2"), "one fifth": Decimal("0.2"), "two fifths": Decimal("0.4"),
    "three fifths": Decimal("0.6"), "four fifths": Decimal("0.8"), "a tenth": Decimal("0.1"),
    "one tenth": Decimal("0.1"), "all": Decimal(1),
}  # fmt: skip
SHARE = re.compile(
    r"(?P<share>" + "|".join(words.replace(" ", r"[\s-]") for words in SHARES) + r")(?:\s+of\b.*)?", re.DOTALL
)
# "one in five", "nine out of ten": of a round few, told as a share.
RATIO = re.compile(r"(?P<some>[\w-]+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>[\w-]+)(?P<rest>\D*)")
ROUND = {Decimal(number) for number in (*range(2, 11), 12, 20, 50, 100, 1000)}
SCALE = re.compile(r"\s+of\s+(?=an?\s+(?:dozen|hundred|thousand|million|billion|trillion)\b)")
SCALED = re.compile(rf"\s+(?:of\s+)?(?P<scale>{'|'.join(SCALES)})s?\b")
VAGUE_SCALE = re.compile(rf"\b(?:{'|'.join(SCALES)}|score|ten)s?\b")
OF = re.compile(r"^\s+of(?=\s)")
MOST = re.compile(r"(?:most|the majority|a majority)(?:\s+of\b.*)?", re.DOTALL)
AND_A_PART = re.compile(r"\s*(?:[¼½¾⅓⅔]|and\s+(?:an?|one|two|three)[\s-](?:half|quarters?|thirds?)\b)")
RANGE = re.compile(r"\s*(?P<sign>-|–|—|\bto\b|\band\b|\bor\b)\s*")


def read_quantity(worded: str, hedges: HedgeTable = DEFAULT_HEDGES) -> Quantity:
    """The interval a worded figure stands for, the wording kept; ``ValueError`` with a reason when it is none.

    Words after the figure name what is counted and change nothing ("41 aircraft"), unless they hold another figure.
    A share ("more than half of the force") is read as a share from 0 to 1; of which claim, only a person knows.
    """
    text = " ".join(worded.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ").split()).lower()
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ",", text).strip("\"'“”‘’ ")
    if not text:
        raise ValueError("there is no figure in an empty wording")
    if len(text) > LONGEST:
        raise ValueError(f"a worded figure has at most {LONGEST} characters")
    vague = _read_vague(text, hedges)
    quantity = vague or _read_share(text, hedges) or _read_figures(text, worded, hedges)
    reason = why_not_an_interval(quantity)
    if reason is not None:
        raise ValueError(f"{worded!r} cannot be: {reason}")
    low, high = keep_six_places(quantity.low), keep_six_places(quantity.high)
    if (quantity.low and not low) or (quantity.high and not high):
        raise ValueError(f"{worded!r} is finer than the six decimals that are kept")
    return Quantity(low, high, quantity.low_open, quantity.high_open, quantity.comparator, worded, quantity.unit)


def word_quantity(quantity: Quantity) -> str:
    """The figure in words: its own wording, or one made from the interval."""
    if quantity.worded:
        return quantity.worded
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "any figure"
    if low is not None and high is not None:
        if low == high:
            figure = _write(low)
        elif low == 0 and not quantity.low_open:
            figure = f"{'less than' if quantity.high_open else 'up to'} {_write(high)}"
        else:
            figure = f"between {_write(low)} and {_write(high)}"
    elif low is not None:
        figure = f"{'more than' if quantity.low_open else 'at least'} {_write(low)}"
    else:
        assert high is not None  # noqa: S101 - the first test above left only this case; mypy cannot see it
        figure = f"{'less than' if quantity.high_open else 'up to'} {_write(high)}"
    return f"{figure} {quantity.unit}".strip() if quantity.unit != "%" else f"{figure}%"


def _read_vague(text: str, hedges: HedgeTable) -> Quantity | None:
    rest = _strip_hedges(text, hedges)[0]
    rows = [(words, hedge) for hedge in hedges if hedge.low is not None for words in hedge.words]
    for words, hedge in sorted(rows, key=lambda row: -len(row[0])):
        if rest.startswith(words) and not rest[len(words) : len(words) + 1].isalnum():
            if scan_number(rest, len(words) + 1) is not None and not SCALED.match(rest, len(words)):
                raise ValueError(f"{text!r} joins vague words to a figure")
            return _scale_vague(hedge, rest[len(words) :], text)
    return None


def _scale_vague(hedge: Hedge, tail: str, text: str) -> Quantity:
    """Vague words with the scale and the unit behind them: "hundreds of millions of dollars"."""
    factor = Decimal(1)
    while (scaled := SCALED.match(tail)) is not None:
        factor *= SCALES[scaled["scale"]]
        tail = tail[scaled.end() :]
    unit = UNIT.match(OF.sub("", tail, count=1))
    if VAGUE_SCALE.search(tail):
        raise ValueError(f"{text!r} holds another figure: give one at a time")
    low, high = (None if bound is None else bound * factor for bound in (hedge.low, hedge.high))
    named = UNIT_OF[unit["unit"]] if unit else ""
    return Quantity(low, high, high_open=True, comparator=Comparator.VAGUE, unit=named)


def _read_share(text: str, hedges: HedgeTable) -> Quantity | None:
    rest, hedge = _strip_hedges(text, hedges)
    if MOST.fullmatch(rest):
        return Quantity(Decimal("0.5"), Decimal(1), low_open=True, comparator=Comparator.FRACTION)
    match = SHARE.fullmatch(rest)
    if match is None:
        share = _read_ratio(rest)
    else:
        share = SHARES[match["share"].replace("-", " ")]
        scale = SCALE.match(rest, match.end("share"))
        number = scan_number(rest, scale.end()) if scale else None
        if number is not None:  # "a quarter of a million" is no share of anything
            return _bound(share * number.value, hedge, "")
    if share is None:
        return None
    part = _bound(share, hedge, "", Decimal(1))
    return Quantity(part.low, part.high, part.low_open, part.high_open, Comparator.FRACTION)


def _read_ratio(text: str) -> Decimal | None:
    """The share that "one in five" stands for; ``None`` where it is another thing ("two in May", "9 in 14")."""
    match = RATIO.fullmatch(text)
    some = scan_number(match["some"]) if match else None
    of = scan_number(match["of"]) if match else None
    if match is None or some is None or of is None or (some.end, of.end) != (len(match["some"]), len(match["of"])):
        return None
    return some.value / of.value if of.value in ROUND and 0 < some.value <= of.value else None


def _split_between(text: str) -> str:
    """“Forty and fifty” with the word that joins the two ends made one that is no part of a number."""
    for place in reversed([match.start() for match in re.finditer(r" and ", text)]):
        if text[place + 5 :][:1] in CURRENCIES or scan_number(text, place + 5) is not None:
            return f"{text[:place]} to {text[place + 5 :]}"
    return text


def _read_figures(text: str, worded: str, hedges: HedgeTable) -> Quantity:
    between = re.match(r"(?:between|from)\s+", text)
    rest, hedge = (_split_between(text[between.end() :]), None) if between else _strip_hedges(text, hedges)
    first, unit, rest = _read_one(rest, worded)
    joint = RANGE.match(rest)
    if rest.startswith("-plus") or (joint and joint["sign"] == "or" and scan_number(rest, joint.end()) is None):
        joint = None  # "20-plus", "40 or more"
    if joint is not None and (joint["sign"] != "and" or between is not None):
        last, last_unit, tail = _read_one(rest[joint.end() :], worded)
        low = first.value
        if last.is_scaled and not first.is_scaled and first.unscaled < last.unscaled:
            low = first.value * (last.value / last.unscaled)
        if unit and last_unit and unit != last_unit:
            raise ValueError(f"{worded!r} has two units")
        if hedge is not None and hedge.comparator not in (Comparator.APPROXIMATELY, Comparator.EXACTLY):
            raise ValueError(f"{worded!r} hedges a range")
        _check_tail(tail, worded)
        return Quantity(low, last.value, comparator=Comparator.BETWEEN, unit=unit or last_unit)
    if between is not None:
        raise ValueError(f"{worded!r} has only one end of a range")
    if hedge is None:
        hedge, rest = _strip_hedge_after(rest, hedges)
    _check_tail(rest, worded)
    return _bound(first.value, hedge, unit)


def _read_one(text: str, worded: str) -> tuple[Numeral, str, str]:
    """A number with its currency before or its unit after, and what follows."""
    unit = ""
    for sign in sorted(CURRENCIES, key=len, reverse=True):
        if text.startswith(sign):
            unit, text = CURRENCIES[sign], text[len(sign) :].lstrip()
            break
    if text in ("none", "nobody", "no one", "nothing"):
        return Numeral(Decimal(0), Decimal(0), 0), unit, ""
    number = scan_number(text)
    if number is None:
        raise ValueError(f"no figure can be read in {worded!r}")
    rest = text[number.end :]
    match = UNIT.match(rest)
    if match is not None and not unit:
        unit, rest = UNIT_OF[match["unit"]], rest[match.end() :]
    return number, unit, rest


def _strip_hedges(text: str, hedges: HedgeTable) -> tuple[str, Hedge | None]:
    """The text without the hedges it begins with, and the outermost of them."""
    rows = [(words, hedge) for hedge in hedges if not hedge.after and hedge.low is None for words in hedge.words]
    rows.sort(key=lambda row: -len(row[0]))
    outermost: Hedge | None = None
    while True:
        found = next(((w, h) for w, h in rows if text.startswith(w) and _ends_word(text, len(w))), None)
        if found is None:
            adverb = ADVERBS.match(text)
            if adverb is None:
                return text, outermost
            text = text[adverb.end() :]
            continue
        outermost = outermost or found[1]
        text = text[len(found[0]) :].lstrip()


def _strip_hedge_after(text: str, hedges: HedgeTable) -> tuple[Hedge | None, str]:
    rows = [(words, hedge) for hedge in hedges if hedge.after for words in hedge.words]
    stripped = text.lstrip()
    for words, hedge in sorted(rows, key=lambda row: -len(row[0])):
        if stripped.startswith(words) and _ends_word(stripped, len(words)):
            return hedge, stripped[len(words) :]
    return None, text


def _ends_word(text: str, end: int) -> bool:
    return not (text[end - 1].isalpha() and text[end : end + 1].isalnum())


def _bound(value: Decimal, hedge: Hedge | None, unit: str, top: Decimal | None = None) -> Quantity:
    comparator = hedge.comparator if hedge else Comparator.EXACTLY
    if comparator in (Comparator.BETWEEN, Comparator.VAGUE, Comparator.FRACTION):
        comparator = Comparator.EXACTLY
    return Quantity(*bound_figure(value, value, hedge, top), comparator=comparator, unit=unit)


def _check_tail(tail: str, worded: str) -> None:
    if tail[:1].isalnum() or tail.lstrip(" -").startswith("score"):
        raise ValueError(f"no figure can be read in {worded!r}")
    if AND_A_PART.match(tail) or re.search(r"\d", tail):
        raise ValueError(f"{worded!r} holds another figure: give one at a time")


def _write(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"
