"""Quoted stretches of a paragraph: where they open and close, and whether they run on into the next paragraph."""

from dataclasses import dataclass

import regex

from claims.extraction.tokens import is_finite_verb

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
MARK = regex.compile(
    r"[“”«»„\"]|''|``|(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,!?…])['’](?![\p{L}\p{N}])"
)
SINGLE_CLOSING = regex.compile(r"[\p{L}\p{N}.,!?…]['’](?![\p{L}\p{N}])")
LONGEST_SINGLE = 600
WORD = regex.compile(r"\p{L}[\p{L}'’-]*+")
END = regex.compile(r"[.,!?…—-]['\"”»’]*\Z")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start:end`` with its marks. ``runs_on``: no closing mark before the paragraph ended."""

    start: int
    end: int
    runs_on: bool = False


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations of one paragraph ``text[start:end]``, in order."""
    found: list[Quotation] = []
    opened, closers, depth = -1, "", 0
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened < 0:
            before = text[at - 1] if at > start else " "
            if mark in PAIRS and mark != "‘":
                opened, closers, depth = at, PAIRS[mark], 0
            elif mark in ('"', "''", "``") and (before.isspace() or before in "([—–-:" or at == start):
                opened, closers, depth = at, {"``": "''"}.get(mark, mark), 0
            elif mark in ("'", "‘") and not before.isalnum() and closes_soon(text, match.end(), end):
                opened, closers, depth = at, "'’", 0
        elif mark in closers or (closers == "“”" and mark in "“”"):
            if depth:
                depth -= 1
            elif closers == '"' and opens_here(text, at, start, end):
                continue
            else:
                found.append(Quotation(opened, match.end()))
                opened = -1
        elif mark in PAIRS and PAIRS[mark] == closers and mark != "‘":
            depth += 1
    if opened >= 0 and closers not in "'’":
        found.append(Quotation(opened, end, runs_on=True))
    return found


def opens_here(text: str, at: int, start: int, end: int) -> bool:
    """Whether a straight mark looks like an opening one though a quotation is open: a slip."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalnum() and at + 1 < end and at > start


def closes_soon(text: str, at: int, end: int) -> bool:
    """Whether a single mark that opens is closed in the same paragraph by one that cannot be an apostrophe."""
    return SINGLE_CLOSING.search(text, at, min(end, at + LONGEST_SINGLE)) is not None


def is_sentential(text: str, quotation: Quotation) -> bool:
    """Whether the quotation is a statement of its own, not a few words borrowed."""
    inside = text[quotation.start : quotation.end]
    words = WORD.findall(inside)
    if END.search(inside.rstrip("\"'”»’“")) or END.search(inside):
        return True
    return len(words) >= 5 and any(is_finite_verb(w.lower()) for w in words)
