"""Written numbers as they stand in prose of any style: patterns to find them, their value by the algebra's words."""

from decimal import Decimal

import regex

from claims.algebra.numerals import SCALES, SHORT_SCALES, UNITS, add_up

SMALL = {word: number for word, number in UNITS.items() if 0 < number <= 12}
MAGNITUDES = {
    **SCALES, **SHORT_SCALES, "m": SCALES["million"], "mio": SCALES["million"], "b": SCALES["billion"],
    "lakh": Decimal(100_000), "crore": Decimal(10_000_000),
}  # fmt: skip
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125", "⅕": "0.2", "⅘": "0.8"}
MULTIPLES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "doubling": 2,
    "triple": 3,
    "tripled": 3,
    "trebled": 3,
}
MULTIPLES |= {
    "tripling": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "halved": 0,
    "tenfold": 10,
    "twofold": 2,
    "threefold": 3,
}
MULTIPLES |= {"fourfold": 4, "fivefold": 5, "sixfold": 6}

_UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TEEN = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TEN = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SUB100 = rf"(?:{_TEN}(?:[-\s]{_UNIT})?|{_TEEN}|{_UNIT}|zero)"
_SUB1000 = rf"(?:{_SUB100}(?:[-\s]hundred(?:\s(?:and\s)?{_SUB100})?)?)"
_BIG = "(?:thousand|million|billion|trillion|dozen)"
WORDS = (
    rf"(?:{_SUB100}[\s-]and[\s-](?:(?:a|one)[\s-](?:half|quarter)|three[\s-]quarters)(?:[\s-]{_BIG})?"
    rf"|half\san?\s(?:{_BIG}|hundred)|half-dozen"
    r"|(?:an?\s|one\s|three\s|three-)?quarters?\sof\sa\s(?:million|billion|trillion)"
    r"|(?:half|quarter|three-quarter)(?=[-\s](?:percentage[-\s])?point)"
    rf"|(?:{_SUB1000}|an?\s(?=hundred|"
    rf"{_BIG})(?:hundred)?\s?)(?:[-\s]?{_BIG})?(?:(?<={_BIG}),?\s(?:and\s)?{_SUB1000}(?:[-\s]{_BIG})?)*"
    rf"|(?<=\b(?:the|every|per|that|those)\s)(?:hundred|{_BIG}))(?![\w])"
)
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?+|\d{1,2}(?:,\d{2}(?!\d))++,\d{3}(?!\d)(?:\.\d++)?+|\d{1,3}(?:\.\d{3}){2,}+(?:,\d++)?+|"
    r"\d{1,3}(?:[\u00a0\u202f\u2009'’ ]\d{3})++(?!\d)(?:[.,]\d++)?+"
    r"|\d++(?:[.,]\d++)?+(?:\s?[½¼¾⅓⅔⅛⅕⅘]|\sand\sa\s(?:half|quarter)(?!\w))?+|[½¼¾⅓⅔⅛⅕⅘])"
)
MAGNITUDE = (
    r"(?:[\s\u00a0-]?(?:hundred|thousand|million|billion|trillion|mln|mio|mn|bln|bn|trn|tn|lakh|crore)(?![\w])"
    r"|(?:[mbk]|M|B|K)(?!\w))"
)


SPACES = regex.compile(r"[\u00a0\u202f\u2009'’ ]")
COMMA_THOUSANDS = regex.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?")
POINT_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}\.\d00")
BETWEEN_WORDS = regex.compile(r"[\s,-]+")
MIXED = regex.compile(
    r"(?P<whole>[\p{L}\d -]+?)[\s-]and[\s-](?:(?:a|one)[\s-](?P<part>half|quarter)|(?P<three>three)[\s-]quarters)\b",
    regex.IGNORECASE,
)
FIGURE = regex.compile(rf"({DIGITS})(?:[\s\u00a0-]?(\p{{L}}+))?")


def read_digits(written: str) -> Decimal:
    """A figure in digits, whatever style its thousands are in. ``12.000`` is twelve thousand, ``7.125`` is not."""
    glyph = Decimal(GLYPHS[written[-1]]) if written[-1] in GLYPHS else Decimal(0)
    figure = written.rstrip("".join(GLYPHS)).strip()
    if not figure:
        return glyph
    figure = SPACES.sub("", figure)
    if COMMA_THOUSANDS.fullmatch(figure):
        figure = figure.replace(",", "")
    elif POINT_THOUSANDS.fullmatch(figure):
        figure = figure.replace(".", "").replace(",", ".")
    return Decimal(figure.replace(",", ".")) + glyph


def list_words(written: str) -> list[str]:
    return [word for word in BETWEEN_WORDS.split(written.lower()) if word]


def read_words(written: str) -> Decimal:
    """A number in words that matches ``WORDS``."""
    mixed = MIXED.match(written)
    if mixed:
        rest = "0.75" if mixed["three"] else "0.5" if mixed["part"].lower() == "half" else "0.25"
        whole = read_digits(mixed["whole"]) if mixed["whole"][0].isdigit() else add_up(list_words(mixed["whole"]))
        return (whole + Decimal(rest)) * MAGNITUDES.get(written[mixed.end() :].strip(" -").lower(), Decimal(1))
    words = [w for w in BETWEEN_WORDS.split(written.lower()) if w not in ("and", "a", "an", "of", "")]
    part = next((i for i, word in enumerate(words) if word in ("half", "quarter", "quarters")), None)
    if part is None:
        return add_up(words)
    scale = add_up(words[part + 1 :]) if words[part + 1 :] else Decimal(1)
    return (add_up(words[:part]) if part else 1) * scale / (2 if words[part] == "half" else 4)


def read_number(written: str) -> Decimal:
    """A number in digits or words, with a magnitude behind it or not ("3.5 mn", "one thousand", "2bn")."""
    if written[0].isalpha() or MIXED.match(written):
        return read_words(written)
    match = FIGURE.fullmatch(written)
    if match is None:
        raise ValueError(f"not a number: {written!r}")
    magnitude = MAGNITUDES[match.group(2).lower()] if match.group(2) else 1
    return read_digits(match.group(1)) * magnitude
