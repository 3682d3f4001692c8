"""Reading an article: paragraph by paragraph, sentence by sentence, to candidates."""

from dataclasses import dataclass, field, replace

import regex

from claims.extraction.articles import READABLE, Article, Block, BlockKind, split_blocks
from claims.extraction.atoms import QUOTED, Sentence, fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import Candidate
from claims.extraction.coreference import Memory
from claims.extraction.making import make_candidate, make_own, make_withdrawal
from claims.extraction.noun_phrases import find_subject
from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.extraction.quotations import Quotation, find_quotations, is_sentential
from claims.extraction.sentence_attributions import attribute_quotation, attribute_sentence
from claims.extraction.sentences import split_sentences
from claims.extraction.source_names import Named, is_self, name_source
from claims.extraction.spans import Span
from claims.extraction.stance import find_taken_back, is_unclear
from claims.extraction.tokens import is_finite_verb
from claims.vocabulary import Place

PLACES = {
    BlockKind.HEADLINE: Place.HEADLINE,
    BlockKind.LEAD: Place.LEAD,
    BlockKind.BODY: Place.BODY,
    BlockKind.CAPTION: Place.CAPTION,
}
OPENS_NAME = regex.compile(
    r"\A(?:The\s|A\s)?(?:\p{Ll}+\s){0,2}(?P<name>\p{Lu}[\p{L}'’&-]*(?:\s\p{Lu}[\p{L}'’&-]*){0,4})"
)
LONGEST_QUOTATION = 3_000


@dataclass(slots=True)
class Reader:
    """What has been read of an article so far: who was named, whose quotation is still running."""

    article: Article
    memory: Memory = field(default_factory=Memory)
    speaker: Attribution | None = None
    running: bool = False
    awaited: Attribution | None = None
    context: list[Attribution] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


def read_article(article: Article) -> tuple[Candidate, ...]:
    """All candidates of an article in the order of the text. Never raises on any text."""
    reader = Reader(article)
    for block in split_blocks(article):
        if block.kind in READABLE:
            read_block(reader, block)
    return tuple(reader.candidates)


def read_block(reader: Reader, block: Block) -> None:
    text, span = reader.article.text, block.span
    quotations = find_quotations(text, span.start, span.end)
    quantities = find_quantities(text, span.start, span.end)
    reader.running = reader.running and bool(quotations) and quotations[0].start == span.start
    if not reader.running and not (reader.awaited and quotations and quotations[0].start <= span.start + 1):
        reader.speaker = None
    for sentence in split_sentences(text, span.start, span.end, quotations):
        read_sentence(reader, block, sentence, quotations, quantities)
    reader.running = bool(quotations) and quotations[-1].runs_on
    if reader.running and reader.speaker is None:
        reader.running = False


def read_sentence(
    reader: Reader, block: Block, sentence: Span, quotations: list[Quotation], quantities: tuple[FoundQuantity, ...]
) -> None:
    text = reader.article.text
    inside = [q for q in quotations if sentence.start <= q.start < sentence.end]
    folded = fold_sentence(text, sentence.start, sentence.end, inside)
    found = attribute_sentence(folded)
    nested = [
        a for q in inside if q.end - q.start < LONGEST_QUOTATION for a in attribute_quotation(text, q.start, q.end)
    ]
    found = continue_quotation(reader, folded, found)
    here = tuple(q for q in quantities if sentence.start <= q.span.start < sentence.end)
    reader.memory.begin_sentence(list_subjects(reader, folded, found))
    made = make_all(reader, block, sentence, found, nested, here)
    if not made:
        taken = find_taken_back(text, sentence)
        made = (
            [make_withdrawal(reader.article, reader.memory, sentence, taken, here, PLACES[block.kind])]
            if taken
            else []
        )
    elif (taken := find_taken_back(text, sentence)) is not None and not any(c.withdrawal for c in made):
        if not any(part.covers(taken.verb) for c in made for part in c.content):
            made.append(make_withdrawal(reader.article, reader.memory, sentence, taken, here, PLACES[block.kind]))
    if not made:
        made = [make_own(reader.article, sentence, here, PLACES[block.kind], is_unclear(sentence.text))]
    reader.candidates += made
    note_names(reader, sentence, found)


def continue_quotation(reader: Reader, folded: Sentence, found: list[Attribution]) -> list[Attribution]:
    """A quotation without words of its own about who speaks goes on with the last speaker, or with who was announced."""
    marks = {".", "!", "?", "…"}
    bare = (
        bool(folded.lows) and folded.lows[0] == QUOTED and all(low in marks or low == QUOTED for low in folded.lows)
    )
    if not found and bare:
        source = reader.awaited or reader.speaker
        if source is not None:
            place = Span.cut(folded.text, folded.atoms[0].start, folded.atoms[0].end)
            found = [
                replace(source, content=(place,), frame=Frame.BEFORE, opens=-1, sure=False, origin=source.origin)
            ]
    else:
        reader.context = list(found)
    speakers = [
        a for a in found if a.source is not None and a.frame not in (Frame.CITING, Frame.CITED_BY, Frame.PASSIVE)
    ]
    reader.awaited = None
    if speakers:
        quoted = [a for a in speakers if any(is_quoted(part) for part in a.content)]
        reader.speaker = (quoted or [None])[-1] if not bare else reader.speaker or speakers[-1]
        if folded.lows[-1] == ":":
            reader.awaited = speakers[-1]
    elif not bare:
        reader.speaker = None
    return found


