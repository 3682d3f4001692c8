"""The subject of a verb: the noun phrase to its left, with titles, appositions and relative clauses; no parser."""

from dataclasses import dataclass

from claims.algebra.numerals import UNITS
from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, HARD, Sentence
from claims.extraction.clauses import PARTICIPLES, RELATIVES, find_edge, find_last_verb, is_claim_that
from claims.extraction.tokens import is_adverb, is_finite_verb, is_plural
from claims.extraction.words import WORDS

ASIDES = WORDS["asides"]
OF_DOCUMENTS = WORDS["of_documents"]
NO_SUBJECT_BEFORE = HARD | lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS | {"when", "if", "because", "nor"}
NEAR_WORDS = frozenset(["last", "this", "next", "early", "late"])
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms ``begin:end``. ``edge`` is the atom that bounds them on the left, -1 at the start of the sentence."""

    begin: int
    end: int
    edge: int


def find_subject(s: Sentence, group: int) -> Phrase | None:
    """The subject of the verb group that begins at atom ``group``, or ``None``."""
    last = group - 1
    while last > 0 and s.lows[last] == BRACKET and s.lows[last - 1] == ",":
        last -= 1
    if last < 0:
        return None
    if s.lows[last] == ",":
        return find_apposed(s, last)
    if s.lows[last] in NO_SUBJECT_BEFORE:
        return None
    if s.lows[last] in RELATIVES:
        return Phrase(last, group, last - 1)
    return narrow_subject(s, find_edge(s, last), last + 1)


def narrow_subject(s: Sentence, edge: int, end: int) -> Phrase | None:
    """The subject within the clause ``edge + 1 : end``: behind its last finite verb and its leading adverbials."""
    begin = edge + 1
    if any(is_claim_that(s, j) for j in range(begin + 1, min(begin + 6, end))):
        return Phrase(begin, end, edge)
    # "Two bankers involved said": no finite verb stands right before another one.
    bare = s.lows[end - 1].endswith("ed") and end - begin > 1 and s.low(end) not in HARD | WORDS["nouns_too"]
    verb = find_last_verb(s, begin, end - bare)
    if verb is not None:
        conj = next((j for j in range(end - 1, verb, -1) if s.lows[j] in ("and", "but", "or", "yet")), None)
        edge = conj if conj is not None and not is_joint(s, verb + 1, conj, end) else verb
        begin = edge + 1
    elif (conj := find_clause_conjunction(s, begin, end)) is not None:
        edge, begin = conj, conj + 1
    begin = skip_leading(s, begin, end)
    end = drop_trailing(s, begin, end)
    if begin >= end or not is_nominal(s, begin, end):
        return None
    return Phrase(begin, end, edge if begin == edge + 1 else max(edge, begin - 1))


def is_joint(s: Sentence, begin: int, conj: int, end: int) -> bool:
    """Whether the conjunction joins two nouns of the subject itself ("France and Germany said")."""
    names = s.atoms[begin].is_capital and s.atoms[conj + 1].is_capital
    return conj == begin + 1 and names and conj + 2 == end


def find_clause_conjunction(s: Sentence, begin: int, end: int) -> int | None:
    """An "and" that ends a clause whose verb looks like a participle ("It landed in Kyiv and officials said")."""
    for j in range(end - 1, begin, -1):
        if s.lows[j] not in ("and", "but") or (s.lows[j + 1].endswith("ed") and s.lows[j + 1] not in lexicon.TITLES):
            continue
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
        if is_adverb(low) and is_number(s, begin + 1):
            return begin
        if (
            low in lexicon.CONJUNCTIONS
            or is_adverb(low)
            or low in ("-", "*", "•", "—", "–")
            or (low in lexicon.DAYS and begin + 1 < end)
        ):
            begin += 1
        elif low in NEAR_WORDS and begin + 1 < end and s.lows[begin + 1] in lexicon.TIME_WORDS:
            begin += 2
        elif low in ("about", "around", "over", "under", "up", "between", "near") and is_number(s, begin + 1):
            return begin
        elif low in lexicon.PREPOSITIONS and low != "like":
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
    low = s.low(i)
    return low[:1].isdigit() or low in UNITS or low in ("a", "half", "to", "$", "€", "£")


def skip_prepositional(s: Sentence, begin: int, end: int) -> int | None:
    """Where a new noun phrase begins behind the prepositional phrase at ``begin``; ``None`` if none does."""
    split = find_split(s, begin + 2, end)
    if split is not None:
        return split
    for p in range(begin + 2, end):
        before, here = s.atoms[p - 1], s.atoms[p]
        dated = before.low in lexicon.TIME_WORDS or before.text.isdigit()
        undated = here.is_word and not here.text.isdigit() and here.low not in lexicon.TIME_WORDS
        if dated and undated and here.low not in lexicon.PREPOSITIONS:
            return p
        if before.is_capital and here.text[0].islower() and is_plural(here.low) and p == end - 1:
            return p
    return None


def find_split(s: Sentence, begin: int, end: int) -> int | None:
    """A determiner or pronoun that must begin a new noun phrase: no preposition or determiner stands before it."""
    end = next((j for j in range(begin, end) if s.lows[j] in RELATIVES), end)
    for p in range(end - 1, begin - 1, -1):
        low, before = s.lows[p], s.lows[p - 1]
        starts = low in lexicon.ARTICLES or (low in lexicon.SUBJECT_PRONOUNS and low not in RELATIVES)
        if not starts or before in lexicon.PREPOSITIONS or before in lexicon.DETERMINERS:
            continue
        if before not in lexicon.CONJUNCTIONS and low != "that" and before != ",":
            return p
    return None


def drop_trailing(s: Sentence, begin: int, end: int) -> int:
    """Without adverbs and times behind the subject ("the ministry on Friday said")."""
    if any(s.lows[i] in RELATIVES and is_finite_verb(s.lows[i + 1]) for i in range(begin + 1, end - 2)):
        return end
    while end - 1 > begin:
        low, before = s.lows[end - 1], s.lows[end - 2]
        if low in lexicon.TIME_WORDS and before.endswith("ed") and before not in lexicon.ARTICLES and end - 2 > begin:
            break
        if before == "on" and end - 3 > begin and s.lows[end - 3].endswith("ed"):
            break
        when = low in lexicon.DAYS or low in ("today", "yesterday", "tonight", "overnight", "earlier", "later")
        dated = s.atoms[end - 1].text.isdigit() and (before in lexicon.MONTHS or before in ("on", "in"))
        if (
            low in lexicon.TIME_WORDS
            and before in ("last", "this", "next", "in", "early", "late")
            and end - 2 > begin
            and not s.lows[end - 3].endswith("ed")
        ):
            end -= 2
        elif (
            (when and before not in ("of", "'s"))
            or dated
            or (is_adverb(low) and not s.atoms[end - 1].is_capital)
            or ((low in NEAR_WORDS or low in ("on", "in")) and end - 1 > begin + 1)
        ):
            end -= 1
        else:
            break
    return end


def is_nominal(s: Sentence, begin: int, end: int) -> bool:
    """Whether the atoms can be somebody or something that speaks."""
    words = s.atoms[begin:end]
    if len(words) > LONGEST or words[0].low in ("there", "here", "so", "not"):
        return False
    empty = lexicon.PREPOSITIONS | lexicon.TIME_WORDS | lexicon.CONJUNCTIONS
    empty |= lexicon.ARTICLES - {"this", "that", "these", "those"}
    return any((w.is_word or w.low == BORROWED) and w.low not in empty for w in words)


def find_apposed(s: Sentence, comma: int) -> Phrase | None:
    """The subject before "…, apposition," : its head, its appositions and relative clauses, without mere asides."""
    segments = list_segments(s, comma)
    end = comma
    head: tuple[int, int] | None = None
    for n, (begin, stop) in enumerate(segments):
        kind = judge_segment(s, begin, stop)
        if head is not None and kind == "relative":
            continue
        if head is not None and kind != "noun":
            break
        if kind == "aside" and end == stop:
            end = begin - 1
        elif kind == "noun":
            head = (begin, stop)
            if not is_apposed(s, segments, n):
                break
        elif kind == "clause":
            inner = narrow_subject(s, begin - 1, stop)
            return Phrase(inner.begin, end, inner.edge) if inner else None
    if head is None:
        return None
    begin = skip_leading(s, head[0], head[1])
    return None if begin >= head[1] or begin >= end else Phrase(begin, end, begin - 1)


def list_segments(s: Sentence, comma: int) -> list[tuple[int, int]]:
    """Stretches between commas from ``comma`` leftwards, up to a harder boundary."""
    segments = []
    stop = comma
    for j in range(comma - 1, -2, -1):
        if j == -1 or s.lows[j] in HARD:
            if stop > j + 1:
                segments.append((j + 1, stop))
            if j == -1 or s.lows[j] != ",":
                break
            stop = j
    return segments


def judge_segment(s: Sentence, begin: int, stop: int) -> str:
    """What a stretch between commas is: an aside, a relative clause (or age), a noun phrase or a clause."""
    low, second = s.lows[begin], s.low(begin + 1) if begin + 1 < stop else ""
    bound = low in lexicon.PREPOSITIONS or low in ("and", "but")
    if low in RELATIVES or (bound and second in RELATIVES) or low in OF_DOCUMENTS:
        return "relative"
    if stop - begin == 1 and s.atoms[begin].text.isdigit():
        return "relative"
    if (low == "first" and second in ("reported", "published")) or (low, second) == ("in", "turn"):
        return "aside"
    counting = is_adverb(low) and second[:1].isdigit()
    if low == "to" or low in ASIDES or (is_adverb(low) and not counting) or low in lexicon.TIME_WORDS:
        return "aside"
    if (low.endswith("ed") or low in PARTICIPLES) and second in lexicon.PREPOSITIONS:
        return "relative"
    joined = begin > 0 and low in ("and", "but", "or", "so")
    if not joined and (low in lexicon.SUBORDINATORS or any(opens_statement(s, i) for i in range(begin + 1, stop))):
        return "clause"
    return "noun" if find_last_verb(s, begin, stop) is None else "clause"


def opens_statement(s: Sentence, i: int) -> bool:
    """Whether "that" or "because" begins a clause, and not a relative one ("the firm that found it")."""
    return s.lows[i] == "because" or (s.lows[i] == "that" and not is_finite_verb(s.low(i + 1)))


def is_apposed(s: Sentence, segments: list[tuple[int, int]], n: int) -> bool:
    """Whether segment ``n`` is an apposition to the one left of it, so that the head stands further left."""
    if n + 1 >= len(segments) or s.lows[segments[n][0]] in lexicon.CONJUNCTIONS:
        return False
    begin, stop = segments[n + 1]
    kind = judge_segment(s, begin, stop)
    if kind != "noun" or s.lows[begin] in lexicon.PREPOSITIONS or stop - begin > 14:
        return kind == "relative"
    return not (n + 2 >= len(segments) and s.lows[begin] in lexicon.TIME_WORDS)
