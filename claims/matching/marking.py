"""A captured text cut into runs for showing: what each suggestion is about, and which words name or count."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text that is to be shown as ``kind`` ("content", "name", "figure"), of what has the id ``key``."""

    start: int
    end: int
    key: str
    kind: str = "content"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in which nothing begins or ends. ``keys``: whose content it is, in the order given."""

    text: str
    keys: tuple[str, ...] = ()
    named: bool = False
    figure: bool = False
    first: bool = False

    @property
    def key(self) -> str:
        """The one it leads to where several share it."""
        return self.keys[0] if self.keys else ""


def cut_runs(text: str, marks: Iterable[Mark]) -> list[Run]:
    """The whole text as runs in order; joined they are the text. ``first`` is where a key's content begins."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    bounds = sorted({0, len(text), *(mark.start for mark in kept), *(mark.end for mark in kept)})
    begun: set[str] = set()
    runs = []
    kept.sort(key=lambda mark: mark.start)
    for start, end in pairwise(bounds):
        here = [mark for mark in kept if mark.start <= start and end <= mark.end]
        keys = tuple(dict.fromkeys(mark.key for mark in here if mark.kind == "content"))
        first = any(key not in begun for key in keys[:1])
        begun.update(keys[:1])
        kinds = {mark.kind for mark in here}
        runs.append(Run(text[start:end], keys, "name" in kinds, "figure" in kinds, first))
    return runs
