"""Assessing a claim, and another editor's approval of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.due import mark_exactly
from claims.actions.outbox import tell_of_claim
from claims.actions.telling_people import tell
from claims.gate import was_reworded_since, words_mark
from claims.models import Approval, Assessment, Claim
from claims.rules import why_not_approve, why_not_judge
from claims.vocabulary import Confidence, Verdict, WorkflowState
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.vocabulary import EventType, NotificationKind
from sources.actions.entering import save_whole
from sources.algebra.moments import Moment
from sources.models.moments import moment_columns
from sources.vocabulary import Precision


def assess_claim(
    *,
    by: User,
    claim: Claim,
    verdict: Verdict | str,
    reasons: str,
    confidence: Confidence | str = "",
    external_id: str = "",
    read: str = "",
) -> Assessment:
    """Give one editor's verdict on a claim, with reasons; it waits for another editor's approval.

    ``read`` is the `words_mark` of what its author read: no verdict is given on words that came since. A draft claim
    goes into review with it. Raises ``PermissionDenied`` below editor, ``ValidationError`` by field.
    """
    refuse_if(why_not_judge(by, claim.newsroom))
    assessment = Assessment(
        claim=claim,
        external_id=external_id,
        verdict=Verdict(verdict).value,
        confidence=Confidence(confidence).value if confidence else "",
        reasons=reasons.strip(),
        author=by,
        **moment_columns("made", Moment(timezone.now().replace(microsecond=0), Precision.SECOND)),
    )
    assessment.external_id = assessment.external_id or assessment.public_id
    with acting(by, "assessed"):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        refuse_if(why_not_while_away(held))
        assessment.words_mark = words_mark(held)
        if read and read != assessment.words_mark:
            said = (
                f"The claim was reworded while you wrote. It says “{held.statement}” now; read it, and assess that."
            )
            raise ValidationError(said, "stale")
        save_whole(assessment)
        if held.workflow_state in (WorkflowState.DRAFT, WorkflowState.APPROVED):
            held.workflow_state = WorkflowState.IN_REVIEW.value
            held.save(update_fields=["workflow_state", "changed_at"])
        mark_exactly([claim.pk], cause="assessment.submitted", cause_id=assessment.public_id)
        tell_of_claim(held, EventType.ASSESSMENT_SUBMITTED, noun="assessment", key=assessment.public_id, private=True)
    return assessment


def approve_assessment(*, by: User, assessment: Assessment, note: str = "") -> Approval:
    """Approve another editor's assessment as it was read; it must be the claim's latest.

    Raises ``PermissionDenied`` to its author and below editor, ``ValidationError`` when it is no longer the latest
    or is approved already.
    """
    claim = assessment.claim
    refuse_if(why_not_approve(by, assessment))
    approval = Approval(assessment=assessment, author_id=assessment.author_id, approver=by, note=note)
    with acting(by, note or "approved"):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        refuse_if(why_not_while_away(held))
        latest = claim.assessments.order_by("-id").first()
        if latest is not None and latest.pk != assessment.pk:
            raise ValidationError("A later assessment of this claim is here; read that one.", "stale")
        if was_reworded_since(held, assessment):
            raise ValidationError("The claim was reworded after this assessment; it must be assessed again.", "stale")
        save_whole(approval)
        if held.workflow_state == WorkflowState.IN_REVIEW:
            held.workflow_state = WorkflowState.APPROVED.value
            held.save(update_fields=["workflow_state", "changed_at"])
        mark_exactly([claim.pk], cause="assessment.approved", cause_id=assessment.public_id)
        tell_of_claim(held, EventType.ASSESSMENT_APPROVED, noun="assessment", key=assessment.public_id, private=True)
        told = [assessment.author, held.created_by, held.assigned_to]
        tell(held, NotificationKind.APPROVED, told, by=by, said=note)
    return approval
