"""When, where and how something was said: the words between a reporting verb and its content."""

from claims.algebra.numerals import UNITS
from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, HARD, QUOTED, Sentence
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.words import WORDS

VENUES = WORDS["venues"]
PUBLIC = WORDS["public"]
STATEMENTS = WORDS["statements"]
BEFORE_VENUE = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "state", "national", "local", "last", "this", "late", "early"]
)
LONG_TIMES = frozenset(["years", "months", "weeks", "days", "decades", "hours"])
NOT_HOW = frozenset(["only", "not", "never", "just", "almost", "nearly", "no"])


def skip_adverbials(s: Sentence, at: int) -> int:
    """Past when, where and how ("in a statement on Friday", "to reporters", "late on Monday")."""
    while at < len(s.lows):
        stop = end_adverbial(s, at)
        if stop == at:
            return at
        at = stop
    return at


def end_adverbial(s: Sentence, at: int) -> int:
    """Where the adverbial that begins at ``at`` ends; ``at`` itself where none begins."""
    low, follows = s.lows[at], s.low(at + 1)
    if low in lexicon.TIME_WORDS or low in (BRACKET, "online"):
        return at + 1
    if low == "only" and follows in ("that", QUOTED, BORROWED, ":"):
        return at + 1
    if is_adverb(low) and low not in NOT_HOW:
        return at + 1
    if s.atoms[at].text.isdigit() and (follows in lexicon.MONTHS or s.low(at - 1) in lexicon.MONTHS):
        return at + 1
    if bounds_figure(s, at):
        return at
    if low in VENUES and follows and (low != "to" or is_public(s, at + 1)):
        return end_venue(s, at) or at
    if low in ("speaking", "writing") or (low == "asking" and follows == "not"):
        return s.find_mark((*HARD, "that"), at) or len(s.lows)
    loose = follows in lexicon.PREPOSITIONS or follows in lexicon.TIME_WORDS or follows in ("online", "that", "here")
    if low.endswith("ed") and loose and s.low(at - 1) in STATEMENTS:
        return at + 1
    if s.lows[at : at + 4] == ["for", "the", "first", "time"]:
        return at + 4
    if low == "for":
        last = next((i for i in (at + 1, at + 2, at + 3) if s.low(i) in LONG_TIMES), None)
        return at if last is None else last + 1
    if low == "without" and follows.endswith("ing"):
        return s.find_mark(tuple(HARD), at) or len(s.lows)
    return at


def bounds_figure(s: Sentence, at: int) -> bool:
    """Whether the preposition belongs to a figure, and the figure to what was said ("over 40 people were hurt")."""
    if not is_number(s, at + 1):
        return False
    if s.lows[at] == "from":
        return s.low(at + 2) == "to" and is_number(s, at + 3)
    return s.lows[at] in ("over", "under") and not any(s.low(i) in lexicon.TIME_WORDS for i in (at + 2, at + 3))


def is_number(s: Sentence, i: int) -> bool:
    return s.low(i)[:1].isdigit() or s.low(i) in UNITS


def is_public(s: Sentence, at: int) -> bool:
    """Whether reporters, lawmakers and the like are spoken to."""
    return s.lows[at] in PUBLIC or (s.lows[at] in ("the", "a") and s.low(at + 1) in PUBLIC)


def end_venue(s: Sentence, at: int) -> int | None:
    """Where the prepositional phrase at ``at`` ends; ``None`` when a clause begins in it and it is no mere venue."""
    begin = at + 1
    while s.low(begin) in BEFORE_VENUE:
        begin += 1
    if s.low(begin) in (QUOTED, BORROWED) and s.low(begin + 1) == "that":
        return begin + 1
    i = begin
    while i < len(s.lows):
        low, before = s.lows[i], s.lows[i - 1]
        if low in HARD or low in VENUES or low in ("that", "there", BORROWED) or low in lexicon.SUBJECT_PRONOUNS:
            break
        if i > begin and low in lexicon.ARTICLES and before not in lexicon.PREPOSITIONS:
            break
        if i > begin and (before in STATEMENTS or before in lexicon.TIME_WORDS) and ends_venue(low):
            break
        if s.atoms[i].text[0].islower() and is_finite_verb(low) and not low.endswith("ed"):
            return None
        i += 1
    return i


def ends_venue(low: str) -> bool:
    """Whether a word behind "statement" or "Friday" no longer belongs to the venue."""
    return not (
        low in lexicon.PREPOSITIONS or low in lexicon.TIME_WORDS or low in STATEMENTS or low in ("and", "with")
    )
