"""The ways of support: every least path from what readers can see down to an origin that still stands."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from claims.algebra.graph import HUB, Graph
from claims.algebra.origins import LOW, Origin
from claims.algebra.packing import Path

ENOUGH_EACH = 200


class Listing(Enum):
    """How a search for paths ended: with all of them, with more than enough side by side, or cut short."""

    ALL = "all"
    ENOUGH = "enough"
    CUT = "cut"


class Numbers:
    """Voices, parties and suppliers as small numbers, in order of appearance."""

    def __init__(self, voice_of: Callable[[str], str]) -> None:
        self.voice_of = voice_of
        self.number: dict[str, int] = {}
        self.names: list[str] = []
        self.of_source: dict[str, int] = {}

    def named(self, name: str) -> int:
        number = self.number.get(name)
        if number is None:
            number = self.number[name] = len(self.names)
            self.names.append(name)
        return number

    def voice(self, source: str) -> int:
        number = self.of_source.get(source)
        if number is None:
            number = self.of_source[source] = self.named(self.voice_of(source))
        return number


def find_paths(
    graph: Graph, origins: Mapping[int, Origin], numbers: Numbers, voices: Sequence[int], enough: int
) -> tuple[list[Path], Listing]:
    """Least paths, one for each set of voices, and how the search ended.

    ``origins`` are those that stand and count, by vertex; ``voices`` the number of each vertex's voice. A path stops
    where another one starts. The search ends when ``enough`` paths of the lowest level are found that share nothing.
    Statements shared by chains let paths branch; a start with more than a few hundred branches is left there.
    """
    found: dict[int, Path] = {}
    listing = Listing.ALL
    apart = held = 0
    out, fell, stops = graph.out, graph.fell, graph.stops
    bits = [1 << voice for voice in voices]
    for start in graph.starts:
        if start in origins:
            _keep(found, origins[start], bits[start], (start,), numbers)
        branches = 0
        stack: list[tuple[int, tuple[int, ...]]] = [(bits[start], (start,))] if out[start] else []
        while stack:
            mask, steps = stack.pop()
            for below in out[steps[-1]]:
                if below in stops or below in fell or below in steps:
                    continue
                branches += 1
                origin = origins.get(below)
                if origin is not None:
                    _keep(found, origin, mask | bits[below], (*steps, below), numbers)
                elif out[below]:
                    stack.append((mask | bits[below], (*steps, below)))
            if branches > ENOUGH_EACH:
                listing = Listing.CUT if stack else listing
                break
        if held & bits[start] or not found:
            continue
        path = found[next(reversed(found))]
        if path.level == LOW and not held & path.mask:
            held |= path.mask
            apart += 1
            if apart >= enough:
                return list(found.values()), Listing.ENOUGH
    return list(found.values()), listing


def draw_voices(
    graph: Graph, origins: Mapping[int, Origin], numbers: Numbers, voices: Sequence[int], level: int
) -> tuple[list[set[int]], set[int], set[int]]:
    """The graph of voices up to a level, for a bound where not every path could be listed: out, starts, ends."""
    for origin in origins.values():
        for _, tokens in origin.ways:
            for token in tokens:
                numbers.named(token)
    out: list[set[int]] = [set() for _ in numbers.names]
    ends: set[int] = set()
    for vertex, successors in enumerate(graph.out):
        if vertex not in graph.fell and graph.says[vertex] != HUB:
            out[voices[vertex]].update(voices[w] for w in successors if w not in graph.fell and w not in graph.stops)
    for vertex, origin in origins.items():
        for reached, tokens in origin.ways:
            if reached <= level:
                chain = [voices[vertex], *(numbers.named(token) for token in tokens)]
                for one, other in pairwise(chain):
                    out[one].add(other)
                ends.add(chain[-1])
    return out, {voices[start] for start in graph.starts}, ends


def _keep(found: dict[int, Path], origin: Origin, mask: int, steps: tuple[int, ...], numbers: Numbers) -> None:
    """Keep a path unless one with the same voices counts for as much."""
    for level, tokens in origin.ways:
        whole = mask
        for token in tokens:
            whole |= 1 << numbers.named(token)
        known = found.get(whole)
        if known is None or level < known.level:
            found[whole] = Path(level, whole, steps, tuple(map(numbers.named, tokens)))
