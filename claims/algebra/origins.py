"""Origins: the ends of chains, what kind each is, and what it may count for.

An end counts for the lower figure when it is grounded and has no stake, for the middle one when its voice is
interested (and then all voices of its party are one), for the upper one when it is unnamed or untraced. Who had only
others' material counts for no more than they do, and shares their single line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.algebra.circular import find_name_loops
from claims.algebra.evidence import Speaker
from claims.algebra.graph import Graph
from claims.algebra.stakes import Stakes
from claims.algebra.suppliers import Suppliers
from claims.vocabulary import OriginKind, VoiceInterest
from sources.algebra.moments import Moment
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


def find_source_loops(graph: Graph) -> list[tuple[str, ...]]:
    """The groups of sources that have it from each other, at whatever time."""
    between = {above for above, _ in graph.credits}.intersection([below for _, below in graph.credits])
    if not between:
        return []
    cites: dict[str, set[str]] = {}
    for above, below in graph.credits:
        if above != below and above in between and below in between:
            cites.setdefault(above, set()).add(below)
    return find_name_loops(cites)


def find_hollow_ends(graph: Graph, loops: Sequence[tuple[str, ...]]) -> set[int]:
    """Ends that are no origins, since their source itself has it from those who cite it.

    The loop may be one of sources and not of statements: a page cites a paper that cited an earlier version of the
    page. The unseen first version is vouched for by nobody outside the loop. What readers can see, an own report or
    an archived document, is never hollow.
    """
    looping = {source for loop in loops for source in loop}
    return {
        vertex
        for vertex in graph.ends
        if graph.says[vertex] in looping and vertex not in graph.stops and graph.is_end(vertex)
    }


class Weighing:
    """Turns the ends of one side's graph into origins."""

    def __init__(
        self,
        graph: Graph,
        *,
        stakes: Stakes,
        voices: Voices,
        speakers: Mapping[str, Speaker],
        suppliers: Suppliers,
    ) -> None:
        self.graph = graph
        self.stakes = stakes
        self.voices = voices
        self.speakers = speakers
        self.suppliers = suppliers
        self.source_loops = find_source_loops(graph)
        self.hollow = find_hollow_ends(graph, self.source_loops) if self.source_loops else set()
        self.emptied: dict[int, Moment] = {}
        """Ends whose every supplier of material has fallen: they do not fall back on knowledge of their own."""

    def find_origins(self) -> list[Origin]:
        """Every end of a chain that is an origin, live or fallen, in order of vertex."""
        origins = []
        for vertex in sorted(self.graph.ends):
            if vertex in self.hollow or not self.graph.is_end(vertex):
                continue
            origin = self._weigh(vertex, self.graph.ends[vertex])
            origins.append(origin)
        return origins

    def _weigh(self, vertex: int, kind: OriginKind) -> Origin:
        source = self.graph.says[vertex]
        voice = self.voices.of(source)
        interest, party = self.stakes.of(source)
        level = _level_of(kind, interest)
        own: tuple[str, ...] = () if party is None else (PARTY + party,)
        suppliers = sorted(self.graph.materials.get(vertex, set()) - {source})
        if not suppliers:
            return Origin(vertex, source, voice, kind, interest, party, (), ((level, own),))
        ways: set[tuple[int, tuple[str, ...]]] = set()
        parties: set[str | None] = set()
        for supplier in suppliers:
            stake, side = self.stakes.of(supplier)
            parties.add(side)
            fallen_at = self.suppliers.when_fallen(supplier, self.graph.claims[vertex])
            if fallen_at is None:
                supplied = _level_of(kind_of_source(supplier, self.speakers), stake)
                theirs: tuple[str, ...] = () if side is None else (PARTY + side,)
                ways.add((max(level, supplied), (self.voices.of(supplier), *own, *theirs)))
            elif not ways:
                self.emptied[vertex] = max(fallen_at, self.emptied.get(vertex, fallen_at))
        if ways:
            self.emptied.pop(vertex, None)
        if party is None and None not in parties:
            interest, party = VoiceInterest.INTERESTED, min(side for side in parties if side is not None)
        materials = tuple(sorted({self.voices.of(supplier) for supplier in suppliers} - {voice}))
        return Origin(vertex, source, voice, kind, interest, party, materials, tuple(sorted(ways)))


def _level_of(kind: OriginKind, interest: VoiceInterest) -> int:
    if kind is not OriginKind.GROUNDED:
        return HIGH
    return WITH_PARTIES if interest is VoiceInterest.INTERESTED else LOW
