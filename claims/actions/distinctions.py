"""Remembering that two claims that look alike are not the same."""

from claims.actions.claims import refuse_stranger
from claims.models import Claim, Distinction
from claims.rules import why_not_report
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User


def distinguish(*, by: User, claim: Claim, other: Claim, why: str = "") -> Distinction:
    """These two are not the same: the one is not offered again as like the other. Saying so twice changes nothing."""
    refuse_if(why_not_report(by, claim.newsroom))
    refuse_stranger(claim, other=other.newsroom_id)
    first, second = sorted((claim, other), key=lambda one: one.pk)
    with acting(by, why or "found not to be the same"):
        made, _ = Distinction.objects.get_or_create(
            claim=first, other=second, defaults={"why": why.strip(), "said_by": by}
        )
    return made
