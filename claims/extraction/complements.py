"""What stands behind a reporting verb, and what before its subject: the clause, quotation or object that is the content."""

from enum import Enum

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, DASHES, QUOTED, Sentence
from claims.extraction.cue_words import NOUNS_TOO
from claims.extraction.cues import Cue
from claims.extraction.hearers import end_plain
from claims.extraction.noun_phrases import ASIDES, HARD, RELATIVES, Phrase, find_last_verb
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.words import WORDS
from claims.vocabulary import Stance


class Complement(Enum):
    """No content behind the verb: nothing at all, or only when, where and to whom."""

    NONE = "none"
    TAIL = "tail"
    OBJECT = "object"


VENUES = WORDS["venues"]
PUBLIC = WORDS["public"]
STATEMENTS = WORDS["statements"]
OPENERS = WORDS["openers"]


def trim_marks(s: Sentence, end: int) -> int:
    while end and s.lows[end - 1] in {".", "!", "?", ",", ";", ":", "…"} | DASHES:
        end -= 1
    return end


def find_complement(s: Sentence, at: int, cue: Cue, has_left: bool) -> tuple[int, int] | Complement:
    """The atoms of the content behind a verb whose words end at ``at``; ``has_left``: a statement stands before its subject."""
    end = trim_marks(s, len(s.lows))
    semicolon = next((i for i in range(at, end) if s.lows[i] == ";"), None)
    if semicolon is not None:
        end = trim_marks(s, semicolon)
    if at >= end:
        return Complement.NONE
    if cue.stance is Stance.NO_POSITION and s.lows[at] in (",", "while", "but", "and"):
        return Complement.NONE
    direct = at if cue.kind in ("claim", "call", "blame", "show", "think", "want", "quote") else None
    if not (cue.length > 1 and cue.kind in ("claim", "show", "blame")):
        at = skip_adverbials(s, at)
    if at >= end:
        return (
            Complement.TAIL
            if direct is None or has_left or direct >= end
            else (direct, end)
            if takes_prepositional(s, direct, cue)
            else Complement.TAIL
        )
    low = s.lows[at]
    if low == "that" or (low in ("whether", "how", "why", "what", "if", "where") and not has_left):
        return (at, end) if low != "that" or at + 1 < end else Complement.TAIL
    if low in (QUOTED, BORROWED):
        return at, end
    if low == ":" or (low in DASHES and not has_left):
        return (at + 1, end) if at + 1 < end else Complement.TAIL
    if low == ",":
        return find_behind_comma(s, at, end, has_left)
    if low in DASHES:
        return Complement.TAIL
    comma = next((i for i in range(at, end) if s.lows[i] == ","), end)
    clause = has_clause(s, at, comma if cue.kind in ("weak", "think", "want") else end)
    clause = clause or (cue.kind in ("think", "want", "say", "tell", "weak") and has_verb(s, at + 1, comma))
    if cue.kind == "weak" and cue.lemma not in WEAK_CLAUSE:
        return Complement.OBJECT
    if clause and not (has_left and low in RELATIVES):
        return at, end
    if cue.kind in ("claim", "call", "blame", "show", "learn", "quote") and not has_left:
        end = cut_joined_verb(s, at, end)
        begin = direct if direct is not None and s.lows[direct] not in VENUES - {"to"} else at
        return begin, end
    if (
        cue.kind in ("think", "want")
        and not has_left
        and s.lows[at] != "of"
        and (cue.lemma not in NEEDS_CLAUSE or "to" in s.lows[at:end])
    ):
        return at, end
    if (
        cue.kind in ("say", "tell")
        and not has_left
        and (s.atoms[at].is_word or low == BRACKET)
        and not cue.length > 1
    ):
        return at, end
    return Complement.OBJECT


NEEDS_CLAUSE = WORDS["needs_clause"]
WEAK_CLAUSE = WORDS["weak_clause"]


