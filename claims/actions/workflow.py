"""Moving a claim through the newsroom, and who is told of it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.due import mark_due, mark_exactly
from claims.actions.outbox import announce_lifted, tell_of_claim
from claims.actions.telling_people import tell
from claims.models import PUBLIC_STATES, Claim, Correction
from claims.vocabulary import WorkflowState
from claims.workflow import Move, why_not_move, why_not_now
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Membership, User
from newsrooms.vocabulary import EventType, NotificationKind, Role


def send_to_review(*, by: User, claim: Claim, note: str = "") -> Claim:
    """A draft goes to the editors."""
    held = _move(by, claim, Move.SEND_TO_REVIEW, to=WorkflowState.IN_REVIEW, why=note or "sent to review")
    editors = Membership.objects.live().filter(newsroom=held.newsroom_id).with_at_least(Role.EDITOR)
    tell(
        held,
        NotificationKind.APPROVAL_WANTED,
        [place.user for place in editors.select_related("user")],
        by=by,
        said=note,
    )
    return held


def send_back(*, by: User, claim: Claim, why: str) -> Claim:
    """A claim goes back to whoever works on it, with the reason. Raises ``ValidationError`` without one."""
    _demand(why, "why", "Say what is missing.")
    held = _move(by, claim, Move.SEND_BACK, to=WorkflowState.DRAFT, why=why)
    tell(held, NotificationKind.SENT_BACK, [held.created_by, held.assigned_to], by=by, said=why)
    return held


def pause_claim(*, by: User, claim: Claim, notice: str) -> Claim:
    """Tell readers that a public claim is being looked at again. The notice is public."""
    return _move_in_public(by, claim, Move.PAUSE, WorkflowState.PAUSED, notice)


def resume_claim(*, by: User, claim: Claim, notice: str) -> Claim:
    """A paused claim stands again; the notice says what came of it."""
    return _move_in_public(by, claim, Move.RESUME, WorkflowState.CORRECTED, notice)


def withdraw_claim(*, by: User, claim: Claim, notice: str) -> Claim:
    """The newsroom no longer stands by a public claim. It keeps its address and says so."""
    return _move_in_public(by, claim, Move.WITHDRAW, WorkflowState.WITHDRAWN, notice)


def assign_claim(*, by: User, claim: Claim, to: User | None, note: str = "") -> Claim:
    """Give a claim to a member of its newsroom, or to nobody."""
    refuse_if(why_not_move(by, claim, Move.ASSIGN))
    if to is not None and not Membership.objects.live().filter(user=to, newsroom=claim.newsroom_id).exists():
        raise ValidationError({"to": "There is no such person in this newsroom."}, "unknown_id")
    with acting(by, note or (f"assigned to {to.shown_name}" if to else "assigned to nobody")):
        held = _hold(claim)
        if held.assigned_to != to:
            held.assigned_to = to
            held.save(update_fields=["assigned_to", "changed_at"])
            tell(held, NotificationKind.ASSIGNED, [to], by=by, said=note)
    return held


def set_embargo(*, by: User, claim: Claim, until: datetime | None, why: str = "") -> Claim:
    """Readers see nothing of the claim before this moment, published or not. ``None`` lifts it."""
    refuse_if(why_not_move(by, claim, Move.EMBARGO))
    if until is not None and until.tzinfo is None:
        raise ValidationError({"until": "Say in which time zone."}, "naive")
    if until is not None and until <= timezone.now():
        raise ValidationError({"until": "This moment has passed."}, "past")
    with acting(by, why or ("embargo set" if until else "embargo lifted")):
        held = _hold(claim)
        refuse_if(why_not_now(held, Move.EMBARGO))
        public = held.workflow_state in PUBLIC_STATES
        # Once published, the lift is when readers see it first; one lifted by hand lifts now.
        held.embargo_until = until or (timezone.now() if public else None)
        if public:
            held.first_published_at = held.embargo_until
        held.save(update_fields=["embargo_until", "first_published_at", "changed_at"])
        if until is None:
            announce_lifted([held.pk])
        if public:  # readers see it now, or later: so do they what it bears on
            mark_due([held.pk], cause="embargo.moved" if until else "embargo.lifted", cause_id=held.public_id)
    return held


def trash_claim(*, by: User, claim: Claim, why: str) -> Claim:
    """Put a claim that readers never saw in the trash, from which it can be restored.

    One that was published under an embargo that still runs is published no longer: it would come back as a draft.
    """
    _demand(why, "why", "Say why it goes.")
    refuse_if(why_not_move(by, claim, Move.TRASH))
    with acting(by, why):
        held = _hold(claim)
        refuse_if(why_not_now(held, Move.TRASH))
        mark_due([held.pk], cause="claim.trashed", cause_id=held.public_id)
        held.trashed_at = timezone.now()
        if held.workflow_state in PUBLIC_STATES:
            held.workflow_state = WorkflowState.DRAFT.value
        held.save(update_fields=["trashed_at", "workflow_state", "changed_at"])
    return held


def restore_claim(*, by: User, claim: Claim, why: str = "") -> Claim:
    """Take a claim out of the trash."""
    refuse_if(why_not_move(by, claim, Move.RESTORE))
    with acting(by, why or "restored"):
        held = _hold(claim)
        refuse_if(why_not_now(held, Move.RESTORE))
        held.trashed_at = None
        held.save(update_fields=["trashed_at", "changed_at"])
        mark_due([held.pk], cause="claim.restored", cause_id=held.public_id)
    return held


def _move(by: User, claim: Claim, move: Move, *, to: WorkflowState, why: str) -> Claim:
    refuse_if(why_not_move(by, claim, move))
    with acting(by, why):
        held = _hold(claim)
        refuse_if(why_not_now(held, move))
        held.workflow_state = to.value
        held.save(update_fields=["workflow_state", "changed_at"])
        mark_exactly([held.pk], cause=f"claim.{to.value}", cause_id=held.public_id)
    return held


def _move_in_public(by: User, claim: Claim, move: Move, to: WorkflowState, notice: str) -> Claim:
    """A change that readers see: its notice is written in the same transaction."""
    _demand(notice, "notice", "Tell readers what happened.")
    with acting(by, notice):
        held = _move(by, claim, move, to=to, why=notice)
        correction = Correction.objects.create(claim=held, notice=notice.strip(), corrected_by=by)
        tell_of_claim(held, EventType.CORRECTION_ISSUED)
        if to is WorkflowState.WITHDRAWN:
            tell_of_claim(held, EventType.CLAIM_WITHDRAWN)
        mark_due([held.pk], cause=f"claim.{to.value}", cause_id=correction.public_id)
    return held


def _hold(claim: Claim) -> Claim:
    """The claim as it is now, locked until the transaction ends."""
    return Claim.objects.select_for_update(of=("self",), no_key=True).select_related("newsroom").get(pk=claim.pk)


def _demand(said: str, field: str, message: str) -> None:
    if not said.strip():
        raise ValidationError({field: message}, "required")
