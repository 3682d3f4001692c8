"""Undoing one's own last change of a claim: a change of its own, through the ordinary actions."""

from typing import Any

from django.core.exceptions import ValidationError

from claims.actions.claims import reword_claim
from claims.actions.due import mark_exactly
from claims.actions.workflow import assign_claim, restore_claim, set_embargo, trash_claim
from claims.models import Claim, Question
from claims.undoing import last_act_of
from claims.vocabulary import WorkflowState
from claims.workflow import RULES, Move, why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.rules import why_not_act


def undo_last(*, by: User, claim: Claim) -> Claim:
    """Put a claim back to what it was before this person's last change of it. Readers' versions are never undone.

    Raises ``ValidationError`` when there is nothing of theirs to undo, ``PermissionDenied`` as the way back does.
    """
    with acting(by, "undone"):
        held = Claim.objects.select_for_update(of=("self",)).select_related("newsroom").get(pk=claim.pk)
        act = last_act_of(by, held)
        if act is None:
            raise ValidationError("There is no change of yours left to undo here.", "nothing_to_undo")
        why = f"undone: {act.what}"
        match act.kind:
            case "trashed_at" if held.trashed_at is not None:
                return restore_claim(by=by, claim=held, why=why)
            case "trashed_at":
                return trash_claim(by=by, claim=held, why=why)
            case "assigned_to_id":
                to = User.objects.filter(pk=act.before["assigned_to_id"]).first()
                return assign_claim(by=by, claim=held, to=to, note=why)
            case "embargo_until":
                return set_embargo(by=by, claim=held, until=act.before["embargo_until"], why=why)
            case "workflow_state":
                back = WorkflowState(act.before["workflow_state"])
                rule = RULES[Move.SEND_TO_REVIEW if back is WorkflowState.DRAFT else Move.SEND_BACK]
                refuse_if(why_not_act(by, held.newsroom, rule.least, rule.to) or why_not_while_away(held))
                with acting(by, why):
                    held.workflow_state = act.before["workflow_state"]
                    held.save(update_fields=["workflow_state", "changed_at"])
                    mark_exactly([held.pk], cause=f"claim.{back.value}", cause_id=held.public_id)
                return held
        return reword_claim(by=by, claim=held, why=why, **_rows_of(act.before))


def _rows_of(before: dict[str, Any]) -> dict[str, Any]:
    """Columns as the action takes them: rows in place of their keys."""
    values = dict(before)
    if "question_id" in values:
        values["question"] = Question.objects.filter(pk=values.pop("question_id")).first()
    if "quantity_of_claim_id" in values:
        values["quantity_of_claim"] = Claim.objects.filter(pk=values.pop("quantity_of_claim_id")).first()
    return values
