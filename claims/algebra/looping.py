"""Circular reporting told: loops of statements, loops of sources over time, and citations of what came later."""

from collections.abc import Sequence

from claims.algebra.circular import find_loops
from claims.algebra.drawing import Citations
from claims.algebra.evidence import Report
from claims.algebra.findings import LaterCitation, Loop
from claims.algebra.graph import HUB
from claims.algebra.lines import SideReading
from claims.vocabulary import LoopLevel


def find_loops_of(reading: SideReading) -> tuple[Loop, ...]:
    """The loops of one side, those of statements first.

    A loop of statements is grounded when it has a way out to an origin that stands: then its inner links are only
    a warning. A loop of sources over time is grounded unless an end of a chain hangs in it; one that repeats a loop
    of statements is not told twice.
    """
    graph, voices = reading.graph, reading.weighing.voices
    inner = {v: out for v, out in enumerate(graph.out) if out and graph.into[v]}
    found: list[Loop] = []
    told: list[set[str]] = []
    for component in find_loops(inner) if inner else ():
        statements = [vertex for vertex in component if graph.says[vertex] != HUB]
        if len(statements) < 2:
            continue
        sources = {graph.says[vertex] for vertex in statements}
        told.append(sources)
        found.append(
            Loop(
                LoopLevel.STATEMENT,
                any(reading.reaches[vertex] and vertex not in graph.fell for vertex in statements),
                tuple(sorted({voices.of(source) for source in sources})),
                tuple(graph.reports[vertex].id for vertex in statements if vertex < len(graph.reports)),
            )
        )
    hollow = {graph.says[vertex] for vertex in reading.weighing.hollow}
    for names in reading.weighing.source_loops:
        sources = set(names)
        if any(sources <= others for others in told):
            continue
        found.append(
            Loop(
                LoopLevel.SOURCE,
                hollow.isdisjoint(sources),
                tuple(sorted({voices.of(source) for source in sources})),
                tuple(report.id for report in graph.reports if report.publisher in sources and report.chains),
            )
        )
    return tuple(found)


def find_later_citations(reports: Sequence[Report], cited: Citations) -> tuple[LaterCitation, ...]:
    """Reports that cite a document which was certainly published after them."""
    in_document: dict[str, Report] = {}
    for report in reports if cited.documents else ():
        in_document.setdefault(report.document, report)
    if not in_document:
        return ()
    found: list[LaterCitation] = []
    for report in reports:
        for chain in report.chains:
            for link in chain:
                there = in_document.get(link.document) if link.document is not None else None
                if there is None or there.published_at is None or report.published_at is None:
                    continue
                if there.published_at.start >= report.published_at.end:
                    found.append(LaterCitation(report.id, there.document, there.id))
    return tuple(dict.fromkeys(found))
