"""Borrowings: proposed where reports tell a claim in near the same words, decided by an editor."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.due import mark_due
from claims.algebra.evidence import Evidence
from claims.models import Borrowing
from claims.passages import find_borrowings
from claims.rules import why_not_judge
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import save_whole
from sources.vocabulary import ReprintState


def newest_report(evidence: Evidence) -> int:
    """The primary key of the claim's newest report; 0 without any."""
    return max((int(report.id) for report in evidence.reports if report.claim == evidence.claim.id), default=0)


def propose_borrowings(shares: Mapping[int, Evidence], compared_up_to: Mapping[int, int]) -> set[int]:
    """Compare the passages of reports that came in since ``compared_up_to`` with those of the others; give the
    claims (by primary key) on which something was proposed. All on whom that bears are marked due."""
    found: list[Borrowing] = []
    for pk, share in shares.items():
        own = [report for report in share.reports if report.claim == share.claim.id]
        known = compared_up_to.get(pk, 0)
        if newest_report(share) > known and len({report.publisher for report in own}) > 1:
            found += find_borrowings(pk, known, [int(report.id) for report in own])
    if not found:
        return set()
    with acting(None, "near the same words"):
        for row in found:
            save_whole(row)
            mark_due([row.claim_id], cause="borrowing.proposed", cause_id=row.public_id)
    return {row.claim_id for row in found}


def decide_borrowing(*, by: User | None, borrowing: Borrowing, accepted: bool, why: str) -> Borrowing:
    """Say whether a report has what it says about the claim from the other. The claim is computed again.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` without a reason or when it was decided already.
    """
    refuse_if(why_not_judge(by, borrowing.claim.newsroom))
    if not why.strip():
        raise ValidationError({"why": "Say how you know."}, "required")
    with acting(by, why):
        row = Borrowing.objects.select_for_update().get(pk=borrowing.pk)
        if row.state != ReprintState.PROPOSED.value:
            raise ValidationError("This was decided already.", "decided")
        row.state = (ReprintState.ACCEPTED if accepted else ReprintState.REFUSED).value
        row.reason, row.decided_by, row.decided_at = why.strip(), by, timezone.now()
        save_whole(row)
        cause = "borrowing.accepted" if accepted else "borrowing.refused"
        mark_due([row.claim_id], cause=cause, cause_id=row.public_id)
    return row
