"""What the rules of evidence are given: one claim's reports, chains, sources, ties, stakes and withdrawals.

Ids are opaque strings (public ids in production, readable names in tests). Everything is a frozen value, so one
`Evidence` has one canonical form and one hash, whatever order its rows came in.
"""

from dataclasses import dataclass, field

from claims.algebra.intervals import Quantity
from claims.vocabulary import Basis, Interest, Place, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.algebra.voices import Tie as Tie
from sources.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, as far as the rules need it."""

    id: str
    name: str
    kind: SourceKind
    aligned_with: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()
    """The ids of those that were merged into it: who trusted one of them trusts it."""


@dataclass(frozen=True, slots=True)
class Stake:
    """A declared interest of a source in the claim."""

    source: str
    interest: Interest
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: whom the one before credits, and in what words.

    ``captured``: the document named here is archived and linked, so that the relay need not be trusted.
    """

    source: str
    relation: Relation
    document: str | None = None
    captured: bool = False
    quantity: Quantity | None = None
    hedge: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One document saying one thing about one claim; chains run from whom the publisher credits to the origin.

    ``claim`` differs from the evidence's own claim when the report bears on it from another claim of the same
    question or from a claim that excludes it. A superseded report was an entry's mistake: from ``superseded_at``
    on it is as if it had never been typed (unlike a withdrawal, which its publisher made and which is remembered).
    """

    id: str
    claim: str
    document: str
    publisher: str
    stance: Stance
    chains: tuple[tuple[Link, ...], ...] = ()
    own_reporting: bool = False
    published_at: Moment | None = None
    recorded_at: Moment | None = None
    quantity: Quantity | None = None
    as_of: Moment | None = None
    hedge: str = ""
    quote: str = ""
    place: Place | None = None
    captured: bool = False
    only_material_of: frozenset[str] = frozenset()
    superseded_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source took back what it said about a claim (source and claim; with a document too, what it said of it there
    alone), or a document fell (document)."""

    kind: WithdrawalKind
    at: Moment
    source: str | None = None
    claim: str | None = None
    document: str | None = None
    recorded_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that looks like a copy of another, in near the same words.

    Once an editor ``accepted`` that, its reports have it from those in the original. Until then it is only proposed,
    and costs the lower figure alone; ``refused``, it costs nothing. ``proposed_at`` and ``decided_at`` are when that
    was recorded here, so that what was said before a decision stays what was said.
    """

    document: str
    original: str
    accepted: bool = False
    refused: bool = False
    proposed_at: Moment | None = None
    decided_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One claim as the rules see it, with what its question says about the figure."""

    id: str
    statement: str
    quantity: Quantity | None = None
    as_of: Moment | None = None
    question: str | None = None
    counted: str = ""
    unit: str = ""
    scope: str = ""
    basis: Basis = Basis.INSTANT


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that bears on ``claim``. ``others`` are the claims that reports of other claims speak of:
    the quantified claims of the same question, and (named in ``excluded``) those that exclude this one."""

    claim: ClaimFacts
    reports: tuple[Report, ...] = ()
    speakers: dict[str, Speaker] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    stakes: tuple[Stake, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    others: dict[str, ClaimFacts] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    copies: tuple[Copy, ...] = ()
