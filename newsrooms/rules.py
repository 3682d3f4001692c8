"""Why a person may not do a thing in a newsroom; None when they may. The tables are the rules."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from newsrooms.models import Membership, Newsroom, User
from newsrooms.roles import role_in
from newsrooms.vocabulary import Role, Scope, Verb

LEAST_ROLE: dict[Verb, Role] = {
    Verb.SEE_NEWSROOM: Role.READER,
    Verb.EDIT_NEWSROOM: Role.ADMINISTRATOR,
    Verb.MANAGE_MEMBERS: Role.ADMINISTRATOR,
    Verb.MANAGE_KEYS: Role.ADMINISTRATOR,
    Verb.MANAGE_WEBHOOKS: Role.ADMINISTRATOR,
}

# What the person a key acts for must be, so that a key is never a way around one's own role.
LEAST_ROLE_FOR_SCOPE: dict[Scope, Role] = {
    Scope.CLAIMS_READ: Role.READER,
    Scope.DRAFTS_READ: Role.READER,
    Scope.EXPORTS_READ: Role.READER,
    Scope.CLAIMS_WRITE: Role.REPORTER,
    Scope.REPORTS_WRITE: Role.REPORTER,
    Scope.SOURCES_WRITE: Role.REPORTER,
    Scope.IMPORTS_WRITE: Role.EDITOR,
    Scope.ASSESSMENTS_WRITE: Role.EDITOR,
    Scope.ASSESSMENTS_APPROVE: Role.EDITOR,
    Scope.PUBLISH: Role.EDITOR,  # who tells readers of a merge, a split or a mistake; publishing asks for more
    Scope.SETTINGS_MANAGE: Role.EDITOR,
    Scope.WEBHOOKS_MANAGE: Role.ADMINISTRATOR,
    Scope.KEYS_MANAGE: Role.ADMINISTRATOR,
}

STRANGER = "You are not a member of this newsroom."


def why_not_as(role: Role | None, least: Role, to: str) -> str | None:
    """Why somebody in ``role`` may not ``to`` (“publish a claim”), which takes at least the role ``least``."""
    if role is None:
        return STRANGER
    if role.includes(least):
        return None
    able = [other.value for other in Role if other.includes(least)]
    who = able[0] if len(able) == 1 else f"{', '.join(able[:-1])} or {able[-1]}"
    article = "an" if who[0] in "aeiou" else "a"
    return f"Only {article} {who} of this newsroom may {to}; you are its {role}."


def why_not(user: User | AnonymousUser, newsroom: Newsroom, verb: Verb) -> str | None:
    """Why this person may not do this in this newsroom. One query."""
    return why_not_as(role_in(user, newsroom), LEAST_ROLE[verb], verb.value)


def why_not_run_installation(user: User | AnonymousUser, to: str) -> str | None:
    """Why this person may not do what concerns all newsrooms: open one, close somebody's account."""
    if user.is_active and user.is_superuser:
        return None
    return f"Only who runs this installation may {to}."


def why_not_lose_administrator(membership: Membership) -> str | None:
    """Why this member must stay administrator: a newsroom never remains without one."""
    others = Membership.objects.live().filter(newsroom=membership.newsroom_id, role=Role.ADMINISTRATOR.value)
    if membership.role == Role.ADMINISTRATOR and not others.exclude(pk=membership.pk).exists():
        return "This is the newsroom's last administrator; name another one first."
    return None


def scopes_beyond(role: Role | None, scopes: Iterable[Scope]) -> list[Scope]:
    """Of ``scopes``, those that a person in ``role`` could not use, in the vocabulary's order."""
    wanted = set(scopes)
    return [
        scope
        for scope in Scope
        if scope in wanted and (role is None or not role.includes(LEAST_ROLE_FOR_SCOPE[scope]))
    ]
