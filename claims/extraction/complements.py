"""What stands behind a reporting verb or before its subject: the clause, quotation or object that is the content."""

from enum import Enum

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, DASHES, HARD, QUOTED, Sentence
from claims.extraction.circumstances import VENUES, skip_adverbials
from claims.extraction.clauses import RELATIVES, has_clause, has_verb
from claims.extraction.cues import Cue, find_cue
from claims.extraction.noun_phrases import ASIDES
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.words import WORDS
from claims.vocabulary import Stance

OPENERS = WORDS["openers"]
NEEDS_CLAUSE = WORDS["needs_clause"]
WEAK_CLAUSE = WORDS["weak_clause"]
NOUNS_TOO = WORDS["nouns_too"]
WITH_OBJECT = frozenset(["claim", "call", "blame", "show", "quote"])
BARE = frozenset(["think", "want", "say", "tell", "weak"])
QUESTION_WORDS = frozenset(["whether", "how", "why", "what", "if", "where"])


BEHIND_STATEMENT = (HARD | {BORROWED}) - {";", ":", ".", "..."}


class Complement(Enum):
    """Why nothing behind the verb is its content: nothing there, only circumstances, or an object of another kind."""

    NONE = "none"
    TAIL = "tail"
    OBJECT = "object"


def find_complement(s: Sentence, at: int, cue: Cue, has_left: bool) -> tuple[int, int] | Complement:
    """The atoms of the content behind a verb whose words end at ``at``.

    ``has_left``: a statement stands before the subject already, so that only a clause or quotation counts.
    """
    end = s.trim_end(s.find_mark((";",), at) or len(s.lows))
    if at >= end or (cue.stance is Stance.NO_POSITION and s.lows[at] in (",", "while", "but", "and")):
        return Complement.NONE
    direct = at
    if not (cue.length > 1 and cue.kind in WITH_OBJECT):
        at = skip_adverbials(s, at)
    if at >= end:
        takes_to = s.lows[direct] == "to" and cue.lemma in ("admit", "confess", "testify") and not has_left
        return (direct, end) if takes_to else Complement.TAIL
    if cue.stance is Stance.NO_POSITION and s.lows[at] in ("that", "this") and at + 1 == end:
        return at, end
    marked = find_marked(s, at, end, has_left)
    if marked is not None:
        return marked
    return find_unmarked(s, direct, at, end, cue, has_left)


def find_marked(s: Sentence, at: int, end: int, has_left: bool) -> tuple[int, int] | Complement | None:
    """Content that a word or mark announces: "that", a question word, a quotation, a colon, a comma."""
    low = s.lows[at]
    if low == "that":
        return (at, end) if at + 1 < end else Complement.TAIL
    if low in OPENERS and has_left:
        comma = s.find_mark((",",), at, end)
        goes_on = comma is not None and s.low(comma + 1) == QUOTED
        return (comma + 1, end) if comma is not None and goes_on else Complement.TAIL
    if (low in QUESTION_WORDS and not has_left) or low in (QUOTED, BORROWED):
        return at, end
    if low == ":" or (low in DASHES and not has_left):
        return (at + 1, end) if at + 1 < end else Complement.TAIL
    if low == ",":
        return find_behind_comma(s, at, end, has_left)
    return Complement.TAIL if low in DASHES else None


def find_unmarked(
    s: Sentence, direct: int, at: int, end: int, cue: Cue, has_left: bool
) -> tuple[int, int] | Complement:
    """A clause without "that", or the plain object of a verb that takes one. ``direct`` is where the verb ended."""
    comma = s.find_mark((",",), at, end) or end
    clause = goes_on_behind(s, comma, end) or has_clause(
        s, at, comma if cue.kind in ("weak", "think", "want") else end
    )
    clause = clause or (cue.kind in BARE and has_verb(s, at + 1, comma))
    if cue.kind == "weak" and cue.lemma not in WEAK_CLAUSE:
        return Complement.OBJECT
    if clause and not (has_left and s.lows[at] in RELATIVES):
        return at, end
    if has_left:
        return Complement.OBJECT
    if cue.kind in WITH_OBJECT:
        begin = direct if s.lows[direct] not in VENUES - {"to"} else at
        return begin, cut_joined_verb(s, at, end)
    wish = cue.kind in ("think", "want") and s.lows[at] != "of"
    if wish and (cue.lemma not in NEEDS_CLAUSE or "to" in s.lows[at:end]):
        return at, end
    if cue.kind in ("say", "tell") and (s.atoms[at].is_word or s.lows[at] == BRACKET) and cue.length == 1:
        return at, end
    return Complement.OBJECT


