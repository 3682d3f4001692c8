"""Where clauses begin and end, as far as classes of words tell: finite verbs, participles, relative clauses."""

from claims.extraction import lexicon
from claims.extraction.atoms import BRACKET, HARD, Sentence
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.words import WORDS

CLAUSE_OPENERS = WORDS["clause_openers"]
CLAIM_NOUNS = WORDS["claim_nouns"]
RELATIVES = WORDS["relatives"]
PARTICIPLES = WORDS["participles"]
AFTER_PARTICIPLE = lexicon.PREPOSITIONS | lexicon.TIME_WORDS | WORDS["behind_participles"]
NOT_FINITE = frozenset(["being", "having", "be", "been"])
SECOND_CLAUSES = frozenset(["after", "before", "since", "until", "than", "as", "given"])


def is_modifier(s: Sentence, i: int, stop: int) -> bool:
    """Whether the -ed word at ``i`` only modifies the noun before it ("images taken by", "a poll released on …")."""
    low, before = s.lows[i], s.low(i - 1)
    if low in lexicon.IRREGULAR_PASTS and low not in PARTICIPLES:
        return False
    if not (low.endswith("ed") or low in PARTICIPLES) or i + 1 >= stop:
        return low.endswith("ed") and (before in lexicon.ARTICLES or before in lexicon.PREPOSITIONS)
    if before in lexicon.AUXILIARIES or before in lexicon.SUBJECT_PRONOUNS:
        return False
    if s.lows[i + 1] in AFTER_PARTICIPLE:
        return before != "" and (before[-1].isalnum() or before == BRACKET)
    if before in lexicon.DETERMINERS or before in lexicon.PREPOSITIONS:
        return True
    return before in lexicon.CONJUNCTIONS or is_adverb(before)


def is_noun_in_s(s: Sentence, i: int, end: int) -> bool:
    """Whether a word like "reports" is a noun here: the verb group, a participle or a preposition follows."""
    if s.lows[i] not in lexicon.PRESENTS:
        return False
    follows = s.lows[i + 1] if i + 1 < end else ""
    if follows == "" or follows.endswith("ed") or follows in ("of", "from", "by", "about", "on"):
        return True
    return s.low(i - 1) in lexicon.ARTICLES


def find_last_verb(s: Sentence, begin: int, end: int) -> int | None:
    """The last finite verb of ``begin:end`` that is not inside a relative clause behind a noun, or ``None``."""
    last = None
    i = begin
    while i < end:
        low = s.lows[i]
        if i > begin and (low in RELATIVES or (low == "that" and last is None)):
            verb = next((j for j in range(i + 1, end) if is_finite_verb(s.lows[j])), None)
            if verb is None and low != "that":
                return last
            if verb is not None and (low != "that" or verb == i + 1):
                i = s.find_mark((",",), verb + 1, end) or end
                continue
        verb = s.atoms[i].text[0].islower() and is_finite_verb(low) and low not in NOT_FINITE
        if verb and not is_modifier(s, i, end) and not is_noun_in_s(s, i, end):
            last = i
        i += 1
    return last


def has_clause(s: Sentence, begin: int, end: int) -> bool:
    """Whether a finite verb stands in the atoms, before the next hard stop."""
    stop = s.find_mark((";", ":"), begin, end) or end
    if find_last_verb(s, begin, stop) is not None:
        return True
    return any(s.lows[i] in lexicon.AUXILIARIES for i in range(begin + 1, stop))


def has_verb(s: Sentence, begin: int, end: int) -> bool:
    """Whether any word in the atoms can be a verb, participles included."""
    return any(s.atoms[i].text[0].islower() and is_finite_verb(s.lows[i]) for i in range(begin, end))


def find_edge(s: Sentence, last: int) -> int:
    """The atom that bounds the clause whose last atom before the verb is ``last``; -1 at the sentence's start."""
    for j in range(last, -1, -1):
        low = s.lows[j]
        if low in HARD:
            if not (low == "," and joins_list(s, j, last)):
                return j
        elif (j < last and low in CLAUSE_OPENERS and opens_clause(s, j) and not is_within_relative(s, j, last)) or (
            j < last and low in RELATIVES and not any(is_finite_verb(s.lows[x]) for x in range(j + 1, last + 1))
        ):
            return j
    return -1


def is_within_relative(s: Sentence, j: int, last: int) -> bool:
    """Whether the clause at ``j`` ends a relative one, with its verb ("who hid because she feared arrest | said")."""
    if s.lows[j] in ("that", "but", "so", "yet", "nor") or find_last_verb(s, j + 1, last + 1) is None:
        return False
    start = max((i + 1 for i in range(j) if s.lows[i] in HARD), default=0)
    return any(s.lows[i] == "who" for i in range(start + 1, j - 1))


def opens_clause(s: Sentence, j: int) -> bool:
    """Whether a conjunction at ``j`` begins a clause of its own, so that the subject stands behind it."""
    low = s.lows[j]
    if low == "that":
        relative = j > 0 and is_finite_verb(s.lows[j + 1]) and s.lows[j + 1] not in lexicon.AUXILIARIES
        return not relative and not is_claim_that(s, j)
    if low == "nor" and "neither" in s.lows[:j]:
        return False
    if low == "as" and s.low(j - 1) in ("such", "as", "known"):
        return False
    if low in SECOND_CLAUSES and j:
        before = s.lows[j - 1]
        return before in HARD or before in lexicon.CONJUNCTIONS or find_last_verb(s, 0, j) is not None
    return True


def is_claim_that(s: Sentence, j: int) -> bool:
    """Whether "that" only tells what a claim is ("The widely shared claim that …")."""
    if s.lows[j] != "that" or s.low(j - 1) not in CLAIM_NOUNS:
        return False
    begin = j - 1
    while (
        begin > 0
        and j - begin < 5
        and (s.atoms[begin].text[0].islower() or s.lows[begin] in ("'", "’"))
        and s.lows[begin] not in lexicon.ARTICLES
    ):
        begin -= 1
    return (begin == 0 and j == 1) or (begin < 3 and s.lows[begin] in lexicon.ARTICLES)


def joins_list(s: Sentence, comma: int, last: int) -> bool:
    """Whether a comma stands in a list of sources: "US, Polish and Romanian intelligence services"."""
    if not any(s.lows[x] in ("and", "or") for x in range(comma + 1, last + 1)):
        return False
    begin = comma
    while begin > 0 and s.lows[begin - 1] not in HARD:
        begin -= 1
    listed = s.low(begin - 1) == "," and begin > 0
    if not listed or not s.atoms[begin].is_capital:
        bound = max((x for x in range(begin, comma) if s.lows[x] in ("from", "of", "in", "the", "by")), default=None)
        if bound is not None and s.lows[begin] not in lexicon.PREPOSITIONS and not has_verb(s, begin, comma):
            begin, listed = bound + 1, True
    words = s.atoms[begin:comma]
    if not words or len(words) > 4 or (begin > 0 and not listed):
        return False
    follows = comma + 1 + (s.low(comma + 1) in ("and", "or"))
    if follows > last or (words[0].is_capital and not s.atoms[follows].is_capital):
        return False
    lows = [w.low for w in words]
    if (
        lows[0] in lexicon.PREPOSITIONS
        or lows[0] in lexicon.CONJUNCTIONS
        or any(x in lexicon.TIME_WORDS for x in lows)
    ):
        return False
    if any(is_finite_verb(x) for x in lows):
        return False
    return all(w.is_capital or w.low in lexicon.ARTICLES for w in words)
