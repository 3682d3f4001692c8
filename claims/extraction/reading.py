"""Reading an article: paragraph by paragraph, sentence by sentence, to candidates."""

from bisect import bisect_left
from dataclasses import dataclass, field

from claims.extraction.articles import READABLE, Article, Block, BlockKind, split_blocks
from claims.extraction.candidates import Candidate
from claims.extraction.conversation import Conversation, Reading
from claims.extraction.coreference import Memory
from claims.extraction.making import make_candidate, make_own, make_withdrawal
from claims.extraction.mentions import list_subjects, note_names
from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.extraction.stance import is_unclear
from claims.extraction.statements import choose_statements
from claims.extraction.withdrawals import find_taken_back
from claims.vocabulary import Place

PLACES = {
    BlockKind.HEADLINE: Place.HEADLINE,
    BlockKind.LEAD: Place.LEAD,
    BlockKind.BODY: Place.BODY,
    BlockKind.CAPTION: Place.CAPTION,
}


@dataclass(slots=True)
class Reader:
    """What has been read of an article so far: who was named, who is speaking, what was found."""

    article: Article
    memory: Memory = field(default_factory=Memory)
    conversation: Conversation = field(default_factory=Conversation)
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
    reader.memory.paragraph = span.start
    quantities = find_quantities(text, span.start, span.end)
    starts = [quantity.span.start for quantity in quantities]
    for reading in reader.conversation.read_paragraph(text, span):
        here = quantities[bisect_left(starts, reading.span.start) : bisect_left(starts, reading.span.end)]
        reader.candidates += read_passage(reader, reading, here, PLACES[block.kind])
        note_names(text, reading.span, reading.found, reader.memory, reader.article.publisher)


def read_passage(
    reader: Reader, reading: Reading, quantities: tuple[FoundQuantity, ...], place: Place
) -> list[Candidate]:
    """The candidates of one sentence: its statements, what it says is taken back, else its own words."""
    article, memory, sentence = reader.article, reader.memory, reading.span
    memory.begin_sentence(list_subjects(reading.folded, reading.found, memory, article.publisher))
    others = [*reading.found, *reading.nested, *reading.context]
    made = [
        make_candidate(article, memory, sentence, one, others, quantities, place)
        for one in choose_statements(article.text, reading.found, reading.nested)
    ]
    taken = find_taken_back(article.text, sentence)
    if taken is not None and not any(part.covers(taken.verb) for c in made for part in c.content):
        made.append(make_withdrawal(article, memory, sentence, taken, place))
    return made or [make_own(article, sentence, quantities, place, is_unclear(sentence.text))]
