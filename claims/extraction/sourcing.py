"""Sources named without a verb of their own: according to, citing, as cited by, it is said, "Ministry: …"."""

import regex

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, DASHES, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.complements import find_left, has_clause, trim_marks
from claims.extraction.cue_words import ACCORDING, CITED_BY, CITING, IMPERSONAL
from claims.extraction.frames import span
from claims.extraction.hearers import end_speaker
from claims.extraction.noun_phrases import HARD, Phrase, find_last_verb, find_subject
from claims.extraction.spans import Span
from claims.extraction.tokens import is_adverb
from claims.extraction.words import WORDS
from claims.vocabulary import Relation, Stance

NOBODY = regex.compile(rf"(?<![\w-])(?:{IMPERSONAL})(?![\w-])", regex.IGNORECASE)
LABEL_LONGEST = 6
ENDING_LABEL = WORDS["ending_label"]
INDEXED = tuple(
    (tuple(words.split()), relation, frame)
    for rows, frame in ((ACCORDING, Frame.ACCORDING), (CITING, Frame.CITING), (CITED_BY, Frame.CITED_BY))
    for words, relation in sorted(rows, key=lambda row: -len(row[0].split()))
)
BY_FIRST: dict[str, list[tuple[tuple[str, ...], Relation, Frame]]] = {}
for _words, _relation, _frame in sorted(INDEXED, key=lambda row: -len(row[0])):
    BY_FIRST.setdefault(_words[0], []).append((_words, _relation, _frame))


def find_phrases(s: Sentence) -> list[Attribution]:
    """All attributions of the sentence made by a phrase instead of a reporting verb."""
    found = []
    i = 0
    while i < len(s.lows):
        hit = next((row for row in BY_FIRST.get(s.lows[i], ()) if tuple(s.lows[i : i + len(row[0])]) == row[0]), None)
        if hit is None:
            i += 1
            continue
        words, relation, frame = hit
        end = i + len(words)
        passive = (
            words[-1] in ("by", "in")
            and words[0] not in ("as", "first")
            and i
            and s.lows[i - 1] in lexicon.AUXILIARIES
        )
        attribution = read_phrase(s, i, end, relation, frame, words) if end < len(s.lows) and not passive else None
        if attribution is not None:
            found.append(attribution)
        i = end
    label = read_label(s)
    return found + ([label] if label else []) + find_nobody(s)


def read_phrase(
    s: Sentence, begin: int, end: int, relation: Relation, frame: Frame, words: tuple[str, ...]
) -> Attribution | None:
    if words == ("per",) and not (
        (s.lows[end] in ("the", "a") and begin == 0)
        or (begin and s.lows[begin - 1] == "," and s.atoms[end].is_capital)
    ):
        return None
    if (
        frame is Frame.ACCORDING
        and words[-1] == "by"
        and words[0] not in ("as", "first")
        and not (begin and s.lows[begin - 1] == ",")
    ):
        return None
    before = s.lows[begin - 1] if begin else ""
    leads = (
        begin == 0
        or before in lexicon.CONJUNCTIONS
        or before in ("that", ":", ";", "but")
        or before in DASHES
        or (before == "," and begin < 4 and (s.lows[0] in lexicon.PREPOSITIONS or is_adverb(s.lows[0])))
    )
    stop = end_of_source(s, end, leads and frame is Frame.ACCORDING)
    if stop == end:
        return None
    source, cue = span(s, end, stop), span(s, begin + (words[0] in ("which", "who")), end)
    if frame is not Frame.ACCORDING:
        opens = s.atoms[begin - 1].start if before == "," else s.atoms[begin].start
        return Attribution(frame, source, cue, (), relation, Stance.ASSERTS, words[0], "cite", opens=opens)
    if leads and stop < len(s.lows):
        content_begin = stop + (s.lows[stop] == ",")
        if s.lows[content_begin] in ("which", "who", "citing", "as"):
            content_begin = next(
                (i + 1 for i in range(content_begin, len(s.lows)) if s.lows[i] == ","), content_begin
            )
        content_end = trim_marks(
            s, next((i for i in range(content_begin, len(s.lows)) if s.lows[i] == ";"), len(s.lows))
        )
        if content_begin < content_end:
            return Attribution(
                frame, source, cue, (span(s, content_begin, content_end),), relation, Stance.ASSERTS, words[0], "say"
            )
    opens = s.atoms[begin - 1].start if before == "," else s.atoms[begin].start
    left = find_left_of(s, begin)
    if left is None:
        return None
    relative = s.lows[begin - 2] if begin > 1 and before == "," else before
    if relative in ("who", "which", "that") and stop + 1 < len(s.lows):
        at = begin - (2 if before == "," else 1)
        rest = span(s, stop + (s.lows[stop] == ","), trim_marks(s, len(s.lows)))
        return Attribution(frame, source, cue, (span(s, at, at + 1), rest), relation, Stance.ASSERTS, words[0], "say")
    parts: tuple[Span, ...] = (span(s, *left),)
    if stop + 1 < len(s.lows) and s.lows[stop] == "," and before == "," and not has_clause(s, *left):
        parts = (*parts, span(s, stop + 1, trim_marks(s, len(s.lows))))
    return Attribution(frame, source, cue, parts, relation, Stance.ASSERTS, words[0], "say", opens=opens)


