"""Copies: documents in near the same words, which have from their originals what they say.

A copy that an editor accepted is a relay of its original in every figure. One that is only proposed is a doubt: the
lower figure is counted as if it were a copy, the others as if it were not.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from claims.algebra.evidence import Copy


def hear_copies(copies: Iterable[Copy], documents: Collection[str], recorded_by: datetime | None) -> tuple[Copy, ...]:
    """The copies among these ``documents`` as they stood in our books by then, each pair once, without dates, sorted.

    A decision not made by then leaves a pair proposed; what was refused by then is no copy. Where a pair is told of
    twice, as a whole document and as a passage, it is accepted as soon as one of the two is.
    """
    known: dict[tuple[str, str], bool] = {}
    for copy in copies:
        if copy.document not in documents or copy.original not in documents:
            continue
        if copy.proposed_at is not None and not copy.proposed_at.known_by(recorded_by):
            continue
        decided = copy.decided_at is None or copy.decided_at.known_by(recorded_by)
        if not (copy.refused and decided):
            pair = (copy.document, copy.original)
            known[pair] = known.get(pair, False) or (copy.accepted and decided)
    return tuple(Copy(document, original, accepted) for (document, original), accepted in sorted(known.items()))


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
