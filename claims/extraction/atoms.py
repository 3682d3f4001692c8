"""A sentence as the grammar of attribution sees it: words and marks, each quotation or bracket folded into one."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.quotations import Quotation, is_sentential
from claims.extraction.spans import Span
from claims.extraction.tokens import Token, split_tokens

QUOTED, BORROWED, BRACKET = "<quoted>", "<borrowed>", "<bracket>"
DASHES = frozenset("—–-―")
HARD = frozenset({",", ";", ":", ".", "?", "!", "…", "...", QUOTED}) | DASHES
ENDS = frozenset({".", "!", "?", ",", ";", ":", "…"}) | DASHES
LONGEST_BRACKET = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """Atoms of one sentence; ``lows`` are their lower-cased words, or ``QUOTED``, ``BORROWED``, ``BRACKET``."""

    text: str
    start: int
    end: int
    atoms: tuple[Token, ...]
    lows: list[str]

    def find_at(self, place: int) -> int:
        """The index of the first atom that begins at or after ``place``."""
        return next((i for i, atom in enumerate(self.atoms) if atom.start >= place), len(self.atoms))

    def cut(self, begin: int, end: int) -> Span:
        """The place of atoms ``begin:end``."""
        return Span.cut(self.text, self.atoms[begin].start, self.atoms[end - 1].end)

    def low(self, i: int) -> str:
        """The word at ``i``, or nothing beyond either end."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def trim_end(self, end: int) -> int:
        """``end`` without the marks before it."""
        while end and self.lows[end - 1] in ENDS:
            end -= 1
        return end

    def find_mark(self, marks: frozenset[str] | tuple[str, ...], begin: int, end: int | None = None) -> int | None:
        """The first atom of ``begin:end`` that is one of ``marks``."""
        stop = len(self.lows) if end is None else end
        return next((i for i in range(begin, stop) if self.lows[i] in marks), None)


def fold_sentence(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Sentence:
    """The atoms of ``text[start:end]``; quotations outside it do not matter."""
    atoms: list[Token] = []
    at = start
    for quotation in quotations:
        if quotation.end <= at or quotation.start >= end or quotation.start < at:
            continue
        atoms += fold_brackets(text, at, quotation.start)
        stop = min(quotation.end, end)
        low = QUOTED if is_sentential(text, quotation) else BORROWED
        atoms.append(Token(text[quotation.start : stop], low, quotation.start, stop))
        at = stop
    atoms += fold_brackets(text, at, end)
    return Sentence(text, start, end, tuple(atoms), [atom.low for atom in atoms])


def fold_brackets(text: str, start: int, end: int) -> list[Token]:
    tokens = split_tokens(text, start, end)
    folded: list[Token] = []
    i = 0
    while i < len(tokens):
        closer = None
        if tokens[i].text in "([":
            last = min(len(tokens), i + LONGEST_BRACKET)
            closer = next((j for j in range(i + 1, last) if tokens[j].text in ")]"), None)
        if closer is None:
            folded.append(tokens[i])
            i += 1
        else:
            whole = text[tokens[i].start : tokens[closer].end]
            folded.append(Token(whole, BRACKET, tokens[i].start, tokens[closer].end))
            i = closer + 1
    return folded
