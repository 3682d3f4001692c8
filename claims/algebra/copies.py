"""Copies: documents in near the same words, which have from their originals what they say.

A copy that an editor accepted is a relay of its original in every figure. One that is only proposed is a doubt: the
lower figure is counted as if it were a copy, the others as if it were not.
"""

from collections.abc import Iterable, Mapping

from claims.algebra.evidence import Copy


def find_originals(copies: Iterable[Copy]) -> Mapping[str, list[str]]:
    """What each document copies, without going round in a circle, whatever order the copies are told in; what an
    editor accepted comes before what is only proposed."""
    originals: dict[str, list[str]] = {}
    for copy in sorted(copies, key=lambda copy: (not copy.accepted, copy.document, copy.original)):
        if not _leads_to(originals, copy.original, copy.document):
            originals.setdefault(copy.document, []).append(copy.original)
    return originals


def _leads_to(originals: Mapping[str, list[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    frontier = [start]
    while frontier:
        document = frontier.pop()
        if document == goal:
            return True
        if document not in seen:
            seen.add(document)
            frontier += originals.get(document, ())
    return False
