"""Which role a person has where, read in one query."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from newsrooms.models import Membership, Newsroom, User
from newsrooms.vocabulary import Role


def roles_of(user: User | AnonymousUser) -> dict[int, Role]:
    """The person's role by primary key of the newsroom. A superuser is administrator everywhere."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if user.is_superuser:
        return dict.fromkeys(Newsroom.objects.values_list("pk", flat=True), Role.ADMINISTRATOR)
    return {place.newsroom_id: Role(place.role) for place in Membership.objects.live().filter(user=user)}


def role_in(user: User | AnonymousUser, newsroom: Newsroom) -> Role | None:
    """The person's role in one newsroom; None for who does not work there."""
    if not user.is_authenticated or not user.is_active:
        return None
    if user.is_superuser:
        return Role.ADMINISTRATOR
    role = Membership.objects.live().filter(user=user, newsroom=newsroom).values_list("role", flat=True).first()
    return Role(role) if role else None


def newsrooms_of(user: User | AnonymousUser) -> QuerySet[Newsroom]:
    """The newsrooms the person works in."""
    return Newsroom.objects.visible_to(user)
