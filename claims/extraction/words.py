"""The word lists of this floor, read once from the plain files in ``words/``: a name in brackets, then its words."""

from pathlib import Path

FILES = Path(__file__).parent / "words"


def read_lists() -> dict[str, frozenset[str]]:
    """Every list by its name; ``ValueError`` when two have the same name or one is empty."""
    lists: dict[str, frozenset[str]] = {}
    for path in sorted(FILES.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n["):
            name, _, words = part.lstrip("[").partition("]\n")
            if name in lists or not words.split():
                raise ValueError(f"the list [{name}] in {path.name} stands there twice or is empty")
            lists[name] = frozenset(words.split())
    return lists


WORDS = read_lists()
