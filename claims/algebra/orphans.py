"""What fell with a withdrawal: reports that rest only on it, and those that repeated it afterwards."""

from collections.abc import Mapping

from claims.algebra.graph import HUB, Graph
from sources.algebra.moments import Moment


def find_orphans(
    graph: Graph, emptied: Mapping[int, Moment], reaches: list[int]
) -> tuple[dict[int, Moment], dict[int, Moment]]:
    """Orphaned and stale reports, each with the moment of the first withdrawal it rests on.

    Orphaned: upstream of something withdrawn, and of nothing that stands (``reaches`` is 0), though the report itself
    was not withdrawn. Stale: published after the withdrawal of what it names, or orphaned and published after that.
    """
    roots = {vertex: fact.at for vertex, fact in graph.fell.items()} | dict(emptied)
    if not roots:
        return {}, {}
    rests = _spread_first(graph, roots, through_hubs=True)
    names = _spread_first(graph, roots, through_hubs=False)
    orphaned: dict[int, Moment] = {}
    stale: dict[int, Moment] = {}
    for index, report in enumerate(graph.reports):
        if index in graph.fell or index not in rests:
            continue
        if not reaches[index]:
            orphaned[index] = rests[index]
        fallen_at = rests[index] if index in orphaned else names.get(index)
        said = report.published_at
        if fallen_at is not None and said is not None and said.start >= fallen_at.end:
            stale[index] = fallen_at
    return orphaned, stale


def _spread_first(graph: Graph, roots: Mapping[int, Moment], through_hubs: bool) -> dict[int, Moment]:
    """For every vertex above a root (and the roots), the earliest root's moment."""
    earliest: dict[int, Moment] = {}
    for root, moment in sorted(roots.items(), key=lambda pair: (pair[1], pair[0])):
        frontier = [root]
        while frontier:
            vertex = frontier.pop()
            if vertex not in earliest:
                earliest[vertex] = moment
                frontier += [v for v in graph.into[vertex] if through_hubs or graph.says[v] != HUB]
    return earliest
