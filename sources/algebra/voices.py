"""Voices: sources folded together by their ties, so that a ministry and its intelligence arm count once.

A voice is a connected component of the ties in force (union-find: Tarjan 1975). It is called by the member that
stands for it: one that is nobody's arm, the most tied to, then the smallest id, whatever order the ties came in.

Laws: folding is the same for any order of ties; another tie never gives more voices; a source without ties in
force is a voice of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sources.algebra.moments import Moment
from sources.vocabulary import TieKind

ALWAYS, FOR_EVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
CONTROL = frozenset({TieKind.CONTROLLED_BY, TieKind.ARM_OF, TieKind.OWNED_BY})


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two sources speak with one voice, and when."""

    source: str
    tied_to: str
    kind: TieKind
    since: Moment | None = None
    until: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """Which voice each source speaks with. Sources without a tie in force are not listed and speak for themselves."""

    voice_of: Mapping[str, str] = field(default_factory=dict)
    members_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, source: str) -> str:
        """The id of the source that stands for this one's voice."""
        return self.voice_of.get(source, source)

    def members(self, voice: str) -> tuple[str, ...]:
        """The ids folded into a voice, sorted; the voice alone when nothing is tied to it."""
        return self.members_of.get(voice, (voice,))


def holds(tie: Tie, moments: Iterable[Moment]) -> bool:
    """Whether the tie was in force at some part of one of the moments; an open end has no limit."""
    since = tie.since.start if tie.since else None
    until = tie.until.end if tie.until else None
    return any(
        (since is None or since < moment.end) and (until is None or moment.start < until) for moment in moments
    )


def choose_ties(ties: Iterable[Tie], moments: Iterable[Moment], known_by: datetime | None = None) -> tuple[Tie, ...]:
    """The ties to fold by: those in force at any of the moments at which something was said.

    With no dated moment nothing tells when it was said, and every tie that had begun by ``known_by`` counts:
    counting two voices as one by mistake understates, the other mistake misleads.
    """
    dated = tuple(moments)
    return tuple(
        tie
        for tie in ties
        if (tie.since is None or tie.since.known_by(known_by))
        and (not dated or (tie.since is None and tie.until is None) or holds(tie, dated))
    )


def fold_voices(ties: Iterable[Tie]) -> Voices:
    """Fold the sources that these ties bind, directly or through others."""
    bound = tuple(ties)
    parent: dict[str, str] = {}
    for tie in bound:
        one, other = _root(parent, tie.source), _root(parent, tie.tied_to)
        if one != other:
            parent[max(one, other)] = min(one, other)
    groups: dict[str, list[str]] = {}
    for source in parent:
        groups.setdefault(_root(parent, source), []).append(source)
    under = {tie.source for tie in bound if tie.kind in CONTROL and tie.source != tie.tied_to}
    tied_to: dict[str, set[str]] = {}
    for tie in bound:
        tied_to.setdefault(tie.tied_to, set()).add(tie.source)
    voice_of: dict[str, str] = {}
    members_of: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        voice = min(group, key=lambda source: (source in under, -len(tied_to.get(source, ())), source))
        members_of[voice] = tuple(sorted(group))
        for source in group:
            voice_of[source] = voice
    return Voices(voice_of, members_of)


def find_tie_loop(ties: Iterable[Tie]) -> tuple[str, ...]:
    """A circle of control (somebody an arm of their own arm) at some moment, as ids along it; empty without any.

    Who was under another once and is above it now is in no circle: ties make one only while all of them hold.
    ``same_material`` has no direction and cannot run in a circle. The circle named is the earliest, and of several
    the one through the smallest id, beginning with it, so that the same ties always give the same answer.
    """
    control = [tie for tie in ties if tie.kind in CONTROL]
    if not _find_circle(control):
        return ()
    for moment in sorted({_begins(tie) for tie in control}):
        loop = _find_circle([tie for tie in control if _begins(tie) <= moment < _ends(tie)])
        if loop:
            return loop
    return ()


def _begins(tie: Tie) -> datetime:
    return tie.since.start if tie.since else ALWAYS


def _ends(tie: Tie) -> datetime:
    return tie.until.end if tie.until else FOR_EVER


def _find_circle(ties: Iterable[Tie]) -> tuple[str, ...]:
    above: dict[str, list[str]] = {}
    for tie in ties:
        above.setdefault(tie.source, []).append(tie.tied_to)
    for start in sorted(above):
        came_from: dict[str, str] = {}
        frontier = [start]
        while frontier and start not in came_from:
            source = frontier.pop()
            for tied_to in sorted(above.get(source, ()), reverse=True):
                if tied_to not in came_from:
                    came_from[tied_to] = source
                    frontier.append(tied_to)
        if start in came_from:
            circle = [came_from[start]]
            while circle[-1] != start:
                circle.append(came_from[circle[-1]])
            return tuple(reversed(circle))
    return ()


def _root(parent: dict[str, str], source: str) -> str:
    parent.setdefault(source, source)
    while parent[source] != source:
        parent[source] = parent[parent[source]]
        source = parent[source]
    return source
