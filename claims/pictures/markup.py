"""Writing SVG: elements with every text and attribute escaped, no style attribute, no id that another picture has."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

# Characters that XML refuses, and marks by which a name could turn the direction of what follows it.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Spaces at which a line may be broken; those that hold a number together stay as they are.
SPACES = re.compile(r"[^\S\u00a0\u202f]+")
RIGHT_TO_LEFT = {"R", "AL"}
Attributes = Mapping[str, str | float | None]


def clean(text: object) -> str:
    """A text from outside as one line that may stand in XML and keeps to the direction it is put in."""
    return TURNING.sub("", _flatten(text))


def isolate(name: object) -> str:
    """A cleaned name that leaves the direction of the sentence around it alone."""
    return _isolate(str(name))


@lru_cache(maxsize=4096)
def _isolate(name: str) -> str:
    cleaned = clean(name)
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in cleaned):
        return f"\u2068{cleaned}\u2069"
    return cleaned


def write(name: str, attributes: Attributes, *children: str) -> SafeString:
    """One element. ``children`` are safe markup, or texts to escape; attributes that are None are left out."""
    written = ""
    for key, value in attributes.items():
        if value is not None:
            written += f' {key}="{_write_text(value) if isinstance(value, str) else number(value)}"'
    inner = join(children) if children else ""
    return SafeString(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def join(pieces: Iterable[str]) -> SafeString:
    """Pieces in a row; those that are not markup yet are escaped."""
    safe = [piece if isinstance(piece, SafeString) else escape(_flatten(piece), quote=False) for piece in pieces]
    return SafeString("".join(safe))


@lru_cache(maxsize=16_384)
def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def trace(*steps: str | float) -> str:
    """The ``d`` of a path: its letters and coordinates in a row."""
    return " ".join([step if isinstance(step, str) else number(step) for step in steps])


@lru_cache(maxsize=4096)
def _write_text(value: str) -> str:
    return escape(_flatten(value))


def _flatten(text: object) -> str:
    """One line of characters that may stand in XML; line and paragraph separators become spaces."""
    return SPACES.sub(" ", REFUSED.sub("", str(text))).strip()
