"""The notice that goes with every change of something public, written in the same transaction as the change."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from claims.actions.outbox import tell_of_claim
from claims.models import PUBLIC_STATES, Claim, Correction
from claims.rules import why_not_judge
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.vocabulary import EventType


def tell_readers(*, by: User | None, claim: Claim, notice: str) -> Correction | None:
    """Tell readers of a public claim what is being changed of it; nothing is told of one that is not public.

    Raises ``ValidationError`` without a notice, and ``PermissionDenied`` below editor.
    """
    if claim.workflow_state not in PUBLIC_STATES:
        return None
    refuse_if(why_not_judge(by, claim.newsroom))
    if not notice.strip():
        raise ValidationError({"notice": "This claim is public: tell readers what happened."}, "required")
    correction = Correction.objects.create(claim=claim, notice=notice.strip(), corrected_by=by)
    tell_of_claim(claim, EventType.CORRECTION_ISSUED)
    return correction


def tell_all_readers(*, by: User | None, claims: QuerySet[Claim], notice: str) -> None:
    """The same for each of these claims, which are locked."""
    for claim in claims.select_related("newsroom").order_by("pk").select_for_update(of=("self",)):
        tell_readers(by=by, claim=claim, notice=notice)
