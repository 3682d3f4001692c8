"""A sentence as the grammar of attribution sees it: words, marks, and each quotation or bracket folded into one atom."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.quotations import Quotation, is_sentential
from claims.extraction.tokens import Token, split_tokens

QUOTED, BORROWED, BRACKET = "<quoted>", "<borrowed>", "<bracket>"
DASHES = frozenset("—–-―")


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
        if tokens[i].text in "([":
            closer = next((j for j in range(i + 1, min(len(tokens), i + 40)) if tokens[j].text in ")]"), None)
            if closer is not None:
                folded.append(
                    Token(text[tokens[i].start : tokens[closer].end], BRACKET, tokens[i].start, tokens[closer].end)
                )
                i = closer + 1
                continue
        folded.append(tokens[i])
        i += 1
    return folded
