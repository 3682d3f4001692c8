"""What was found in a text, as it is kept: a candidate with one figure, as a frozen value and as JSON, and back."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claims.algebra.intervals import Quantity
from claims.extraction.candidates import Candidate, Tier
from claims.extraction.quantities import FoundQuantity
from claims.extraction.spans import Span
from claims.vocabulary import Comparator, Place, Relation, Stance, WithdrawalKind

Json = dict[str, Any]
# What an article measures on the way rather than states: never the figure of a suggestion beside a counted one.
TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "seconds"})


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One link of a chain as read: the name, how it has it, and the words that stand for it in the text."""

    name: str
    relation: Relation
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """One suggestion's worth: what is stated, with one figure, by whom, and where that stands in the text.

    ``spare`` is a further figure of a statement: worth an editor's time only when it is about something known.
    """

    statement: str
    quote: Span
    content: tuple[Span, ...]
    chains: tuple[tuple[FoundLink, ...], ...]
    quantity: Quantity | None
    figure: Span | None
    stance: Stance
    place: Place
    tier: Tier
    hedge: str = ""
    forecast: bool = False
    conditional: bool = False
    direct: bool = False
    withdrawal: WithdrawalKind | None = None
    spare: bool = False

    @property
    def subject(self) -> str:
        """The words that say what it is about. "Its statement" says nothing; the sentence around it may."""
        return self.quote.text if self.withdrawal is not None else self.statement

    @property
    def fingerprint(self) -> str:
        """The same for the same words with the same figure, wherever in the text they stand."""
        figure = self.quantity.worded if self.quantity else ""
        said = [" ".join(self.quote.text.split()), self.statement, figure, str(self.withdrawal or "")]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def split_candidate(candidate: Candidate) -> Iterator[Found]:
    """A candidate as one value for each figure it may be about, the likeliest first and the others spare."""
    ranked = sorted(candidate.quantities, key=rank_quantity)
    yield make_found(candidate, ranked[0] if ranked else None, spare=False)
    for quantity in ranked[1:]:
        if quantity.counted is not None or quantity.value.unit:
            yield make_found(candidate, quantity, spare=True)


def rank_quantity(quantity: FoundQuantity) -> tuple[int, int]:
    """Counted things before measures, measures before bare numbers and lengths of time; then as they stand."""
    unit = quantity.value.unit
    if quantity.counted is not None and unit not in TIMES:
        return 0, quantity.span.start
    return (1 if unit and unit not in TIMES else 2), quantity.span.start


def make_found(candidate: Candidate, quantity: FoundQuantity | None, *, spare: bool) -> Found:
    """The candidate with this one figure."""
    return Found(
        statement=candidate.statement,
        quote=candidate.quote,
        content=candidate.content,
        chains=tuple(
            tuple(FoundLink(link.name, link.relation, link.span) for link in chain) for chain in candidate.chains
        ),
        quantity=quantity.value if quantity else None,
        figure=quantity.span if quantity else None,
        stance=candidate.stance,
        place=candidate.place,
        tier=candidate.tier,
        hedge=candidate.hedge.text if candidate.hedge else "",
        forecast=candidate.forecast,
        conditional=candidate.conditional,
        direct=candidate.direct,
        withdrawal=candidate.withdrawal,
        spare=spare,
    )


def write_found(found: Found) -> Json:
    """The value as JSON."""
    return {
        "statement": found.statement,
        "quote": write_span(found.quote),
        "content": [write_span(span) for span in found.content],
        "chains": [
            [{"name": link.name, "relation": link.relation.value, "span": write_span(link.span)} for link in chain]
            for chain in found.chains
        ],
        "quantity": write_figure(found.quantity),
        "figure": write_span(found.figure) if found.figure else None,
        "stance": found.stance.value,
        "place": found.place.value,
        "tier": found.tier.value,
        "hedge": found.hedge,
        "forecast": found.forecast,
        "conditional": found.conditional,
        "direct": found.direct,
        "withdrawal": found.withdrawal.value if found.withdrawal else None,
    }


def read_found(kept: Json) -> Found:
    """The value that this JSON holds."""
    return Found(
        statement=kept["statement"],
        quote=read_span(kept["quote"]),
        content=tuple(read_span(span) for span in kept["content"]),
        chains=tuple(
            tuple(FoundLink(link["name"], Relation(link["relation"]), read_span(link["span"])) for link in chain)
            for chain in kept["chains"]
        ),
        quantity=read_figure(kept["quantity"]),
        figure=read_span(kept["figure"]) if kept["figure"] else None,
        stance=Stance(kept["stance"]),
        place=Place(kept["place"]),
        tier=Tier(kept["tier"]),
        hedge=kept["hedge"],
        forecast=kept["forecast"],
        conditional=kept["conditional"],
        direct=kept["direct"],
        withdrawal=WithdrawalKind(kept["withdrawal"]) if kept["withdrawal"] else None,
    )


def write_span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def read_span(kept: Json) -> Span:
    return Span(kept["start"], kept["end"], kept["text"])


def write_figure(quantity: Quantity | None) -> Json | None:
    """A quantity with exact bounds, as text."""
    if quantity is None:
        return None
    return {
        "worded": quantity.worded,
        "low": None if quantity.low is None else format(quantity.low, "f"),
        "high": None if quantity.high is None else format(quantity.high, "f"),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "comparator": quantity.comparator.value if quantity.comparator else "",
        "unit": quantity.unit,
        "counted": quantity.counted,
    }


def read_figure(kept: Json | None) -> Quantity | None:
    """The quantity that was written so."""
    if kept is None:
        return None
    return Quantity(
        low=None if kept["low"] is None else Decimal(kept["low"]),
        high=None if kept["high"] is None else Decimal(kept["high"]),
        low_open=kept["low_open"],
        high_open=kept["high_open"],
        comparator=Comparator(kept["comparator"]) if kept["comparator"] else None,
        worded=kept["worded"],
        unit=kept["unit"],
        counted=kept["counted"],
    )


def list_names(found: Iterable[Found]) -> list[str]:
    """The names that chains run through, each once, in order."""
    names = (link.name for one in found for chain in one.chains for link in chain)
    return list(dict.fromkeys(names))
