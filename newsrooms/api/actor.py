"""Who asks: a stranger, a person in a session, or a program with a key that acts for a person."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from newsrooms.api.problems import CHALLENGE, Fault, ProblemError
from newsrooms.keys import usable_scopes
from newsrooms.models import ApiKey, Newsroom, User
from newsrooms.roles import newsrooms_of
from newsrooms.vocabulary import Scope

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Actor:
    """Who asks, and within what. A key acts for its person in its own newsroom only, within its scopes."""

    user: User | AnonymousUser
    key: ApiKey | None = None

    @property
    def is_stranger(self) -> bool:
        return not self.user.is_authenticated

    @property
    def person(self) -> User:
        """The person actions are done by. Raises the 401 problem for a stranger."""
        if isinstance(self.user, User):
            return self.user
        reason = "Send a key as “Authorization: Bearer …”, or sign in."
        raise ProblemError("unauthenticated", reason, headers={"WWW-Authenticate": CHALLENGE})

    @property
    def name(self) -> str:
        """How counters and kept answers call this actor: “key 8k2…”, “user 5mp…”."""
        return f"key {self.key.public_id}" if self.key else f"user {self.person.public_id}"

    @property
    def door(self) -> str:
        """How history names the door this actor came through."""
        return self.key.door if self.key else "api"

    @cached_property
    def scopes(self) -> frozenset[Scope]:
        """What the key may be used for, asked once in a request; nothing where there is none."""
        return frozenset(usable_scopes(self.key)) if self.key else frozenset()

    def demand(self, scope: Scope) -> None:
        """Refuse a stranger (401) and a key without this scope (403). What a person may do, their role says."""
        self.person  # noqa: B018  # a stranger is refused here
        if self.key is None or scope in self.scopes:
            return
        reason = f"This key may not be used for {scope.value}: the key has no such scope, or its person not the role."
        raise ProblemError("forbidden", reason, [Fault("scope_missing", scope.value, header="Authorization")])

    def has(self, scope: Scope) -> bool:
        """Whether this actor reads or does what the scope covers; for a person that is for their role to say."""
        return not self.is_stranger and (self.key is None or scope in self.scopes)

    @property
    def is_inside(self) -> bool:
        """Whether what the house says among itself may be shown, of the newsrooms this actor works in."""
        return self.has(Scope.DRAFTS_READ)

    def newsrooms(self) -> QuerySet[Newsroom]:
        """The newsrooms this actor works in."""
        mine = newsrooms_of(self.user)
        return mine.filter(pk=self.key.newsroom_id) if self.key else mine

    def own(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Of rows this person may see (``visible_to``), those of the newsrooms this actor works in."""
        return rows.filter(newsroom=self.key.newsroom_id) if self.key else rows

    def choose_newsroom(self, slug: str | None, *, asked: bool = False) -> Newsroom:
        """The newsroom to write in: the key's; else the one named; else the person's only one.

        Raises the 422 problem that points at /newsroom of the body; ``asked``: 400, for the query names it.
        """
        mine = self.newsrooms()
        if slug is not None:
            mine = mine.filter(slug=slug)
        found = list(mine.order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
        code, reason = "required", "You work in several newsrooms; name one."
        if slug is not None or not found:
            code, reason = "unknown_newsroom", "There is no such newsroom."
        where = {"parameter": "newsroom"} if asked else {"pointer": "/newsroom"}
        raise ProblemError("malformed" if asked else "invalid", reason, [Fault(code, reason, **where)])


STRANGER = Actor(AnonymousUser())


def describe_actor(actor: Actor) -> dict[str, Any]:
    """Who one is, as the API tells oneself."""
    person = actor.user if isinstance(actor.user, User) else None
    return {
        "user": person and {"id": person.public_id, "username": person.username, "name": person.shown_name},
        "key": actor.key
        and {
            "id": actor.key.public_id,
            "name": actor.key.name,
            "scopes": sorted(actor.scopes),
            "expires_at": actor.key.expires_at,
        },
        "newsrooms": [{"slug": room.slug, "name": room.name} for room in actor.newsrooms()],
    }
