"""Evidence in a few words: readable builders for the tests of the rules."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from claims.algebra.analysis import analyse
from claims.algebra.evidence import (
    ClaimFacts,
    Evidence,
    Link,
    Report,
    Speaker,
    Stake,
    Tie,
    Withdrawal,
)
from claims.algebra.findings import Analysis
from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.vocabulary import Interest, Relation, Side, Stance, WithdrawalKind
from sources.algebra.moments import Moment, read_moment
from sources.vocabulary import SourceKind, TieKind

CLAIM = "the claim"


def moment(written: str | None) -> Moment | None:
    return None if written is None else read_moment(written)


def instant(written: str) -> datetime:
    return read_moment(written).start


def figure(worded: str | None, **changes: Any) -> Quantity | None:
    """A worded figure read by the hedge table, some of it changed."""
    if worded is None:
        return None
    read = read_quantity(worded)
    parts = {name: getattr(read, name) for name in Quantity.__dataclass_fields__}
    return Quantity(**{**parts, **changes})


def interval(low: int | None, high: int | None, **changes: Any) -> Quantity:
    return Quantity(None if low is None else Decimal(low), None if high is None else Decimal(high), **changes)


def link(
    source: str, *, document: str | None = None, captured: bool = False, says: str | None = None, hedge: str = ""
) -> Link:
    """One link; ``says`` is the figure as that source had it."""
    return Link(source, Relation.SAYS, document, captured, figure(says), hedge)


def report(
    name: str,
    *chains: Sequence[str | Link],
    publisher: str | None = None,
    says: str | None = None,
    on: str | None = None,
    claim: str = CLAIM,
    stance: Stance = Stance.ASSERTS,
    own: bool = False,
    document: str | None = None,
    **more: Any,
) -> Report:
    """A report called ``name``, published by the part of the name before "/" unless told otherwise."""
    return Report(
        id=name,
        claim=claim,
        document=document or f"{name}'s page",
        publisher=publisher or name.split("/")[0],
        stance=stance,
        chains=tuple(tuple(link(step) if isinstance(step, str) else step for step in chain) for chain in chains),
        own_reporting=own,
        quantity=figure(says),
        published_at=moment(on),
        **more,
    )


def speaker(name: str, kind: SourceKind = SourceKind.OUTLET, *sides: str) -> Speaker:
    return Speaker(name, name.title(), kind, frozenset(sides))


def tie(
    one: str, other: str, kind: TieKind = TieKind.ARM_OF, since: str | None = None, until: str | None = None
) -> Tie:
    return Tie(one, other, kind, moment(since), moment(until))


def helped(source: str) -> Stake:
    return Stake(source, Interest.HELPED)


def harmed(source: str) -> Stake:
    return Stake(source, Interest.HARMED)


def withdrawn(
    *, source: str | None = None, document: str | None = None, at: str, kind: WithdrawalKind = WithdrawalKind.DELETED
) -> Withdrawal:
    return Withdrawal(kind, read_moment(at), source, None if source is None else CLAIM, document)


def evidence(
    *reports: Report,
    says: str | None = None,
    speakers: tuple[Speaker, ...] = (),
    ties: tuple[Tie, ...] = (),
    stakes: tuple[Stake, ...] = (),
    withdrawals: tuple[Withdrawal, ...] = (),
    others: tuple[ClaimFacts, ...] = (),
    excluded: tuple[str, ...] = (),
    **claim: Any,
) -> Evidence:
    """The evidence on the one claim these tests are about."""
    return Evidence(
        claim=ClaimFacts(CLAIM, "what is claimed", figure(says), **claim),
        reports=reports,
        speakers={speaker.id: speaker for speaker in speakers},
        ties=ties,
        stakes=stakes,
        withdrawals=withdrawals,
        others={other.id: other for other in others},
        excluded=frozenset(excluded),
    )


def lines_of(analysis: Analysis) -> tuple[int, int, int]:
    return analysis.lines.low, analysis.lines.with_parties, analysis.lines.high


def lines(*reports: Report, **more: Any) -> tuple[int, int, int]:
    return lines_of(analyse(evidence(*reports, **more)))


def single_points(analysis: Analysis) -> list[str]:
    return [bottleneck.voice for bottleneck in analysis.bottlenecks if bottleneck.single]


def supporters(analysis: Analysis) -> list[str]:
    return [voice.voice for voice in analysis.voices if voice.side is Side.SUPPORTS]
