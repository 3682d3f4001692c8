"""How wide a text will be, without a font at hand: guessed on the wide side, so that nothing runs out of its box."""

import unicodedata
from functools import lru_cache

NARROW = frozenset("iIl.,:;'’‘|!fjtr()[]-·/ \u00a0\u202f")
BROAD = frozenset("mwMW@%—…&")
ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    """The width of a text set in a sans-serif of ``size``."""
    return size * sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in BROAD:
        return 0.95
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter.isupper():
        return 0.71
    return 0.6


def break_lines(text: str, width: float, size: float, most: int) -> list[str]:
    """A text in at most ``most`` lines of ``width``; a word too long is broken, what is left over ends in "…"."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width, size):
        longer = f"{line} {word}" if line else word
        if not line or width_of(longer, size) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
        if len(lines) == most:
            return [*lines[:-1], clip(f"{lines[-1]} {word}", width, size)]
    return [*lines, line] if line else lines


def clip(text: str, width: float, size: float) -> str:
    """A text cut to a width, its end an ellipsis: always one, because there was more."""
    while text and width_of(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _pieces(text: str, width: float, size: float) -> list[str]:
    """The words, those wider than a line broken where they must be."""
    pieces = []
    for word in text.split(" "):
        while width_of(word, size) > width:
            cut = len(word)
            while cut > 1 and width_of(word[:cut], size) > width:
                cut -= 1
            pieces.append(word[:cut])
            word = word[cut:]
        if word:
            pieces.append(word)
    return pieces
