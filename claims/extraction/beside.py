"""The frames of reporting verbs that lean on another clause: passive, participle, joined, comment, silence."""

from dataclasses import replace

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, HARD, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.clauses import CLAIM_NOUNS, has_clause
from claims.extraction.complements import Complement, find_complement, find_left
from claims.extraction.cues import find_cue
from claims.extraction.hearers import end_hearer, end_speaker
from claims.extraction.noun_phrases import Phrase, find_subject
from claims.extraction.spans import Span
from claims.extraction.verbs import NOUNS_TOO, Verb, joins_group
from claims.extraction.words import WORDS
from claims.vocabulary import Stance

VERIFIES = WORDS["verifies"]
WEAK_PASSIVES = frozenset(["note", "observe", "record", "discover", "establish", "determine", "post"])
LOOSE_PARTICIPLES = frozenset(
    ["suggest", "imply", "describe", "estimate", "put", "count", "add", "raise", "express", "answer", "repeat"]
)
BEFORE_PARTICIPLE = frozenset([",", "and", "by", "while", "after", "before", "only", "instead"])
SILENT_LEMMAS = frozenset(["comment", "respond", "reply", "confirm", "say"])
OBJECTS = WORDS["call_objects"]
PREDICATES = tuple(WORDS["call_predicates"])
SPEAKING = frozenset(["say", "weak", "claim", "tell", "call"])
BY_REACH = 9
FIGURES = frozenset("0123456789$€£¥")


def start_attribution(s: Sentence, verb: Verb, source: Span | None) -> Attribution:
    """What every frame of a verb has in common; its content is still to be found."""
    cue = verb.cue
    return Attribution(
        Frame.BEFORE,
        source,
        s.cut(verb.begin, verb.end),
        (),
        cue.relation,
        cue.stance,
        lemma=cue.lemma,
        kind=cue.kind,
        negated=verb.negated,
    )


def read_passive(s: Sentence, verb: Verb) -> Attribution | None:
    """C is reported by S · C was dismissed as D by S · S was quoted by B as saying C · C could not be confirmed."""
    subject = find_subject(s, verb.begin)
    weak = verb.cue.kind in ("weak", "want") and verb.cue.lemma not in WEAK_PASSIVES
    unsaid = verb.negated and verb.cue.lemma in VERIFIES | SILENT_LEMMAS
    if subject is None or verb.cue.kind == "tell" or (weak and not unsaid):
        return None
    said = s.cut(subject.begin, subject.end)
    if s.lows[verb.end : verb.end + 2] == ["as", "saying"] and verb.end + 2 < s.trim_end(len(s.lows)):
        return read_reported_speech(s, verb, said, verb.end, None)
    by = next((i for i in range(verb.end, min(len(s.lows), verb.end + BY_REACH)) if ends_search(s.lows[i])), None)
    numbered = by is not None and s.low(by + 1)[:1] in FIGURES
    if by is None or s.lows[by] != "by" or by + 1 >= len(s.lows) or numbered:
        refused = verb.negated or s.lows[subject.begin] in ("neither", "no", "none")
        if not (refused and verb.cue.lemma in VERIFIES):
            return None
        return replace(start_attribution(s, verb, None), frame=Frame.PASSIVE, content=(said,), negated=True)
    stop, rest = end_speaker(s, by + 1), s.trim_end(len(s.lows))
    if stop == by + 1:
        return None
    agent = s.cut(by + 1, stop)
    if s.lows[stop : stop + 2] == ["as", "saying"] and stop + 2 < rest:
        return read_reported_speech(s, verb, said, stop, agent)
    parts = [said, *([s.cut(verb.end, by)] if by > verb.end else [])]
    if s.low(stop) in ("to", "as") and stop + 1 < rest:
        parts.append(s.cut(stop, rest))
    cue = s.cut(verb.begin, by + 1 if by == verb.end else verb.end)
    return replace(start_attribution(s, verb, agent), frame=Frame.PASSIVE, cue=cue, content=tuple(parts))


def read_reported_speech(s: Sentence, verb: Verb, said: Span, at: int, agent: Span | None) -> Attribution:
    """S was quoted (by B) as saying C: the words "as saying" stand at ``at``."""
    return replace(
        start_attribution(s, verb, said),
        cue=s.cut(verb.begin, at + 2),
        content=(s.cut(at + 2, s.trim_end(len(s.lows))),),
        stance=Stance.ASSERTS,
        lemma="say",
        kind="say",
        hearer=agent,
    )


def ends_search(low: str) -> bool:
    return low == "by" or low in HARD or low.endswith("ing")


