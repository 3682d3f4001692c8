"""The frames of reporting verbs with a subject of their own: from one verb to source, cue and content."""

from dataclasses import replace

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, DASHES, HARD, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.beside import (
    calls_names,
    find_clause,
    keep_silent,
    read_comment,
    read_joined,
    read_named_claim,
    read_participle,
    read_passive,
    start_attribution,
)
from claims.extraction.circumstances import STATEMENTS, skip_adverbials
from claims.extraction.clauses import RELATIVES
from claims.extraction.complements import Complement, find_complement, find_left
from claims.extraction.hearers import end_hearer, end_speaker
from claims.extraction.noun_phrases import Phrase, find_subject, judge_segment, list_segments
from claims.extraction.postposed import find_tail, read_as, read_learned, read_quoted, surround
from claims.extraction.spans import Span
from claims.extraction.tokens import is_adverb, is_finite_verb
from claims.extraction.verbs import BE, Verb
from claims.extraction.words import WORDS
from claims.vocabulary import Stance

NEEDS_QUOTE = WORDS["needs_quote"]
NOBODIES = WORDS["nobodies"]
CUTTING = WORDS["cutting"] | {",", ";"} | DASHES
ASKED = WORDS["asked"]
CLEFT_REACH = 14
NO_SPEAKER = lexicon.PREPOSITIONS | lexicon.TIME_WORDS | {"that", "to"}


