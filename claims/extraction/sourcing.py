"""Sources named without a verb of their own: according to, citing, as cited by, it is said, "Ministry: …"."""

import regex

from claims.extraction import lexicon
from claims.extraction.atoms import BORROWED, DASHES, HARD, QUOTED, Sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.clauses import find_last_verb, has_clause
from claims.extraction.complements import find_left
from claims.extraction.cues import PHRASE_KINDS, Entry, read_entries
from claims.extraction.hearers import end_speaker
from claims.extraction.noun_phrases import find_subject
from claims.extraction.spans import Span
from claims.extraction.tokens import is_adverb
from claims.vocabulary import Relation, Stance

NOBODY = regex.compile(
    r"(?<![\w-])(?:[Ii]t (?:is|was|has been) (?:widely |now |also |currently |commonly )?(?:alleged|believed|thought|"
    r"estimated|understood|reported|claimed|said|rumou?red|feared|assumed|expected|suggested|hoped|predicted)|"
    r"(?:is|are|was|were) (?:widely |reportedly |also |now |long )?(?:alleged|believed|thought|estimated|understood|"
    r"reported|claimed|said|rumou?red|feared|assumed|expected|known)(?= to\b)|[Tt]here (?:is|are|were) (?:reports|"
    r"claims|rumou?rs)|[Rr]eports? (?:have )?emerged)(?![\w-])"
)
# "It was not possible to verify the account", "there was no way to confirm it".
UNVERIFIED = regex.compile(
    r"(?:[Ii]t (?P<cue>(?:is|was|has) not (?:been )?(?:\w+ly |yet )?possible (?:for \w+ )?to (?:\w+ly )?"
    r"(?:verify|confirm|corroborate|authenticate))|[Tt]here (?P<cue>(?:is|was) no (?:\w+ )?way (?:of|to) (?:\w+ly )?"
    r"(?:verify|confirm|corroborat|authenticat)(?:e|ing)?))(?!\w)"
)
FRAMES = {"according": Frame.ACCORDING, "citing": Frame.CITING, "cited_by": Frame.CITED_BY}
RELATIVES = ("who", "which", "that")
CITED = frozenset(["cited", "quoted", "reported", "relayed"])


def index_phrases() -> dict[str, list[Entry]]:
    """The phrases of the list by their first word, the longest first."""
    table: dict[str, list[Entry]] = {}
    for entry in sorted(read_entries(), key=lambda e: -len(e.words)):
        if entry.kind in PHRASE_KINDS:
            table.setdefault(entry.words[0], []).append(entry)
    return table


PHRASES = index_phrases()


def find_phrases(s: Sentence) -> list[Attribution]:
    """All attributions of the sentence made by a phrase instead of a reporting verb."""
    found = []
    i = 0
    while i < len(s.lows):
        entry = next((e for e in PHRASES.get(s.lows[i], ()) if tuple(s.lows[i : i + len(e.words)]) == e.words), None)
        end = i + (len(entry.words) if entry else 1)
        if entry is not None and end < len(s.lows) and is_phrase(s, i, entry):
            attribution = read_phrase(s, i, end, entry)
            found += [attribution] if attribution is not None else []
        i = end
    return found + find_nobody(s)


def is_phrase(s: Sentence, begin: int, entry: Entry) -> bool:
    """Whether the words are a phrase of sourcing here: no passive, no "per day", a comma before "reported by"."""
    before, first = s.low(begin - 1), entry.words[0]
    led = first in ("as", "first")
    if entry.words[-1] in ("by", "in") and not led and before in lexicon.AUXILIARIES:
        return False
    if entry.words == ("per",):
        after = begin + 1
        return (begin == 0 and s.low(after) in ("the", "a")) or (before == "," and s.atoms[after].is_capital)
    return entry.kind != "according" or entry.words[-1] != "by" or led or before == ","


def read_phrase(s: Sentence, begin: int, end: int, entry: Entry) -> Attribution | None:
    """According to S, C · C, according to S · …, citing S · …, as cited by S."""
    frame, before = FRAMES[entry.kind], s.low(begin - 1)
    leads = frame is Frame.ACCORDING and leads_clause(s, begin)
    stop = end_leading(s, end) if leads else drop_when(s, end, end_speaker(s, end))
    if stop == end:
        return None
    cue = s.cut(begin + (entry.words[0] in RELATIVES), end)
    opens = s.atoms[begin - (before == ",")].start
    kind = "say" if frame is Frame.ACCORDING else "cite"
    base = Attribution(
        frame, s.cut(end, stop), cue, (), entry.relation, Stance.ASSERTS, lemma=entry.words[0], kind=kind, opens=opens
    )
    if frame is not Frame.ACCORDING:
        return base
    if leads and (content := find_right(s, stop)) is not None:
        return Attribution(
            frame, base.source, cue, (content,), entry.relation, Stance.ASSERTS, lemma=base.lemma, kind="say"
        )
    return read_trailing(s, begin, stop, base)