def goes_on_behind(s: Sentence, comma: int, end: int) -> bool:
    """Whether the comma opens an aside behind which the verb follows ("the vote, due in May, will …")."""
    aside = s.low(comma + 1)
    if comma >= end or not (aside.endswith(("ed", "ing")) or aside in RELATIVES or aside in ("due", "now", "once")):
        return False
    second = s.find_mark((",",), comma + 1, end)
    return second is not None and second + 1 < end and is_finite_verb(s.lows[second + 1])


def find_behind_comma(s: Sentence, at: int, end: int, has_left: bool) -> tuple[int, int] | Complement:
    """Behind ", citing a memo," or "," alone: "that …" or a quotation goes on as content."""
    if has_left:
        return (at + 1, end) if s.low(at + 1) == QUOTED else Complement.TAIL
    if is_finite_verb(s.low(at + 1)) and s.low(at + 1) not in ASIDES:
        return Complement.TAIL
    for i in range(at + 1, end):
        if s.lows[i] == "that" and s.lows[i - 1] == ",":
            return i, end
        if s.lows[i] in (QUOTED, BORROWED) and s.lows[i - 1] in (",", ":"):
            return i, end
    if s.low(at + 1) not in ASIDES:
        return Complement.TAIL
    after = s.find_mark((",",), at + 1, end)
    if after is not None and after + 1 < end and has_clause(s, after + 1, end):
        return after + 1, end
    return Complement.TAIL


def cut_joined_verb(s: Sentence, at: int, end: int) -> int:
    """An object ends where another verb of the same subject is joined ("put the toll at 19 but revised it")."""
    for i in range(at + 1, end - 1):
        said_so = s.lows[i] == "," and s.lows[i + 1].endswith("ing") and find_cue(s.lows, i + 1) is not None
        if said_so:
            return i
        if s.lows[i] == "," and s.lows[i + 1] in ("though", "although", "while", "whereas"):
            return i
        if s.lows[i] != "but":
            continue
        after = next((j for j in range(i + 1, end) if not is_adverb(s.lows[j])), i + 1)
        verb = s.atoms[after].text[0].islower() and is_finite_verb(s.lows[after]) and s.lows[after] not in NOUNS_TOO
        if verb:
            return i - (s.lows[i - 1] == ",")
    return end


def find_left(s: Sentence, edge: int) -> tuple[int, int] | None:
    """The statement that stands before a source: everything up to the comma or quotation at its ``edge``."""
    if edge < 0 or s.lows[edge] not in BEHIND_STATEMENT:
        return None
    end = edge + 1 if s.lows[edge] in (QUOTED, BORROWED) else edge
    begin = next((i + 1 for i in range(end - 1, -1, -1) if s.lows[i] == ";"), 0)
    while begin < end and (s.lows[begin] in lexicon.CONJUNCTIONS or s.lows[begin] in DASHES | {",", ".", "•", "*"}):
        begin += 1
    if begin >= end:
        return None
    if s.lows[end - 1] in (QUOTED, BORROWED):
        return narrow_to_quote(s, begin, end), end
    if not has_verb(s, begin, end):
        return None if is_adverbial(s, begin, end, edge) else (begin, end)
    whole = "," not in s.lows[begin:end]
    if s.lows[begin] in OPENERS and whole:
        return None
    if whole and s.lows[begin].endswith("ed") and s.low(begin + 1) in lexicon.PREPOSITIONS | {"whether"}:
        return None
    return begin, end


def is_adverbial(s: Sentence, begin: int, end: int, edge: int) -> bool:
    """Whether a stretch without a verb only says when or where ("In Kyiv, officials …"), and is no headline."""
    low = s.lows[begin]
    if s.lows[edge] == "—" or end - begin >= 9 or s.lows[begin : begin + 2] == ["at", "no"]:
        return False
    return low in lexicon.PREPOSITIONS or low in OPENERS or is_adverb(low) or low in lexicon.TIME_WORDS


def narrow_to_quote(s: Sentence, begin: int, end: int) -> int:
    """A quotation right before its source is the content by itself, unless it only ends a clause."""
    if s.lows[end - 1] != QUOTED or (end - 2 >= begin and s.atoms[end - 2].is_word):
        return begin
    return begin if has_clause(s, begin, end - 1) else end - 1
