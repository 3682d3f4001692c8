"""What an actor may see of claims and what hangs on them; ``visible_to`` says who, a key's scopes narrow it."""

from django.db.models import Q, QuerySet

from claims.models import Claim
from newsrooms.api.actor import Actor


def claims_for(actor: Actor) -> QuerySet[Claim]:
    """Public claims; for members also the rest of their newsrooms; for a key only with drafts:read and in its own."""
    if not actor.is_inside:
        return Claim.objects.public()
    rows = Claim.objects.visible_to(actor.user).filter(trashed_at=None)
    if actor.key is None:
        return rows
    return rows.filter(Claim.objects.are_public() | Q(newsroom=actor.key.newsroom_id))