def takes_prepositional(s: Sentence, at: int, cue: Cue) -> bool:
    """Whether an object may begin with a preposition ("admitted to damage")."""
    return s.lows[at] == "to" and cue.lemma in ("admit", "confess", "testify")


def find_behind_comma(s: Sentence, at: int, end: int, has_left: bool) -> tuple[int, int] | Complement:
    """Behind ", citing a memo," or "," alone: "that …" or a quotation goes on as content."""
    if has_left:
        return (at + 1, end) if s.lows[at + 1 : at + 2] == [QUOTED] else Complement.TAIL
    i = at + 1
    while i < end:
        if s.lows[i] == "that" and s.lows[i - 1] == ",":
            return i, end
        if s.lows[i] in (QUOTED, BORROWED) and s.lows[i - 1] in (",", ":"):
            return i, end
        i += 1
    if s.lows[at + 1] not in ASIDES:
        return Complement.TAIL
    nxt = next((i for i in range(at + 1, end) if s.lows[i] == ","), None)
    if (
        nxt is not None
        and nxt + 1 < end
        and has_clause(s, nxt + 1, end)
        and s.lows[at + 1] not in lexicon.CONJUNCTIONS
    ):
        return nxt + 1, end
    return Complement.TAIL


def has_clause(s: Sentence, begin: int, end: int) -> bool:
    """Whether a finite verb with something before it stands in the atoms, before the next hard stop."""
    stop = next((i for i in range(begin, end) if s.lows[i] in (";", ":")), end)
    verb = find_last_verb(s, begin, stop)
    if verb is not None and verb >= begin:
        return True
    return any(is_finite_verb(s.lows[i]) and s.lows[i] in lexicon.AUXILIARIES for i in range(begin + 1, stop))


def has_verb(s: Sentence, begin: int, end: int) -> bool:
    """Whether any word in the atoms can be a verb, participles included."""
    return any(s.atoms[i].text[0].islower() and is_finite_verb(s.lows[i]) for i in range(begin, end))


def cut_joined_verb(s: Sentence, at: int, end: int) -> int:
    """An object ends where another verb of the same subject is joined ("put the toll at 19 but revised it")."""
    for i in range(at + 1, end - 1):
        if s.lows[i] == "," and s.lows[i + 1] in ("though", "although", "while", "whereas"):
            return i
        if s.lows[i] != "but":
            continue
        after = next((j for j in range(i + 1, end) if not is_adverb(s.lows[j])), i + 1)
        if s.atoms[after].text[0].islower() and is_finite_verb(s.lows[after]) and s.lows[after] not in NOUNS_TOO:
            return i - (s.lows[i - 1] == ",")
    return end


def skip_adverbials(s: Sentence, at: int) -> int:
    """Past when, where and how something was said ("in a statement on Friday", "to reporters", "late on Monday")."""
    while at < len(s.lows):
        low = s.lows[at]
        nxt = s.lows[at + 1] if at + 1 < len(s.lows) else ""
        if (
            (
                low in lexicon.TIME_WORDS
                or (low == "only" and nxt in ("that", QUOTED, BORROWED, ":"))
                or (is_adverb(low) and low not in ("only", "not", "never", "just", "almost", "nearly", "no"))
            )
            or (s.atoms[at].text.isdigit() and (nxt in lexicon.MONTHS or (at and s.lows[at - 1] in lexicon.MONTHS)))
            or low == BRACKET
        ):
            at += 1
        elif (
            low in VENUES
            and nxt
            and (
                low != "to"
                or nxt in PUBLIC
                or (nxt in ("the", "a") and s.lows[at + 2 : at + 3] and s.lows[at + 2] in PUBLIC)
            )
        ):
            stop = end_venue(s, at)
            if stop is None:
                return at
            at = stop
        elif low in ("speaking", "writing") or (low == "asking" and nxt == "not"):
            stop = next((i for i in range(at, len(s.lows)) if s.lows[i] in HARD or s.lows[i] == "that"), len(s.lows))
            at = stop
        elif low.endswith("ed") and nxt in lexicon.PREPOSITIONS and at and s.lows[at - 1] in STATEMENTS:
            at += 1
        elif s.lows[at : at + 4] == ["for", "the", "first", "time"]:
            at += 4
        elif low == "without" and nxt.endswith("ing"):
            at = next((i for i in range(at, len(s.lows)) if s.lows[i] in HARD), len(s.lows))
        else:
            return at
    return at


