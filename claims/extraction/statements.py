"""Which attributions of a sentence are statements of their own, and into how many a long quotation falls."""

from collections.abc import Sequence

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.quotations import Quotation, is_sentential
from claims.extraction.sentence_attributions import CITATIONS
from claims.extraction.sentences import split_sentences
from claims.extraction.spans import Span

LONGEST_QUOTATION = 3_000
SHORTEST_QUOTATION = 4
PRONOUNS = frozenset(["he", "she", "it", "they"])
OWN_MIND = frozenset(["decide", "know", "feel", "agree", "understand", "remember", "recall", "learn", "see", "hear"])
QUOTE_OPENERS = "\"“«„'‘`"
QUOTE_CLOSERS = "\"”»'’"


def choose_statements(text: str, found: Sequence[Attribution], nested: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that hold no other one, each cut to one statement; ``nested`` stand inside quotations."""
    together = [*found, *nested]
    chosen: list[Attribution] = []
    for one in together:
        if (
            one.kind == "want"
            or is_own_mind(one, together)
            or one.frame is Frame.ANNOUNCING
            or (one.frame in CITATIONS and has_host(one, found))
        ):
            continue
        inside = [other for other in together if not is_own_mind(other, together)]
        if any(other.kind != "want" and one.covers(other) and holds_mainly(one, other) for other in inside):
            continue
        chosen += split_content(text, one)
    return chosen


def is_own_mind(one: Attribution, together: Sequence[Attribution]) -> bool:
    """Whether somebody only says what he himself thinks or decides ("Ferrante said he expected his captain to …")."""
    if one.source is None or one.source.text.lower() not in PRONOUNS or one.frame is not Frame.BEFORE:
        return False
    if not (one.kind in ("think", "want") or one.lemma in OWN_MIND):
        return False
    return any(opens_with(other, one.source) for other in together if other.covers(one) and other is not one)


def opens_with(other: Attribution, pronoun: Span) -> bool:
    """Whether what ``other`` reports begins with the pronoun, and ``other`` is not itself a "he" beside a "she"."""
    begin = other.content[0].start + 5 * other.content[0].text.startswith("that ")
    source = other.source.text.lower() if other.source else ""
    return begin == pronoun.start and (source not in PRONOUNS or source == pronoun.text.lower())


def has_host(one: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether a citation hangs on an attribution that makes the candidate already."""
    return any(a is not one and a.frame not in CITATIONS and a.content and a.kind != "want" for a in found)


def holds_mainly(one: Attribution, other: Attribution) -> bool:
    """Whether what ``one`` reports is mostly what ``other`` says, so that only the inner statement is a candidate."""
    if other.frame in (Frame.COMMENT, Frame.IMPERSONAL):
        return False
    if other.frame is Frame.PARTICIPLE and other.kind in ("think", "weak"):
        return False
    whole = sum(map(len, one.content))
    inner = sum(map(len, other.content)) + len(other.cue) + (len(other.source) if other.source else 0)
    return inner * 2 >= whole


def split_content(text: str, one: Attribution) -> list[Attribution]:
    """A quotation of several sentences, or two quotations of whole sentences, make a statement of each."""
    if len(one.content) == 2 and all(is_quoted(part) for part in one.content):
        first, second = one.content
        ended = first.text.rstrip(QUOTE_CLOSERS)[-1:] in (".", "!", "?")
        apart = ended and second.text[1:2].isupper()
        return [one.with_content(part) for part in one.content] if apart else [one]
    part = one.content[0] if len(one.content) == 1 else None
    if part is None or not is_quoted(part) or len(part) > LONGEST_QUOTATION:
        return [one]
    if not is_sentential(text, Quotation(part.start, part.end)):
        return [one]
    pieces = split_sentences(text, part.start + 1, part.end - 1, quotations=[])
    if len(pieces) < 2:
        return [one]
    first, last = Span.cut(text, part.start, pieces[0].end), Span.cut(text, pieces[-1].start, part.end)
    return [one.with_content(piece) for piece in (first, *pieces[1:-1], last)]


def is_quoted(part: Span) -> bool:
    """Whether a stretch of content is a quotation."""
    return part.text[:1] in QUOTE_OPENERS and len(part.text) > SHORTEST_QUOTATION
