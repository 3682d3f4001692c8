"""Telling the people of a newsroom what waits for them about a claim."""

from collections.abc import Iterable

from claims.models import Claim, StandingStep
from newsrooms.actions.notification import notify
from newsrooms.models import User
from newsrooms.vocabulary import NotificationKind


def tell(
    claim: Claim,
    kind: NotificationKind,
    users: Iterable[User | None],
    *,
    by: User | None = None,
    said: str = "",
    moved: tuple[str, str] | None = None,
) -> None:
    """Notify these people of the claim; ``said`` is what the doer wrote, ``moved`` its standing before and after."""
    params = {"title": claim.statement}
    if said:
        params["said"] = said[:500]
    if moved:
        params |= {"from": moved[0], "to": moved[1]}
    named = {user.pk: user for user in users if user is not None}
    if named:
        notify(
            users=named.values(),
            newsroom=claim.newsroom,
            kind=kind,
            object_type="claim",
            object_id=claim.public_id,
            params=params,
            by=by,
        )


def tell_who_follow(
    claims: Iterable[Claim], kind: NotificationKind, steps: Iterable[StandingStep] = (), *, by: User | None = None
) -> None:
    """Tell those who work on these claims, whoever entered each and whoever it is assigned to; with how it moved."""
    moved = {step.claim_id: (step.before, step.after) for step in steps}
    if wanted := [claim.pk for claim in claims]:
        rows = Claim.objects.filter(pk__in=wanted).select_related("newsroom", "created_by", "assigned_to")
        for claim in rows.order_by("pk"):
            tell(claim, kind, [claim.created_by, claim.assigned_to], by=by, moved=moved.get(claim.pk))
