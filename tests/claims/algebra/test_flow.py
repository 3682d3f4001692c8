"""The flow against networkx, the packing against trying everything, and the whole count against a slow oracle."""

from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
import pytest

from claims.algebra import packing
from claims.algebra.flow import count_disjoint_paths, draw_paths
from claims.algebra.graph import HUB
from claims.algebra.hearing import Hearing
from claims.algebra.lines import SideReading
from claims.algebra.packing import Limits, Path, bound_by_flow, count_lines, sort_into_kinds
from claims.algebra.policy import DEFAULT
from tests.claims.algebra.building import evidence, report
from tests.claims.algebra.chance import make_evidence

NO_LIMIT = 1000


def by_networkx(out: list[set[int]], starts: set[int], ends: set[int]) -> int:
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for vertex, successors in enumerate(out):
        graph.add_edge(("in", vertex), ("out", vertex), capacity=1)
        graph.add_edges_from((("out", vertex), ("in", other)) for other in successors)
    graph.add_edges_from(("source", ("in", vertex)) for vertex in starts)
    graph.add_edges_from((("out", vertex), "sink") for vertex in ends)
    return int(nx.maximum_flow_value(graph, "source", "sink"))


@pytest.mark.parametrize("size", [3, 6, 12, 30])
def test_the_flow_is_that_of_networkx_also_with_loops(size: int) -> None:
    for seed in range(60):
        dice = Random(f"{size} {seed}")
        density = dice.choice((0.08, 0.2, 0.4))
        out = [{w for w in range(size) if w != v and dice.random() < density} for v in range(size)]
        starts = set(dice.sample(range(size), dice.randint(1, size)))
        ends = set(dice.sample(range(size), dice.randint(1, size)))
        expected = by_networkx(out, starts, ends)
        assert count_disjoint_paths(out, starts, ends, NO_LIMIT) == expected
        assert count_disjoint_paths(out, starts, ends, 2) == min(2, expected)


def make_paths(dice: Random) -> list[Path]:
    """Paths of up to four of ten voices, each voice with two statements, no two of the same voices."""
    made: dict[int, Path] = {}
    for _ in range(dice.randint(1, 9)):
        voices = dice.sample(range(10), dice.randint(1, 4))
        mask = sum(1 << voice for voice in voices)
        steps = tuple(2 * voice + dice.randint(0, 1) for voice in voices)
        made.setdefault(mask, Path(dice.randint(0, 2), mask, steps))
    return list(made.values())


def most_disjoint(masks: list[int]) -> int:
    for count in range(len(masks), 0, -1):
        for chosen in combinations(masks, count):
            if all(not one & other for one, other in combinations(chosen, 2)):
                return count
    return 0


def test_the_packing_is_the_best_there_is_and_its_bound_never_below() -> None:
    voices = [step // 2 for step in range(20)]
    for seed in range(1500):
        dice = Random(seed)
        paths = make_paths(dice)
        kinds = sort_into_kinds(paths)
        count, exact, fitting = count_lines(kinds, voices, Limits(NO_LIMIT, 60))
        assert exact
        assert count == most_disjoint([path.mask for path in paths]) == len(fitting)
        assert bound_by_flow(kinds, voices, NO_LIMIT) >= count
        assert count_lines(kinds, voices, Limits(2, 60))[0] == min(2, count)
        gone = dice.randrange(10)
        left = most_disjoint([path.mask for path in paths if not path.mask >> gone & 1])
        assert count_lines(kinds, voices, Limits(NO_LIMIT, 60), 1 << gone)[0] == left


def test_what_is_shared_by_the_drawn_graph_is_one_vertex() -> None:
    out, starts, ends = draw_paths([["p", "a", "x"], ["q", "a", "y"]])
    assert by_networkx(out, starts, ends) == 1 == count_disjoint_paths(out, starts, ends, NO_LIMIT)


def all_paths(reading: SideReading, levels: int) -> list[int]:
    """Every way through the graph, least or not, as the bits of what it holds."""
    graph = reading.graph
    number = {name: index for index, name in enumerate(reading.names)}
    origins = {origin.vertex: origin for origin in reading.origins}
    found: list[int] = []

    def walk(steps: tuple[int, ...]) -> None:
        vertex = steps[-1]
        if vertex in origins:
            held = {reading.names[reading.voice_of[step]] for step in steps if graph.says[step] != HUB}
            for level, beside in origins[vertex].ways:
                if level <= levels:
                    found.append(sum(1 << number[name] for name in held | set(beside)))
        for below in graph.out[vertex]:
            if below not in graph.fell and below not in steps:
                walk((*steps, below))

    for start in graph.starts:
        walk((start,))
    return found


def least(masks: list[int]) -> list[int]:
    kept: list[int] = []
    for mask in sorted(set(masks), key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & mask == other for other in kept):
            kept.append(mask)
    return kept


def test_the_lines_are_those_of_trying_every_way_through_the_graph() -> None:
    """Also where paths run on through joined reports, which the engine cuts short."""
    compared = 0
    for seed in range(700):
        told = replace(make_evidence(Random(f"oracle {seed}")), copies=())
        hearing = Hearing(told, None, None, DEFAULT)
        for reading in (hearing.support, hearing.opposition):
            lines = reading.lines
            for level, figure in enumerate((lines.low, lines.with_parties, lines.high)):
                ways = least(all_paths(reading, level))
                if len(ways) <= 9:
                    compared += 1
                    assert figure == min(5, most_disjoint(ways)), seed
    assert compared > 2000


def test_a_search_that_is_given_up_says_at_most_and_never_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "PATIENCE", 1)
    monkeypatch.setattr(packing, "FEW", 0)
    voices = [step // 2 for step in range(20)]
    given_up = 0
    for seed in range(800):
        paths = make_paths(Random(f"given up {seed}"))
        count, exact, _ = count_lines(sort_into_kinds(paths), voices, Limits(NO_LIMIT, 0))
        best = most_disjoint([path.mask for path in paths])
        given_up += not exact
        assert count == best if exact else count >= best
    assert given_up


def test_chains_that_branch_too_much_to_list_are_counted_by_the_flow() -> None:
    """One outlet is on every way, however many ways there are."""
    layers = [[f"{layer} {n}" for n in range(6)] for layer in range(6)]
    chains = [[layers[layer][n], layers[layer + 1][m]] for layer in range(5) for n in range(6) for m in range(6)]
    told = evidence(*(report(f"outlet/{number}", chain) for number, chain in enumerate(chains)))
    reading = Hearing(told, None, None, DEFAULT).support
    assert (reading.lines.low, reading.lines.high, reading.lines.at_most) == (1, 1, False)
