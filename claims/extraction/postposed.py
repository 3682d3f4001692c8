"""Statements that stand before their source, or go on behind it, and those that a source has from another one."""

from dataclasses import replace

from claims.extraction.atoms import BORROWED, HARD, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.circumstances import skip_adverbials
from claims.extraction.clauses import RELATIVES, has_verb
from claims.extraction.complements import find_left
from claims.extraction.hearers import end_speaker
from claims.extraction.noun_phrases import Phrase
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.verbs import Verb
from claims.extraction.words import WORDS

SPEAKERS = WORDS["speaker_words"]
# A clause behind the source that has a source of its own does not go on with what was said.
CLOSED = WORDS["own_source"] | {QUOTED, ";", ":", ","}


def surround(s: Sentence, base: Attribution, left: tuple[int, int], right: int, begin: int) -> Attribution:
    """What was said stands before its source, and goes on behind it where it was interrupted."""
    parts, frame = [s.cut(*left)], Frame.AFTER
    at = skip_adverbials(s, right)
    if s.low(at) in ("of", "about"):
        at = s.find_mark(tuple(HARD), at) or at
    if s.low(at) == ";" and s.low(at + 1) == QUOTED:
        return replace(base, frame=Frame.AROUND, content=(*parts, s.cut(at + 1, at + 2)), opens=s.atoms[begin].start)
    tail = find_tail(s, at)
    if tail is not None:
        return replace(
            base,
            frame=Frame.AROUND,
            content=(*parts, s.cut(tail, s.trim_end(len(s.lows)))),
            opens=s.atoms[begin].start,
        )
    if s.low(at) == "," and at + 1 < len(s.lows):
        goes_on = is_finite_verb(s.lows[at + 1]) or (is_adverb(s.lows[at + 1]) and is_finite_verb(s.low(at + 2)))
        broken = not (has_verb(s, *left) or s.lows[left[0]] == QUOTED) and goes_on
        end = s.trim_end(len(s.lows))
        if (s.lows[at + 1] in (QUOTED, BORROWED, "because") or broken) and end > at + 1:
            parts.append(s.cut(at + 1, end))
            frame = Frame.AROUND
    return replace(base, frame=frame, content=tuple(parts), opens=s.atoms[begin].start)


def find_tail(s: Sentence, at: int) -> int | None:
    """Where what was said goes on behind "…, S said,": "against 52% in 2019", "and could have given more"."""
    if s.low(at) != "," or at + 2 >= s.trim_end(len(s.lows)):
        return None
    first, second = s.lows[at + 1], s.lows[at + 2]
    rest = s.lows[at + 1 : s.trim_end(len(s.lows))]
    if any(low in CLOSED for low in rest):
        return None
    numbered = any(low[:1].isdigit() or low in ("which", "whom") for low in rest)
    measured = first in ("against", "compared", "down", "up", "of") and numbered
    joined = first == "and" and (is_finite_verb(second) or (is_finite_verb(s.low(at + 4)) and second not in SPEAKERS))
    return at + 1 if measured or joined else None


def read_learned(s: Sentence, verb: Verb, subject: Phrase, base: Attribution) -> Attribution | None:
    """C, S learned from O: the source has it from O."""
    left, stop = find_left(s, subject.edge), end_speaker(s, verb.end)
    if left is None or stop == verb.end:
        return None
    opens, origin = s.atoms[subject.begin].start, s.cut(verb.end, stop)
    return replace(base, frame=Frame.AFTER, content=(s.cut(*left),), opens=opens, origin=origin)


def read_quoted(s: Sentence, verb: Verb, base: Attribution) -> Attribution | None:
    """S quoted O as saying C: what S passes on is O's."""
    at = next((i for i in range(verb.end + 1, len(s.lows) - 2) if s.lows[i : i + 2] == ["as", "saying"]), None)
    end = s.trim_end(len(s.lows))
    if at is None or at + 2 >= end:
        return None
    return replace(base, kind="say", content=(s.cut(at + 2, end),), origin=s.cut(verb.end, at))


def read_as(s: Sentence, subject: Phrase, base: Attribution, right: int) -> Attribution | None:
    """As S has reported, C · C, as S put it."""
    at, edge = skip_adverbials(s, right), subject.edge
    if edge == 0 and s.low(at) == ",":
        end = s.trim_end(len(s.lows))
        content = (at + 1, end) if at + 1 < end else None
    else:
        content = find_left(s, edge - 1)
    if content is None or s.lows[subject.begin] in RELATIVES:
        return None
    return replace(base, frame=Frame.AFTER, content=(s.cut(*content),), opens=s.atoms[edge].start)
