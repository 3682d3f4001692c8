"""Headlines that name their source by a mark: "Ministry: 12 dead in blaze", "Rescue in sight - sources"."""

from claims.extraction import lexicon
from claims.extraction.atoms import DASHES, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.clauses import find_last_verb
from claims.extraction.spans import Span
from claims.extraction.words import WORDS
from claims.vocabulary import Relation, Stance

LONGEST = 6
ENDING = WORDS["ending_label"]
SPEAKERS = WORDS["speaker_words"]
NO_SPEAKERS = WORDS["headline_labels"]


def read_label(s: Sentence) -> Attribution | None:
    """The attribution of a headline with a label before or behind it, or ``None``."""
    if len(s.lows) < 4 or s.lows[-1] == ".":
        return None
    return read_leading(s) or read_ending(s)


def read_leading(s: Sentence) -> Attribution | None:
    """S: C."""
    colon = s.find_mark((":",), 1, min(LONGEST, len(s.lows) - 2))
    if colon is None or not all(s.atoms[i].is_word for i in range(colon)) or find_last_verb(s, 0, colon) is not None:
        return None
    if s.lows[0] in NO_SPEAKERS or not is_speaker_word(s, colon - 1):
        return None
    end = s.trim_end(len(s.lows))
    return make_label(s.cut(0, colon), s.cut(colon, colon + 1), s.cut(colon + 1, end)) if end > colon + 1 else None


def read_ending(s: Sentence) -> Attribution | None:
    """C - S."""
    for i in range(max(2, len(s.lows) - 4), len(s.lows) - 1):
        if s.lows[i] in DASHES | {":"} and (s.lows[-1] in ENDING or s.lows[i + 1] in ENDING):
            begin = next((j + 1 for j in range(min(3, i)) if s.lows[j] == ":"), 0)
            if begin < i:
                return make_label(s.cut(i + 1, len(s.lows)), s.cut(i, i + 1), s.cut(begin, i), s.atoms[i].start)
    return None


def make_label(source: Span, cue: Span, content: Span, opens: int = -1) -> Attribution:
    return Attribution(Frame.LABEL, source, cue, (content,), Relation.SAYS, Stance.ASSERTS, kind="say", opens=opens)


def is_speaker_word(s: Sentence, i: int) -> bool:
    named = s.atoms[i].is_capital and s.lows[i] not in lexicon.TIME_WORDS and i < 3
    return s.lows[i] in SPEAKERS or named
