"""The word lists of matching, read once from ``words.txt``: a name in brackets, then its words."""

from pathlib import Path


def read_lists() -> dict[str, frozenset[str]]:
    """Every list by its name."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    parts = (part.partition("]\n") for part in text.removeprefix("[").split("\n["))
    return {name: frozenset(words.split()) for name, _, words in parts}


LISTS = read_lists()
