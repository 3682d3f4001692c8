"""Reporting verbs in their groups ("could not independently verify"), told from nouns of the same form."""

from dataclasses import dataclass

from claims.algebra.numerals import UNITS
from claims.extraction import lexicon
from claims.extraction.atoms import Sentence
from claims.extraction.clauses import RELATIVES
from claims.extraction.cues import Cue, find_cue
from claims.extraction.noun_phrases import find_subject
from claims.extraction.tokens import is_adverb, is_finite_verb, is_plural
from claims.extraction.words import WORDS

BE = WORDS["be"]
NOUNS_TOO = WORDS["nouns_too"]
INFINITIVE_OK = WORDS["infinitive_ok"]
ADJECTIVES = WORDS["adjectives"]
MANNER = WORDS["manner"]
NOT_IN_GROUP = WORDS["not_in_group"]
BEFORE_NOUN = lexicon.ARTICLES | WORDS["before_noun"]
BEHIND_NOUN = WORDS["behind_noun"]

# No sentence that a reader could follow has more; a text that only looks like one shall not hold the reader up.
MOST_VERBS = 24


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in its group ``begin:end`` (auxiliaries and adverbs included); ``at`` is the verb itself."""

    cue: Cue
    begin: int
    at: int
    end: int
    negated: bool
    passive: bool

    @property
    def is_bare(self) -> bool:
        """No auxiliary and no adverb stands before it."""
        return self.begin == self.at


def find_verbs(s: Sentence) -> list[Verb]:
    """The reporting verbs of a sentence, in order, nouns of the same form left out."""
    verbs: list[Verb] = []
    at = 0
    words = [atom for atom in s.atoms if atom.text[0].isalpha()]
    title_case = 5 * sum(atom.is_capital for atom in words) >= 3 * len(words)
    while at < len(s.lows) and len(verbs) < MOST_VERBS:
        cue = find_cue(s.lows, at) if title_case or at == 0 or not s.atoms[at].is_capital else None
        verb = group_verb(s, at, cue) if cue is not None else None
        if verb is not None and not is_noun(s, verb):
            verbs.append(verb)
            at = verb.end
        else:
            at += 1
    return verbs


def group_verb(s: Sentence, at: int, cue: Cue) -> Verb | None:
    """The verb with its auxiliaries, negation and adverbs; ``None`` where it is an infinitive or cannot be a verb."""
    begin = at
    while begin and joins_group(s, begin - 1):
        begin -= 1
    if s.low(begin - 1) == "to" and s.low(begin - 2) in ("able", "unable"):
        begin -= 2
        while begin and joins_group(s, begin - 1):
            begin -= 1
    if s.low(begin - 1) == "to" and s.low(begin - 2) == "yet" and s.low(begin - 3) in ("has", "have", "had"):
        begin -= 3
    begin = skip_manner(s, begin)
    lows = s.lows[begin:at]
    before = s.low(begin - 1)
    end = min(at + cue.length, len(s.lows))
    if "neither" in lows and s.low(end) == "nor" and (other := find_cue(s.lows, end + 1)) is not None:
        end = min(end + 1 + other.length, len(s.lows))
    if before == "nor" or (before == "to" and cue.lemma not in INFINITIVE_OK):
        return None
    if cue.lemma == "ask" and s.low(at + 1) == "not":
        return None
    while begin < at and s.lows[begin] in lexicon.TIME_WORDS - {"earlier", "later"}:
        begin += 1
    be = any(low in BE for low in lows)
    if cue.form == "ing" and not be and any(low in lexicon.AUXILIARIES for low in lows):
        return None
    if cue.form == "base" and lows[-1:] and lows[-1] in ("has", "have", "had"):
        return None
    negated = any(low in lexicon.NEGATIONS for low in lows) or lows[1:3] == ["yet", "to"]
    passive = cue.form in ("done", "past") and be
    return Verb(cue, begin, at, end, negated, passive)


def skip_manner(s: Sentence, begin: int) -> int:
    """Back over a short phrase inside the group ("had on average been expecting", "has in the past said")."""
    for reach in (2, 3):
        first = begin - reach
        if first > 0 and s.lows[first] in ("on", "in", "at", "for") and s.lows[begin - 1] in MANNER:
            start = first
            while start and joins_group(s, start - 1):
                start -= 1
            return start if start < first else begin
    return begin


def joins_group(s: Sentence, i: int) -> bool:
    """Whether the word at ``i`` belongs to the verb behind it."""
    low = s.lows[i]
    if low in lexicon.AUXILIARIES or low in lexicon.NEGATIONS - {"no", "nor"}:
        return True
    if not is_adverb(low) or low in NOT_IN_GROUP or (i and s.atoms[i].is_capital and s.atoms[i - 1].is_capital):
        return False
    return low not in lexicon.TIME_WORDS or low in ("earlier", "later")


def is_noun(s: Sentence, verb: Verb) -> bool:
    """Whether the word is a noun or a modifier here ("the report", "reported attacks")."""
    low, form = s.lows[verb.at], verb.cue.form
    before, after = s.low(verb.begin - 1), s.low(verb.end)
    if any(x in lexicon.AUXILIARIES for x in s.lows[verb.begin : verb.at]):
        return False
    if before in BEFORE_NOUN:
        return form != "ing" or before in lexicon.ARTICLES
    described = is_figure(s, verb.begin - 1) or is_adjective(s, verb.begin - 1)
    if form in ("past", "done") and verb.is_bare and described and is_plural(after):
        return True
    if form == "done" and verb.cue.lemma != "say" and not before:
        return True
    if form == "s" and is_figure(s, verb.begin - 1) and is_finite_verb(after):
        return True
    if low not in NOUNS_TOO:
        return False
    if before.endswith("'s") and after != "that" and after not in lexicon.ARTICLES:
        return True
    return form in ("s", "base") and is_noun_form(s, verb, before, after)


def is_noun_form(s: Sentence, verb: Verb, before: str, after: str) -> bool:
    """Whether a form like "reports" or "estimate" is a noun, from the words on both sides."""
    if is_finite_verb(after) and after not in lexicon.AUXILIARIES:
        return True
    if after.endswith("ed") and s.low(verb.end + 1) == "by":
        return True
    if before.endswith("ing") and len(before) > 4 and verb.is_bare and s.atoms[verb.begin - 1].text[0].islower():
        return True
    if find_cue([after], 0) is not None and after not in NOUNS_TOO:
        return True
    if verb.cue.form == "base":
        return not has_plural_subject(s, verb)
    if is_figure(s, verb.at - 1) or before in ("basis", "percentage") or after in BEHIND_NOUN:
        return True
    common = before[-1:].isalpha() and "'" not in before and not s.atoms[verb.begin - 1].is_capital
    plural = common and is_plural(before)
    return before == "" or before in lexicon.PREPOSITIONS or plural or is_adjective(s, verb.begin - 1)


def is_figure(s: Sentence, i: int) -> bool:
    return s.low(i)[:1].isdigit() or s.low(i) in UNITS


def is_adjective(s: Sentence, i: int) -> bool:
    low = s.low(i)
    if not low or "'" in low or (s.atoms[i].is_capital and i):
        return False
    return low in ADJECTIVES or (low.endswith(("ous", "ful", "ive", "ical", "ial")) and low != "official")


def has_plural_subject(s: Sentence, verb: Verb) -> bool:
    """Whether more than one, or a pronoun, stands before a word like "report", so that it can be a verb."""
    subject = find_subject(s, verb.begin)
    if subject is None:
        return False
    if s.low(verb.begin - 1) == ",":
        return is_plural(s.lows[subject.begin]) and subject.end - subject.begin < 4
    head = subject.begin
    for i in range(subject.begin, subject.end):
        low = s.lows[i]
        bound = low.endswith("ing") and s.low(i + 1) in lexicon.PREPOSITIONS | lexicon.DETERMINERS
        modified = i > subject.begin and (low.endswith("ed") or bound)
        if low in lexicon.PREPOSITIONS or low in RELATIVES or modified:
            break
        head = i
    low = s.lows[head]
    if low in ("data", "media"):
        return True
    joint = "and" in s.lows[subject.begin : subject.end]
    pronoun = low in lexicon.SUBJECT_PRONOUNS and low not in ("he", "she", "it")
    return joint or is_plural(low) or pronoun or low in RELATIVES
