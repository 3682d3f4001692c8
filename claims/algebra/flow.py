"""How many paths can run through a graph without meeting: unit vertex capacities, augmenting paths.

Menger (1927): the largest number of vertex-disjoint paths equals the smallest number of vertices whose loss cuts
them all. Found by augmenting one path at a time in the split graph (Ford and Fulkerson 1956; breadth-first, as in
Dinic 1970), and stopped at a limit, since further lines change no standing.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence

SOURCE, SINK = -1, -2


def count_disjoint_paths(
    out: Sequence[Collection[int]], starts: Iterable[int], ends: Iterable[int], limit: int
) -> int:
    """The largest number of paths from a start to an end that share no vertex, but at most ``limit``.

    ``out[v]`` are the vertices that follow v. A vertex that is both start and end is a path of its own.
    """
    residual = _split(out, starts, ends)
    found = 0
    while found < limit and _augment(residual):
        found += 1
    return found


def draw_paths(paths: Iterable[Sequence[Hashable]]) -> tuple[list[set[int]], set[int], set[int]]:
    """The graph these paths make together, with its starts and ends: steps of one may join those of another.

    Whatever packing of the paths there is, is also a flow in this graph; the flow can only overstate it.
    """
    number: dict[Hashable, int] = {}
    out: list[set[int]] = []
    starts: set[int] = set()
    ends: set[int] = set()
    for path in paths:
        previous: int | None = None
        for step in path:
            vertex = number.setdefault(step, len(number))
            if vertex == len(out):
                out.append(set())
            if previous is None:
                starts.add(vertex)
            elif previous != vertex:
                out[previous].add(vertex)
            previous = vertex
        if previous is not None:
            ends.add(previous)
    return out, starts, ends


def _split(out: Sequence[Collection[int]], starts: Iterable[int], ends: Iterable[int]) -> dict[int, dict[int, None]]:
    """Every vertex v as an arc from 2v to 2v + 1, so that only one path can run through it."""
    residual: dict[int, dict[int, None]] = {SOURCE: {2 * v: None for v in sorted(set(starts))}, SINK: {}}
    for vertex, successors in enumerate(out):
        residual[2 * vertex] = {2 * vertex + 1: None}
        residual[2 * vertex + 1] = {2 * successor: None for successor in sorted(successors)}
    for vertex in ends:
        residual[2 * vertex + 1][SINK] = None
    return residual


def _augment(residual: dict[int, dict[int, None]]) -> bool:
    """Find one more path and turn its arcs round, so that a later path may undo them."""
    came_from = {SOURCE: SOURCE}
    frontier = [SOURCE]
    while frontier and SINK not in came_from:
        reached: list[int] = []
        for node in frontier:
            for following in residual[node]:
                if following not in came_from:
                    came_from[following] = node
                    reached.append(following)
        frontier = reached
    if SINK not in came_from:
        return False
    node = SINK
    while node != SOURCE:
        previous = came_from[node]
        del residual[previous][node]
        residual[node][previous] = None
        node = previous
    return True