def end_venue(s: Sentence, at: int) -> int | None:
    """Where the prepositional phrase at ``at`` ends; ``None`` when a clause begins in it and it is no mere venue."""
    begin = at + 1
    while begin < len(s.lows) and s.lows[begin] in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "state",
        "national",
        "local",
        "last",
        "this",
        "late",
        "early",
    ):
        begin += 1
    i = begin
    while i < len(s.lows):
        low = s.lows[i]
        if (
            low in HARD
            or low in VENUES
            or low in ("that", BORROWED, QUOTED)
            or low in lexicon.SUBJECT_PRONOUNS
            or low == "there"
        ):
            break
        if i > begin and low in lexicon.ARTICLES and s.lows[i - 1] not in lexicon.PREPOSITIONS:
            break
        if (
            i > begin
            and (s.lows[i - 1] in STATEMENTS or s.lows[i - 1] in lexicon.TIME_WORDS)
            and low not in lexicon.PREPOSITIONS
            and low not in lexicon.TIME_WORDS
            and low not in STATEMENTS
            and low not in ("and", "with")
        ):
            break
        if s.atoms[i].text[0].islower() and is_finite_verb(low) and not low.endswith("ed"):
            return None
        i += 1
    return i


def find_left(s: Sentence, subject: Phrase) -> tuple[int, int] | None:
    """The statement that stands before the source: everything up to the comma or quotation at its edge."""
    edge = subject.edge
    if edge < 0 or s.lows[edge] not in {",", QUOTED, BORROWED, "…", "?", "!"} | DASHES:
        return None
    end = edge + 1 if s.lows[edge] in (QUOTED, BORROWED) else edge
    begin = next((i + 1 for i in range(end - 1, -1, -1) if s.lows[i] in (";",)), 0)
    while begin < end and (
        s.lows[begin] in lexicon.CONJUNCTIONS or s.lows[begin] in DASHES or s.lows[begin] in (",", ".", "•", "*")
    ):
        begin += 1
    if begin >= end:
        return None
    if s.lows[end - 1] in (QUOTED, BORROWED):
        return narrow_to_quote(s, begin, end), end
    if not has_verb(s, begin, end):
        alone = (
            s.lows[begin] in lexicon.PREPOSITIONS
            or s.lows[begin] in OPENERS
            or is_adverb(s.lows[begin])
            or s.lows[begin] in lexicon.TIME_WORDS
        )
        return (
            None
            if alone and s.lows[edge] != "—" and end - begin < 9 and not s.lows[begin : begin + 2] == ["at", "no"]
            else (begin, end)
        )
    if s.lows[begin] in OPENERS and not any(s.lows[i] == "," for i in range(begin, end)):
        return None
    if (
        end - begin >= 2
        and s.lows[begin].endswith("ed")
        and s.lows[begin + 1] in lexicon.PREPOSITIONS | {"whether"}
        and "," not in s.lows[begin:end]
    ):
        return None
    return begin, end


def narrow_to_quote(s: Sentence, begin: int, end: int) -> int:
    """A quotation right before its source is the content by itself, unless it only ends a clause."""
    if s.lows[end - 1] != QUOTED or (end - 2 >= begin and s.atoms[end - 2].is_word):
        return begin
    return begin if has_clause(s, begin, end - 1) else end - 1


__all__ = ["Complement", "end_plain", "find_complement", "find_left", "has_clause", "skip_adverbials", "trim_marks"]