def read_verb(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """The attribution that a reporting verb makes, or ``None`` when it makes none here."""
    if verb.passive:
        return read_passive(s, verb)
    inverted = read_inverted(s, verb)
    if inverted is not None:
        return inverted
    before, form, kind = s.low(verb.begin - 1), verb.cue.form, verb.cue.kind
    if before == BORROWED and form != "s" and kind in ("think", "show", "claim"):
        return None
    if form == "ing" and not any(s.lows[i] in BE for i in range(verb.begin, verb.at)):
        return read_participle(s, verb, earlier)
    reduced = verb.is_bare and form in ("past", "done") and is_reduced(s, verb)
    if reduced or (form == "done" and verb.is_bare):
        return None
    subject = find_subject(s, verb.begin)
    if subject is None:
        beside = before in lexicon.CONJUNCTIONS or (before == "," and bool(earlier))
        return read_joined(s, verb, earlier) if beside else None
    return read_active(s, verb, subject) if is_speaker(s, verb, subject) else None


def is_reduced(s: Sentence, verb: Verb) -> bool:
    """Whether the participle describes the noun before it ("a person briefed on", "the lawyer, asked whether")."""
    after = s.low(verb.end)
    if (after == "by" and s.low(verb.end + 1) not in STATEMENTS) or (
        verb.cue.kind == "tell" and after in ("on", "of", "about")
    ):
        return True
    return verb.cue.lemma in ("ask", "question", "tell") and s.low(verb.begin - 1) == "," and after in ASKED


def is_speaker(s: Sentence, verb: Verb, subject: Phrase) -> bool:
    """Whether the subject can report: not "it seems", "no group has said", "I think"."""
    first, kind = s.lows[subject.begin], verb.cue.kind
    alone = subject.end - subject.begin == 1
    postposed = first == "it" and kind == "weak" and s.low(subject.edge) == "," and s.low(verb.end) in ("", ".", ",")
    if alone and first in ("it", "this", "there") and kind in ("weak", "think", "want") and not postposed:
        return False
    if first in NOBODIES and not (kind in ("say", "tell") and subject.end - subject.begin > 2):
        return False
    if verb.cue.lemma == "count" and first in lexicon.SUBJECT_PRONOUNS:
        return False
    return not (first in ("i", "we", "you") and kind in ("think", "weak", "want"))


def read_active(s: Sentence, verb: Verb, subject: Phrase) -> Attribution | None:
    """S says (that) C · C, S says · C, S says, C · S: verb with an object."""
    quoted = (
        i
        for i in range(subject.begin + 1, subject.end - 1)
        if s.lows[i] in ("quoted", "cited") and s.lows[i + 1] == "by"
    )
    base = start_attribution(s, verb, s.cut(subject.begin, next(quoted, subject.end)))
    if (
        s.lows[:2] in (["it", "was"], ["it", "is"])
        and s.lows[subject.begin] == "who"
        and 2 < subject.begin < CLEFT_REACH
    ):
        base = replace(base, source=s.cut(2, s.trim_end(subject.begin)))
    base = replace(base, negated=base.negated or s.lows[subject.begin] == "neither")
    if verb.cue.kind == "learn":
        return read_learned(s, verb, subject, base)
    if verb.cue.kind == "quote" and (quoted_as := read_quoted(s, verb, base)) is not None:
        return quoted_as
    right = verb.end
    if verb.cue.kind == "tell":
        stop = end_hearer(s, right)
        if stop > right and s.lows[right] not in HARD:
            base, right = replace(base, hearer=s.cut(right, stop)), stop
    left = find_left(s, subject.edge)
    found = find_complement(s, right, verb.cue, left is not None)
    if isinstance(found, Complement):
        return read_without_complement(s, verb, subject, base, found, left, right)
    return read_complement(s, verb, subject, base, found, left, right)


def read_without_complement(
    s: Sentence,
    verb: Verb,
    subject: Phrase,
    base: Attribution,
    found: Complement,
    left: tuple[int, int] | None,
    right: int,
) -> Attribution | None:
    """Nothing behind the verb is the content: it stands before, or there is none."""
    if s.low(subject.edge) == "as":
        return read_as(s, subject, base, right)
    comment = read_comment(s, verb, subject, base)
    if comment is not None:
        return comment
    if left is None and s.lows[-1] == ":" and s.trim_end(len(s.lows)) <= skip_adverbials(s, right):
        return replace(base, frame=Frame.ANNOUNCING)
    if left is None:
        return keep_silent(base, verb) if found is Complement.NONE else None
    quoted = s.lows[left[1] - 1] == QUOTED
    if found is Complement.OBJECT and not quoted:
        return None
    if verb.cue.kind == "weak" and verb.cue.lemma in NEEDS_QUOTE and verb.cue.length == 1 and not quoted:
        return None
    if verb.cue.kind in ("call", "blame", "quote") and s.lows[subject.edge] != QUOTED:
        return None
    return surround(s, base, left, right, subject.begin)


def read_complement(
    s: Sentence,
    verb: Verb,
    subject: Phrase,
    base: Attribution,
    found: tuple[int, int],
    left: tuple[int, int] | None,
    right: int,
) -> Attribution | None:
    """The content stands behind the verb, and perhaps before the subject as well."""
    edge, begin = s.low(subject.edge), found[0]
    if edge == "what" and s.lows[begin] in BE | {"as"} and begin + 1 < found[1]:
        found = (begin + 1, found[1])
    elif edge == "what" and s.lows[begin] not in (QUOTED, BORROWED):
        return None
    if s.lows[subject.begin] in RELATIVES or edge in ("which", "who"):
        comma = s.find_mark((",",), begin, found[1])
        found = (begin, comma) if comma is not None and comma > begin else found
    if s.lows[begin] == "nor":
        return None
    if verb.cue.lemma == "call" and verb.cue.length == 1 and not calls_names(s, *found):
        return None
    if edge == "what" and verb.cue.kind == "call" and s.lows[begin] in (QUOTED, BORROWED):
        found = (begin, begin + 1)
    content: tuple[Span, ...] = (s.cut(*found),)
    if (
        verb.cue.kind == "call"
        and (named := read_named_claim(s, verb, find_clause(s, subject.begin), base)) is not None
    ):
        return replace(named, source=base.source, content=(*named.content, *content))
    if edge in ("which", "who") and s.low(subject.edge - 1) == ",":
        opens = s.atoms[subject.edge - 1].start
        return replace(base, content=(s.cut(subject.edge, subject.edge + 1), *content), opens=opens)
    if left is not None and s.lows[begin] == QUOTED and s.lows[left[1] - 1] == QUOTED and s.low(begin - 1) == ",":
        content = (s.cut(*left), *content)
    opens = s.atoms[subject.edge].start if subject.edge >= 0 and edge in CUTTING else -1
    return replace(base, content=content, opens=opens)


def read_inverted(s: Sentence, verb: Verb) -> Attribution | None:
    """ "C," said S."""
    before, begin = s.low(verb.at - 1), verb.end
    if not verb.is_bare or before not in (",", QUOTED, BORROWED, "—", "–", "…") or not can_invert(s, verb):
        return None
    first = s.atoms[begin]
    quoted = before == QUOTED or s.low(verb.at - 2) == QUOTED or (before == BORROWED and verb.at == 1)
    if not quoted and (first.low in lexicon.SUBJECT_PRONOUNS or before == BORROWED):
        return None
    plain_comma = before == "," and s.low(verb.at - 2) not in (QUOTED, BORROWED)
    if plain_comma and all(judge_segment(s, *segment) != "clause" for segment in list_segments(s, verb.at - 1)):
        return None
    left, stop = find_left(s, verb.at - 1), end_speaker(s, begin)
    if left is None or stop == begin or is_finite_verb(s.low(stop)):
        return None
    tail = find_tail(s, stop)
    if verb.cue.kind != "say" and not quoted and not (first.is_capital or stop >= len(s.lows) - 1):
        return None
    parts = [s.cut(*left)]
    if s.low(stop) in (",", ":") and s.low(stop + 1) == QUOTED:
        parts.append(s.cut(stop + 1, stop + 2))
    elif tail is not None:
        parts.append(s.cut(tail, s.trim_end(len(s.lows))))
    base = start_attribution(s, verb, s.cut(begin, stop))
    return replace(base, frame=Frame.INVERTED, content=tuple(parts), opens=s.atoms[verb.at].start)


def can_invert(s: Sentence, verb: Verb) -> bool:
    """Whether the verb is of a kind and form that may stand before its subject, and a subject may follow."""
    speaks = verb.cue.kind in ("say", "weak", "claim") and verb.cue.stance is not Stance.DENIES
    if verb.end >= len(s.lows) or not (speaks or verb.cue.lemma == "inform") or verb.cue.length > 2:
        return False
    if verb.cue.form not in ("s", "past") and not (verb.cue.form == "base" and verb.cue.lemma == "say"):
        return False
    first = s.atoms[verb.end]
    return (first.is_word or first.low == BRACKET) and first.low not in NO_SPEAKER and not is_adverb(first.low)
