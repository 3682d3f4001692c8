"""Laying a network out in one column, for phones: rows from publications down to origins, links on rails beside them.

Boxes that are had from by the same share one rail: it takes up a link from each of those and leads to each of these.
Rows are in an order in which nobody stands above those
who have it from there, chosen so that few rails are open at a time; rails get the innermost place that is free.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.pictures.layers import Edge
from claims.pictures.network import Band, Key


@dataclass(frozen=True, slots=True)
class Rail:
    """Everybody in ``rows`` has it from everybody in ``targets``; rows by number. ``up``: it closes a circle."""

    rows: tuple[int, ...]
    live: tuple[bool, ...]
    targets: tuple[int, ...]
    up: bool
    place: int = 0

    @property
    def first(self) -> int:
        return min(*self.rows, *self.targets)

    @property
    def last(self) -> int:
        return max(*self.rows, *self.targets)


def order_rows(band: Band, forward: Iterable[Edge]) -> list[Key]:
    """The keys from top to bottom: whoever closes a rail comes first, then whoever opens the fewest."""
    outs: dict[Key, list[Key]] = {key: [] for key in band.nodes}
    waiting = dict.fromkeys(band.nodes, 0)
    for above, below in forward:
        outs[above].append(below)
        waiting[below] += 1
    rank = {key: place for place, key in enumerate(band.nodes)}
    ready = [key for key in band.nodes if not waiting[key]]
    opened: set[Key] = set()
    rows: list[Key] = []

    def cost(key: Key) -> tuple[int, int, int]:
        fresh = sum(1 for below in outs[key] if below not in opened)
        return (fresh - (key in opened), -len(outs[key]) if fresh else 0, rank[key])

    while ready:
        key = min(ready, key=cost)
        ready.remove(key)
        rows.append(key)
        opened.discard(key)
        for below in outs[key]:
            opened.add(below)
            waiting[below] -= 1
            if not waiting[below]:
                ready.append(below)
    return rows


def lay_rails(band: Band, rows: Sequence[Key], back: set[Edge]) -> list[Rail]:
    """The rails, each in the innermost place where it touches no other; short ones inside long ones."""
    rails = _gather_rails(band, rows, back)
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for rail in sorted(rails, key=lambda rail: (rail.last - rail.first, rail.first, rail.up)):
        # A box is entered above its middle and left below it, so that one rail may end where the next begins.
        span = (rail.first + (0 if rail.up else 0.3), rail.last - (0 if rail.up else 0.3))
        place = next((place for place, spans in enumerate(taken) if is_free(span, spans)), len(taken))
        if place == len(taken):
            taken.append([])
        taken[place].append(span)
        placed.append(replace(rail, place=place))
    return placed


def is_free(span: tuple[float, float], spans: Iterable[tuple[float, float]]) -> bool:
    """Whether a span touches none of the others."""
    return all(span[1] < low or high < span[0] for low, high in spans)


def _gather_rails(band: Band, rows: Sequence[Key], back: set[Edge]) -> list[Rail]:
    """The links as rails: boxes that the same others have it from share one."""
    row = {key: place for place, key in enumerate(rows)}
    starts: dict[tuple[int, bool], list[tuple[int, bool]]] = {}
    for (above, below), live in band.edges.items():
        starts.setdefault((row[below], (above, below) in back), []).append((row[above], live))
    shared: dict[tuple[tuple[tuple[int, bool], ...], bool], list[int]] = {}
    for (target, up), ends in sorted(starts.items()):
        shared.setdefault((tuple(sorted(ends)), up), []).append(target)
    return [
        Rail(tuple(start for start, _ in ends), tuple(live for _, live in ends), tuple(targets), up)
        for (ends, up), targets in shared.items()
    ]