def find_left_of(s: Sentence, begin: int) -> tuple[int, int] | None:
    if s.lows[begin - 1] in {",", QUOTED, BORROWED} | DASHES:
        return find_left(s, Phrase(begin, begin + 1, begin - 1)) or (0, begin - 1)
    start = next((i + 1 for i in range(begin - 1, -1, -1) if s.lows[i] == ";"), 0)
    while start < begin and s.lows[start] in lexicon.CONJUNCTIONS:
        start += 1
    return (start, begin) if start < begin else None


def end_of_source(s: Sentence, begin: int, leads: bool) -> int:
    """Where the source behind "according to" ends; at the head of a sentence it ends before the comma of the main clause."""
    if not leads:
        stop = end_speaker(s, begin)
        return drop_when(s, begin, stop)
    commas = [i for i in range(begin, len(s.lows)) if s.lows[i] in {","} or s.lows[i] in HARD]
    for n, comma in enumerate(commas):
        if s.lows[comma] != ",":
            return comma
        nxt = commas[n + 1] if n + 1 < len(commas) else len(s.lows)
        relative = comma + 1 < len(s.lows) and s.lows[comma + 1] in ("who", "which", "whose")
        if relative and s.lows[comma + 2 : comma + 3] in (["cited"], ["quoted"], ["cites"], ["citing"]):
            return comma
        if not relative and (find_last_verb(s, comma + 1, nxt) is not None or s.lows[nxt : nxt + 1] != [","]):
            return comma
    return len(s.lows) if not commas else commas[-1]


def drop_when(s: Sentence, begin: int, stop: int) -> int:
    """Without the day behind the source ("according to state media on 5 June")."""
    for i in range(begin + 1, stop):
        if s.lows[i] == "on" and (
            s.atoms[i + 1 : i + 2] and (s.lows[i + 1] in lexicon.TIME_WORDS or s.atoms[i + 1].text.isdigit())
        ):
            return stop if "by" in s.lows[i:stop] else i
    return stop


def find_nobody(s: Sentence) -> list[Attribution]:
    """ "It is alleged that C" · "C is thought to …": nobody is named."""
    found = []
    for match in NOBODY.finditer(s.text, s.start, s.end):
        begin = s.find_at(match.start())
        after = s.find_at(match.end())
        if begin >= len(s.lows) or s.atoms[begin].start != match.start():
            continue
        cue = Span.cut(s.text, match.start(), match.end())
        stop = trim_marks(s, len(s.lows))
        if s.lows[begin] == "it" or s.lows[begin] in ("there", "reports", "report"):
            if after < stop and (s.lows[begin] == "it" and s.lows[after] in ("that", "whether")):
                found.append(
                    Attribution(
                        Frame.IMPERSONAL,
                        None,
                        cue,
                        (span(s, after, stop),),
                        Relation.SAYS,
                        Stance.ASSERTS,
                        kind="say",
                    )
                )
            continue
        subject = find_subject(s, begin)
        if subject is not None and after < stop:
            parts = (span(s, subject.begin, subject.end), span(s, after, stop))
            found.append(Attribution(Frame.IMPERSONAL, None, cue, parts, Relation.SAYS, Stance.ASSERTS, kind="say"))
    return found


def read_label(s: Sentence) -> Attribution | None:
    """ "Ministry: 12 dead in blaze" · "'Like an earthquake': …" is none · "… in talks - sources"."""
    if not s.lows or s.lows[-1] == "." or len(s.lows) < 4:
        return None
    colon = next((i for i in range(1, min(LABEL_LONGEST, len(s.lows) - 2)) if s.lows[i] == ":"), None)
    if colon is not None and all(s.atoms[i].is_word for i in range(colon)) and find_last_verb(s, 0, colon) is None:
        if s.lows[0] in (
            "exclusive",
            "breaking",
            "update",
            "updated",
            "watch",
            "live",
            "video",
            "photos",
            "opinion",
            "analysis",
            "explainer",
            "related",
            "how",
            "what",
            "why",
            "who",
            "factbox",
        ) or not is_speaker_word(s, colon - 1):
            colon = None
    else:
        colon = None
    if colon is not None:
        stop = trim_marks(s, len(s.lows))
        return Attribution(
            Frame.LABEL,
            span(s, 0, colon),
            span(s, colon, colon + 1),
            (span(s, colon + 1, stop),),
            Relation.SAYS,
            Stance.ASSERTS,
            kind="say",
        )
    for i in range(max(2, len(s.lows) - 4), len(s.lows) - 1):
        if s.lows[i] in DASHES | {":"} and (s.lows[-1] in ENDING_LABEL or s.lows[i + 1] in ENDING_LABEL):
            begin = next((j + 1 for j in range(min(3, i)) if s.lows[j] == ":"), 0)
            return Attribution(
                Frame.LABEL, span(s, i + 1, len(s.lows)), span(s, i, i + 1), (span(s, begin, i),), Relation.SAYS, Stance.ASSERTS, kind="say",
                opens=s.atoms[i].start,
            )  # fmt: skip
    return None


SPEAKER_WORDS = WORDS["speaker_words"]


def is_speaker_word(s: Sentence, i: int) -> bool:
    return s.lows[i] in SPEAKER_WORDS or (s.atoms[i].is_capital and s.lows[i] not in lexicon.TIME_WORDS and i < 3)
