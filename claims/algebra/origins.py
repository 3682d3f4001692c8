"""Origins: the ends of chains, what kind each is, and what it may count for.

An end counts for the lower figure when it is grounded and has no stake, for the middle one when its voice is
interested (and then all voices of its party are one), for the upper one when it is unnamed or untraced. Who had only
others' material counts for no more than they do, and shares their single line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.algebra.circular import find_name_loops
from claims.algebra.evidence import Speaker
from claims.algebra.graph import HUB, Graph
from claims.algebra.stakes import Stakes
from claims.algebra.withdrawals import Withdrawn
from claims.vocabulary import OriginKind, VoiceInterest
from sources.algebra.voices import Voices
from sources.vocabulary import SourceKind

LOW, WITH_PARTIES, HIGH = 0, 1, 2
PARTY = "party:"


@dataclass(frozen=True, slots=True)
class Origin:
    """One end of chains: a statement, the voice that makes it, and the ways in which it may count.

    ``ways``: a level, and what beside its own voice it takes up (an interested party, a supplier of material).
    """

    vertex: int
    source: str
    voice: str
    kind: OriginKind
    interest: VoiceInterest
    party: str | None
    materials: tuple[str, ...]
    ways: tuple[tuple[int, tuple[str, ...]], ...]


def kind_of_source(source: str, speakers: Mapping[str, Speaker]) -> OriginKind:
    """What a source is as an origin: whoever has no name is unnamed, also when tied to somebody who has."""
    speaker = speakers.get(source)
    return OriginKind.UNNAMED if speaker and speaker.kind is SourceKind.UNNAMED else OriginKind.GROUNDED


def find_hollow_ends(graph: Graph) -> tuple[set[int], list[tuple[str, ...]]]:
    """Ends that are no origins, since their source itself has it from those who cite it; and those loops of sources.

    The loop may be one of sources and not of statements: a page cites a paper that cited an earlier version of the
    page. The unseen first version is vouched for by nobody outside the loop. An own report is never hollow.
    """
    first_link = len(graph.reports)
    ends = {vertex for vertex in graph.ends if vertex >= first_link and graph.is_end(vertex)}
    relaying = {report.publisher for report in graph.reports if report.chains}
    relaying.update(
        graph.says[v] for v in range(first_link, len(graph.says)) if graph.out[v] and graph.says[v] != HUB
    )
    if not any(graph.says[vertex] in relaying for vertex in ends):
        return set(), []
    cites: dict[str, set[str]] = {}
    for report in graph.reports:
        for chain in report.chains:
            above = report.publisher
            for link in chain:
                if link.source != above:
                    cites.setdefault(above, set()).add(link.source)
                above = link.source
    loops = find_name_loops(cites)
    looping = {source for loop in loops for source in loop}
    return {vertex for vertex in ends if graph.says[vertex] in looping}, loops


class Weighing:
    """Turns the ends of one side's graph into origins."""

    def __init__(
        self,
        graph: Graph,
        *,
        stakes: Stakes,
        voices: Voices,
        speakers: Mapping[str, Speaker],
        withdrawn: Withdrawn,
    ) -> None:
        self.graph = graph
        self.stakes = stakes
        self.voices = voices
        self.speakers = speakers
        self.withdrawn = withdrawn
        self.hollow, self.source_loops = find_hollow_ends(graph)
        self.emptied: set[int] = set()
        """Ends whose every supplier of material has withdrawn: they do not fall back on knowledge of their own."""

    def find_origins(self) -> list[Origin]:
        """Every end of a chain that is an origin, live or fallen, in order of vertex."""
        origins = []
        for vertex in sorted(self.graph.ends):
            if vertex in self.hollow or not self.graph.is_end(vertex):
                continue
            origin = self._weigh(vertex, self.graph.ends[vertex])
            if not origin.ways:
                self.emptied.add(vertex)
            origins.append(origin)
        return origins

    def _weigh(self, vertex: int, kind: OriginKind) -> Origin:
        source = self.graph.says[vertex]
        voice = self.voices.of(source)
        interest, party = self.stakes.of(source)
        level = _level_of(kind, interest)
        declared = self.graph.materials.get(vertex)
        suppliers = sorted(
            {supplier for supplier in declared if self.voices.of(supplier) != voice} if declared else ()
        )
        if not suppliers or interest is VoiceInterest.INTERESTED:
            tokens = (PARTY + party,) if party is not None else ()
            return Origin(vertex, source, voice, kind, interest, party, (), ((level, tokens),))
        ways: list[tuple[int, tuple[str, ...]]] = []
        parties: list[str | None] = []
        for supplier in suppliers:
            stake, side = self.stakes.of(supplier)
            parties.append(side)
            if not self.withdrawn.has_withdrawn(supplier, self.graph.claims[vertex]):
                supplied = _level_of(kind_of_source(supplier, self.speakers), stake)
                token = PARTY + side if side is not None else self.voices.of(supplier)
                ways.append((max(level, supplied), (token,)))
        if None not in parties:
            interest, party = VoiceInterest.INTERESTED, parties[0]
        materials = tuple(sorted({self.voices.of(supplier) for supplier in suppliers}))
        return Origin(vertex, source, voice, kind, interest, party, materials, tuple(sorted(set(ways))))


def _level_of(kind: OriginKind, interest: VoiceInterest) -> int:
    if kind is not OriginKind.GROUNDED:
        return HIGH
    return WITH_PARTIES if interest is VoiceInterest.INTERESTED else LOW
