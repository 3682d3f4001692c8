"""Reading an article: paragraph by paragraph, sentence by sentence, to candidates."""

from dataclasses import dataclass, field, replace

from claims.extraction.articles import READABLE, Article, Block, BlockKind, split_blocks
from claims.extraction.atoms import QUOTED, Sentence, fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import Candidate
from claims.extraction.coreference import Memory
from claims.extraction.making import make_candidate, make_own, make_withdrawal
from claims.extraction.mentions import list_subjects, note_names
from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.sentence_attributions import CITATIONS, attribute_quotation, attribute_sentence
from claims.extraction.sentences import split_sentences
from claims.extraction.spans import Span
from claims.extraction.stance import is_unclear
from claims.extraction.statements import LONGEST_QUOTATION, choose_statements, is_quoted
from claims.extraction.withdrawals import find_taken_back
from claims.vocabulary import Place

PLACES = {
    BlockKind.HEADLINE: Place.HEADLINE,
    BlockKind.LEAD: Place.LEAD,
    BlockKind.BODY: Place.BODY,
    BlockKind.CAPTION: Place.CAPTION,
}
CLOSING = frozenset({".", "!", "?", "…", QUOTED})


@dataclass(slots=True)
class Reader:
    """What has been read of an article so far.

    ``speaker``: whose quotation may go on; ``awaited``: who was announced by a colon; ``running``: a quotation was
    open when its paragraph ended; ``context``: the attributions of the last sentence that was no mere quotation.
    """

    article: Article
    memory: Memory = field(default_factory=Memory)
    speaker: Attribution | None = None
    awaited: Attribution | None = None
    running: bool = False
    context: list[Attribution] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with the quotations and quantities in it, and where in the article it stands."""

    span: Span
    quotations: list[Quotation]
    quantities: tuple[FoundQuantity, ...]
    place: Place


def read_article(article: Article) -> tuple[Candidate, ...]:
    """All candidates of an article in the order of the text. Never raises on any text."""
    reader = Reader(article)
    for block in split_blocks(article):
        if block.kind in READABLE:
            read_block(reader, block)
    return tuple(reader.candidates)


def read_block(reader: Reader, block: Block) -> None:
    """The sentences of one paragraph; a quotation that ran on into it keeps its speaker."""
    text, span = reader.article.text, block.span
    quotations = find_quotations(text, span.start, span.end)
    quantities = find_quantities(text, span.start, span.end)
    opens_quoted = bool(quotations) and quotations[0].start <= span.start + 1
    if not (opens_quoted and (reader.running or reader.awaited)):
        reader.speaker = None
    for sentence in split_sentences(text, span.start, span.end, quotations):
        inside = [q for q in quotations if sentence.start <= q.start < sentence.end]
        here = tuple(q for q in quantities if sentence.start <= q.span.start < sentence.end)
        read_passage(reader, Passage(sentence, inside, here, PLACES[block.kind]))
    reader.running = bool(quotations) and quotations[-1].runs_on and reader.speaker is not None


def read_passage(reader: Reader, passage: Passage) -> None:
    """The candidates of one sentence: its statements, what it says is taken back, else its own words."""
    article, memory, sentence = reader.article, reader.memory, passage.span
    folded = fold_sentence(article.text, sentence.start, sentence.end, passage.quotations)
    found = continue_quotation(reader, folded, attribute_sentence(folded))
    nested = [
        a
        for q in passage.quotations
        if q.end - q.start < LONGEST_QUOTATION
        for a in attribute_quotation(article.text, q.start, q.end)
    ]
    memory.begin_sentence(list_subjects(folded, found, memory, article.publisher))
    together = found + nested
    others = together + [a for a in reader.context if a not in together]
    made = [
        make_candidate(article, memory, sentence, one, others, passage.quantities, passage.place)
        for one in choose_statements(article.text, found, nested)
    ]
    taken = find_taken_back(article.text, sentence)
    if taken is not None and not any(part.covers(taken.verb) for c in made for part in c.content):
        made.append(make_withdrawal(article, memory, sentence, taken, passage.place))
    if not made:
        made.append(make_own(article, sentence, passage.quantities, passage.place, is_unclear(sentence.text)))
    reader.candidates += made
    note_names(article.text, sentence, found, memory, article.publisher)


def continue_quotation(reader: Reader, folded: Sentence, found: list[Attribution]) -> list[Attribution]:
    """A sentence that is a mere quotation goes on with the last speaker, or with who was announced before it."""
    bare = bool(folded.lows) and folded.lows[0] == QUOTED and all(low in CLOSING for low in folded.lows)
    if bare and not found:
        source = reader.awaited or reader.speaker
        reader.awaited = None
        if source is None:
            return found
        place = folded.cut(0, 1)
        reader.speaker = source
        return [replace(source, content=(place,), frame=Frame.BEFORE, opens=-1, sure=False)]
    speakers = [a for a in found if a.source is not None and a.frame not in CITATIONS | {Frame.PASSIVE}]
    quoting = [a for a in speakers if any(is_quoted(part) for part in a.content)]
    reader.context = list(found)
    reader.speaker = quoting[-1] if quoting else None
    reader.awaited = speakers[-1] if speakers and folded.lows[-1] == ":" else None
    return found
