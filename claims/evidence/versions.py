"""What a page says since it was corrected or edited: a statement of its own, dated by the change and not by the page.

A report quotes a capture. One that was taken after the change shows what the page says since; the report of it was
not taken back by that change, and had not been made before it.
"""

from dataclasses import replace

from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from claims.evidence.rows import Rows
from claims.models import Report
from claims.vocabulary import WithdrawalKind
from sources.algebra.moments import Moment, second_of
from sources.vocabulary import Precision

REPLACING = frozenset({WithdrawalKind.CORRECTED, WithdrawalKind.EDITED})


def date_new_versions(rows: Rows) -> None:
    """Date the reports that quote a page as it was after a change by that change. One query, where there was any."""
    changed = {
        (claim, place): facts
        for claim, reports in rows.reports.items()
        for place, report in enumerate(reports)
        if (facts := _changes_of(report, claim, rows))
    }
    if not changed:
        return
    keys = {int(rows.reports[claim][place].id) for claim, place in changed}
    captured = dict(
        Report.objects.filter(pk__in=keys, capture__isnull=False).values_list("pk", "capture__captured_at")
    )
    for (claim, place), facts in changed.items():
        report = rows.reports[claim][place]
        taken_at = captured.get(int(report.id))
        if taken_at is None:
            continue
        seen = second_of(taken_at)
        since = max((fact.at.end for fact in facts if fact.at.end <= seen.end), default=None)
        if since is not None and (report.published_at is None or report.published_at.start < since):
            rows.reports[claim][place] = replace(report, published_at=Moment(since, Precision.SECOND))


def _changes_of(report: ReportFact, claim: int, rows: Rows) -> list[WithdrawalFact]:
    of_word = (
        fact
        for fact in rows.withdrawals.get(claim, ())
        if fact.source == report.publisher and fact.document in (None, report.document)
    )
    return [fact for fact in (*rows.fallen.get(report.document, ()), *of_word) if fact.kind in REPLACING]
