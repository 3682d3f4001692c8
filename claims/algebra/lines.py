"""One side of a claim read whole: its graph, its origins, and how many independent lines there are.

Laws: low ≤ with parties ≤ high; what is not marked "at most" is exact, and then a tie or a withdrawal never raises
it; a further report by the same publisher with the same chain, on the same date, changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.algebra.findings import Lines
from claims.algebra.flow import count_disjoint_paths
from claims.algebra.graph import Graph
from claims.algebra.origins import HIGH, LOW, PARTY, WITH_PARTIES, Origin, Weighing
from claims.algebra.orphans import find_orphans
from claims.algebra.packing import Kind, Limits, Path, count_lines, sort_into_kinds
from claims.algebra.paths import Listing, Numbers, draw_voices, find_paths
from claims.algebra.policy import Policy
from claims.algebra.stakes import Stakes
from claims.algebra.suppliers import Suppliers
from claims.algebra.withdrawals import Withdrawn
from claims.vocabulary import OriginKind, Side
from sources.algebra.moments import Moment
from sources.algebra.voices import Voices

LEVELS = (LOW, WITH_PARTIES, HIGH)
STANDS = 1
"""The lowest bit of a mask: some end of a chain that stands, whether it counts or not."""

Kinds = tuple[list[Kind], list[Kind], list[Kind]]


@dataclass(slots=True)
class SideReading:
    """What was found on one side.

    ``origins``: those that stand, count and are seen through a report that stands. ``reaches``: for each vertex, as
    bits, what it goes back to: `STANDS`, then one bit for each of ``voices`` (the origins' voices, sorted).
    ``orphaned``: reports that stand themselves but rest only on what was withdrawn; ``stale``: those published after
    the withdrawal of what they rest on. Both with the moment of that withdrawal.
    """

    graph: Graph
    weighing: Weighing
    names: list[str]
    """What the bits of paths stand for: voices, and parties (see `is_party`)."""
    voice_of: list[int]
    """The number of each vertex's voice."""
    origins: list[Origin]
    voices: list[str]
    reaches: list[int]
    orphaned: dict[int, Moment]
    stale: dict[int, Moment]
    kinds: Kinds
    lines: Lines
    packed: tuple[int, ...]
    """For each figure, what the paths packed for it hold, as bits: who is on none of them takes nothing away."""

    def has_live(self) -> bool:
        """Whether some report is neither withdrawn nor resting only on what was."""
        count = len(self.graph.reports)
        return count > len(self.orphaned) + sum([vertex < count for vertex in self.graph.fell])

    def origins_of(self, index: int) -> list[str]:
        """The voices of the origins that count and that a report goes back to."""
        mask = self.reaches[index] >> 1
        found: list[str] = []
        while mask:
            lowest = mask & -mask
            found.append(self.voices[lowest.bit_length() - 1])
            mask ^= lowest
        return found


def read_side(graph: Graph, weighing: Weighing, policy: Policy, *, count: bool = True) -> SideReading:
    """Find the origins that stand and, unless told not to ``count``, the paths to them and the lines they make.

    Untraced ends count for nothing beside attributed support, also when that has since been withdrawn: who names
    nobody most likely repeats it.
    """
    numbers = Numbers(weighing.voices.of)
    seen = _see(graph)
    standing: dict[int, Origin] = {}
    masks: dict[int, int] = {}
    for origin in weighing.find_origins():
        vertex = origin.vertex
        if origin.ways and vertex not in graph.fell and (seen is None or vertex in seen):
            masks[vertex] = STANDS
            if not (graph.attributed and origin.kind is OriginKind.UNTRACED):
                standing[vertex] = origin
    voices = sorted({origin.voice for origin in standing.values()})
    bit = {voice: STANDS << number for number, voice in enumerate(voices, start=1)}
    for vertex, origin in standing.items():
        masks[vertex] |= bit[origin.voice]
    reaches = _spread(graph, masks)
    voice_of = [numbers.voice(source) for source in graph.says]
    limits = Limits(policy.stop_at, policy.pack_up_to)
    paths: list[Path] = []
    listing = Listing.ALL
    if count:
        # With one line more than are counted, no single voice can take one away.
        paths, listing = find_paths(graph, standing, numbers, voice_of, policy.stop_at + 1)
    kinds = _sort_by_level(paths)
    lines, packed = count_levels(kinds, voice_of, limits)
    if listing is Listing.ENOUGH:
        packed = (0, 0, 0)
    elif listing is Listing.CUT:
        bounds = [
            count_disjoint_paths(*draw_voices(graph, standing, numbers, voice_of, level), policy.stop_at)
            for level in LEVELS
        ]
        exact = not lines.at_most and bounds == [lines.low, lines.with_parties, lines.high]
        lines = Lines(bounds[0], bounds[1], bounds[2], not exact)
    orphaned, stale = find_orphans(graph, weighing.emptied, reaches)
    return SideReading(
        graph, weighing, numbers.names, voice_of, list(standing.values()), voices, reaches, orphaned, stale,
        kinds, lines, packed,
    )  # fmt: skip


def read_nothing() -> SideReading:
    """The reading of a side on which nobody speaks."""
    graph, voices = Graph([]), Voices()
    stakes, suppliers = Stakes((), {}, voices, Side.SUPPORTS), Suppliers((), Withdrawn(()))
    weighing = Weighing(graph, stakes=stakes, voices=voices, speakers={}, suppliers=suppliers)
    return SideReading(graph, weighing, [], [], [], [], [], {}, {}, ([], [], []), Lines(), (0, 0, 0))


def count_levels(kinds: Kinds, voice_of: Sequence[int], limits: Limits) -> tuple[Lines, tuple[int, ...]]:
    """The three figures, and for each what the paths packed for it hold, as bits."""
    figures: list[int] = []
    packed: list[int] = []
    exact = True
    for level in LEVELS:
        if level and kinds[level] is kinds[level - 1]:
            figures.append(figures[-1])
            packed.append(packed[-1])
            continue
        count, is_exact, chosen = count_lines(kinds[level], voice_of, limits, level=level)
        figures.append(count)
        packed.append(0)
        for kind in chosen:
            packed[-1] |= kind.path.mask
        exact = exact and is_exact
    low, with_parties, high = figures
    with_parties = min(with_parties, high)
    return Lines(min(low, with_parties), with_parties, high, not exact), tuple(packed)


def count_without(reading: SideReading, voice: int, limits: Limits) -> Lines:
    """What is left of the figures without a voice (one bit): never more than there was, and no less than one fewer.

    Where the voice is on none of the paths that were packed for a figure, these still fit.
    """
    lines, kinds = reading.lines, reading.kinds
    known = (lines.low, lines.with_parties, lines.high)
    figures: list[int] = []
    exact = not lines.at_most
    for level in LEVELS:
        if not reading.packed[level] & voice:
            figures.append(known[level])
        elif level and kinds[level] is kinds[level - 1] and known[level] == known[level - 1]:
            figures.append(figures[-1])
        else:
            asked = Limits(known[level], limits.pack_up_to)
            count, is_exact, _ = count_lines(kinds[level], reading.voice_of, asked, voice, level)
            figures.append(count)
            exact = exact and is_exact
    low, with_parties, high = figures
    with_parties = min(with_parties, high)
    return Lines(min(low, with_parties), with_parties, high, not exact)


def is_party(name: str) -> bool:
    """Whether what a path holds is a party's single line rather than a voice."""
    return name.startswith(PARTY)


def _sort_by_level(paths: Sequence[Path]) -> Kinds:
    """The kinds of the paths that count for each figure; the same list where a figure adds no path."""
    high = sort_into_kinds(paths)
    levels = {path.level for path in paths}
    parties = [kind for kind in high if kind.level <= WITH_PARTIES] if HIGH in levels else high
    low = [kind for kind in parties if kind.level == LOW] if WITH_PARTIES in levels else parties
    return low, parties, high


def _see(graph: Graph) -> set[int] | None:
    """The vertices that reports which stand lead to; ``None`` when nothing fell and all are seen."""
    if not graph.fell:
        return None
    seen = set(graph.starts)
    frontier = list(graph.starts)
    while frontier:
        for below in graph.out[frontier.pop()]:
            if below not in seen and below not in graph.fell:
                seen.add(below)
                frontier.append(below)
    return seen


def _spread(graph: Graph, masks: dict[int, int]) -> list[int]:
    """For every vertex the bits of all it goes back to through vertices that stand; loops come to rest."""
    reaches = [0] * len(graph.says)
    for vertex, mask in masks.items():
        reaches[vertex] = mask
    frontier = list(masks)
    while frontier:
        vertex = frontier.pop()
        mask = reaches[vertex]
        for above in graph.into[vertex]:
            if mask & ~reaches[above] and above not in graph.fell:
                reaches[above] |= mask
                frontier.append(above)
    return reaches
