"""The frames of reporting verbs: from one verb in a sentence to source, cue and content."""

from dataclasses import dataclass

from claims.algebra.numerals import UNITS
from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, BRACKET, DASHES, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.complements import (
    Complement,
    find_complement,
    find_left,
    has_clause,
    has_verb,
    skip_adverbials,
)
from claims.extraction.cue_words import NOUNS_TOO
from claims.extraction.cues import Cue, find_cue
from claims.extraction.hearers import end_hearer, end_speaker
from claims.extraction.noun_phrases import (
    CLAIM_NOUNS,
    HARD,
    RELATIVES,
    Phrase,
    find_subject,
    judge_segment,
    list_segments,
)
from claims.extraction.spans import Span
from claims.extraction.tokens import is_adverb, is_finite_verb, is_plural
from claims.extraction.words import WORDS
from claims.vocabulary import Stance

BE = WORDS["be"]
INFINITIVE_OK = WORDS["infinitive_ok"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in its group ``begin:end`` (auxiliaries and adverbs included); ``at`` is the verb itself."""

    cue: Cue
    begin: int
    at: int
    end: int
    negated: bool
    passive: bool


def span(s: Sentence, begin: int, end: int) -> Span:
    """The place of atoms ``begin:end``."""
    return Span.cut(s.text, s.atoms[begin].start, s.atoms[end - 1].end)


def find_verbs(s: Sentence) -> list[Verb]:
    """The reporting verbs of a sentence, in order, nouns of the same form left out."""
    verbs: list[Verb] = []
    at = 0
    while at < len(s.lows):
        cue = find_cue(s.lows, at)
        if cue is not None and (verb := group_verb(s, at, cue)) is not None and not is_noun(s, verb):
            verbs.append(verb)
            at = verb.end
        else:
            at += 1
    return verbs


def group_verb(s: Sentence, at: int, cue: Cue) -> Verb | None:
    begin = at
    while begin and joins_group(s, begin - 1):
        begin -= 1
    lows = s.lows[begin:at]
    if begin and (s.lows[begin - 1] == "nor" or (s.lows[begin - 1] == "to" and cue.lemma not in INFINITIVE_OK)):
        return None
    if cue.lemma == "ask" and s.lows[at + 1 : at + 2] == ["not"]:
        return None
    while begin < at and s.lows[begin] in lexicon.TIME_WORDS - {"earlier", "later"}:
        begin += 1
    negated = any(low in lexicon.NEGATIONS for low in lows)
    passive = cue.form in ("done", "past") and any(low in BE for low in lows)
    if (
        cue.form == "ing"
        and not any(low in BE for low in lows)
        and begin < at
        and any(low in lexicon.AUXILIARIES for low in lows)
    ):
        return None
    if cue.form == "base" and any(low in ("has", "have", "had") for low in lows[-1:]):
        return None
    return Verb(cue, begin, at, min(at + cue.length, len(s.lows)), negated, passive)


def joins_group(s: Sentence, i: int) -> bool:
    low = s.lows[i]
    if low in lexicon.AUXILIARIES or low in lexicon.NEGATIONS - {"no", "nor"}:
        return True
    return (
        is_adverb(low)
        and low
        not in ("however", "meanwhile", "together", "alone", "though", "elsewhere", "twice", "overnight", "yet", "so")
        and (low not in lexicon.TIME_WORDS or low in ("earlier", "later"))
    )


def is_noun(s: Sentence, verb: Verb) -> bool:
    """Whether the word is a noun or a modifier here ("the report", "reported attacks")."""
    low = s.lows[verb.at]
    before = s.lows[verb.begin - 1] if verb.begin else ""
    after = s.lows[verb.end] if verb.end < len(s.lows) else ""
    if verb.begin < verb.at and any(x in lexicon.AUXILIARIES for x in s.lows[verb.begin : verb.at]):
        return False
    if before in lexicon.ARTICLES or before in (
        "of",
        "no",
        "any",
        "some",
        "in",
        "on",
        "at",
        "from",
        "by",
        "with",
        "for",
        "into",
        "under",
    ):
        return verb.cue.form != "ing" or before in lexicon.ARTICLES
    if verb.cue.form in ("past", "done") and verb.begin == verb.at and verb.begin and is_figure(s, verb.begin - 1):
        return True
    if low in NOUNS_TOO and verb.cue.form in ("s", "base"):
        if (is_finite_verb(after) and after not in lexicon.AUXILIARIES) or (
            after.endswith("ed") and s.lows[verb.end + 1 : verb.end + 2] == ["by"]
        ):
            return True
        if (
            before.endswith("ing")
            and len(before) > 4
            and verb.begin == verb.at
            and s.atoms[verb.begin - 1].text[0].islower()
        ):
            return True
        if find_cue([after], 0) is not None and after not in NOUNS_TOO:
            return True
    if before.endswith("'s") and low in NOUNS_TOO and not (after == "that" or after in lexicon.ARTICLES):
        return True
    if verb.cue.form == "done" and verb.cue.lemma not in ("say",) and not before:
        return True
    if low in NOUNS_TOO:
        if verb.cue.form == "base":
            return not has_plural_subject(s, verb)
        if verb.cue.form == "s":
            if any(s.atoms[i].text[0].isdigit() or s.lows[i] in UNITS for i in range(max(0, verb.at - 2), verb.at)):
                return True
            if after in (
                "of",
                "by",
                "from",
                "on",
                "about",
                "and",
                "in",
                "are",
                "were",
                "have",
                "suggest",
                "say",
                "indicate",
                "at",
                "to",
            ):
                return True
            return (
                before in lexicon.PREPOSITIONS
                or (not before)
                or (before[-1:].isalpha() and is_plural(before) and "'" not in before)
                or is_adjective(s, verb.begin - 1)
            )
    return (
        bool(before)
        and verb.begin == verb.at
        and verb.cue.form in ("past", "done")
        and is_adjective(s, verb.begin - 1)
    )


def is_figure(s: Sentence, i: int) -> bool:
    return s.atoms[i].text[0].isdigit() or s.lows[i] in UNITS


def has_plural_subject(s: Sentence, verb: Verb) -> bool:
    """Whether more than one, or a pronoun, stands before a word like "report", so that it can be a verb."""
    subject = find_subject(s, verb.begin)
    if subject is None or verb.begin == 0 or s.lows[verb.begin - 1] == ",":
        return (
            subject is not None
            and verb.begin > 0
            and is_plural(s.lows[subject.begin])
            and subject.end - subject.begin < 4
        )
    head = subject.begin
    for i in range(subject.begin, subject.end):
        if (
            s.lows[i] in lexicon.PREPOSITIONS
            or s.lows[i] in RELATIVES
            or (i > subject.begin and s.lows[i].endswith("ed"))
        ):
            break
        head = i
    joint = any(s.lows[i] == "and" for i in range(subject.begin, subject.end))
    low = s.lows[head]
    return (
        joint
        or is_plural(low)
        or (low in lexicon.SUBJECT_PRONOUNS and low not in ("he", "she", "it"))
        or low in RELATIVES
    )


def is_adjective(s: Sentence, i: int) -> bool:
    low = s.lows[i]
    if "'" in low or (s.atoms[i].is_capital and i):
        return False
    return (low.endswith(("ous", "ful", "ive", "ical", "ial")) and low not in ("official",)) or low in (
        "new",
        "recent",
        "local",
        "false",
        "many",
        "several",
        "early",
        "public",
        "unconfirmed",
        "annual",
        "latest",
        "own",
        "other",
    )


def read_verb(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """The attribution that a reporting verb makes, or ``None`` when it makes none here."""
    if verb.passive:
        return read_passive(s, verb)
    inverted = read_inverted(s, verb)
    if inverted is not None:
        return inverted
    if (
        s.lows[verb.begin - 1 : verb.begin] == [BORROWED]
        and verb.cue.form != "s"
        and verb.cue.kind in ("think", "show", "claim")
    ):
        return None
    subject = find_subject(s, verb.begin)
    before = s.lows[verb.begin - 1] if verb.begin else ""
    if verb.cue.form == "ing" and not any(s.lows[i] in BE for i in range(verb.begin, verb.at)):
        return read_participle(s, verb, earlier)
    reduced = (
        verb.begin == verb.at and s.lows[verb.end : verb.end + 1] == ["by"] and verb.cue.form in ("past", "done")
    )
    if reduced or (verb.cue.form == "done" and verb.begin == verb.at):
        return None
    if subject is None:
        if before in lexicon.CONJUNCTIONS or (before == "," and earlier):
            return read_joined(s, verb, earlier)
        return None
    if (
        subject.end - subject.begin == 1
        and s.lows[subject.begin] in ("it", "this", "there")
        and verb.cue.kind in ("weak", "think")
    ):
        return None
    if s.lows[subject.begin] in NOBODIES and not (
        verb.cue.kind in ("say", "tell") and subject.end - subject.begin > 2
    ):
        return None
    if verb.cue.lemma == "count" and s.lows[subject.begin] in lexicon.SUBJECT_PRONOUNS:
        return None
    if s.lows[subject.begin] in ("i", "we", "you") and verb.cue.kind in ("think", "weak"):
        return None
    return read_active(s, verb, subject)


def read_active(s: Sentence, verb: Verb, subject: Phrase) -> Attribution | None:
    """S says (that) C · C, S says · C, S says, C · S: verb with an object."""
    begin, source = subject.begin, span(s, subject.begin, subject.end)
    right, hearer = verb.end, None
    if verb.cue.kind == "tell":
        stop = end_hearer(s, right)
        if stop > right and s.lows[right] not in HARD:
            hearer, right = span(s, right, stop), stop
    cue = span(s, verb.begin, verb.end)
    base = Attribution(
        Frame.BEFORE,
        source,
        cue,
        (),
        verb.cue.relation,
        verb.cue.stance,
        verb.cue.lemma,
        verb.cue.kind,
        verb.negated or s.lows[subject.begin] == "neither",
        hearer,
    )
    if verb.cue.kind == "learn":
        return read_learned(s, verb, subject, base)
    left = find_left(s, subject)
    found = find_complement(s, right, verb.cue, left is not None)
    if found is Complement.NONE and left is None:
        return keep_silent(base) if is_silence(verb) else read_comment(s, verb, subject, base)
    if s.lows[subject.edge : subject.edge + 1] == ["as"] and subject.edge >= 0 and isinstance(found, Complement):
        return read_as(s, verb, subject, base, right)
    if isinstance(found, Complement):
        comment = read_comment(s, verb, subject, base)
        if comment is not None:
            return comment
        if left is None or (found is Complement.OBJECT and s.lows[left[1] - 1] != QUOTED):
            return None
        if (
            verb.cue.kind == "weak"
            and verb.cue.lemma in NEEDS_QUOTE
            and verb.cue.length == 1
            and s.lows[left[1] - 1] != QUOTED
        ):
            return None
        if verb.cue.kind in ("call", "blame", "quote", "learn") and s.lows[subject.edge] not in (QUOTED,):
            return None
        return surround(s, verb, base, left, right, begin)
    edge_word = s.lows[subject.edge] if subject.edge >= 0 else ""
    if edge_word == "what" and s.lows[found[0]] in BE | {"as"} and found[0] + 1 < found[1]:
        found = (found[0] + 1, found[1])
    if s.lows[subject.begin] in RELATIVES:
        stop = next((i for i in range(found[0], found[1]) if s.lows[i] == ","), found[1])
        found = (found[0], stop) if stop > found[0] else found
    if s.lows[found[0]] == "nor":
        return None
    content: tuple[Span, ...] = (span(s, *found),)
    if edge_word in ("which", "who") and subject.edge and s.lows[subject.edge - 1] == ",":
        return Attribution(
            base.frame, source, cue, (span(s, subject.edge, subject.edge + 1), *content), base.relation, base.stance, base.lemma,
            base.kind, base.negated, hearer, s.atoms[subject.edge - 1].start,
        )  # fmt: skip
    if (
        s.lows[found[0]] == QUOTED
        and left is not None
        and s.lows[left[1] - 1] == QUOTED
        and s.lows[right : right + 1] == [","]
    ):
        content = (span(s, *left), *content)
    opens = s.atoms[subject.edge].start if subject.edge >= 0 else -1
    return Attribution(
        base.frame, source, cue, content, base.relation, base.stance, base.lemma, base.kind, base.negated, hearer,
        opens if subject.edge >= 0 and s.lows[subject.edge] in CUTTING else -1,
    )  # fmt: skip


NOBODIES = WORDS["nobodies"]
NEEDS_QUOTE = WORDS["needs_quote"]
CUTTING = (
    frozenset({",", ";", "but", "while", "though", "although", "whereas", "and", "yet", "or", "however"}) | DASHES
)


def surround(
    s: Sentence, verb: Verb, base: Attribution, left: tuple[int, int], right: int, begin: int
) -> Attribution | None:
    """What was said stands before its source, and goes on behind it where it was interrupted."""
    parts = [span(s, *left)]
    frame = Frame.AFTER
    at = skip_adverbials(s, right)
    if at < len(s.lows) and s.lows[at] == "," and at + 1 < len(s.lows):
        rest = (at + 1, trim_end(s, len(s.lows)))
        if s.lows[at + 1] in (QUOTED, BORROWED, "because") or not (has_verb(s, *left) or s.lows[left[0]] == QUOTED):
            parts.append(span(s, *rest))
            frame = Frame.AROUND
    opens = s.atoms[begin].start
    return Attribution(
        frame,
        base.source,
        base.cue,
        tuple(parts),
        base.relation,
        base.stance,
        base.lemma,
        base.kind,
        base.negated,
        base.hearer,
        opens,
    )


def trim_end(s: Sentence, end: int) -> int:
    while end and s.lows[end - 1] in {".", "!", "?", ",", ";", ":"} | DASHES:
        end -= 1
    return end


def read_inverted(s: Sentence, verb: Verb) -> Attribution | None:
    """ "C," said S."""
    before = s.lows[verb.at - 1] if verb.at else ""
    begin = verb.end
    if (
        verb.begin != verb.at
        or before not in (",", QUOTED, BORROWED, "—", "–", "…")
        or verb.cue.form not in ("s", "past", "base")
    ):
        return None
    if begin >= len(s.lows) or verb.cue.kind not in ("say", "weak", "claim") or verb.cue.length > 2:
        return None
    if verb.cue.form == "base" and verb.cue.lemma != "say":
        return None
    first = s.atoms[begin]
    if (
        not (first.is_word or first.low == BRACKET)
        or first.low in lexicon.PREPOSITIONS | lexicon.TIME_WORDS | {"that", "to"}
        or is_adverb(first.low)
    ):
        return None
    if before == "," and verb.at > 1 and s.lows[verb.at - 2] not in (QUOTED, BORROWED):
        if all(judge_segment(s, *segment) != "clause" for segment in list_segments(s, verb.at - 1)):
            return None
    edge = verb.at - 1 if before not in (QUOTED, BORROWED) else verb.at
    left = find_left(s, Phrase(verb.at, verb.end, edge if before not in (QUOTED, BORROWED) else verb.at - 1))
    stop = end_speaker(s, begin)
    if left is None or stop == begin:
        return None
    quoted = (
        before == QUOTED or (verb.at > 1 and s.lows[verb.at - 2] == QUOTED) or (before == BORROWED and verb.at == 1)
    )
    follows = s.lows[stop] if stop < len(s.lows) else "."
    if is_finite_verb(follows) or (not quoted and (first.low in lexicon.SUBJECT_PRONOUNS or before == BORROWED)):
        return None
    if verb.cue.kind != "say" and not quoted and not (first.is_capital or stop >= len(s.lows) - 1):
        return None
    source = span(s, begin, stop)
    parts = [span(s, *left)]
    if (
        stop < len(s.lows)
        and s.lows[stop] in (",", ";", ":")
        and s.lows[stop + 1 : stop + 2] == [QUOTED]
        and s.lows[stop] != ";"
    ):
        parts.append(span(s, stop + 1, stop + 2))
    return Attribution(
        Frame.INVERTED, source, span(s, verb.at, verb.end), tuple(parts), verb.cue.relation, verb.cue.stance, verb.cue.lemma,
        verb.cue.kind, False, None, s.atoms[verb.at].start,
    )  # fmt: skip


def read_passive(s: Sentence, verb: Verb) -> Attribution | None:
    """C is reported by S · C was dismissed as D by S · S was quoted by B as saying C."""
    subject = find_subject(s, verb.begin)
    weak = verb.cue.kind in ("weak", "want") and verb.cue.lemma not in (
        "note",
        "observe",
        "record",
        "discover",
        "establish",
        "determine",
        "post",
    )
    if subject is None or verb.cue.kind == "tell" or (weak and not verb.negated):
        return None
    by = next(
        (
            i
            for i in range(verb.end, min(len(s.lows), verb.end + 9))
            if s.lows[i] == "by" or s.lows[i] in HARD or s.lows[i].endswith("ing")
        ),
        None,
    )
    if by is None or s.lows[by] != "by" or by + 1 >= len(s.lows):
        if verb.negated and verb.cue.lemma in (
            "confirm",
            "verify",
            "corroborate",
            "authenticate",
            "substantiate",
            "establish",
        ):
            return Attribution(
                Frame.PASSIVE, None, span(s, verb.begin, verb.end), (span(s, subject.begin, subject.end),), verb.cue.relation,
                verb.cue.stance, verb.cue.lemma, verb.cue.kind, True,
            )  # fmt: skip
        return None
    stop = end_speaker(s, by + 1)
    if stop == by + 1:
        return None
    cue_end = by + 1 if by == verb.end else verb.end
    parts = [span(s, subject.begin, subject.end)]
    if by > verb.end:
        parts.append(span(s, verb.end, by))
    rest = trim_end(s, len(s.lows))
    source = span(s, by + 1, stop)
    if s.lows[stop : stop + 2] == ["as", "saying"] and stop + 2 < rest:
        return Attribution(
            Frame.BEFORE, parts[0], span(s, verb.begin, stop + 2), (span(s, stop + 2, rest),), verb.cue.relation, Stance.ASSERTS,
            "say", "say", verb.negated, source,
        )  # fmt: skip
    if s.lows[stop : stop + 1] in (["to"], ["as"]) and stop + 1 < rest:
        parts.append(span(s, stop, rest))
    return Attribution(
        Frame.PASSIVE, source, span(s, verb.begin, cue_end), tuple(parts), verb.cue.relation, verb.cue.stance, verb.cue.lemma,
        verb.cue.kind, verb.negated,
    )  # fmt: skip


def read_participle(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """…, adding that C: the source is the one of the sentence."""
    before = s.lows[verb.begin - 1] if verb.begin else ""
    if before not in (",", "and", "by", "while", "after", "before", "only", "instead") or verb.cue.kind not in (
        "say",
        "weak",
        "claim",
        "tell",
    ):
        return None
    source = inherit_source(s, verb, earlier)
    right = verb.end
    if verb.cue.kind == "tell":
        right = end_hearer(s, right)
    found = find_complement(s, right, verb.cue, before == "," and False)
    if source is None or isinstance(found, Complement):
        return None
    if (
        verb.cue.lemma
        in ("suggest", "imply", "describe", "estimate", "put", "count", "add", "raise", "express", "answer", "repeat")
        and s.lows[found[0]] not in ("that", QUOTED, BORROWED)
        and not has_clause(s, *found)
    ):
        return None
    return Attribution(
        Frame.PARTICIPLE, source, span(s, verb.begin, verb.end), (span(s, *found),), verb.cue.relation, verb.cue.stance,
        verb.cue.lemma, verb.cue.kind, verb.negated, None, s.atoms[verb.begin - 1].start, inherits=True,
    )  # fmt: skip


def read_joined(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """… and said C: the source is the subject of the clause before."""
    if verb.cue.form not in ("past", "s", "base") or verb.cue.kind == "show":
        return None
    source = inherit_source(s, verb, earlier)
    right = verb.end
    hearer = None
    if verb.cue.kind == "tell":
        stop = end_hearer(s, right)
        hearer, right = (span(s, right, stop), stop) if stop > right else (None, right)
    found = find_complement(s, right, verb.cue, False)
    if source is None:
        return None
    base = Attribution(
        Frame.JOINED, source, span(s, verb.begin, verb.end), (), verb.cue.relation, verb.cue.stance, verb.cue.lemma, verb.cue.kind,
        verb.negated, hearer, s.atoms[verb.begin - 1].start, inherits=True,
    )  # fmt: skip
    if isinstance(found, Complement):
        return keep_silent(base) if is_silence(verb) else None
    return base.with_content(span(s, *found))


def inherit_source(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Span | None:
    """The source of the attribution before, else the subject of the first verb of the sentence."""
    for other in reversed(earlier):
        if other.source is not None and other.frame not in (Frame.CITING, Frame.CITED_BY):
            return other.source
    first = next(
        (
            i
            for i in range(verb.begin)
            if s.lows[i] in lexicon.AUXILIARIES or (i and find_cue(s.lows, i)) or is_past(s, i)
        ),
        None,
    )
    if first is None or first == 0:
        return None
    while first > 1 and joins_group(s, first - 1):
        first -= 1
    subject = find_subject(s, first)
    return span(s, subject.begin, subject.end) if subject and subject.end <= verb.begin else None


def is_past(s: Sentence, i: int) -> bool:
    low = s.lows[i]
    return (
        i > 0
        and s.atoms[i].text[0].islower()
        and (low in lexicon.IRREGULAR_PASTS or low in lexicon.PRESENTS or low.endswith("ed"))
    )


def is_silence(verb: Verb) -> bool:
    return verb.cue.stance is Stance.NO_POSITION or (
        verb.negated and verb.cue.lemma in ("comment", "respond", "reply", "confirm", "say")
    )


def keep_silent(base: Attribution) -> Attribution:
    return Attribution(
        Frame.SILENT,
        base.source,
        base.cue,
        (),
        base.relation,
        base.stance,
        base.lemma,
        base.kind,
        base.negated,
        base.hearer,
    )


def read_comment(s: Sentence, verb: Verb, subject: Phrase, base: Attribution) -> Attribution | None:
    """…, a claim S rejected · …, which S denies: what is said is the claim named or the words before."""
    begin = subject.begin
    opener = next((i for i in (subject.edge, begin) if 0 <= i < len(s.lows) and s.lows[i] in ("which", "that")), None)
    clause = begin
    while clause and s.lows[clause - 1] not in HARD:
        clause -= 1
    if clause + 1 < begin + 2 and s.lows[clause] in ("a", "an", "the", "claims", "allegations", "something"):
        noun = next((i for i in range(clause, min(verb.begin, clause + 4)) if s.lows[i] in CLAIM_NOUNS), None)
        if noun is not None and noun + 1 < verb.begin and clause:
            start = noun + 1 + (s.lows[noun + 1] in ("that", "which"))
            if start < verb.begin:
                return Attribution(
                    Frame.COMMENT, span(s, start, verb.begin), base.cue, (span(s, clause, noun + 1),), base.relation, base.stance,
                    base.lemma, base.kind, base.negated, base.hearer, s.atoms[clause - 1].start,
                )  # fmt: skip
    if opener is not None and s.lows[opener] == "which" and opener and s.lows[opener - 1] == ",":
        left = find_left(s, Phrase(opener, opener + 1, opener - 1))
        if left is not None and begin > opener:
            return Attribution(
                Frame.COMMENT, base.source, base.cue, (span(s, *left),), base.relation, base.stance, base.lemma, base.kind,
                base.negated, base.hearer, s.atoms[opener - 1].start,
            )  # fmt: skip
    return None


def read_learned(s: Sentence, verb: Verb, subject: Phrase, base: Attribution) -> Attribution | None:
    """C, S learned from O: the source has it from O."""
    stop = end_speaker(s, verb.end)
    left = find_left(s, subject)
    if left is None or stop == verb.end:
        return None
    return Attribution(
        Frame.AFTER, base.source, base.cue, (span(s, *left),), base.relation, base.stance, base.lemma, base.kind, base.negated, None,
        s.atoms[subject.begin].start, origin=span(s, verb.end, stop),
    )  # fmt: skip


def read_as(s: Sentence, verb: Verb, subject: Phrase, base: Attribution, right: int) -> Attribution | None:
    """As S has reported, C · C, as S put it."""
    at = skip_adverbials(s, right)
    edge = subject.edge
    if edge == 0 and at < len(s.lows) and s.lows[at] == ",":
        content = span(s, at + 1, trim_end(s, len(s.lows))) if at + 1 < len(s.lows) else None
    else:
        left = find_left(s, Phrase(edge, edge + 1, edge - 1))
        content = span(s, *left) if left else None
    if content is None or s.lows[subject.begin] in RELATIVES:
        return None
    return Attribution(
        Frame.AFTER, base.source, base.cue, (content,), base.relation, base.stance, base.lemma, base.kind, base.negated, base.hearer,
        s.atoms[edge].start,
    )  # fmt: skip
