"""The place of some words in a text: everything that is found says exactly where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` of the article, and those words themselves. Offsets count code points."""

    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> "Span":
        """The words of ``text`` from ``start`` to ``end``; refuses a place that is not in the text."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"no place {start}:{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


def trim(text: str, start: int, end: int, chars: str = " \t\n\r\u00a0") -> tuple[int, int]:
    """The same place without ``chars`` at its ends; empty at ``start`` when nothing else is there."""
    while end > start and text[end - 1] in chars:
        end -= 1
    while start < end and text[start] in chars:
        start += 1
    return start, end


def measure_overlap(ones: Iterable[Span], others: Iterable[Span]) -> int:
    """How many characters two sets of places share (each set without overlaps of its own)."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ones for b in others)