def leads_clause(s: Sentence, begin: int) -> bool:
    """Whether the phrase stands at the head of a clause, so that what is said follows."""
    before = s.low(begin - 1)
    if begin == 0 or before in lexicon.CONJUNCTIONS or before in ("that", ":", ";") or before in DASHES:
        return True
    return before == "," and begin < 4 and (s.lows[0] in lexicon.PREPOSITIONS or is_adverb(s.lows[0]))


def find_right(s: Sentence, stop: int) -> Span | None:
    """What follows "According to S,": the rest of the clause, past "which cited two officials,"."""
    begin = stop + (s.low(stop) == ",")
    if s.low(begin) in ("which", "who", "citing", "as"):
        comma = s.find_mark((",",), begin)
        begin = comma + 1 if comma is not None else begin
    end = s.trim_end(s.find_mark((";",), begin) or len(s.lows))
    return s.cut(begin, end) if begin < end else None


def read_trailing(s: Sentence, begin: int, stop: int, base: Attribution) -> Attribution | None:
    """C, according to S · who, according to S, did D."""
    left = find_left_of(s, begin)
    if left is None:
        return None
    at = begin - (2 if s.low(begin - 1) == "," else 1)
    end = s.trim_end(len(s.lows))
    if s.low(at) in RELATIVES and stop + 1 < end:
        rest = s.cut(stop + (s.low(stop) == ","), end)
        return Attribution(
            base.frame,
            base.source,
            base.cue,
            (s.cut(at, at + 1), rest),
            base.relation,
            base.stance,
            lemma=base.lemma,
            kind="say",
        )
    content: tuple[Span, ...] = (s.cut(*left),)
    if s.low(stop) == "," and s.low(begin - 1) == "," and stop + 1 < end and not has_clause(s, *left):
        content = (*content, s.cut(stop + 1, end))
    return base.with_content(*content)


def find_left_of(s: Sentence, begin: int) -> tuple[int, int] | None:
    """What stands before a phrase at ``begin``."""
    if begin == 0:
        return None
    if s.lows[begin - 1] in {",", QUOTED, BORROWED} | DASHES:
        return find_left(s, begin - 1) or ((0, begin - 1) if begin > 1 else None)
    start = next((i + 1 for i in range(begin - 1, -1, -1) if s.lows[i] == ";"), 0)
    while start < begin and s.lows[start] in lexicon.CONJUNCTIONS:
        start += 1
    return (start, begin) if start < begin else None


def end_leading(s: Sentence, begin: int) -> int:
    """Where the source of a leading phrase ends: before the comma of the main clause."""
    marks = [i for i in range(begin, len(s.lows)) if s.lows[i] in HARD]
    for n, mark in enumerate(marks):
        following = marks[n + 1] if n + 1 < len(marks) else len(s.lows)
        if s.lows[mark] != ",":
            return mark
        relative = s.low(mark + 1) in ("who", "which", "whose")
        citing = relative and s.low(mark + 2) in ("cited", "quoted", "cites", "citing")
        citing = citing or (s.low(mark + 1) == "as" and s.low(mark + 2) in CITED)
        clause = find_last_verb(s, mark + 1, following) is not None or s.low(following) != ","
        if citing or (not relative and clause):
            return mark
    return marks[-1] if marks else len(s.lows)


def drop_when(s: Sentence, begin: int, stop: int) -> int:
    """Without the day behind the source ("according to state media on 5 June")."""
    for i in range(begin + 1, stop - 1):
        if s.lows[i] == "on" and (s.lows[i + 1] in lexicon.TIME_WORDS or s.atoms[i + 1].text.isdigit()):
            return stop if "by" in s.lows[i:stop] else i
    return stop


def find_nobody(s: Sentence) -> list[Attribution]:
    """ "It is alleged that C" · "C is thought to …": nobody is named."""
    found = []
    stop = s.trim_end(len(s.lows))
    for match in UNVERIFIED.finditer(s.text, s.start, s.end):
        after = s.find_at(match.end())
        if after < stop:
            cue, content = Span.cut(s.text, *match.span("cue")), (s.cut(after, stop),)
            found.append(
                Attribution(
                    Frame.IMPERSONAL, None, cue, content, Relation.SAYS, Stance.ASSERTS,
                    lemma="verify", kind="claim", negated=True,
                )
            )  # fmt: skip
    for match in NOBODY.finditer(s.text, s.start, s.end):
        begin, after = s.find_at(match.start()), s.find_at(match.end())
        if after >= stop or s.atoms[begin].start != match.start():
            continue
        parts: tuple[Span, ...] = ()
        if s.lows[begin] in ("it", "there", "reports", "report"):
            if s.lows[begin] == "it" and s.lows[after] in ("that", "whether"):
                parts = (s.cut(after, stop),)
        elif (subject := find_subject(s, begin)) is not None:
            parts = (s.cut(subject.begin, subject.end), s.cut(after, stop))
        if parts:
            cue = Span.cut(s.text, *match.span())
            found.append(Attribution(Frame.IMPERSONAL, None, cue, parts, Relation.SAYS, Stance.ASSERTS, kind="say"))
    return found
