"""Laying a network out in columns, from publications to origins, with few crossings (Sugiyama, Tagawa, Toda 1981).

Everything is decided by the order of the band, so the same dossier gives the same picture. Steps: links that close a
circle are set aside; columns by the longest way to an end; long links get a place in every column they pass;
barycentres in sweeps, the best order kept; heights by least squares in the given order (pool adjacent violators).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.pictures.network import Band, Key

SWEEPS = 8
PASS = 10.0
GAP = 14.0

Edge = tuple[Key, Key]
Neighbours = dict[Key, list[Key]]


@dataclass(frozen=True, slots=True)
class Layout:
    """``columns``: the keys from top to bottom; ``middles``: the height of each; ``ways``: what links run through."""

    columns: list[list[Key]]
    middles: dict[Key, float]
    ways: dict[Edge, list[Key]]
    height: float


def split_back_edges(band: Band) -> tuple[list[Edge], set[Edge]]:
    """The links that run forward, and those that close a circle on a walk in the order of the band."""
    outs = band.outs()
    state: dict[Key, int] = {}
    back: set[Edge] = set()
    for root in band.nodes:
        way = [(root, iter(outs[root]))] if root not in state else []
        state.setdefault(root, 1)
        while way:
            key, rest = way[-1]
            for below in rest:
                if state.get(below) == 1:
                    back.add((key, below))
                elif below not in state:
                    state[below] = 1
                    way.append((below, iter(outs[below])))
                    break
            else:
                state[key] = 2
                way.pop()
    return [edge for edge in band.edges if edge not in back], back


def choose_columns(band: Band, forward: Sequence[Edge]) -> dict[Key, int]:
    """How far each node stands from the ends: 0 for an end, more for those that have it from others."""
    outs: Neighbours = {key: [] for key in band.nodes}
    for above, below in forward:
        outs[above].append(below)
    far: dict[Key, int] = {}
    for root in band.nodes:
        way = [root]
        while way:
            key = way[-1]
            waiting = [below for below in outs[key] if below not in far]
            if waiting:
                way.extend(waiting)
            else:
                far[way.pop()] = 1 + max((far[below] for below in outs[key]), default=-1)
    return far


def lay_out(band: Band, heights: Mapping[Key, float], count: int, forward: Sequence[Edge]) -> Layout:
    """Places in ``count`` columns. Publications that nobody cites stand in the first, ends in the last."""
    far = choose_columns(band, forward)
    cited = {below for _, below in forward}
    column = {key: count - 1 - far[key] for key in band.nodes}
    for key, node in band.nodes.items():
        if key not in cited and (far[key] or not (node.is_origin or not node.live or node.gathered)):
            column[key] = 0
    columns: list[list[Key]] = [[] for _ in range(count)]
    for key in band.nodes:
        columns[column[key]].append(key)
    sizes = dict(heights)
    ways: dict[Edge, list[Key]] = {}
    pairs: list[Edge] = []
    for above, below in forward:
        way = [above, *(f"{above}>{below}>{step}" for step in range(column[above] + 1, column[below])), below]
        for step, key in enumerate(way[1:-1], column[above] + 1):
            columns[step].append(key)
            sizes[key] = PASS
        ways[above, below] = way
        pairs += pairwise(way)
    lefts, rights = _neighbours(columns, pairs)
    columns = _order(columns, lefts, rights)
    middles = _place(columns, sizes, lefts, rights)
    top = min(middles[key] - sizes[key] / 2 for key in sizes)
    middles = {key: middle - top for key, middle in middles.items()}
    height = max(middles[key] + sizes[key] / 2 for key in sizes)
    return Layout(columns, middles, ways, height)


def _neighbours(columns: list[list[Key]], pairs: list[Edge]) -> tuple[Neighbours, Neighbours]:
    lefts: Neighbours = {key: [] for keys in columns for key in keys}
    rights: Neighbours = {key: [] for keys in columns for key in keys}
    for left, right in pairs:
        rights[left].append(right)
        lefts[right].append(left)
    return lefts, rights


def _order(columns: list[list[Key]], lefts: Neighbours, rights: Neighbours) -> list[list[Key]]:
    """The order with the fewest crossings that sweeps of barycentres find; the first found among equals."""
    best = [list(keys) for keys in columns]
    least = count_crossings(best, rights)
    current = best
    for sweep in range(SWEEPS):
        current = [list(keys) for keys in current]
        steps = range(1, len(current)) if sweep % 2 == 0 else range(len(current) - 2, -1, -1)
        nearby, aside = (lefts, -1) if sweep % 2 == 0 else (rights, 1)
        for step in steps:
            rank = {key: place for place, key in enumerate(current[step + aside])}
            own = {key: place for place, key in enumerate(current[step])}
            current[step].sort(key=lambda key: (_mean(rank, nearby[key], own[key]), own[key]))
        crossings = count_crossings(current, rights)
        if crossings < least:
            best, least = current, crossings
    return best


def _mean(rank: Mapping[Key, float], keys: Sequence[Key], otherwise: float) -> float:
    found = [rank[key] for key in keys if key in rank]
    return sum(found) / len(found) if found else otherwise


def count_crossings(columns: Sequence[Sequence[Key]], rights: Neighbours) -> int:
    """How many pairs of links between neighbouring columns cross."""
    crossings = 0
    for left, right in pairwise(columns):
        rank = {key: place for place, key in enumerate(right)}
        ends = [rank[below] for key in left for below in sorted(rights[key], key=rank.__getitem__)]
        crossings += sum(1 for at, end in enumerate(ends) for earlier in ends[:at] if earlier > end)
    return crossings


def _place(
    columns: list[list[Key]], sizes: Mapping[Key, float], lefts: Neighbours, rights: Neighbours
) -> dict[Key, float]:
    """The middle of each, near the middles of its neighbours, in order and without overlap."""
    middles: dict[Key, float] = {}
    for keys in columns:
        middles |= stack(keys, sizes, dict.fromkeys(keys, 0.0))
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for keys in columns[1:] if forward else columns[-2::-1]:
            nearby = lefts if forward else rights
            wanted = {key: _mean(middles, nearby[key], middles[key]) for key in keys}
            middles |= stack(keys, sizes, wanted)
    return middles


def stack(keys: Sequence[Key], sizes: Mapping[Key, float], wanted: Mapping[Key, float]) -> dict[Key, float]:
    """Middles in the given order, ``GAP`` apart, with the least sum of squares from those wanted."""
    offsets: list[float] = []
    for place, key in enumerate(keys):
        step = (sizes[keys[place - 1]] + sizes[key]) / 2 + GAP if place else 0.0
        offsets.append((offsets[-1] if offsets else 0.0) + step)
    pools: list[tuple[float, int]] = []
    for key, offset in zip(keys, offsets, strict=True):
        total, count = wanted[key] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, more = pools.pop()
            total, count = total + before, count + more
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return {key: level + offset for key, level, offset in zip(keys, levels, offsets, strict=True)}
