"""Accounts of people."""

from django.contrib.auth.password_validation import validate_password

from newsrooms.acting import acting
from newsrooms.actions.membership import give_place
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Membership, Newsroom, User
from newsrooms.rules import why_not_run_installation
from newsrooms.texts import clean_text
from newsrooms.vocabulary import Role


def make_editor(
    *,
    newsroom: Newsroom,
    username: str,
    password: str | None,
    role: Role = Role.ADMINISTRATOR,
    display_name: str = "",
    email: str = "",
    superuser: bool = False,
    why: str = "made on the command line",
) -> User:
    """An account with a place in the newsroom, made by the machine: for a first start and for scripts.

    Repeatable: an account of that name is given the password (None: it cannot sign in) and the role. The caller
    has already answered for the password's strength when it made it; a person's choice is checked.
    """
    with acting(None, why):
        user = User.objects.filter(username=username).first() or User(username=username)
        user.display_name = clean_text(display_name, field="display_name", longest=150) or user.display_name
        user.email = email or user.email
        user.is_superuser = user.is_superuser or superuser
        user.is_active = True
        if password is None:
            user.set_unusable_password()
        else:
            validate_password(password, user)
            user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        place = user.memberships.live().filter(newsroom=newsroom).first()
        if place is None:
            give_place(newsroom=newsroom, user=user, role=role)
        elif place.role != role:
            place.role = role.value
            place.save(update_fields=["role"])
    return user


def make_robot(*, newsroom: Newsroom, role: Role) -> User:
    """The newsroom's robot: the account, without a password, for which keys made on the command line act.

    It keeps the highest role it was ever made with. One robot per newsroom, so that none approves another's work.
    """
    username = f"{newsroom.slug}-robot"
    place = Membership.objects.live().filter(newsroom=newsroom, user__username=username).first()
    if place is not None and Role(place.role).includes(role):
        role = Role(place.role)
    name = f"{newsroom.name[:140]} robot"
    return make_editor(newsroom=newsroom, username=username, password=None, role=role, display_name=name)


def close_account(*, by: User, user: User, why: str) -> User:
    """A person can no longer sign in and their keys no longer work; what they did stays under their name."""
    refuse_if(why_not_run_installation(by, "close an account"))
    with acting(by, why):
        User.objects.filter(pk=user.pk).update(is_active=False)
        user.is_active = False
    return user
