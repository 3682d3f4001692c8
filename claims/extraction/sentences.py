"""Sentences of a paragraph; a quotation is never cut, so that each holds what is said together with who says it."""

from itertools import pairwise

import regex
from sentencex import get_sentence_boundaries

from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.spans import Span, trim

# A line that breaks off and goes on in small letters was wrapped (texts of PDFs): one paragraph with the next.
PARAGRAPH = regex.compile(
    r"[^\n\r\u2028\u2029]++(?:(?<=[\p{L}\p{N},;–—-][ \t]?)\r?\n(?=\p{Ll})[^\n\r\u2028\u2029]++)*+"
)
# sentencex takes quadratic time on unclosed quotation marks, so it is given no more than this at once.
LONGEST = 2_500
ENDED = regex.compile(r"[.!?…][\"”’»)]?\s+\Z")
# Titles that sentencex takes for the end of a sentence.
BEHIND_TITLE = regex.compile(
    r"(?r)\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Adm|Cmdr|Rev|Hon|Messrs)\.\s*\Z"
)


def split_paragraphs(text: str) -> list[Span]:
    """The lines of ``text`` that are not blank, without the white space around them."""
    places = (trim(text, *match.span()) for match in PARAGRAPH.finditer(text))
    return [Span(start, end, text[start:end]) for start, end in places if end > start]


def split_sentences(text: str, start: int, end: int, quotations: list[Quotation] | None = None) -> list[Span]:
    """The sentences of the paragraph ``text[start:end]``, in order, without white space around them."""
    if quotations is None:
        quotations = find_quotations(text, start, end)
    inside = [(q.start, q.end) for q in quotations if q.end - q.start < LONGEST]
    cuts = [start]
    at = 0
    for cut in find_cuts(text, start, end):
        while at < len(inside) and inside[at][1] <= cut:
            at += 1
        if not (at < len(inside) and inside[at][0] < cut < inside[at][1]):
            cuts.append(cut)
    # sentencex cuts nothing before a quotation that is left open for the next paragraph.
    last = quotations[-1] if quotations else None
    if (
        last is not None
        and last.runs_on
        and last.start > cuts[-1]
        and ENDED.search(text, max(start, last.start - 4), last.start)
    ):
        cuts.append(last.start)
    cuts.append(end)
    places = (trim(text, a, b) for a, b in pairwise(cuts))
    return [Span(a, b, text[a:b]) for a, b in places if b > a]


def find_cuts(text: str, start: int, end: int) -> list[int]:
    """Where sentences end inside ``text[start:end]``, quotations cut or not."""
    cuts = []
    at = start
    while at < end:
        stop = end
        if end - at > LONGEST:
            stop = max(
                text.rfind(". ", at + LONGEST // 2, at + LONGEST) + 1,
                text.rfind(" ", at + LONGEST // 2, at + LONGEST),
            )
            stop = stop if stop > at else at + LONGEST
        cuts += [at + int(b["end_index"]) for b in get_sentence_boundaries("en", text[at:stop])]
        at = stop
    return [cut for cut in cuts if start < cut < end and not BEHIND_TITLE.search(text, max(start, cut - 8), cut)]