def read_participle(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """…, adding that C: the source is the one of the sentence."""
    if s.low(verb.begin - 1) not in BEFORE_PARTICIPLE or verb.cue.kind not in (
        "say",
        "weak",
        "claim",
        "tell",
        "call",
    ):
        return None
    source = inherit_source(s, verb, earlier)
    right, hearer = find_hearer(s, verb)
    found = find_complement(s, right, verb.cue, has_left=False)
    if source is None or isinstance(found, Complement):
        return None
    if verb.cue.kind == "call" and not calls_names(s, *found):
        return None
    marked = s.lows[found[0]] in ("that", QUOTED, BORROWED)
    if verb.cue.lemma in LOOSE_PARTICIPLES and not marked and not has_clause(s, *found):
        return None
    base = start_attribution(s, verb, source)
    opens = s.atoms[verb.begin - 1].start
    return replace(base, frame=Frame.PARTICIPLE, content=(s.cut(*found),), hearer=hearer, opens=opens, inherits=True)


def find_hearer(s: Sentence, verb: Verb) -> tuple[int, Span | None]:
    """Where what was said may begin, and who was told it, for verbs that name a hearer."""
    stop = end_hearer(s, verb.end) if verb.cue.kind == "tell" else verb.end
    return stop, s.cut(verb.end, stop) if stop > verb.end else None


def read_joined(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Attribution | None:
    """… and said C: the source is the subject of the clause before."""
    if verb.cue.form not in ("past", "s", "base") or verb.cue.kind == "show":
        return None
    if (
        verb.cue.form == "base"
        and verb.is_bare
        and not (earlier and earlier[-1].cue.text.lower() == earlier[-1].lemma)
    ):
        return None
    source = inherit_source(s, verb, earlier)
    if source is None:
        return None
    right, hearer = find_hearer(s, verb)
    found = find_complement(s, right, verb.cue, has_left=False)
    base = start_attribution(s, verb, source)
    opens = s.atoms[verb.begin - 1].start
    base = replace(base, frame=Frame.JOINED, hearer=hearer, opens=opens, inherits=True)
    return keep_silent(base, verb) if isinstance(found, Complement) else base.with_content(s.cut(*found))


def inherit_source(s: Sentence, verb: Verb, earlier: list[Attribution]) -> Span | None:
    """The source of the attribution before, else the subject of the first verb of the sentence."""
    for other in reversed(earlier):
        if other.source is not None and other.frame not in (Frame.CITING, Frame.CITED_BY):
            return other.source
    first = next((i for i in range(1, verb.begin) if is_cue(s, i) or is_verb(s, i)), None)
    if first is None:
        return None
    while first > 1 and joins_group(s, first - 1):
        first -= 1
    subject = find_subject(s, first)
    return s.cut(subject.begin, subject.end) if subject and subject.end <= verb.begin else None


def is_cue(s: Sentence, i: int) -> bool:
    """Whether a reporting word stands at ``i`` that is hardly a noun ("a federal judge" does not judge)."""
    return s.lows[i] not in NOUNS_TOO and find_cue(s.lows, i) is not None


def is_verb(s: Sentence, i: int) -> bool:
    low = s.lows[i]
    if low in lexicon.AUXILIARIES:
        return True
    known = low in lexicon.IRREGULAR_PASTS or low in lexicon.PRESENTS or low.endswith("ed")
    return known and s.atoms[i].text[0].islower()


def keep_silent(base: Attribution, verb: Verb) -> Attribution | None:
    """S has not commented: no content, but something said all the same."""
    silent = verb.cue.stance is Stance.NO_POSITION or (verb.negated and verb.cue.lemma in SILENT_LEMMAS)
    return replace(base, frame=Frame.SILENT, content=(), opens=-1, inherits=False) if silent else None


def read_comment(s: Sentence, verb: Verb, subject: Phrase, base: Attribution) -> Attribution | None:
    """…, a claim S rejected · …, which S denies: what is said is the claim named, or the words before."""
    named = read_named_claim(s, verb, find_clause(s, subject.begin), base)
    if named is not None:
        return named
    opener = next((i for i in (subject.edge, subject.begin) if s.low(i) in ("which", "that")), None)
    if opener is None or s.lows[opener] != "which" or s.low(opener - 1) != "," or subject.begin <= opener:
        return None
    left = find_left(s, opener - 1)
    if left is None:
        return None
    return replace(base, frame=Frame.COMMENT, content=(s.cut(*left),), opens=s.atoms[opener - 1].start)


def find_clause(s: Sentence, begin: int) -> int:
    """Where the stretch between commas begins that holds the atom ``begin``."""
    while begin and s.lows[begin - 1] not in HARD:
        begin -= 1
    return begin


def read_named_claim(s: Sentence, verb: Verb, clause: int, base: Attribution) -> Attribution | None:
    """…, a claim (that) S rejected."""
    if not clause or s.lows[clause] not in ("a", "an", "claims", "allegations", "something"):
        return None
    noun = next((i for i in range(clause, min(verb.begin, clause + 4)) if s.lows[i] in CLAIM_NOUNS), None)
    if noun is None:
        return None
    start = noun + 1 + (s.low(noun + 1) in ("that", "which"))
    if start >= verb.begin:
        return None
    content = (s.cut(clause, noun + 1),)
    opens = s.atoms[clause - 1].start
    return replace(base, frame=Frame.COMMENT, source=s.cut(start, verb.begin), content=content, opens=opens)


def calls_names(s: Sentence, begin: int, end: int) -> bool:
    """Whether something is called something: "him a liar", "the ban unlawful", not "a strike" or "no witnesses"."""
    if any(low in (QUOTED, BORROWED) for low in s.lows[begin:end]):
        return True
    if s.lows[begin] in OBJECTS and end > begin + 1:
        return True
    if s.lows[begin] in ("not", "no") or s.lows[begin][:1].isdigit():
        return False
    second = any(s.lows[i] in ("a", "an", "one", "part") for i in range(begin + 1, end))
    return second or s.lows[end - 1].endswith(PREDICATES)
