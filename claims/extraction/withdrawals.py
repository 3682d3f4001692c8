"""Sentences that say a statement was deleted, retracted or corrected. A deletion is a withdrawal, never a denial."""

from dataclasses import dataclass

import regex

from claims.extraction.spans import Span
from claims.vocabulary import WithdrawalKind

_PAPERS = (
    r"(?:statements?|claims?|posts?|reports?|messages?|articles?|tweets?|videos?|story|stories|"
    r"announcements?|figures?|"
    r"photos?|accusations?|remarks|study|paper|page)"
)
DELETES = regex.compile(
    r"\b(?P<verb>(?:has |have |had )?(?:deleted|removed|took down|taken down|pulled|withdrew|"
    r"withdrawn|retracted|took back|"
    r"erased|scrubbed|deletes|removes|withdraws|retracts))\s"
    rf"(?P<what>(?:(?:the|its|his|her|their|that|this|those|these|all|an?)\s)?(?:\w+\s){{0,2}}{_PAPERS})\b",
    regex.IGNORECASE,
)
DELETED = regex.compile(
    rf"\b{_PAPERS}\s(?:was|were|has been|have been|had been)\s(?:later |since |subsequently |quietly |quickly )?"
    r"(?P<verb>deleted|removed|withdrawn|retracted|taken down|erased)\b",
    regex.IGNORECASE,
)
CORRECTED = regex.compile(
    r"\b(?P<verb>corrected|revised|amended)\s(?P<what>(?:the|its|his|her|their)\s(?:statement|"
    r"report|article|claim|story|post))\b",
    regex.IGNORECASE,
)
OWNED = regex.compile(r"(?P<what>(?P<owner>[\p{L}’'. -]{2,60}?)(?:'s|’s|s'|s’)\s(?:\p{L}+\s){0,2}\p{L}+)\Z")
REACH = 90


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sentence says is taken back: the words for it, the verb, and whose it is where that is said."""

    kind: WithdrawalKind
    what: Span
    verb: Span
    owner: Span | None = None


def find_taken_back(text: str, sentence: Span) -> Taken | None:
    """The first statement that the sentence says was taken back, or ``None``."""
    match = DELETES.search(text, sentence.start, sentence.end) or CORRECTED.search(text, sentence.start, sentence.end)
    if match:
        verb = Span.cut(text, *match.span("verb"))
        return Taken(name_kind(verb.text), Span.cut(text, *match.span("what")), verb)
    match = DELETED.search(text, sentence.start, sentence.end)
    if match is None:
        return None
    verb = Span.cut(text, *match.span("verb"))
    paper_end = match.start() + len(match.group().split()[0])
    owned = OWNED.search(text, max(sentence.start, paper_end - REACH), paper_end)
    if owned is None:
        return Taken(name_kind(verb.text), Span.cut(text, match.start(), paper_end), verb)
    what, owner = Span.cut(text, *owned.span("what")), Span.cut(text, *owned.span("owner"))
    return Taken(name_kind(verb.text), what, verb, owner)


def name_kind(verb: str) -> WithdrawalKind:
    low = verb.lower()
    if "retract" in low or "withdr" in low or "took back" in low:
        return WithdrawalKind.RETRACTED
    corrected = low in ("corrected", "revised", "amended")
    return WithdrawalKind.CORRECTED if corrected else WithdrawalKind.DELETED
