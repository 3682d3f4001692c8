"""What looks copied about one claim: whole documents and passages, proposed and judged, for every door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import Borrowing, Claim, Report
from newsrooms.models import User
from sources.models import Document, Reprint
from sources.vocabulary import ReprintState


@dataclass(frozen=True, slots=True)
class LikelyCopy:
    """One pair of documents that tell a claim in near the same words.

    ``row``: the whole documents as a `Reprint`, or the passages about this claim as a `Borrowing`; ``passages``: the
    later's and the earlier's, for a borrowing.
    """

    row: Reprint | Borrowing
    document: Document
    original: Document
    likeness: float
    state: ReprintState
    reason: str
    decided_by: User | None
    decided_at: datetime | None
    passages: tuple[str, str] | None

    @property
    def percent(self) -> str:
        return f"{self.likeness:.0%}"

    @property
    def of_passages(self) -> bool:
        return self.passages is not None


def copies_about(claim: Claim) -> list[LikelyCopy]:
    """The pairs among the documents that report on this claim, the undecided ones first. Two queries."""
    publishers: Any = ("decided_by", "document__publisher", "original__publisher")
    documents = Report.objects.live().filter(claim=claim).values("document")
    reprints = Reprint.objects.filter(document__in=documents, original__in=documents).select_related(*publishers)
    borrowings = Borrowing.objects.filter(claim=claim).select_related(
        "decided_by", "report__document__publisher", "original__document__publisher"
    )
    found = [_copy(row, row.document, row.original, row.beside_quotes, None) for row in reprints]
    found += [
        _copy(row, row.report.document, row.original.document, row.likeness, (row.passage, row.original_passage))
        for row in borrowings
    ]
    return sorted(found, key=lambda copy: (copy.state is not ReprintState.PROPOSED, copy.of_passages, copy.row.pk))


def _copy(
    row: Reprint | Borrowing,
    document: Document,
    original: Document,
    likeness: float,
    passages: tuple[str, str] | None,
) -> LikelyCopy:
    state, by = ReprintState(row.state), row.decided_by
    return LikelyCopy(row, document, original, likeness, state, row.reason, by, row.decided_at, passages)