def is_quoted(part: Span) -> bool:
    return part.text[:1] in "\"“«„'‘`" and len(part.text) > 8


def make_all(
    reader: Reader,
    block: Block,
    sentence: Span,
    found: list[Attribution],
    nested: list[Attribution],
    quantities: tuple[FoundQuantity, ...],
) -> list[Candidate]:
    """One candidate for each attribution that holds no other one, and one more for what is said around those that do."""
    article, memory = reader.article, reader.memory
    together = found + nested
    context = [a for a in reader.context if a not in together]
    made = []
    for one in together:
        if (one.frame in (Frame.CITING, Frame.CITED_BY) and has_host(one, found)) or one.kind == "want":
            continue
        if any(one.covers(other) and holds_mainly(one, other) and other.kind != "want" for other in together):
            continue
        for part in split_content(article.text, one):
            made.append(
                make_candidate(article, memory, sentence, part, together + context, quantities, PLACES[block.kind])
            )
    return made


def list_subjects(reader: Reader, folded: Sentence, found: list[Attribution]) -> list[tuple[Named, Span]]:
    """The subject of the sentence, where a pronoun further on speaks ("Vantor will cut 4,200 jobs, it said")."""
    pronouns = [a.source for a in found if a.source and a.source.text.lower() in ("he", "she", "it", "they")]
    if not pronouns:
        return []
    verb = next(
        (
            i
            for i in range(1, len(folded.lows))
            if folded.atoms[i].text[0].islower() and is_finite_verb(folded.lows[i])
        ),
        None,
    )
    subject = find_subject(folded, verb) if verb else None
    if subject is None:
        return []
    span = Span.cut(folded.text, folded.atoms[subject.begin].start, folded.atoms[subject.end - 1].end)
    named = name_source(folded.text, span, reader.article.publisher)
    if span.end > pronouns[0].start or span.text.lower() in ("he", "she", "it", "they", "this", "that", "there"):
        return []
    resolved = reader.memory.resolve(named)
    return [(replace(named, name=resolved) if resolved else named, span)]


def has_host(one: Attribution, found: list[Attribution]) -> bool:
    return any(
        a is not one and a.frame not in (Frame.CITING, Frame.CITED_BY) and a.content and a.kind != "want"
        for a in found
    )


def holds_mainly(one: Attribution, other: Attribution) -> bool:
    """Whether what ``one`` reports is mostly what ``other`` says, so that only the inner statement is a candidate."""
    if other.frame in (Frame.COMMENT, Frame.IMPERSONAL) or (
        other.kind in ("think", "weak") and other.frame is Frame.PARTICIPLE
    ):
        return False
    whole = sum(len(part) for part in one.content)
    inner = sum(len(part) for part in other.content) + len(other.cue) + (len(other.source) if other.source else 0)
    return inner * 2 >= whole


def split_content(text: str, one: Attribution) -> list[Attribution]:
    """A quotation of several sentences makes a candidate of each."""
    if (
        len(one.content) != 1
        or not is_quoted(one.content[0])
        or not is_sentential(text, Quotation(one.content[0].start, one.content[0].end))
    ):
        return split_parts(one)
    part = one.content[0]
    pieces = split_sentences(text, part.start + 1, part.end - 1, quotations=[])
    if len(pieces) < 2 or len(part) > LONGEST_QUOTATION:
        return [one]
    first = Span.cut(text, part.start, pieces[0].end)
    last = Span.cut(text, pieces[-1].start, part.end)
    return [one.with_content(p) for p in (first, *pieces[1:-1], last)]


def split_parts(one: Attribution) -> list[Attribution]:
    """Two quotations of one speaker, each a whole sentence, are two statements."""
    if (
        len(one.content) == 2
        and all(is_quoted(p) for p in one.content)
        and one.content[1].text[1:2].isupper()
        and one.content[0].text.rstrip("\"”»'’")[-1:] in ".!?,"
    ):
        if one.content[0].text.rstrip("\"”»'’")[-1:] in ".!?":
            return [one.with_content(part) for part in one.content]
    return [one]


def note_names(reader: Reader, sentence: Span, found: list[Attribution]) -> None:
    """Remember who spoke, and whom the sentence is about, for the pronouns to come."""
    text, publisher = reader.article.text, reader.article.publisher
    match = OPENS_NAME.match(sentence.text)
    if match and len(match["name"]) > 3:
        span = Span.cut(text, sentence.start + match.start("name"), sentence.start + match.end("name"))
        named = name_source(text, span, publisher)
        if not is_self(named.name, publisher) and not any(a.source and a.source.overlaps(span) for a in found):
            reader.memory.note(named, Span.cut(text, sentence.start, span.end), spoke=False)
    for one in found:
        if one.source is None:
            continue
        named = name_source(text, one.source, publisher)
        if named.name.lower() in ("he", "she", "it", "they", "who", "which", "one", "that") or is_self(
            named.name, publisher
        ):
            continue
        resolved = reader.memory.resolve(named)
        kept = replace(named, name=resolved) if resolved else named
        reader.memory.note(kept, one.source)
