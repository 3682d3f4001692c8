"""Judging what the machine raised: contradictions that are none, and standings that moved."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.due import mark_exactly
from claims.models import Acknowledgement, Claim, ClaimStanding, SecondLook, StandingStep
from claims.rules import why_not_judge
from claims.second_looks import ONE_VOICE
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import save_whole


def find_no_conflict(*, by: User, claim: Claim, key: str, why: str) -> SecondLook:
    """Remember that a contradiction of the claim was looked at and is none. ``key`` is the contradiction's own.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` without a reason or when it was said already.
    """
    refuse_if(why_not_judge(by, claim.newsroom))
    look = SecondLook(claim=claim, key=key, why=why.strip(), looked_by=by)
    with acting(by, why):
        save_whole(look)
        mark_exactly([claim.pk], cause="contradiction.dismissed", cause_id=claim.public_id)
    return look


def leave_on_one_voice(*, by: User, claim: Claim, why: str) -> SecondLook:
    """Remember why this claim may hang on the one voice it hangs on now; of another voice it is asked again.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` without a reason or where there are more voices.
    """
    refuse_if(why_not_judge(by, claim.newsroom))
    standing = ClaimStanding.objects.filter(claim=claim, single_voice=True).first()
    if standing is None:
        raise ValidationError("This claim does not hang on one voice.", "more_voices")
    key = f"{ONE_VOICE}{standing.hangs_on}"
    if SecondLook.objects.filter(claim=claim, key=key, taken_back_at=None).exists():
        raise ValidationError("Why it may hang on this voice is on record; take that back first.", "judged")
    return find_no_conflict(by=by, claim=claim, key=key, why=why)


def raise_again(*, by: User, look: SecondLook, why: str) -> None:
    """Take a second look back: the contradiction is raised again."""
    refuse_if(why_not_judge(by, look.claim.newsroom))
    with acting(by, why):
        taken = SecondLook.objects.filter(pk=look.pk, taken_back_at=None).update(taken_back_at=timezone.now())
        if not taken:
            raise ValidationError("This was taken back already.", "taken_back")
        mark_exactly([look.claim_id], cause="contradiction.raised", cause_id=look.claim.public_id)


def acknowledge_steps(*, by: User, steps: Iterable[StandingStep], note: str = "") -> int:
    """Note that these moves of standings have been seen; give how many had not been."""
    wanted = list(steps)
    for newsroom in {step.claim.newsroom for step in wanted}:
        refuse_if(why_not_judge(by, newsroom))
    with acting(by, note or "seen"):
        seen = set(Acknowledgement.objects.filter(step__in=wanted).values_list("step", flat=True))
        fresh = [Acknowledgement(step=step, note=note, acknowledged_by=by) for step in wanted if step.pk not in seen]
        Acknowledgement.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
