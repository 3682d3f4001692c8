"""Striking words out of plain values. Laws: nothing is left of the words in prose; ids and terms stay as they are."""

import re
from collections.abc import Sequence
from typing import Any

STRUCK = "[…]"
# What people wrote. Other strings that are one plain word are terms, ids or moments, and are never struck.
PROSE = frozenset(
    ("exact", "prefix", "suffix", "title", "name", "statement", "text", "notice", "reasons", "worded", "tags", "by")
)
TERM = re.compile(r"[a-z0-9_]+|[0-9T:.+Z-]+")


def strike(value: Any, words: Sequence[str]) -> Any:
    """``value`` (JSON) with each of the ``words`` replaced wherever it stands, whatever its capitals."""
    if not words:
        return value
    longest_first = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(re.escape(word) for word in longest_first), re.IGNORECASE)
    return _strike(value, found, "")


def _strike(value: Any, found: re.Pattern[str], key: str) -> Any:
    if isinstance(value, str):
        return value if key not in PROSE and TERM.fullmatch(value) else found.sub(STRUCK, value)
    if isinstance(value, dict):
        return {name: part if name == "key" else _strike(part, found, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_strike(part, found, key) for part in value)
    return value
