"""Striking words out of plain values. Laws: nothing is left of the words where people wrote; ids and terms stay."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from claims import vocabulary
from sources import vocabulary as of_sources

STRUCK = "[…]"
# In an address, where brackets would be taken for an IPv6 host (RFC 3986, 3.2.2): it stays one, and leads nowhere.
STRUCK_IN_ADDRESS = "%E2%80%A6"
ADDRESS = re.compile(r"https?://\S*", re.IGNORECASE)
# What people wrote, even where it looks like a term.
PROSE = frozenset(
    ("exact", "prefix", "suffix", "title", "name", "statement", "text", "notice", "reasons", "worded", "tags", "by")
)
# Keys whose values this house makes, beside the words of the trade.
MADE = frozenset(("id", "external_id", "kind", "rule", "type", "format", "inputs_hash", "sha256", "engine_version"))
TERM = re.compile(r"[a-z0-9_.]+")
TRADE = frozenset(
    word.value
    for room in (vocabulary, of_sources)
    for kind in vars(room).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for word in kind
)
# A moment, the id of a row (base32 without i, l, o and u), and a hash.
PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.+Z-]+)?)?)?|[0-9a-hjkmnp-tv-z]{16}|[0-9a-f]{64}")


def strike(value: Any, words: Sequence[str]) -> Any:
    """``value`` (JSON) with each of the ``words`` replaced wherever it stands, whatever its capitals."""
    if not words:
        return value
    longest_first = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(re.escape(word) for word in longest_first), re.IGNORECASE)
    return _strike(value, found, "")


def _strike(value: Any, found: re.Pattern[str], key: str) -> Any:
    if isinstance(value, str):
        mark = STRUCK_IN_ADDRESS if ADDRESS.fullmatch(value) else STRUCK
        return value if _is_no_writing(value, key) else found.sub(mark, value)
    if isinstance(value, dict):
        return {name: part if name == "key" else _strike(part, found, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_strike(part, found, key) for part in value)
    return value


def _is_no_writing(value: str, key: str) -> bool:
    """Whether a value is a term, an id or a moment: by its key, by being a word of the trade, or by its shape."""
    if key in PROSE:
        return False
    return value in TRADE or PLAIN.fullmatch(value) is not None or (key in MADE and TERM.fullmatch(value) is not None)
