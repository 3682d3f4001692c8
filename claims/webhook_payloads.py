"""What a webhook tells of an event: made when it is sent, so that what was redacted since is not told."""

from collections.abc import Mapping
from typing import Any

from claims.models import Claim
from newsrooms.models import Event


def payload_of(event: Event) -> Mapping[str, Any] | None:
    """The data of an event as things are now; ``None`` when its claim is gone from where it could be told of.

    An event that was told in public is not sent on once its claim is no longer public.
    """
    data: dict[str, Any] = {"object": event.object_type, "id": event.object_id, "facets": event.facets}
    key = event.facets.get("claim")
    if key is None:
        return data
    claim = Claim.objects.filter(public_id=key, trashed_at=None).select_related("standing").first()
    if claim is None or (event.public and not Claim.objects.public().filter(pk=claim.pk).exists()):
        return None
    standing = getattr(claim, "standing", None)
    data["claim"] = {
        "id": claim.public_id,
        "external_id": claim.external_id,
        "statement": claim.statement,
        "workflow_state": claim.workflow_state,
        "standing": standing.status if standing else None,
        "lines": [standing.lines_low, standing.lines_with_parties, standing.lines_high] if standing else None,
    }
    return data
