"""Who joins a newsroom, in which role, and who leaves it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Membership, Newsroom, User
from newsrooms.rules import why_not, why_not_lose_administrator
from newsrooms.vocabulary import Role, Verb


def add_member(*, by: User, newsroom: Newsroom, user: User, role: Role, why: str) -> Membership:
    """Give a person a place in the newsroom. ``ValidationError`` if they have one already."""
    refuse_if(why_not(by, newsroom, Verb.MANAGE_MEMBERS))
    with acting(by, why):
        return give_place(newsroom=newsroom, user=user, role=role)


def change_role(*, by: User, membership: Membership, role: Role, why: str) -> Membership:
    """Give a member another role; the last administrator keeps theirs."""
    refuse_if(why_not(by, membership.newsroom, Verb.MANAGE_MEMBERS))
    with acting(by, why):
        place = _hold(membership)
        if role is not Role.ADMINISTRATOR:
            _refuse_orphaning(place)
        place.role = role.value
        place.save(update_fields=["role"])
    return place


def end_membership(*, by: User, membership: Membership, why: str) -> Membership:
    """A member leaves: by an administrator's hand or their own. What they did stays under their name."""
    if by.pk != membership.user_id:
        refuse_if(why_not(by, membership.newsroom, Verb.MANAGE_MEMBERS))
    with acting(by, why):
        place = _hold(membership)
        _refuse_orphaning(place)
        place.ended_at = timezone.now()
        place.save(update_fields=["ended_at"])
        if not place.user.is_superuser and not place.user.memberships.live().exists():
            User.objects.filter(pk=place.user_id).update(is_staff=False)
    return place


def give_place(*, newsroom: Newsroom, user: User, role: Role) -> Membership:
    """The row of a new membership and access to the desk; for actions, which have asked who may."""
    # One at a time per newsroom, so that two administrators adding the same person meet a sentence, not a constraint.
    Newsroom.objects.select_for_update().get(pk=newsroom.pk)
    place = Membership(newsroom=newsroom, user=user, role=role.value)
    place.full_clean()
    place.save()
    User.objects.filter(pk=user.pk, is_staff=False).update(is_staff=True)
    user.is_staff = True
    return place


def _hold(membership: Membership) -> Membership:
    """The membership as it is now, with its newsroom locked: two administrators cannot demote each other at once."""
    Newsroom.objects.select_for_update().get(pk=membership.newsroom_id)
    place = Membership.objects.select_related("user", "newsroom").get(pk=membership.pk)
    if place.ended_at is not None:
        raise ValidationError("This membership has already ended.", "ended")
    return place


def _refuse_orphaning(place: Membership) -> None:
    if reason := why_not_lose_administrator(place):
        raise PermissionDenied(reason)
