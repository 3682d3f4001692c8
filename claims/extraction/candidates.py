"""The candidate report: one statement found in an article, with who says it and from whom, waiting for an editor."""

from dataclasses import dataclass
from enum import StrEnum

from claims.extraction.quantities import FoundQuantity
from claims.extraction.spans import Span
from claims.vocabulary import Place, Relation, Stance, WithdrawalKind

QUOTE_MARKS = frozenset("\"“”«»„'‘’")


class Tier(StrEnum):
    """How far a candidate can be trusted unread: of the high ones at least 95 in 100 are right."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Whom the one before credits. ``name`` is resolved within the article; ``span`` is what stands for it here."""

    name: str
    relation: Relation
    span: Span
    cue: Span


Chain = tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence-level statement of ``publisher``.

    ``quote`` is the sentence; ``content`` the stretches of it that are the statement, in the order of the text.
    ``chains`` run from whom the publisher credits to the origin, one for each joint source; none: nobody is credited.
    ``direct``: the content is quoted. ``hedge`` are words that weaken the statement ("reportedly").
    ``withdrawal``: the statement says that an earlier one was taken back.
    """

    quote: Span
    content: tuple[Span, ...]
    publisher: str
    chains: tuple[Chain, ...]
    quantities: tuple[FoundQuantity, ...]
    stance: Stance
    place: Place
    tier: Tier
    hedge: Span | None = None
    forecast: bool = False
    conditional: bool = False
    direct: bool = False
    withdrawal: WithdrawalKind | None = None

    @property
    def statement(self) -> str:
        """The content as one line, without a leading "that" and quotation marks around it."""
        words = " ".join(" ".join(part.text for part in self.content).split())
        words = words.removeprefix("that ")
        if words[-1:] in QUOTE_MARKS and not any(c in QUOTE_MARKS - {"'", "’"} for c in words[:-1]):
            words = words[:-1].rstrip(", ")
        if words[:1] in QUOTE_MARKS and not any(c in QUOTE_MARKS - {"'", "’"} for c in words[1:]):
            words = words[1:]
        if len(self.content) == 1 and words[:1] in QUOTE_MARKS and words[-1:] in QUOTE_MARKS:
            words = words.strip("\"“”«»„'‘’ ").rstrip(",")
        return words

    @property
    def origins(self) -> tuple[str, ...]:
        """The names at the ends of the chains, in order."""
        return tuple(chain[-1].name for chain in self.chains if chain)

    def list_spans(self) -> tuple[Span, ...]:
        """Every place this candidate names."""
        spans = [self.quote, *self.content]
        for chain in self.chains:
            spans += [span for link in chain for span in (link.span, link.cue)]
        for quantity in self.quantities:
            spans += [s for s in (quantity.span, quantity.number, quantity.hedge, quantity.counted) if s]
        return tuple(spans + ([self.hedge] if self.hedge else []))
