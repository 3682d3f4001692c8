"""All attributions of one sentence, their contents cut where the next one begins."""

from claims.extraction.atoms import Sentence, fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.frames import read_verb
from claims.extraction.labels import read_label
from claims.extraction.outlets import DOCUMENT_WORDS, list_words
from claims.extraction.quotations import find_quotations
from claims.extraction.sourcing import find_phrases
from claims.extraction.spans import Span, trim
from claims.extraction.verbs import find_verbs

CITATIONS = frozenset({Frame.CITING, Frame.CITED_BY})
EMPTY = frozenset({Frame.SILENT, Frame.ANNOUNCING})
POSTPOSED = frozenset({Frame.AFTER, Frame.INVERTED})
MARKS = " \t\n\r\u00a0,;:—–-"
ENDING_WORDS = (" and", " but", " while", " though", " although", " yet", " or", " whereas", " however")
OPENING_WORDS = ("and ", "but ", "while ", "though ", "yet ")
ABBREVIATED = ("..", "U.S.", "U.K.", "U.N.", "a.m.", "p.m.")
SHORTEST_QUOTATION = 12


def attribute_sentence(s: Sentence) -> list[Attribution]:
    """The attributions of a folded sentence in the order of their cues, without those inside quotations."""
    label = read_label(s)
    phrases = find_phrases(s) + ([label] if label else [])
    taken = [span for a in phrases for span in (a.cue, a.source) if span]
    found: list[Attribution] = []
    for verb in find_verbs(s):
        place = s.cut(verb.begin, verb.end)
        if any(other.overlaps(place) and other.start <= place.start for other in taken):
            continue
        attribution = read_verb(s, verb, found)
        if attribution is not None:
            found.append(attribution)
    found = [a for a in found if a.kind != "show" or is_evidence(a) or not any(b.covers(a) for b in found)]
    found = [a for a in found if not any(is_within_source(a, b) for b in found)]
    both = sorted(found + phrases, key=lambda a: a.cue.start)
    whole = share_comments(s, [cut_content(s, a, both) for a in both])
    return [a for a in fill_citing(s, whole) if a.content or a.frame in EMPTY]


def attribute_quotation(text: str, start: int, end: int) -> list[Attribution]:
    """Attributions inside one quotation: what the quoted speaker says that others say."""
    inner_start, inner_end = start + 1, max(start + 1, end - 1)
    if inner_end - inner_start < SHORTEST_QUOTATION:
        return []
    inner = fold_sentence(text, inner_start, inner_end, find_quotations(text, inner_start, inner_end))
    return [
        a for a in attribute_sentence(inner) if a.source and a.source.text.lower() not in ("i", "we", "you", "it")
    ]


def is_within_source(one: Attribution, other: Attribution) -> bool:
    """Whether ``one`` only tells who ``other`` is from ("a nurse who feared losing her job | said …")."""
    if one is other or other.source is None or not other.source.covers(one.cue):
        return False
    return any(part.start < other.cue.start < part.end for part in one.content)


def is_evidence(one: Attribution) -> bool:
    """Whether what "shows" something is a document or a picture, not a mere result spoken of."""
    return one.source is not None and bool(DOCUMENT_WORDS & set(list_words(one.source.text)))


def share_comments(s: Sentence, found: list[Attribution]) -> list[Attribution]:
    """What "…, which S denies" denies is what the attribution before it reports."""
    shared: list[Attribution] = []
    for one in found:
        hosts = [a for a in shared if a.content and a.frame in (Frame.BEFORE, Frame.ACCORDING)]
        if one.frame is Frame.COMMENT and hosts and s.text[one.opens + 1 : one.opens + 8].strip()[:5] == "which":
            one = one.with_content(*hosts[-1].content)
        shared.append(one)
    return shared


def cut_content(s: Sentence, one: Attribution, all_of_them: list[Attribution]) -> Attribution:
    """``one`` with its content ended where a later attribution opens that does not belong to it."""
    if not one.content or one.frame is Frame.COMMENT:
        return one
    if one.frame is Frame.PASSIVE:
        all_of_them = [a for a in all_of_them if a.frame is Frame.COMMENT]
    parts = []
    for part in one.content:
        start, end = part.start, part.end
        for other in all_of_them:
            if other.cue.start > one.cue.start and part.start < other.opens < end:
                end = other.opens
            elif other.frame is Frame.BEFORE and part.start < other.cue.start < end:
                end = end_at_dash(s.text, part.start, end, other)
            elif one.frame in POSTPOSED and other.frame in POSTPOSED and other.cue.end < one.cue.start:
                start = skip_finished(s.text, start, part.end, other)
        start, end = tidy(s.text, start, end)
        if end > start:
            parts.append(Span.cut(s.text, start, end))
    return one.with_content(*parts)


def end_at_dash(text: str, start: int, end: int, other: Attribution) -> int:
    """Behind a dash the writer goes on with somebody else's words: the content ends there."""
    dash = text.rfind(" -- ", start, other.start)
    dash = max(dash, text.rfind(" — ", start, other.start), text.rfind(" – ", start, other.start))
    return dash if dash > start else end


def skip_finished(text: str, start: int, end: int, other: Attribution) -> int:
    """Past "C1, S1 said," where another statement of its own length follows before its own source."""
    behind = max(span.end for span in (other.source, other.cue) if span)
    rest = text[behind:end]
    goes_on = rest.startswith(",") and rest.count(" ") > 3 and not rest.startswith(", who")
    return behind + 1 if start < behind < end and goes_on else start


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without marks and conjunctions at its ends; a closing full stop outside a quotation goes too."""
    start, end = trim(text, start, end, MARKS)
    while (word := next((w for w in ENDING_WORDS if text.endswith(w, start, end)), None)) is not None:
        start, end = trim(text, start, end - len(word), MARKS)
    while (word := next((w for w in OPENING_WORDS if text.startswith(w, start, end)), None)) is not None:
        start, end = trim(text, start + len(word), end, MARKS)
    if end > start and text[end - 1] == "." and not text.endswith(ABBREVIATED, start, end):
        end -= 1
    return start, end


def fill_citing(s: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Citing phrases report what the attribution they hang on reports; alone, what stands before them."""
    hosts = [a for a in found if a.content and a.frame not in CITATIONS]
    filled = []
    for one in found:
        if one.frame in CITATIONS and not one.content:
            host = min(hosts, key=lambda a: abs(a.cue.start - one.cue.start), default=None)
            if host is not None:
                one = one.with_content(*host.content)
            else:
                start, end = tidy(s.text, s.start, one.opens)
                one = one.with_content(Span.cut(s.text, start, end)) if end > start else one
        filled.append(one)
    return filled
