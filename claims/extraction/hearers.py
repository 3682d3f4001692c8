"""Noun phrases behind a verb: who speaks where the verb comes first, who was told, and how far each runs."""

from claims.extraction import lexicon
from claims.extraction.atoms import BRACKET, DASHES, HARD, QUOTED, Sentence
from claims.extraction.clauses import RELATIVES
from claims.extraction.cues import find_cue
from claims.extraction.noun_phrases import is_number, judge_segment
from claims.extraction.outlets import DOCUMENT_WORDS
from claims.extraction.tokens import is_adverb, is_finite_verb, is_plural
from claims.extraction.words import WORDS

STOPS = WORDS["stops"]
CLOSERS = frozenset({",", ".", ";", "?", "!", QUOTED}) | DASHES
STARTERS = lexicon.ARTICLES | (lexicon.SUBJECT_PRONOUNS - RELATIVES)
BINDERS = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.DETERMINERS
DONE = frozenset(["taken", "seen", "led", "made", "held", "run"])


def end_speaker(s: Sentence, begin: int) -> int:
    """Where the noun phrase that begins at ``begin`` ends, with appositions and relative clauses behind commas."""
    end = end_plain(s, begin)
    while s.low(end) == ",":
        stop = s.find_mark(tuple(HARD), end + 1) or len(s.lows)
        first = s.low(end + 1)
        if first in ("and", "or") and ends_list(s, begin, end, stop):
            return stop
        if stop == end + 1 or first in lexicon.CONJUNCTIONS or first.endswith("ing"):
            break
        kind = judge_segment(s, end + 1, stop)
        cue = find_cue(s.lows, end + 2) if first in ("who", "which") and end + 2 < len(s.lows) else None
        if cue is not None and cue.kind in ("say", "tell", "claim"):
            break
        if kind not in ("noun", "relative") or not (stop >= len(s.lows) or s.lows[stop] in CLOSERS):
            break
        if kind == "noun" and (inner := end_plain(s, end + 1)) < stop:
            placed = s.low(inner) == "in" and inner + 1 < stop and s.atoms[inner + 1].is_capital and stop - inner <= 4
            return stop if placed and s.low(inner + 1) not in lexicon.TIME_WORDS else inner
        end = stop
    return end


def ends_list(s: Sentence, begin: int, end: int, stop: int) -> bool:
    """Whether ", and allied officials" closes a list of sources ("South Korean, US, and allied officials")."""
    if not any(s.lows[i] == "," for i in range(begin, end)) or end_plain(s, end + 2) != stop:
        return False
    return all(s.atoms[i].is_capital or s.lows[i] in ("the", ",") for i in range(begin, end))


def end_plain(s: Sentence, begin: int) -> int:
    """Where a noun phrase without commas ends."""
    if s.low(begin) in lexicon.PRONOUNS and s.low(begin) not in ("one", "that"):
        return begin + 1
    i = begin
    while i < len(s.lows):
        if s.lows[i] in RELATIVES and i > begin:
            return s.find_mark(tuple(HARD), i) or len(s.lows)
        if ends_before(s, i, begin):
            break
        i += 1
    while i - 1 > begin and s.lows[i - 1] in lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS:
        i -= 1
    return i


def ends_before(s: Sentence, i: int, begin: int) -> bool:
    """Whether a noun phrase that began at ``begin`` cannot hold the atom at ``i``."""
    low = s.lows[i]
    if low in HARD:
        return True
    if i == begin:
        return False
    if low in STOPS and not stays(s, i):
        return True
    if is_time(s, i) and not (s.lows[i - 1] == "on" and s.lows[i - 2].endswith("ed")):
        return True
    released = low in lexicon.SUBJECT_PRONOUNS and s.lows[i - 1] in DOCUMENT_WORDS and is_finite_verb(s.low(i + 1))
    if low in lexicon.AUXILIARIES or (low in STARTERS and s.lows[i - 1] not in BINDERS and not released):
        return True
    if not s.atoms[i].text[0].islower():
        return False
    if is_adverb(low) and (s.lows[i - 1] in lexicon.ARTICLES or s.low(i + 1)[:1].isdigit()):
        return False
    noun = (low in lexicon.PRESENTS or low.endswith("eds")) and (i + 1 >= len(s.lows) or s.lows[i + 1] in HARD)
    return (is_adverb(low) or is_finite_verb(low)) and not noun and not is_participle(s, i)


def is_time(s: Sentence, i: int) -> bool:
    """Whether the word tells when, and is not part of a name ("the Morning Ledger", "a June 15 report")."""
    low, before = s.lows[i], s.low(i - 1)
    if low not in lexicon.TIME_WORDS or (s.atoms[i].text == "May" and before not in ("in", "on")):
        return False
    dated = low in lexicon.MONTHS or low in lexicon.DAYS
    if dated and before in ("a", "its", "their", "his", "her"):
        return False
    named = s.atoms[i].is_capital and i + 1 < len(s.lows) and s.atoms[i + 1].is_capital
    return not (named and (not dated or before == "the"))


def is_participle(s: Sentence, i: int) -> bool:
    """Whether an -ed word only modifies ("a person briefed on the deal")."""
    follows = s.low(i + 1)
    if s.lows[i].endswith("ed"):
        described = is_plural(follows) and (is_number(s, i - 1) or s.lows[i - 1] in lexicon.DETERMINERS)
        return described or follows in lexicon.PREPOSITIONS or s.lows[i - 1] in lexicon.ARTICLES
    return follows == "by" and s.lows[i] in DONE


def stays(s: Sentence, i: int) -> bool:
    """Whether a preposition binds to the noun: "briefed on", "released … by", "a diplomat in Ankara"."""
    low, follows = s.lows[i], s.atoms[i + 1] if i + 1 < len(s.lows) else None
    if s.lows[i - 1].endswith("ed") and low != "that":
        return True
    if low == "by" and any(s.lows[j].endswith("ed") or s.lows[j] in DONE for j in range(max(0, i - 4), i)):
        return True
    if low in ("by", "from") and s.lows[i - 1] in DOCUMENT_WORDS:
        return True
    if low not in ("in", "on") or follows is None or s.atoms[i - 1].is_capital:
        return False
    third = s.atoms[i + 2] if i + 2 < len(s.lows) else None
    named = follows.low == "the" and third is not None and third.is_capital
    if low == "on":
        return named or follows.low == "human"
    return (follows.is_capital or named) and follows.low not in lexicon.TIME_WORDS


def end_hearer(s: Sentence, begin: int) -> int:
    """Where the one who was told ends ("told state television | the port would …")."""
    end = end_plain(s, begin)
    if is_finite_verb(s.low(end)):
        # A clause without "that" runs on ("told Reuters troops had left"): the hearer is the first name or noun only.
        i = begin + 1 + (s.lows[begin] in lexicon.ARTICLES)
        while i < end and s.atoms[i].is_capital and s.atoms[i - 1].is_capital:
            i += 1
        return min(i, end)
    while end - 1 > begin and s.lows[end - 1] == BRACKET:
        end -= 1
    return end
