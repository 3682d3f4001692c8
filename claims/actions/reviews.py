"""Looking at a published claim again and finding that it stands as readers were shown it."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.second_looks import acknowledge_steps
from claims.models import PUBLIC_STATES, Claim, ClaimStanding, StandingStep
from claims.stored import lock_standings
from claims.workflow import Move, why_not_move
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User


def keep_as_published(*, by: User, claim: Claim, why: str) -> Claim:
    """What was published still stands though the standing moved, or time passed; the reason is kept.

    The claim is no longer due, and its moves count as seen. Raises ``PermissionDenied`` below editor and
    ``ValidationError`` without a reason or for a claim that is not public.
    """
    refuse_if(why_not_move(by, claim, Move.JUDGE))
    if not why.strip():
        raise ValidationError({"why": "Say why it still stands."}, "required")
    with acting(by, why):
        lock_standings([claim.pk])
        held = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("newsroom").get(pk=claim.pk)
        if held.workflow_state not in PUBLIC_STATES:
            raise ValidationError("This claim is not public; nothing was published that could stand.", "not_public")
        acknowledge_steps(by=by, steps=StandingStep.objects.filter(claim=held, acknowledgement=None), note=why)
        ClaimStanding.objects.filter(claim=held).update(due_since=None)
        held.changed_at = timezone.now()
        held.save(update_fields=["changed_at"])
    return held
