"""Numbers as prose writes them: 6,000 · 9 mn · 1.5 billion · twenty-one · two dozen · half a million.

English conventions: a comma or a thin space groups thousands, a point starts decimals. An ordinal (158th), a time
(22:50) and a name with a number in it (Tu-95) are not numbers here.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

GREATEST = Decimal(10) ** 15

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
SHORT_SCALES = {
    "k": SCALES["thousand"],
    "mn": SCALES["million"],
    "mln": SCALES["million"],
    "bn": SCALES["billion"],
    "bln": SCALES["billion"],
    "tn": SCALES["trillion"],
    "trn": SCALES["trillion"],
}

_SCALE = "|".join(sorted([*SCALES, *SHORT_SCALES], key=len, reverse=True))
_WORD = "|".join(sorted([*UNITS, *TENS, *SCALES], key=len, reverse=True))
FIGURE = re.compile(
    r"(?P<figure>[-\u2212]?(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+)(?:\.\d+)?)(?![\w:]|[.,/]\d)"
    rf"(?:[\s-]*(?P<scale>{_SCALE})\b)?"
    rf"|(?P<joined>[-\u2212]?\d+(?:\.\d+)?)(?P<short>{'|'.join(SHORT_SCALES)})\b",
    re.IGNORECASE,
)
WORDS = re.compile(
    rf"(?P<half>half\s+an?\s+)?(?P<article>an?\s+)?(?P<words>(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*)\b",
    re.IGNORECASE,
)
# "one and a half million", "2 and three quarters"
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3, "quarters": Decimal("0.75")}
MIXED = re.compile(
    rf"(?P<whole>\d{{1,3}}|{'|'.join(UNITS)})\s+and\s+(?:an?\s+(?P<part>half|quarter|third)|three[\s-]+(?P<more>quarters))\b"
    rf"(?:[\s-]+(?P<scale>{_SCALE})\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in prose: its value, the value before its scale word, and where it ended."""

    value: Decimal
    unscaled: Decimal
    end: int

    @property
    def is_scaled(self) -> bool:
        return self.value != self.unscaled


def scan_number(text: str, start: int = 0) -> Numeral | None:
    """The number that begins exactly at ``start``, or ``None``. Raises ``ValueError`` for one beyond 10^15."""
    mixed = MIXED.match(text, start)
    if mixed is not None:
        return _read_mixed(mixed)
    found = FIGURE.match(text, start)
    if found is not None:
        written = found["figure"] or found["joined"]
        scale = (found["scale"] or found["short"] or "").lower()
        unscaled = Decimal(re.sub("[,\u00a0\u2009\u202f]", "", written).replace("\u2212", "-"))
        return _within_reach(unscaled * (SCALES | SHORT_SCALES).get(scale, Decimal(1)), unscaled, found.end())
    spelled = WORDS.match(text, start)
    if spelled is None:
        return None
    words = re.split(r"[\s-]+(?:and\s+)?", spelled["words"].lower())
    if (spelled["article"] or spelled["half"]) and words[0] not in SCALES:
        return None
    value = add_up(words)
    if spelled["half"]:
        value /= 2
    # "three dozen" has a scale that a range may share ("two to three dozen"); "two hundred thousand" has two.
    scaled = words[-1] in SCALES and len(words) > 1 and not any(word in SCALES for word in words[:-1])
    return _within_reach(value, value / SCALES[words[-1]] if scaled else value, spelled.end())


def read_number(text: str) -> Decimal:
    """The whole text as one number; ``ValueError`` with the reason when it is not one."""
    written = text.strip()
    numeral = scan_number(written)
    if numeral is None or numeral.end != len(written):
        raise ValueError(f"{text!r} is not a number")
    return numeral.value


def add_up(words: list[str]) -> Decimal:
    """The value of number words in order: ["two", "hundred", "five"] is 205.

    Raises ``ValueError`` when they do not make one number ("five five", "ten three", "thousand million").
    """
    total, current, ceiling = Decimal(0), Decimal(0), Decimal(0)
    room = 1000
    for word in words:
        if word in UNITS or word in TENS:
            value = UNITS[word] if word in UNITS else TENS[word]
            if value >= room or (value == 0 and len(words) > 1):
                raise ValueError(f"{' '.join(words)!r} is not one number")
            current += value
            room = 10 if word in TENS else 1
        elif word in ("hundred", "dozen"):
            if current >= 100:
                raise ValueError(f"{' '.join(words)!r} is not one number")
            current = (current or Decimal(1)) * SCALES[word]
            room = 100 if word == "hundred" else 1
        else:
            scale = SCALES[word]
            if ceiling and scale >= ceiling:
                raise ValueError(f"{' '.join(words)!r} is not one number")
            total += (current or Decimal(1)) * scale
            current, ceiling, room = Decimal(0), scale, 1000
    return total + current


def _read_mixed(found: re.Match[str]) -> Numeral:
    whole = found["whole"].lower()
    unscaled = Decimal(UNITS.get(whole, whole)) + PARTS[(found["part"] or found["more"]).lower()]
    scale = (SCALES | SHORT_SCALES).get((found["scale"] or "").lower(), Decimal(1))
    return _within_reach(unscaled * scale, unscaled, found.end())


def _within_reach(value: Decimal, unscaled: Decimal, end: int) -> Numeral:
    if abs(value) >= GREATEST:
        raise ValueError("a figure of 10^15 or more is beyond what is kept here")
    return Numeral(value, unscaled, end)
