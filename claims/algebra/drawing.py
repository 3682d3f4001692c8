"""Drawing the graph of who has it from whom: statements as vertices, chains as edges, joined where they meet.

A report is a vertex; so is what a chain says a source said, one vertex however many cite it. Where a chain names a
source that has a report of its own here, the chain goes on through that report: the link's document, else a report
by that source published no later, or one by another source of its voice that was published before and says where it
has it from. (Before, and not "no later": two arms of one ministry that both quote the ministry on the same day would
otherwise quote each other in a circle.)

Two things keep it lawful. Readers can see every report, so each is a start, and a path through one is never better
than the path that starts there: joining removes false origins and can add no line. And the graph is drawn from all
that was said, withdrawn or not, so that a withdrawal only takes vertices out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.algebra.evidence import Link, Report, Withdrawal
from claims.algebra.graph import HUB, NOTHING, Graph, Hubs, reports_behind
from claims.algebra.withdrawals import Withdrawn, is_retracted
from claims.vocabulary import OriginKind
from sources.algebra.voices import Voices

NO_ORIGINALS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Citations:
    """What any chain names: only the reports of these sources, in these documents, can be joined."""

    sources: frozenset[str]
    documents: frozenset[str]
    voices: frozenset[str]


def gather_citations(reports: Iterable[Report], voices: Voices) -> Citations:
    """The sources, documents and voices that the chains of all these reports name."""
    sources: set[str] = set()
    documents: set[str] = set()
    for report in reports:
        for chain in report.chains:
            for link in chain:
                sources.add(link.source)
                if link.document is not None:
                    documents.add(link.document)
    return Citations(frozenset(sources), frozenset(documents), frozenset(map(voices.of, sources)))


class Drawing:
    """Draws one side's graph; call it once.

    ``known_documents``: documents that have a report on this claim; true when that report passes something on that
    its publisher could not verify. ``originals``: what each copied document copies. ``keeps_bearing`` tells whether
    what a link says is still what its report says.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        *,
        cited: Citations,
        known_documents: Mapping[str, bool],
        withdrawn: Withdrawn,
        voices: Voices,
        kind_of: Callable[[str], OriginKind],
        keeps_bearing: Callable[[Report, Link], bool],
        own_reporting_of: frozenset[str] = frozenset(),
        originals: Mapping[str, Sequence[str]] = NO_ORIGINALS,
    ) -> None:
        self.graph = Graph(reports)
        self.cited = cited
        self.known_documents = known_documents
        self.withdrawn = withdrawn
        self.voices = voices
        self.kind_of = kind_of
        self.keeps_bearing = keeps_bearing
        self.own_reporting_of = own_reporting_of
        self.originals = originals
        self.folded = voices.voice_of
        self.statements: dict[tuple[str, str | None, str], int] = {}
        self.by_document: dict[str, list[int]] = {}
        self.by_publisher: dict[str, list[int]] = {}
        self.by_voice: dict[str, list[int]] = {}
        self.no_later: dict[str, Hubs] = {}
        self.before: dict[str, Hubs] = {}

    def draw(self, deniers: Iterable[str] = ()) -> Graph:
        """The graph. ``deniers`` speak on this side without a report: they retracted what they said on the other."""
        graph, reports = self.graph, self.graph.reports
        sources, documents, voices = self.cited.sources, self.cited.documents, self.cited.voices
        copied = {original for found in self.originals.values() for original in found}
        for index, report in enumerate(reports):
            graph.add(report.publisher, report.claim)
            if report.document in documents or report.document in copied:
                self.by_document.setdefault(report.document, []).append(index)
            if report.publisher in sources:
                self.by_publisher.setdefault(report.publisher, []).append(index)
            voice = self.voices.of(report.publisher)
            if voice in voices and (report.own_reporting or any(report.chains)):
                self.by_voice.setdefault(voice, []).append(index)
            self._strike(index, self.withdrawn.strike_report(report))
        graph.stops = set(range(len(reports)))
        graph.starts = [index for index in range(len(reports)) if index not in graph.fell]
        for index, report in enumerate(reports):
            self._draw_report(index, report)
        self._note_materials()
        for source in deniers:
            vertex = graph.add(source, HUB)
            graph.ends[vertex] = self.kind_of(source)
            graph.starts.append(vertex)
            graph.stops.add(vertex)
        return graph

    def _draw_report(self, index: int, report: Report) -> None:
        above: int | None = index
        if self.originals and self._copies_another(index, report):
            above = None
        elif report.own_reporting or report.publisher in self.own_reporting_of:
            self.graph.ends[index] = self.kind_of(report.publisher)
            self.graph.attributed = True
        elif not any(report.chains):
            self.graph.ends[index] = OriginKind.UNTRACED
        for chain in report.chains:
            if chain:
                self._draw_chain(above, report, chain)

    def _copies_another(self, index: int, report: Report) -> bool:
        """Whether a report is a copy and has all it says from the reports in its original, which it is joined to."""
        originals = self.originals.get(report.document, ())
        joined = [vertex for original in originals for vertex in self.by_document.get(original, ())]
        for vertex in joined:
            self.graph.connect(index, vertex)
        if joined and report.own_reporting:
            self.graph.attributed = True
        return bool(joined)

    def _draw_chain(self, index: int | None, report: Report, chain: tuple[Link, ...]) -> None:
        """Draw one chain down from a report. A copy's chains hang from nothing (``index`` is ``None``): they give no
        support of their own, but what they tell of who has it from whom is still known."""
        graph = self.graph
        above, last = index, len(chain) - 1
        source = report.publisher
        for link in chain:
            graph.credits.add((source, link.source))
            source = link.source
        for position, link in enumerate(chain):
            joined: list[int] | None = NOTHING
            if link.document is not None or link.source in self.by_publisher or link.source in self.folded:
                joined = self._find_reports(report, link, position == last)
            if joined is None or (link.quantity is not None and not self.keeps_bearing(report, link)):
                # The source's own words are not those of the one above it: nothing can be traced beyond that one.
                self._leave_untraced(above)
                return
            if above is not None:
                for vertex in joined:
                    graph.connect(above, vertex)
            if joined and position == last:
                graph.attributed = graph.attributed or not self._has_own_report(report, link)
                return
            statement = self.statements.get((link.source, link.document, report.claim))
            if statement is None:
                statement = self._state(link, report.claim)
            if above is not None:
                graph.connect(above, statement)
            if link.captured and link.document is not None and index is not None:
                self._show(index, statement)
            above = statement
        graph.attributed = True
        if index is not None and above is not None and above not in graph.ends:
            graph.ends[above] = self.kind_of(chain[last].source)

    def _show(self, index: int, statement: int) -> None:
        """A report leads to an archived document: readers can see that for themselves, whoever stands between."""
        graph = self.graph
        graph.connect(index, statement)
        if index not in graph.fell and statement not in graph.fell and statement not in graph.stops:
            graph.starts.append(statement)
            graph.stops.add(statement)

    def _leave_untraced(self, vertex: int | None) -> None:
        """A chain is lost here. A report's own reporting stands; a link that one chain leaves untraced stays so."""
        ends = self.graph.ends
        if vertex is not None and (vertex not in ends or vertex >= len(self.graph.reports)):
            ends[vertex] = OriginKind.UNTRACED

    def _find_reports(self, report: Report, link: Link, is_last: bool) -> list[int] | None:
        """Vertices through which the chain goes on; ``None`` when the document it names says something else."""
        if link.document is not None and link.document != report.document:
            here = self.by_document.get(link.document)
            if here is not None:
                return here
            passes_on = self.known_documents.get(link.document)
            if passes_on is not None:
                return [] if passes_on and not is_last else None
        own = self._find_own(report, link)
        found: list[int] = [] if own is None else [own]
        moment = report.published_at
        voice = self.voices.of(link.source)
        shared = link.source == report.publisher or voice in self.voices.members_of
        if shared and moment is not None and voice in self.by_voice:
            hubs = self.before.get(voice) or self._gather(self.before, voice, self.by_voice, finished=True)
            # Up to and with what was over when this one was published.
            hub = hubs.up_to(moment.start, inclusive=True)
            found += [] if hub is None else [hub]
        return found

    def _find_own(self, report: Report, link: Link) -> int | None:
        """The reports of the source itself that were published no later."""
        if link.source == report.publisher or link.source not in self.by_publisher:
            return None
        hubs = self.no_later.get(link.source) or self._gather(self.no_later, link.source, self.by_publisher)
        moment = report.published_at
        return hubs.up_to(None if moment is None else moment.end)

    def _has_own_report(self, report: Report, link: Link) -> bool:
        """Whether a chain goes on through the source's own report, which may yet turn out to be untraced; a report
        of another source of its voice does not count here, since it is there only where it is attributed."""
        here = link.document is not None and link.document != report.document and link.document in self.by_document
        return here or self._find_own(report, link) is not None

    def _gather(
        self, kept: "dict[str, Hubs]", name: str, indices: dict[str, list[int]], finished: bool = False
    ) -> "Hubs":
        kept[name] = Hubs(self.graph, indices[name], finished)
        return kept[name]

    def _state(self, link: Link, claim: str) -> int:
        vertex = self.statements[link.source, link.document, claim] = self.graph.add(link.source, claim)
        self._strike(vertex, self.withdrawn.strike_statement(link.source, link.document, claim))
        return vertex

    def _strike(self, vertex: int, strikes: Sequence[Withdrawal]) -> None:
        if strikes:
            self.graph.fell[vertex] = strikes[0]
            if is_retracted(strikes):
                self.graph.retracted.add(vertex)

    def _note_materials(self) -> None:
        """What a report declares of the origins its chains end in (or of itself, without chains) is noted at them:
        at what the chain says, and at the origin's own report where the chain goes on through one."""
        materials = self.graph.materials
        for index, report in enumerate(self.graph.reports):
            if not report.only_material_of:
                continue
            noted = {index} if index in self.graph.ends else set()
            for chain in report.chains:
                if not chain:
                    continue
                said = self.statements.get((chain[-1].source, chain[-1].document, report.claim))
                noted |= set() if said is None else {said}
                joined = self._find_reports(report, chain[-1], is_last=True) or NOTHING
                behind = reports_behind(self.graph, joined)
                noted |= {other for other in behind if speaks_for_itself(self.graph.reports[other])}
            for vertex in noted:
                materials.setdefault(vertex, set()).update(report.only_material_of)


def speaks_for_itself(report: Report) -> bool:
    """Whether a report names nobody, or is its publisher's own reporting."""
    return report.own_reporting or not any(report.chains)
