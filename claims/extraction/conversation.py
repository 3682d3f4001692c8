"""Whose quotation goes on: over sentences, over paragraphs, and after "he said:"."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from claims.extraction.atoms import QUOTED, Sentence, fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.sentence_attributions import CITATIONS, attribute_quotation, attribute_sentence
from claims.extraction.sentences import split_paragraphs, split_sentences
from claims.extraction.spans import Span
from claims.extraction.statements import LONGEST_QUOTATION, is_quoted

CLOSING = frozenset({".", "!", "?", "…", QUOTED})


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with its attributions: its own, those inside its quotations, and those of the sentence before it.

    ``goes_on``: the sentence is a mere quotation, and its one attribution is that of the speaker before.
    """

    span: Span
    folded: Sentence
    found: list[Attribution]
    nested: list[Attribution]
    context: list[Attribution]
    goes_on: bool = False


@dataclass(slots=True)
class Conversation:
    """Who was speaking when the last sentence ended.

    ``speaker``: whose quotation may go on; ``awaited``: who was announced by a colon; ``running``: a quotation was
    open when its paragraph ended; ``context``: the attributions of the last sentence that was no mere quotation.
    """

    speaker: Attribution | None = None
    awaited: Attribution | None = None
    running: bool = False
    context: list[Attribution] = field(default_factory=list)

    def read_paragraph(self, text: str, paragraph: Span) -> Iterator[Reading]:
        """The sentences of a paragraph in order; a quotation that ran on into it keeps its speaker."""
        quotations = find_quotations(text, paragraph.start, paragraph.end)
        opens_quoted = bool(quotations) and quotations[0].start <= paragraph.start + 1
        if not (opens_quoted and (self.running or self.awaited)):
            self.speaker = None
        starts = [quotation.start for quotation in quotations]
        for sentence in split_sentences(text, paragraph.start, paragraph.end, quotations):
            inside = quotations[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield self.read_sentence(text, sentence, inside)
        self.running = bool(quotations) and quotations[-1].runs_on and self.speaker is not None

    def read_sentence(self, text: str, sentence: Span, inside: list[Quotation]) -> Reading:
        """The attributions of one sentence with the quotations ``inside`` it."""
        folded = fold_sentence(text, sentence.start, sentence.end, inside)
        found = attribute_sentence(folded)
        short = [q for q in inside if q.end - q.start < LONGEST_QUOTATION]
        nested = [a for q in short for a in attribute_quotation(text, q.start, q.end)]
        bare = bool(folded.lows) and folded.lows[0] == QUOTED and all(low in CLOSING for low in folded.lows)
        if not (bare and not found):
            self.remember(folded, found)
            return Reading(sentence, folded, found, nested, [])
        source, self.awaited = self.awaited or self.speaker, None
        if source is None:
            return Reading(sentence, folded, [], nested, [])
        self.speaker = source
        continued = replace(source, content=(folded.cut(0, 1),), frame=Frame.BEFORE, opens=-1, sure=False)
        return Reading(sentence, folded, [continued], nested, self.context, goes_on=True)

    def remember(self, folded: Sentence, found: list[Attribution]) -> None:
        """Who may go on speaking behind this sentence."""
        speakers = [a for a in found if a.source is not None and a.frame not in CITATIONS | {Frame.PASSIVE}]
        quoting = [a for a in speakers if any(is_quoted(part) for part in a.content)]
        self.context = found
        self.speaker = quoting[-1] if quoting else None
        self.awaited = speakers[-1] if speakers and folded.lows[-1] == ":" else None


def find_attributions(text: str) -> tuple[Attribution, ...]:
    """All attributions of a text in order, each with the whole of what it reports, over sentences and paragraphs."""
    conversation = Conversation()
    found: list[Attribution] = []
    for paragraph in split_paragraphs(text):
        for reading in conversation.read_paragraph(text, paragraph):
            if not reading.goes_on:
                found += sorted(reading.found + reading.nested, key=lambda a: a.cue.start)
                continue
            one = reading.found[0]
            for i in range(len(found) - 1, -1, -1):
                if found[i].cue == one.cue:
                    found[i] = found[i].with_content(*found[i].content, *one.content)
                    break
            found += reading.nested
    return tuple(a for a in found if a.content or a.frame is not Frame.ANNOUNCING)
