"""Documents and passages that look copied, with what editors said to that, for many claims at once."""

from django.db.models import Q

from claims.algebra.evidence import Copy
from claims.evidence.rows import Rows
from claims.models import Borrowing
from newsrooms.declared import declared
from sources.algebra.moments import Moment
from sources.models import Reprint
from sources.vocabulary import Precision, ReprintState


def load_copies(around: set[int], rows: Rows) -> None:
    """Likely borrowings on these claims, and likely reprints among the documents that report on them. Two queries."""
    documents = {int(report.document) for reports in rows.reports.values() for report in reports}
    alike = Q(document__any_of=documents, original__any_of=documents)
    reprints = declared(Reprint, alike, rows.declared_by).order_by("id")
    rows.copies += [_copy(row, row.document_id, row.original_id) for row in reprints]
    borrowings = declared(Borrowing, Q(claim__in=around), rows.declared_by).order_by("id")
    for row in borrowings.select_related("report", "original"):
        for claim in rows.homes_of(row.claim_id):
            rows.borrowings[claim].append(_copy(row, row.report.document_id, row.original.document_id))


def _copy(row: Reprint | Borrowing, document: int, original: int) -> Copy:
    return Copy(
        document=str(document),
        original=str(original),
        accepted=row.state == ReprintState.ACCEPTED.value,
        refused=row.state == ReprintState.REFUSED.value,
        proposed_at=Moment(row.proposed_at, Precision.SECOND),
        decided_at=None if row.decided_at is None else Moment(row.decided_at, Precision.SECOND),
    )
