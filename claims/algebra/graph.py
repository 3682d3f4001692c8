"""The graph of who has it from whom: statements as vertices, chains as edges, joined where they meet.

A report is a vertex; so is what a chain says a source said, one vertex however many cite it. Where a chain names a
source that has a report of its own here, the chain goes on through that report: the link's document, else a report
by that source published no later, or one by another source of its voice that was published before and says where it
has it from. (Before, and not "no later": two arms of one ministry that both quote the ministry on the same day would
otherwise quote each other in a circle.)

Two things keep it lawful. Readers can see every report, so each is a start, and a path through one is never better
than the path that starts there: joining removes false origins and can add no line. And the graph is drawn from all
that was said, withdrawn or not, so that a withdrawal only takes vertices out.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from claims.algebra.evidence import Link, Report, Withdrawal
from claims.algebra.withdrawals import Withdrawn
from claims.vocabulary import OriginKind
from sources.algebra.voices import Voices

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
HUB = ""


@dataclass(slots=True)
class Graph:
    """One side's statements. Vertices 0 to ``len(reports) - 1`` are the reports; links and hubs follow.

    A hub stands for all reports of a source (or voice) up to a date; nobody speaks at it (``says`` is ``HUB``).
    ``starts``: what readers can see; ``stops``: vertices at which a path from above need not go on, because one
    starts there. ``ends``: where a chain ends, and how; ``fell``: the withdrawal that took a vertex out.
    """

    reports: Sequence[Report]
    says: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    out: list[list[int]] = field(default_factory=list)
    into: list[list[int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: set[int] = field(default_factory=set)
    ends: dict[int, OriginKind] = field(default_factory=dict)
    materials: dict[int, set[str]] = field(default_factory=dict)
    fell: dict[int, Withdrawal] = field(default_factory=dict)
    attributed: bool = False
    """Whether any report says where it has it from: by a chain that can be followed, or as its own reporting."""

    def add(self, source: str, claim: str) -> int:
        self.says.append(source)
        self.claims.append(claim)
        self.out.append([])
        self.into.append([])
        return len(self.says) - 1

    def connect(self, above: int, below: int) -> None:
        if below not in self.out[above]:
            self.out[above].append(below)
            self.into[below].append(above)

    def is_end(self, vertex: int) -> bool:
        """Whether a chain ends here: a report that says so, or a link from which nobody goes on."""
        return vertex in self.ends and (vertex < len(self.reports) or not self.out[vertex])


class Drawing:
    """Draws one side's graph; call it once.

    ``known_documents``: documents that have a report on this claim; true when that report passes something on that
    its publisher could not verify. ``keeps_bearing`` tells whether what a link says is still what its report says.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        *,
        known_documents: Mapping[str, bool],
        withdrawn: Withdrawn,
        voices: Voices,
        kind_of: Callable[[str], OriginKind],
        keeps_bearing: Callable[[Report, Link], bool],
        own_reporting_of: frozenset[str] = frozenset(),
    ) -> None:
        self.graph = Graph(reports)
        self.known_documents = known_documents
        self.withdrawn = withdrawn
        self.voices = voices
        self.kind_of = kind_of
        self.keeps_bearing = keeps_bearing
        self.own_reporting_of = own_reporting_of
        self.statements: dict[tuple[str, str | None, str], int] = {}
        self.by_document: dict[str, list[int]] = {}
        self.by_publisher: dict[str, list[int]] = {}
        self.by_voice: dict[str, list[int]] = {}
        self.no_later: dict[str, Hubs] = {}
        self.before: dict[str, Hubs] = {}

    def draw(self, deniers: Iterable[str] = ()) -> Graph:
        """The graph. ``deniers`` speak on this side without a report: they retracted what they said on the other."""
        graph, reports = self.graph, self.graph.reports
        for index, report in enumerate(reports):
            graph.add(report.publisher, report.claim)
            self.by_document.setdefault(report.document, []).append(index)
            self.by_publisher.setdefault(report.publisher, []).append(index)
            if report.own_reporting or report.chains:
                self.by_voice.setdefault(self.voices.of(report.publisher), []).append(index)
            fact = self.withdrawn.strike_report(report)
            if fact is not None:
                graph.fell[index] = fact
        graph.stops = set(range(len(reports)))
        graph.starts = [index for index in range(len(reports)) if index not in graph.fell]
        for index, report in enumerate(reports):
            self._draw_report(index, report)
        for source in deniers:
            vertex = graph.add(source, HUB)
            graph.ends[vertex] = self.kind_of(source)
            graph.starts.append(vertex)
            graph.stops.add(vertex)
        return graph

    def _draw_report(self, index: int, report: Report) -> None:
        ends = self.graph.ends
        if report.own_reporting or report.publisher in self.own_reporting_of:
            ends[index] = self.kind_of(report.publisher)
            self.graph.attributed = True
        elif not report.chains:
            ends[index] = OriginKind.UNTRACED
        if report.only_material_of and index in ends:
            self.graph.materials.setdefault(index, set()).update(report.only_material_of)
        for chain in report.chains:
            self._draw_chain(index, report, chain)

    def _draw_chain(self, index: int, report: Report, chain: tuple[Link, ...]) -> None:
        graph = self.graph
        above, last = index, len(chain) - 1
        for position, link in enumerate(chain):
            joined = self._find_reports(report, link, position == last)
            if joined is None or not self.keeps_bearing(report, link):
                # The source's own words are not those of the one above it: nothing can be traced beyond that one.
                self._end(above, OriginKind.UNTRACED)
                return
            for vertex in joined:
                graph.connect(above, vertex)
                self._note_material(report, vertex)
            if joined and position == last:
                graph.attributed = True
                return
            statement = self._state(link, report.claim)
            graph.connect(above, statement)
            if link.captured and index not in graph.fell and statement not in graph.fell:
                if statement not in graph.stops:
                    graph.starts.append(statement)
                graph.stops.add(statement)
            above = statement
        graph.attributed = True
        self._end(above, self.kind_of(chain[last].source))
        if report.only_material_of:
            graph.materials.setdefault(above, set()).update(report.only_material_of)

    def _end(self, vertex: int, kind: OriginKind) -> None:
        """A chain ends here. A report's own reporting stands; a link that one chain leaves untraced is untraced."""
        ends = self.graph.ends
        if vertex not in ends or (kind is OriginKind.UNTRACED and vertex >= len(self.graph.reports)):
            ends[vertex] = kind

    def _find_reports(self, report: Report, link: Link, is_last: bool) -> list[int] | None:
        """Vertices through which the chain goes on; ``None`` when the document it names says something else."""
        if link.document is not None and link.document != report.document:
            here = self.by_document.get(link.document)
            if here is not None:
                return here
            passes_on = self.known_documents.get(link.document)
            if passes_on is not None:
                return [] if passes_on and not is_last else None
        found: list[int] = []
        moment = report.published_at
        if link.source != report.publisher and link.source in self.by_publisher:
            hubs = self.no_later.get(link.source) or self._gather(self.no_later, link.source, self.by_publisher)
            hub = hubs.up_to(None if moment is None else moment.end)
            found += [] if hub is None else [hub]
        voice = self.voices.of(link.source)
        shared = link.source == report.publisher or voice in self.voices.members_of
        if shared and moment is not None and voice in self.by_voice:
            hubs = self.before.get(voice) or self._gather(self.before, voice, self.by_voice, finished=True)
            # Up to and with what was over when this one was published.
            hub = hubs.up_to(moment.start, inclusive=True)
            found += [] if hub is None else [hub]
        return found

    def _gather(
        self, kept: "dict[str, Hubs]", name: str, indices: dict[str, list[int]], finished: bool = False
    ) -> "Hubs":
        kept[name] = Hubs(self.graph, indices[name], finished)
        return kept[name]

    def _state(self, link: Link, claim: str) -> int:
        key = (link.source, link.document, claim)
        vertex = self.statements.get(key)
        if vertex is None:
            vertex = self.statements[key] = self.graph.add(link.source, claim)
            fact = self.withdrawn.strike_statement(link.source, link.document, claim)
            if fact is not None:
                self.graph.fell[vertex] = fact
        return vertex

    def _note_material(self, report: Report, vertex: int) -> None:
        """What is declared of an origin at the end of a chain is declared of its own report, where one is joined."""
        if report.only_material_of:
            for reached in reports_behind(self.graph, [vertex]):
                if self.graph.reports[reached].own_reporting or not self.graph.reports[reached].chains:
                    self.graph.materials.setdefault(reached, set()).update(report.only_material_of)


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
