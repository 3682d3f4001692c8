"""All attributions of one sentence, their contents cut where the next one begins."""

from dataclasses import replace

from claims.extraction.atoms import QUOTED, Sentence, fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.frames import find_verbs, read_verb
from claims.extraction.outlets import DOCUMENT_WORDS, list_words
from claims.extraction.quotations import find_quotations
from claims.extraction.sourcing import find_phrases
from claims.extraction.spans import Span, trim

BEHIND = frozenset(
    {
        Frame.AFTER,
        Frame.INVERTED,
        Frame.AROUND,
        Frame.COMMENT,
        Frame.PARTICIPLE,
        Frame.JOINED,
        Frame.CITING,
        Frame.CITED_BY,
    }
)
MARKS = " \t\n\r\u00a0,;:—–-"
WORDS_BETWEEN = (" and", " but", " while", " though", " although", " yet", " or", " whereas", " however")


def attribute_sentence(s: Sentence) -> list[Attribution]:
    """The attributions of a folded sentence in the order of their cues; those inside quotations are not among them."""
    phrases = find_phrases(s)
    taken = [a.cue for a in phrases] + [a.source for a in phrases if a.source]
    found: list[Attribution] = []
    for verb in find_verbs(s):
        place = Span.cut(s.text, s.atoms[verb.begin].start, s.atoms[verb.end - 1].end)
        if any(other.overlaps(place) for other in taken if other.start <= place.start):
            continue
        attribution = read_verb(s, verb, found)
        if attribution is not None:
            found.append(attribution)
    found = [a for a in found if not (a.kind == "show" and not is_evidence(a) and any(b.covers(a) for b in found))]
    both = sorted(found + phrases, key=lambda a: a.cue.start)
    whole = [cut_content(s, a, both) for a in both]
    return [a for a in fill_citing(s, share_comments(s, whole)) if a.content or a.frame is Frame.SILENT]


def is_evidence(one: Attribution) -> bool:
    """Whether what "shows" something is a document or a picture, not a mere result spoken of."""
    return one.source is not None and bool(DOCUMENT_WORDS & set(list_words(one.source.text)))


def share_comments(s: Sentence, found: list[Attribution]) -> list[Attribution]:
    """What "…, which S denies" denies is what the attribution before it reports."""
    shared: list[Attribution] = []
    for one in found:
        before = [a for a in shared if a.content and a.frame in (Frame.BEFORE, Frame.ACCORDING)]
        if (
            one.frame is Frame.COMMENT
            and before
            and s.text[one.opens + 1 : one.opens + 7].strip().startswith("which")
        ):
            one = one.with_content(*before[-1].content)
        shared.append(one)
    return shared


def cut_content(s: Sentence, one: Attribution, all_of_them: list[Attribution]) -> Attribution:
    """``one`` with its content ended where a later attribution opens that does not belong to it."""
    if not one.content or one.frame in (Frame.PASSIVE, Frame.COMMENT):
        return one
    parts = []
    for part in one.content:
        end = part.end
        start = part.start
        for other in all_of_them:
            if other is one:
                continue
            if part.start < other.opens < end and other.cue.start > one.cue.start and ends_it(one, other):
                end = other.opens
            closing = [span.end for span in (other.source, other.cue) if span]
            if (
                one.frame in (Frame.AFTER, Frame.INVERTED)
                and other.cue.end < one.cue.start
                and other.frame in (Frame.AFTER, Frame.INVERTED)
            ):
                behind = max(closing)
                if (
                    start < behind < part.end
                    and s.text[behind : behind + 1] == ","
                    and s.text[behind : part.end].count(" ") > 3
                    and not s.text[behind : part.end].startswith(", who")
                ):
                    start = behind + 1
        start, end = tidy(s.text, start, end)
        if end > start:
            parts.append(Span.cut(s.text, start, end))
    return replace(one, content=tuple(parts))


def ends_it(one: Attribution, other: Attribution) -> bool:
    """Whether ``other`` opens beside ``one``, not inside what ``one`` reports."""
    if other.frame in (Frame.AFTER, Frame.INVERTED, Frame.AROUND):
        return True
    if other.frame in BEHIND or other.frame is Frame.ACCORDING:
        return True
    return other.frame in (Frame.BEFORE, Frame.SILENT, Frame.LABEL)


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = trim(text, start, end, MARKS)
    changed = True
    while changed:
        changed = False
        for word in WORDS_BETWEEN:
            if text[start:end].endswith(word):
                start, end = trim(text, start, end - len(word), MARKS)
                changed = True
        for word in ("and ", "but ", "while ", "though ", "yet "):
            if text[start:end].startswith(word):
                start, end = trim(text, start + len(word), end, MARKS)
                changed = True
    if end > start and text[end - 1] == "." and not text[:end].endswith(("..", "U.S.", "a.m.", "p.m.")):
        end -= 1
    return start, end


def fill_citing(s: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Citing phrases report what the attribution they hang on reports; alone, what stands before them."""
    filled = []
    for one in found:
        if one.frame not in (Frame.CITING, Frame.CITED_BY) or one.content:
            filled.append(one)
            continue
        others = [a for a in found if a.content and a.frame not in (Frame.CITING, Frame.CITED_BY)]
        host = min(others, key=lambda a: abs(a.cue.start - one.cue.start), default=None)
        if host is not None:
            filled.append(one.with_content(*host.content))
            continue
        start, end = tidy(s.text, s.start, one.opens)
        filled.append(one.with_content(Span.cut(s.text, start, end)) if end > start else one)
    return filled


def attribute_quotation(text: str, start: int, end: int) -> list[Attribution]:
    """Attributions inside one quotation: what the quoted speaker says that others say."""
    inner_start, inner_end = start + 1, end - 1 if end - start > 1 else end
    if inner_end - inner_start < 12:
        return []
    inner = fold_sentence(text, inner_start, inner_end, find_quotations(text, inner_start, inner_end))
    return [
        a for a in attribute_sentence(inner) if a.source and a.source.text.lower() not in ("i", "we", "you", "it")
    ]


__all__ = ["QUOTED", "attribute_quotation", "attribute_sentence"]
