"""API keys: made, listed, rotated and revoked. A secret is shown once, in the answer that makes it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from newsrooms.actions.api_key import create_key, revoke_key, rotate_key
from newsrooms.api.bytes import answer_json, etag_of, write_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.instants import read_instant
from newsrooms.api.operations import component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import ID, INSTANT, Schema, answer, body, list_of, or_null, text, word
from newsrooms.models import ApiKey
from newsrooms.vocabulary import Scope

KEY: Schema = {
    "id": ID,
    "newsroom": text(),
    "name": text(),
    "prefix": text("How the secret begins, to tell keys apart."),
    "scopes": list_of(word(Scope)),
    "acts_for": text("User name of the person it acts for."),
    "created_at": INSTANT,
    "expires_at": or_null(INSTANT),
    "revoked_at": or_null(INSTANT),
    "last_used_at": or_null(INSTANT),
}
component("Key", answer("An API key, without its secret.", **KEY))
component(
    "MadeKey",
    answer("A new key with its secret, shown this once. A repeated answer has null.", **KEY, secret=or_null(text())),
)
component(
    "KeyInput",
    body(
        "A key to be made; it acts for you.",
        required=("name", "scopes"),
        newsroom=text("Slug; needed when you work in several.", longest=64),
        name=text(longest=100, least=1),
        scopes=list_of(word(Scope), least=1, most=20),
        expires_at=INSTANT | {"maxLength": 40},
    ),
)
component(
    "RotationInput",
    body("How long the old secret works on.", overlap_hours={"type": "integer", "minimum": 0, "maximum": 720}),
)
component("Why", body("The reason, for history.", required=("why",), why=text(longest=1000, least=1)))


def shape_key(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.public_id,
        "newsroom": key.newsroom.slug,
        "name": key.name,
        "prefix": key.prefix,
        "scopes": sorted(key.scopes),
        "acts_for": key.acts_for.username,
        "created_at": key.created_at.isoformat(),
        "expires_at": key.expires_at and key.expires_at.isoformat(),
        "revoked_at": key.revoked_at and key.revoked_at.isoformat(),
        "last_used_at": key.last_used_at and key.last_used_at.isoformat(),
    }


def version_of(key: ApiKey) -> str:
    """The entity tag of a key: all that can be changed of it. Its use is none of that, or who revokes a key in use
    would always come too late."""
    return etag_of(write_json(shape_key(key) | {"last_used_at": None}))


class KeyEndpoint(Endpoint):
    tag = "Keys"

    def rows(self) -> QuerySet[ApiKey]:
        return self.actor.own(ApiKey.objects.visible_to(self.actor.user)).select_related("newsroom", "acts_for")

    def show_secret(self, key: ApiKey, secret: str) -> HttpResponse:
        """The answer that shows a secret; what is kept for a repeat of the request does not."""
        shaped = shape_key(key)
        given = answer_json({**shaped, "secret": secret}, status=201, tagged=False)
        given["Location"] = reverse("api-key", args=[key.public_id])
        given["Cache-Control"] = "no-store"
        given.kept_body = write_json({**shaped, "secret": None})  # type: ignore[attr-defined]  # read by the endpoint
        return given


class Keys(KeyEndpoint):
    @operation("list_keys", "List API keys", scope=Scope.KEYS_MANAGE, query=PAGING, answers=page_of("Key"))
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.rows(), lambda page: map(shape_key, page), self.query)

    @operation(
        "create_key",
        "Make an API key",
        detail="Asked for with a key, it has no scope and no time beyond that key's.",
        scope=Scope.KEYS_MANAGE,
        body="KeyInput",
        answers="MadeKey",
        status=201,
        conditional=False,
        example={"name": "Desk script", "scopes": ["claims:read", "reports:write"]},
    )
    def post(self) -> HttpResponse:
        made = create_key(
            by=self.actor.person,
            newsroom=self.actor.choose_newsroom(self.body.get("newsroom")),
            name=self.body["name"],
            scopes=[Scope(scope) for scope in self.body["scopes"]],
            expires_at=read_instant(self.body["expires_at"], "/expires_at") if "expires_at" in self.body else None,
            within=self.actor.key,
        )
        return self.show_secret(made.key, made.secret)


class OneKey(KeyEndpoint):
    @operation("read_key", "Read an API key", scope=Scope.KEYS_MANAGE, answers="Key")
    def get(self, id: str) -> HttpResponse:
        return self.show(self.one(id))

    @operation(
        "revoke_key",
        "Revoke an API key",
        detail="It stops working at once and for good; its row stays.",
        scope=Scope.KEYS_MANAGE,
        answers="Key",
        changes=True,
    )
    def delete(self, id: str) -> HttpResponse:
        key = self.one(id)
        self.refuse_stale(version_of(key))
        revoke_key(by=self.actor.person, key=key, why="revoked through the API")
        return self.show(self.one(id))

    def show(self, key: ApiKey) -> HttpResponse:
        return answer_json(shape_key(key), tagged=False, headers={"ETag": version_of(key)})

    def one(self, id: str) -> ApiKey:
        return find_key_of(self, id)


class Rotations(KeyEndpoint):
    @operation(
        "rotate_key",
        "Rotate an API key",
        detail="Makes a successor with the same scopes; the old secret works on for the overlap, a week unless said."
        " A key rotates itself, and other keys of its person that may no more and live no longer than itself.",
        scope=Scope.KEYS_MANAGE,
        body="RotationInput",
        answers="MadeKey",
        status=201,
        conditional=False,
        example={"overlap_hours": 24},
    )
    def post(self, id: str) -> HttpResponse:
        hours = self.body.get("overlap_hours", 168)
        made = rotate_key(
            by=self.actor.person, key=find_key_of(self, id), overlap=timedelta(hours=hours), within=self.actor.key
        )
        return self.show_secret(made.key, made.secret)


def find_key_of(endpoint: KeyEndpoint, name: str) -> ApiKey:
    return find(endpoint.rows(), name, endpoint.actor, newsroom=None)
