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
from claims.algebra.packing import Kind, Path, count_lines, sort_into_kinds
from claims.algebra.paths import Numbers, draw_voices, find_paths
from claims.algebra.policy import Policy
from claims.vocabulary import OriginKind
from sources.algebra.moments import Moment

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
    numbers: Numbers
    origins: list[Origin]
    voices: list[str]
    reaches: list[int]
    orphaned: dict[int, Moment]
    stale: dict[int, Moment]
    kinds: Kinds
    lines: Lines
    packed: tuple[Path, ...]
    """Paths that fit side by side, those found for each level."""

    def is_live(self, index: int) -> bool:
        """Whether a report is neither withdrawn nor resting only on what was."""
        return index not in self.graph.fell and index not in self.orphaned

    def origins_of(self, index: int) -> list[str]:
        """The voices of the origins that count and that a report goes back to."""
        mask = self.reaches[index]
        return [voice for bit, voice in enumerate(self.voices, start=1) if mask >> bit & 1]


def read_side(graph: Graph, weighing: Weighing, policy: Policy) -> SideReading:
    """Find the origins that stand, the paths to them and the lines they make.

    Untraced ends count for nothing beside attributed support, also when that has since been withdrawn: who names
    nobody most likely repeats it.
    """
    numbers = Numbers(weighing.voices.of)
    seen = _see(graph)
    standing = {
        origin.vertex: origin
        for origin in weighing.find_origins()
        if origin.ways and origin.vertex not in graph.fell and (seen is None or origin.vertex in seen)
    }
    ignored: frozenset[int] = frozenset()
    if graph.attributed:
        ignored = frozenset(v for v, origin in standing.items() if origin.kind is OriginKind.UNTRACED)
    origins = [origin for vertex, origin in standing.items() if vertex not in ignored]
    voices = sorted({origin.voice for origin in origins})
    bit = {voice: STANDS << number for number, voice in enumerate(voices, start=1)}
    reaches = _spread(graph, {v: STANDS | (0 if v in ignored else bit[o.voice]) for v, o in standing.items()})
    paths, complete = find_paths(graph, standing, numbers, ignored)
    kinds = _sort_by_level(paths)
    lines, packed = count_levels(kinds, policy)
    if not complete:
        lines = _bound_levels(graph, {v: standing[v] for v in standing if v not in ignored}, numbers, lines, policy)
    orphaned, stale = find_orphans(graph, weighing.emptied, reaches)
    return SideReading(graph, weighing, numbers, origins, voices, reaches, orphaned, stale, kinds, lines, packed)


def count_levels(kinds: Kinds, policy: Policy) -> tuple[Lines, tuple[Path, ...]]:
    """The three figures, and the paths that were packed for them."""
    figures: list[int] = []
    packed: list[Path] = []
    exact = True
    for level in LEVELS:
        if level and len(kinds[level]) == len(kinds[level - 1]) and kinds[level] is kinds[level - 1]:
            figures.append(figures[-1])
            continue
        count, is_exact, chosen = count_lines(kinds[level], policy.stop_at, policy.pack_up_to)
        figures.append(count)
        packed += chosen
        exact = exact and is_exact
    low, with_parties, high = figures
    with_parties = min(with_parties, high)
    return Lines(min(low, with_parties), with_parties, high, not exact), tuple(packed)


def is_party(name: str) -> bool:
    """Whether what a path holds is a party's single line rather than a voice."""
    return name.startswith(PARTY)


def _sort_by_level(paths: Sequence[Path]) -> Kinds:
    """The kinds of the paths that count for each figure; the same list where a figure adds no path."""
    low = [path for path in paths if path.level == LOW]
    parties = [path for path in paths if path.level <= WITH_PARTIES]
    first = sort_into_kinds(low)
    second = first if len(parties) == len(low) else sort_into_kinds(parties)
    third = second if len(paths) == len(parties) else sort_into_kinds(paths)
    return first, second, third


def _bound_levels(graph: Graph, origins: dict[int, Origin], numbers: Numbers, found: Lines, policy: Policy) -> Lines:
    """Bounds by the flow of voices, where chains branch too much to list every path."""
    bounds = [count_disjoint_paths(*draw_voices(graph, origins, numbers, level), policy.stop_at) for level in LEVELS]
    exact = not found.at_most and bounds == [found.low, found.with_parties, found.high]
    return Lines(bounds[0], bounds[1], bounds[2], not exact)


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
