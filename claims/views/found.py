"""Finding the claim that an address names: what is not public is nowhere, and what was merged leads on."""

from django.http import Http404

from claims.models import Claim


class MergedError(Exception):
    """The claim was merged into another, which has what is asked for: ``into``, in public and unmerged."""

    def __init__(self, claim: Claim, into: Claim) -> None:
        super().__init__(f"{claim.public_id} was merged into {into.public_id}")
        self.claim = claim
        self.into = into


def find_claim(public_id: str) -> Claim:
    """The public claim with this id, or 404. ``MergedError`` where another took it in."""
    claim = find_any_claim(public_id)
    if claim.merged_into_id is not None:
        raise MergedError(claim, find_successor(claim))
    return claim


def find_any_claim(public_id: str) -> Claim:
    """The public claim with this id, merged or not, or 404."""
    claim = Claim.objects.public().select_related("newsroom").filter(public_id=public_id).first()
    if claim is None:
        raise Http404
    return claim


def find_successor(claim: Claim) -> Claim:
    """The public claim that a merged one has become at last, or 404."""
    rows = Claim.objects.public().select_related("newsroom")
    while claim.merged_into_id is not None:
        target = rows.filter(pk=claim.merged_into_id).first()
        if target is None:
            raise Http404
        claim = target
    return claim
