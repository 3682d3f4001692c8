"""The graph of who has it from whom, and the hubs that stand for all reports of a source up to a date."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.algebra.evidence import Report, Withdrawal
from claims.vocabulary import OriginKind

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
HUB = ""
NOTHING: list[int] = []
NO_EDGES: dict[int, None] = {}


@dataclass(slots=True)
class Graph:
    """One side's statements. Vertices 0 to ``len(reports) - 1`` are the reports; links and hubs follow.

    A hub stands for all reports of a source (or voice) up to a date; nobody speaks at it (``says`` is ``HUB``).
    ``starts``: what readers can see; ``stops``: vertices at which a path from above need not go on, because one
    starts there. ``ends``: where a chain ends, and how; ``fell``: the withdrawal that took a vertex out;
    ``retracted``: those whose author, then or later, said they were wrong.
    """

    reports: Sequence[Report]
    says: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    out: list[dict[int, None]] = field(default_factory=list)
    into: list[list[int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: set[int] = field(default_factory=set)
    ends: dict[int, OriginKind] = field(default_factory=dict)
    materials: dict[int, set[str]] = field(default_factory=dict)
    fell: dict[int, Withdrawal] = field(default_factory=dict)
    retracted: set[int] = field(default_factory=set)
    credits: set[tuple[str, str]] = field(default_factory=set)
    """Who has it from whom, by source."""
    attributed: bool = False
    """Whether some report says where it has it from: as its own reporting, or by a chain that ends elsewhere than in
    a report of the source it names last. Said without regard to ties, so that none can make untraced voices count."""

    def add(self, source: str, claim: str) -> int:
        """A new vertex, with no edges yet (the empty ones are shared, and replaced by the first edge)."""
        self.says.append(source)
        self.claims.append(claim)
        self.out.append(NO_EDGES)
        self.into.append(NOTHING)
        return len(self.says) - 1

    def connect(self, above: int, below: int) -> None:
        edges = self.out[above]
        if below in edges:
            return
        if edges:
            edges[below] = None
        else:
            self.out[above] = {below: None}
        if self.into[below]:
            self.into[below].append(above)
        else:
            self.into[below] = [above]

    def is_end(self, vertex: int) -> bool:
        """Whether a chain ends here: a report that says so, or a link from which nobody goes on."""
        return vertex in self.ends and (vertex < len(self.reports) or not self.out[vertex])


class Hubs:
    """The reports of one source or voice in order of time, so that "all up to a date" is a single vertex."""

    def __init__(self, graph: Graph, indices: Iterable[int], finished: bool) -> None:
        self.graph = graph
        dated = sorted((self._key(index, finished), index) for index in indices if self._keeps(index, finished))
        self.moments = [moment for moment, _ in dated]
        self.indices = [index for _, index in dated]
        self.vertices: list[int] = []

    def up_to(self, moment: datetime | None, inclusive: bool = False) -> int | None:
        """The vertex for the reports before ``moment`` (or also at it); ``None`` when there are none."""
        count = len(self.moments)
        if moment is not None:
            count = bisect_left(self.moments, moment)
            while inclusive and count < len(self.moments) and self.moments[count] == moment:
                count += 1
        if count <= 1:
            return self.indices[0] if count else None
        while len(self.vertices) < count - 1:
            hub = self.graph.add(HUB, HUB)
            self.graph.stops.add(hub)
            below = self.vertices[-1] if self.vertices else self.indices[0]
            self.graph.connect(hub, below)
            self.graph.connect(hub, self.indices[len(self.vertices) + 1])
            self.vertices.append(hub)
        return self.vertices[count - 2]

    def _keeps(self, index: int, finished: bool) -> bool:
        return not finished or self.graph.reports[index].published_at is not None

    def _key(self, index: int, finished: bool) -> datetime:
        moment = self.graph.reports[index].published_at
        if moment is None:
            return LONG_AGO
        return moment.end if finished else moment.start


def reports_behind(graph: Graph, vertices: Iterable[int]) -> list[int]:
    """The reports that vertices stand for: themselves, or those gathered in a hub."""
    found: set[int] = set()
    seen: set[int] = set()
    frontier = list(vertices)
    while frontier:
        vertex = frontier.pop()
        if vertex in seen:
            continue
        seen.add(vertex)
        if vertex < len(graph.reports):
            found.add(vertex)
        elif graph.says[vertex] == HUB:
            frontier.extend(graph.out[vertex])
    return sorted(found)
