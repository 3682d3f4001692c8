"""Noun phrases around a verb: the subject to its left, the one who speaks or is told to its right; no parser, only classes of words."""

from dataclasses import dataclass

from claims.algebra.numerals import UNITS
from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, DASHES, QUOTED, Sentence
from claims.extraction.tokens import is_adverb, is_finite_verb, is_plural
from claims.extraction.words import WORDS

HARD = frozenset({",", ";", ":", ".", "?", "!", "…", "...", QUOTED}) | DASHES
CLAUSE_OPENERS = WORDS["clause_openers"]
CLAIM_NOUNS = WORDS["claim_nouns"]
RELATIVES = WORDS["relatives"]
AFTER_PARTICIPLE = (
    lexicon.PREPOSITIONS
    | lexicon.TIME_WORDS
    | {"last", "this", "late", "early", "exclusively", "earlier", "publicly"}
)
PARTICIPLES = WORDS["participles"]
OF_DOCUMENTS = WORDS["of_documents"]
ASIDES = WORDS["asides"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms ``begin:end``. ``edge`` is the atom before them (-1 at the start); ``aside`` an aside between phrase and verb."""

    begin: int
    end: int
    edge: int
    aside: tuple[int, int] | None = None


def is_modifier(s: Sentence, i: int, stop: int) -> bool:
    """Whether the -ed word at ``i`` only modifies the noun before it ("images taken by", "a poll released on Sunday")."""
    low = s.lows[i]
    if low in lexicon.IRREGULAR_PASTS and low not in PARTICIPLES:
        return False
    if not (low.endswith("ed") or low in PARTICIPLES) or i + 1 >= stop:
        return (
            low.endswith("ed")
            and i > 0
            and (s.lows[i - 1] in lexicon.ARTICLES or s.lows[i - 1] in lexicon.PREPOSITIONS)
        )
    before = s.lows[i - 1] if i else ""
    if before in lexicon.AUXILIARIES or before in lexicon.SUBJECT_PRONOUNS:
        return False
    if s.lows[i + 1] in AFTER_PARTICIPLE:
        return before != "" and (before[-1].isalnum() or before in (BRACKET, "and", "or"))
    return (
        before in lexicon.DETERMINERS
        or before in lexicon.PREPOSITIONS
        or before in lexicon.CONJUNCTIONS
        or is_adverb(before)
    )


def find_last_verb(s: Sentence, begin: int, end: int) -> int | None:
    """The last finite verb of ``begin:end`` that is not inside a relative clause behind a noun, or ``None``."""
    last = None
    i = begin
    while i < end:
        low = s.lows[i]
        if low in RELATIVES and i > begin:
            verb = next((j for j in range(i + 1, end) if is_finite_verb(s.lows[j])), None)
            if verb is None:
                return last
            i = skip_clause(s, verb + 1, end)
            continue
        if low == "that" and i > begin and last is None:
            verb = next((j for j in range(i + 1, end) if is_finite_verb(s.lows[j])), None)
            if verb == i + 1:
                i = skip_clause(s, verb + 1, end)
                continue
        if (
            s.atoms[i].text[0].islower()
            and is_finite_verb(low)
            and not is_modifier(s, i, end)
            and not is_noun_in_s(s, i, end)
        ):
            last = i
        i += 1
    return last


def is_noun_in_s(s: Sentence, i: int, end: int) -> bool:
    """Whether a word like "reports" is a noun here: the verb group or a preposition follows, or an adjective stands before."""
    if s.lows[i] not in lexicon.PRESENTS:
        return False
    follows = s.lows[i + 1] if i + 1 < end else ""
    return (
        follows == ""
        or follows.endswith("ed")
        or follows in ("of", "from", "by", "about", "on")
        or (i > 0 and s.lows[i - 1] in lexicon.ARTICLES)
    )


def skip_clause(s: Sentence, begin: int, end: int) -> int:
    """Where the relative clause whose verb ended at ``begin`` ends: at the next comma or verb."""
    for j in range(begin, end):
        if s.lows[j] == ",":
            return j
    return end


def find_subject(s: Sentence, group: int) -> Phrase | None:
    """The subject of the verb group that begins at atom ``group``: titles, appositions and relative clauses included."""
    last = group - 1
    while last >= 0 and (s.lows[last] == BRACKET and last and s.lows[last - 1] == ","):
        last -= 1
    if last < 0:
        return None
    if s.lows[last] == ",":
        return find_apposed(s, last)
    if s.lows[last] in HARD | lexicon.CONJUNCTIONS or s.lows[last] in lexicon.PREPOSITIONS | {
        "when",
        "if",
        "because",
        "nor",
    }:
        return None
    if s.lows[last] in RELATIVES:
        return Phrase(last, group, last - 1)
    return narrow_subject(s, find_edge(s, last), last + 1)


def find_edge(s: Sentence, last: int) -> int:
    """The atom that bounds the clause whose last atom before the verb is ``last``; -1 at the start of the sentence."""
    j = last
    while j >= 0:
        low = s.lows[j]
        if low in HARD:
            if low == "," and joins_list(s, j, last):
                j -= 1
                continue
            return j
        if low in CLAUSE_OPENERS and j < last:
            if is_claim_that(s, j):
                j -= 1
                continue
            if low == "that" and j and is_finite_verb(s.lows[j + 1]) and s.lows[j + 1] not in lexicon.AUXILIARIES:
                j -= 1
                continue
            if low == "as" and j and s.lows[j - 1] in ("such", "as", "known"):
                j -= 1
                continue
            if (
                low in ("after", "before", "since", "until", "than", "as", "given")
                and j
                and not opens_clause(s, j, last)
            ):
                j -= 1
                continue
            return j
        if low in RELATIVES and j < last and not any(is_finite_verb(s.lows[x]) for x in range(j + 1, last + 1)):
            return j
        j -= 1
    return -1


def is_claim_that(s: Sentence, j: int) -> bool:
    """Whether "that" only tells what a claim is ("The widely shared claim that …")."""
    if s.lows[j] != "that" or j < 1 or s.lows[j - 1] not in CLAIM_NOUNS:
        return False
    begin = j - 1
    while begin > 0 and s.atoms[begin].text[0].islower() and s.lows[begin] not in lexicon.ARTICLES and j - begin < 5:
        begin -= 1
    return (begin == 0 and (s.lows[0] in lexicon.ARTICLES or j == 1)) or (
        begin < 3 and s.lows[begin] in lexicon.ARTICLES
    )


def opens_clause(s: Sentence, j: int, last: int) -> bool:
    """Whether "after", "since" and the like begin a clause of their own here, so that the subject stands behind them."""
    return (
        j == 0
        or s.lows[j - 1] in HARD
        or s.lows[j - 1] in lexicon.CONJUNCTIONS
        or find_last_verb(s, 0, j) is not None
    )


def joins_list(s: Sentence, comma: int, last: int) -> bool:
    """Whether a comma stands in a list of sources: "US, Polish and Romanian intelligence services"."""
    if not any(s.lows[x] in ("and", "or") for x in range(comma + 1, last + 1)):
        return False
    begin = comma
    while begin > 0 and s.lows[begin - 1] not in HARD:
        begin -= 1
    first = begin
    if not s.atoms[begin].is_capital or begin == 0 or s.lows[begin - 1] != ",":
        bound = max((x for x in range(begin, comma) if s.lows[x] in ("from", "of", "in", "the", "by")), default=None)
        if (
            bound is not None
            and not any(is_finite_verb(s.lows[x]) for x in range(begin, comma))
            and s.lows[begin] not in lexicon.PREPOSITIONS
        ):
            begin = bound + 1
    words = [s.atoms[x] for x in range(begin, comma)]
    if not words or len(words) > 4 or (not s.atoms[comma + 1].is_capital and words[0].is_capital):
        return False
    if (
        words[0].low in lexicon.PREPOSITIONS
        or words[0].low in lexicon.CONJUNCTIONS
        or any(w.low in lexicon.TIME_WORDS for w in words)
    ):
        return False
    if first == begin and begin > 0 and s.lows[begin - 1] != ",":
        return False
    return all(w.is_capital or w.low in lexicon.ARTICLES for w in words) and not any(
        is_finite_verb(w.low) for w in words
    )


def narrow_subject(s: Sentence, edge: int, end: int) -> Phrase | None:
    """The subject within the clause ``edge + 1 : end``: behind its last finite verb and its leading adverbials."""
    begin = edge + 1
    if any(is_claim_that(s, j) for j in range(begin + 1, min(begin + 6, end))):
        return Phrase(begin, end, edge)
    verb = find_last_verb(s, begin, end)
    if verb is not None:
        conj = next((j for j in range(end - 1, verb, -1) if s.lows[j] in ("and", "but", "or", "yet")), None)
        edge = conj if conj is not None and not is_joint(s, verb + 1, conj, end) else verb
        begin = edge + 1
    else:
        conj = find_clause_conjunction(s, begin, end)
        if conj is not None:
            edge, begin = conj, conj + 1
    begin = skip_leading(s, begin, end)
    end = drop_trailing(s, begin, end)
    if begin >= end or not is_nominal(s, begin, end):
        return None
    return Phrase(begin, end, edge if begin == edge + 1 else max(edge, begin - 1))


def is_joint(s: Sentence, begin: int, conj: int, end: int) -> bool:
    """Whether the conjunction joins two nouns of the subject itself ("France and Germany said")."""
    return conj == begin + 1 and s.atoms[begin].is_capital and s.atoms[conj + 1].is_capital and conj + 2 == end


def find_clause_conjunction(s: Sentence, begin: int, end: int) -> int | None:
    """An "and" that ends a clause whose verb looks like a participle ("A missile landed in Kyiv and officials said")."""
    for j in range(end - 1, begin, -1):
        if s.lows[j] in ("and", "but") and not (s.lows[j + 1].endswith("ed") and s.lows[j + 1] not in lexicon.TITLES):
            if s.lows[j] == "but":
                return j
            verbs = [x for x in range(begin + 1, j) if is_finite_verb(s.lows[x]) and s.atoms[x].text[0].islower()]
            if verbs and s.lows[verbs[-1] + 1] != "by" and not s.atoms[begin].low.endswith("s"):
                return j
    return None


def skip_leading(s: Sentence, begin: int, end: int) -> int:
    """Past conjunctions, adverbs and prepositional phrases at the head of a clause."""
    while begin < end:
        low = s.lows[begin]
        if (
            low in lexicon.CONJUNCTIONS
            or (is_adverb(low) and low not in ("both",))
            or low in ("-", "*", "•", "—", "–")
        ) or (low in lexicon.DAYS and begin + 1 < end):
            begin += 1
        elif (
            low in ("last", "this", "next", "late", "early")
            and begin + 1 < end
            and s.lows[begin + 1] in lexicon.TIME_WORDS
        ):
            begin += 2
        elif (
            low in ("about", "around", "over", "under", "up", "between", "near")
            and begin + 1 < end
            and is_number(s, begin + 1)
        ):
            return begin
        elif low in lexicon.PREPOSITIONS and low not in ("like",):
            after = skip_prepositional(s, begin, end)
            if after is None:
                return begin + 1 if begin + 1 < end else end
            begin = after
        else:
            split = find_split(s, begin + 1, end)
            if split is None:
                return begin
            begin = split
    return begin


def is_number(s: Sentence, i: int) -> bool:
    return s.atoms[i].text[0].isdigit() or s.lows[i] in UNITS or s.lows[i] in ("a", "half", "to", "$", "€", "£")


def skip_prepositional(s: Sentence, begin: int, end: int) -> int | None:
    """Where a new noun phrase begins behind the prepositional phrase at ``begin``; ``None`` if none does."""
    split = find_split(s, begin + 2, end)
    if split is not None:
        return split
    for p in range(begin + 2, end):
        before = s.atoms[p - 1]
        if (before.low in lexicon.TIME_WORDS or before.text.isdigit()) and s.atoms[p].is_word:
            low = s.atoms[p].low
            if low not in lexicon.TIME_WORDS and low not in lexicon.PREPOSITIONS and not s.atoms[p].text.isdigit():
                return p
        if before.is_capital and s.atoms[p].text[0].islower() and is_plural(s.atoms[p].low) and p == end - 1:
            return p
    return None


def find_split(s: Sentence, begin: int, end: int) -> int | None:
    """A determiner or pronoun that must begin a new noun phrase: no preposition or determiner stands before it."""
    end = next((j for j in range(begin, end) if s.lows[j] in RELATIVES), end)
    for p in range(end - 1, begin - 1, -1):
        low, before = s.lows[p], s.lows[p - 1]
        starts = low in lexicon.ARTICLES or (low in lexicon.SUBJECT_PRONOUNS and low not in RELATIVES)
        if (
            starts
            and before not in lexicon.PREPOSITIONS
            and before not in lexicon.DETERMINERS
            and before not in lexicon.CONJUNCTIONS
        ):
            if low in ("that",) or before == ",":
                continue
            return p
    return None


def drop_trailing(s: Sentence, begin: int, end: int) -> int:
    """Without adverbs and times behind the subject ("the ministry on Friday said")."""
    while end - 1 > begin:
        low = s.lows[end - 1]
        is_date = s.atoms[end - 1].text.isdigit() and s.lows[end - 2] in lexicon.MONTHS | {"on", "in"}
        when = low in lexicon.DAYS or low in ("today", "yesterday", "tonight", "overnight", "earlier", "later")
        if (
            low in lexicon.TIME_WORDS
            and s.lows[end - 2] in ("last", "this", "next", "early", "late")
            and end - 2 > begin
        ):
            end -= 2
        elif (
            (when and s.lows[end - 2] not in ("of", "'s"))
            or is_date
            or is_adverb(low)
            or (low in ("on", "in", "last", "this", "late", "early", "next") and end - 1 > begin + 1)
        ):
            end -= 1
        else:
            break
    return end


def is_nominal(s: Sentence, begin: int, end: int) -> bool:
    """Whether the atoms can be somebody or something that speaks."""
    words = [s.atoms[i] for i in range(begin, end)]
    if len(words) > 30 or words[0].low in ("there", "here", "so", "not"):
        return False
    return any(
        (w.is_word or w.low == BORROWED) and w.low not in lexicon.PREPOSITIONS and w.low not in lexicon.TIME_WORDS and w.low not in lexicon.CONJUNCTIONS
        and (w.low not in lexicon.ARTICLES or w.low in ("this", "that", "these", "those"))
        for w in words
    )  # fmt: skip


def find_apposed(s: Sentence, comma: int) -> Phrase | None:
    """The subject before "…, apposition," : its head, its appositions and relative clauses, without mere asides."""
    segments = list_segments(s, comma)
    end = comma
    aside: tuple[int, int] | None = None
    head: tuple[int, int] | None = None
    for n, (begin, stop) in enumerate(segments):
        kind = judge_segment(s, begin, stop)
        if kind == "aside":
            if head is not None:
                break
            if end == stop:
                end, aside = begin - 1, (begin, stop)
        elif kind == "relative" or kind == "age":
            if head is not None:
                break
        elif kind == "noun":
            head = (begin, stop)
            if not is_apposed(s, segments, n):
                break
        else:
            if head is None:
                inner = narrow_subject(s, begin - 1, stop)
                return Phrase(inner.begin, end, inner.edge, aside) if inner else None
            break
    if head is None:
        return None
    begin = skip_leading(s, head[0], head[1])
    if begin >= head[1] or begin >= end:
        return None
    return Phrase(begin, end, begin - 1, aside)


def list_segments(s: Sentence, comma: int) -> list[tuple[int, int]]:
    """Stretches between commas from ``comma`` leftwards, up to a harder boundary."""
    segments = []
    stop = comma
    j = comma - 1
    while j >= -1:
        if j == -1 or s.lows[j] == "," or s.lows[j] in HARD:
            if stop > j + 1:
                segments.append((j + 1, stop))
            if j == -1 or s.lows[j] != ",":
                break
            stop = j
        j -= 1
    return segments


def judge_segment(s: Sentence, begin: int, stop: int) -> str:
    """What a stretch between commas is: an aside, a relative clause, an age, a noun phrase or a clause."""
    low = s.lows[begin]
    if low in RELATIVES or (low in lexicon.PREPOSITIONS and begin + 1 < stop and s.lows[begin + 1] in RELATIVES):
        return "relative"
    if stop - begin == 1 and s.atoms[begin].text.isdigit():
        return "age"
    if low in OF_DOCUMENTS:
        return "relative"
    if s.lows[begin : begin + 2] in (["first", "reported"], ["first", "published"]):
        return "aside"
    if low in ASIDES or is_adverb(low) or low in lexicon.TIME_WORDS or s.lows[begin : begin + 2] == ["in", "turn"]:
        return "aside"
    if low in lexicon.SUBORDINATORS:
        return "clause"
    if begin and low in ("and", "but", "or", "so"):
        return "clause" if find_last_verb(s, begin, stop) is not None else "noun"
    if any(s.lows[i] in ("that", "because") for i in range(begin + 1, stop)):
        return "clause"
    return "noun" if find_last_verb(s, begin, stop) is None else "clause"


def is_apposed(s: Sentence, segments: list[tuple[int, int]], n: int) -> bool:
    """Whether segment ``n`` is an apposition to the one left of it, so that the head stands further left."""
    if n + 1 >= len(segments) or s.lows[segments[n][0]] in lexicon.CONJUNCTIONS:
        return False
    begin, stop = segments[n + 1]
    if judge_segment(s, begin, stop) == "age":
        return True
    if judge_segment(s, begin, stop) != "noun" or s.lows[begin] in lexicon.PREPOSITIONS or stop - begin > 14:
        return judge_segment(s, begin, stop) == "relative"
    return not (n + 2 >= len(segments) and s.lows[begin] in lexicon.TIME_WORDS)
