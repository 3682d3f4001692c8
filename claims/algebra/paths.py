"""The ways of support: every least path from what readers can see down to an origin that still stands."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from claims.algebra.graph import HUB, Graph
from claims.algebra.origins import Origin
from claims.algebra.packing import Path

ENOUGH_EACH = 200


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
    graph: Graph, origins: Mapping[int, Origin], numbers: Numbers, ignored: frozenset[int] = frozenset()
) -> tuple[list[Path], bool]:
    """Least paths, one for each set of voices in order, and whether these are all.

    ``origins`` are those that stand, by vertex; ``ignored`` are vertices whose end is not to count. A path stops
    where another one starts. Statements shared by chains let paths branch; a start with more than a few hundred
    branches is left there, and the answer is not complete.
    """
    found: dict[tuple[int, ...], Path] = {}
    complete = True
    out, fell, stops = graph.out, graph.fell, graph.stops
    for start in graph.starts:
        branches = 0
        stack: list[tuple[int, ...]] = [(start,)]
        while stack:
            steps = stack.pop()
            vertex = steps[-1]
            origin = origins.get(vertex)
            if origin is not None and vertex not in ignored:
                _keep(found, origin, steps, numbers, graph.says)
            if branches > ENOUGH_EACH:
                complete = complete and not out[vertex]
                continue
            for below in out[vertex]:
                if below not in stops and below not in fell and below not in steps:
                    branches += 1
                    stack.append((*steps, below))
    return list(found.values()), complete


def draw_voices(
    graph: Graph, origins: Mapping[int, Origin], numbers: Numbers, level: int
) -> tuple[list[set[int]], set[int], set[int]]:
    """The graph of voices up to a level, for a bound where not every path could be listed: out, starts, ends."""
    voice = [-1 if source == HUB else numbers.voice(source) for source in graph.says]
    for origin in origins.values():
        for _, tokens in origin.ways:
            for token in tokens:
                numbers.named(token)
    out: list[set[int]] = [set() for _ in numbers.names]
    ends: set[int] = set()
    for vertex, successors in enumerate(graph.out):
        if vertex not in graph.fell and voice[vertex] >= 0:
            out[voice[vertex]].update(voice[w] for w in successors if w not in graph.fell and w not in graph.stops)
    for vertex, origin in origins.items():
        for reached, tokens in origin.ways:
            if reached <= level:
                chain = [voice[vertex], *(numbers.named(token) for token in tokens)]
                for one, other in pairwise(chain):
                    out[one].add(other)
                ends.add(chain[-1])
    return out, {voice[start] for start in graph.starts}, ends


def _keep(
    found: dict[tuple[int, ...], Path], origin: Origin, steps: tuple[int, ...], numbers: Numbers, says: Sequence[str]
) -> None:
    voices: list[int] = []
    for step in steps:
        voice = numbers.voice(says[step])
        if voice not in voices:
            voices.append(voice)
    for level, tokens in origin.ways:
        holds = (*voices, *(number for number in map(numbers.named, tokens) if number not in voices))
        known = found.get(holds)
        if known is None or level < known.level:
            found[holds] = Path(level, holds, steps)
