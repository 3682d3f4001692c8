"""Telling the people of a newsroom what waits for them about a claim."""

from collections.abc import Iterable

from claims.models import Claim
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
