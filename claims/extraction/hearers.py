"""Noun phrases behind a verb: who speaks where the verb comes first, who was told, and how far each runs."""

from claims.extraction import lexicon
from claims.extraction.atoms import BRACKET, DASHES, QUOTED, Sentence
from claims.extraction.noun_phrases import HARD, RELATIVES, judge_segment
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.words import WORDS

STOPS = WORDS["stops"]
CARRIES_ON = WORDS["carries_on"]


def end_speaker(s: Sentence, begin: int) -> int:
    """Where the noun phrase that begins at ``begin`` ends, appositions and relative clauses behind commas included."""
    end = end_plain(s, begin)
    while end < len(s.lows) and s.lows[end] == ",":
        stop = end + 1
        while stop < len(s.lows) and s.lows[stop] not in HARD:
            stop += 1
        if s.lows[end + 1 : end + 2] in (["and"], ["or"]) and ends_list(s, begin, end, stop):
            end = stop
            break
        if stop == end + 1 or s.lows[end + 1] in lexicon.CONJUNCTIONS or s.lows[end + 1].endswith("ing"):
            break
        kind = judge_segment(s, end + 1, stop)
        closes = stop >= len(s.lows) or s.lows[stop] in {",", ".", ";", "?", "!", QUOTED} | DASHES
        if kind not in ("noun", "relative", "age") or not closes:
            break
        if kind == "noun" and end_plain(s, end + 1) < stop:
            end = end_plain(s, end + 1)
            break
        end = stop
    return end


def ends_list(s: Sentence, begin: int, end: int, stop: int) -> bool:
    """Whether ", and allied officials" closes a list of sources ("South Korean, US, and allied officials")."""
    if not any(s.lows[i] == "," for i in range(begin, end)) or end_plain(s, end + 2) != stop:
        return False
    return all(s.atoms[i].is_capital or s.lows[i] in ("the", ",") for i in range(begin, end))


def end_plain(s: Sentence, begin: int) -> int:
    """Where a noun phrase without commas ends."""
    if begin < len(s.lows) and s.lows[begin] in lexicon.PRONOUNS and s.lows[begin] not in ("one", "that"):
        return begin + 1
    i = begin
    while i < len(s.lows):
        atom = s.atoms[i]
        low = atom.low
        if low in HARD or low in DASHES or (low in STOPS and i > begin and not stays(s, i)):
            break
        if i > begin and (
            (is_time(s, i) and not (s.lows[i - 1] == "on" and s.lows[i - 2].endswith("ed")))
            or low in lexicon.AUXILIARIES
        ):
            break
        if i > begin and low in lexicon.ARTICLES | lexicon.SUBJECT_PRONOUNS and low not in RELATIVES:
            before = s.lows[i - 1]
            if (
                before not in lexicon.PREPOSITIONS
                and before not in lexicon.CONJUNCTIONS
                and before not in lexicon.DETERMINERS
            ):
                break
        if low in RELATIVES and i > begin:
            return end_clause(s, i)
        ends = i + 1 >= len(s.lows) or s.lows[i + 1] in HARD
        noun = (low in lexicon.PRESENTS or low.endswith("eds")) and ends
        if (
            i > begin
            and atom.text[0].islower()
            and (is_adverb(low) or is_finite_verb(low))
            and not (noun or participle(s, i))
        ):
            break
        i += 1
    while i - 1 > begin and s.lows[i - 1] in lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS:
        i -= 1
    return i


def is_time(s: Sentence, i: int) -> bool:
    """Whether the word tells when, and is not part of a name ("the Morning Ledger", "the Sunday Herald")."""
    low, before = s.lows[i], s.lows[i - 1] if i else ""
    if before in ("a", "its", "their", "his", "her") and low in lexicon.MONTHS | lexicon.DAYS:
        return False
    if low not in lexicon.TIME_WORDS or (s.atoms[i].text == "May" and before not in ("in", "on")):
        return False
    named = s.atoms[i].is_capital and i + 1 < len(s.lows) and s.atoms[i + 1].is_capital
    return not (named and (low not in lexicon.DAYS | lexicon.MONTHS or before == "the"))


def end_clause(s: Sentence, begin: int) -> int:
    return next((i for i in range(begin, len(s.lows)) if s.lows[i] in HARD), len(s.lows))


def participle(s: Sentence, i: int) -> bool:
    """Whether an -ed word only modifies ("a person briefed on the deal")."""
    follows = s.lows[i + 1] if i + 1 < len(s.lows) else ""
    return (s.lows[i].endswith("ed") and (follows in lexicon.PREPOSITIONS or s.lows[i - 1] in lexicon.ARTICLES)) or (
        follows == "by" and s.lows[i] in ("seen", "led", "run", "held")
    )


def stays(s: Sentence, i: int) -> bool:
    """Whether "in Geneva" or "in Ankara" belongs to a nameless speaker ("a diplomat in Ankara")."""
    if s.lows[i - 1].endswith("ed") and s.lows[i] != "that":
        return True
    if s.lows[i] == "by" and any(
        s.lows[j].endswith("ed") or s.lows[j] in ("taken", "seen", "led", "made") for j in range(max(0, i - 4), i)
    ):
        return True
    if s.lows[i] not in ("in", "on") or i + 1 >= len(s.lows):
        return False
    follows = s.atoms[i + 1]
    if s.lows[i] == "on":
        return (
            s.atoms[i - 1].text[0].islower()
            and s.lows[i + 1] in ("the", "human")
            and i + 2 < len(s.lows)
            and s.atoms[i + 2].is_capital
        )
    nameless = s.atoms[i - 1].text[0].islower()
    of_place = follows.is_capital or (follows.low == "the" and i + 2 < len(s.lows) and s.atoms[i + 2].is_capital)
    return nameless and of_place and follows.low not in lexicon.TIME_WORDS


def end_hearer(s: Sentence, begin: int) -> int:
    """Where the one who was told ends ("told state television | the port would …")."""
    end = end_plain(s, begin)
    if end < len(s.lows) and is_finite_verb(s.lows[end]) and s.lows[end] not in ("said",):
        # A clause without "that" runs on ("told Reuters troops had left"): the hearer is the first name or noun only.
        i = begin + 1
        if s.lows[begin] in lexicon.ARTICLES:
            i += 1
        while i < end and s.atoms[i].is_capital and s.atoms[i - 1].is_capital:
            i += 1
        return min(i, end)
    while end - 1 > begin and s.lows[end - 1] == BRACKET:
        end -= 1
    return end
