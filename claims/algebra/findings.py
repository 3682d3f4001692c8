"""What the rules of evidence conclude: one `Analysis` of one claim, as frozen values that any door can render.

Ids are those of the evidence. Every tuple is sorted by a stated key or by how it is read, never by set order.
Reasons are codes with parameters; sentences are made of them elsewhere (`claims.algebra.explanation`).
"""

from dataclasses import dataclass
from datetime import datetime

from claims.vocabulary import (
    Bearing,
    ContradictionKind,
    DriftKind,
    Incomparable,
    LoopLevel,
    NextStep,
    NotCounted,
    OriginKind,
    QuantityRelation,
    Side,
    Standing,
    VoiceInterest,
)
from sources.algebra.moments import Moment


@dataclass(frozen=True, slots=True)
class Lines:
    """How many independent lines there are. Counting stops at five: 5 means five or more.

    ``low``: grounded origins without a stake; ``with_parties``: also one line for each interested side;
    ``high``: also unnamed and untraced origins. ``at_most``: a bound, because the exact count was too large to pack.
    """

    low: int = 0
    with_parties: int = 0
    high: int = 0
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class VoiceFinding:
    """An origin: a voice at the end of a live chain. ``voice`` is the id of the source that stands for it."""

    voice: str
    name: str
    side: Side
    kind: OriginKind
    interest: VoiceInterest
    sources: tuple[str, ...]
    """Ids of the sources of this voice that speak at the end of a chain."""
    names: tuple[str, ...]
    """Their names, in the order of ``sources``."""
    party: str | None
    """The id that stands for the interested side this voice belongs to, if it is interested."""
    material_of: tuple[str, ...]
    """The voices whose material was all it had, if that was declared."""
    reports: tuple[str, ...]
    """The live reports that lead here."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A voice that support hangs on. ``single``: it is on every line, and there is only one."""

    voice: str
    name: str
    single: bool
    lines: Lines
    without: Lines


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the conclusion: the rule's code, what it speaks of, and the numbers it looked at."""

    rule: str
    reports: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between ``said_by`` (nearer the origin) and ``passed_on_by``; both wordings as they stand."""

    kind: DriftKind
    report: str
    said_by: str
    passed_on_by: str
    said: str
    passed_on: str
    chain: int | None = None
    """Which chain of the report, from 0; ``None`` for a headline against its body."""
    link: int | None = None
    """Which link of it had the words that were changed, from 0 (the one the publisher credits)."""


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """What one report does to this claim. ``relation`` and ``incomparable`` are about its figure, if it has one."""

    id: str
    claim: str
    bearing: Bearing
    live: bool
    on_line: bool
    relation: QuantityRelation | None = None
    incomparable: Incomparable | None = None
    withdrawn_at: Moment | None = None
    orphaned: bool = False
    stale: bool = False
    drift: tuple[Drift, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A real disagreement. With no ``reports`` it is the claim itself that disagrees with the other side.

    The other side is either another claim or some reports. ``key`` stays the same when the same two things
    disagree again, so that an editor's "looked at" can be remembered.
    """

    kind: ContradictionKind
    relation: QuantityRelation | None
    reports: tuple[str, ...] = ()
    with_claim: str | None = None
    with_reports: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures that differ without contradicting: grown since, or incomparable for a stated reason."""

    relation: QuantityRelation
    incomparable: Incomparable | None
    with_claim: str | None = None
    with_report: str | None = None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A report that is on no line, and why. ``rests_on``: the voices or reports it adds nothing to, or fell with."""

    report: str
    reason: NotCounted
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """Statements or sources that rest on each other. ``grounded``: there is a way out of it to an origin."""

    level: LoopLevel
    grounded: bool
    voices: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaterCitation:
    """A report that cites a document published after it."""

    report: str
    document: str
    cited_report: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What would move the standing. ``around``: voices that a new line must not run through."""

    step: NextStep
    around: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The plain facts the standing follows from; `claims.algebra.standing.decide` of them gives it again."""

    live_reports: int
    withdrawn: bool
    """Something known was withdrawn."""
    support_existed: bool
    live_support: bool
    live_opposition: bool
    support: Lines
    opposition: Lines
    disinterested: tuple[str, ...]
    """Identified supporting voices without a stake."""
    admitting: tuple[str, ...]
    """Identified supporting voices whom the claim harms."""
    interested: tuple[str, ...]
    """Identified supporting voices whom the claim helps."""
    loose: tuple[str, ...]
    """Unnamed or untraced supporting voices."""
    opposing: tuple[str, ...]
    """Identified opposing voices."""
    compatible: tuple[str, ...]
    """Identified voices whose figures are only compatible, and that support in no other way."""
    circular: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that follows from the evidence about one claim, at one moment of knowledge."""

    claim: str
    at: datetime | None
    recorded_by: datetime | None
    policy: str
    status: Standing
    lines: Lines
    opposing_lines: Lines
    voices: tuple[VoiceFinding, ...]
    bottlenecks: tuple[Bottleneck, ...]
    folded: tuple[tuple[str, ...], ...]
    """Voices under which sources heard here were folded by their ties: the voice's id, then theirs, sorted."""
    outlets: int
    """Different publishers of live reports that bear on the claim, or speak of it."""
    report_count: int
    """Those reports."""
    circular: bool
    withdrawn: bool
    admiralty: str
    reasons: tuple[Reason, ...]
    reports: tuple[ReportFinding, ...]
    contradictions: tuple[Contradiction, ...]
    contradictions_left_off: int
    differences: tuple[Difference, ...]
    not_counted: tuple[Uncounted, ...]
    loops: tuple[Loop, ...]
    later_citations: tuple[LaterCitation, ...]
    stale: tuple[str, ...]
    orphaned: tuple[str, ...]
    next_step: Advice
    facts: Facts
    input_hash: str
    engine_version: str
