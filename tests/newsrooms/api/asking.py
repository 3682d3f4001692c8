"""Asking the API as somebody, every answer held against what the OpenAPI document promises."""

import json
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from itertools import count
from typing import Any

from django.test import Client
from django.urls import resolve
from jsonschema_rs import Draft202012Validator

from factcheck.api.openapi import find_routes, write_document
from newsrooms.actions.api_key import create_key
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Scope

BASE = "/api/v1"
# Each asker sits at an address of its own (RFC 2544), so that no test uses up what another may ask.
BENCH = ip_address("198.18.0.0")
seats = count(1)


@dataclass(frozen=True)
class Answer:
    """What was answered; ``json`` is None where there is no JSON."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body) if "json" in self.headers.get("content-type", "") else None

    @property
    def etag(self) -> str:
        return self.headers["etag"]

    @property
    def code(self) -> str:
        """The code of a problem."""
        code: str = self.json["code"]
        return code

    @property
    def faults(self) -> set[tuple[str, str]]:
        """Each fault's place and code."""
        return {
            (one.get("pointer", one.get("parameter", one.get("header", ""))), one["code"])
            for one in self.json.get("errors", [])
        }


class Asker:
    """Somebody who asks: a stranger, a person in a session, or a program with a key."""

    def __init__(self, *, secret: str = "", person: User | None = None) -> None:
        self.client = Client(raise_request_exception=False, REMOTE_ADDR=str(BENCH + next(seats)))
        self.secret = secret
        if person is not None:
            self.client.force_login(person)

    @classmethod
    def with_key(cls, newsroom: Newsroom, person: User, *scopes: Scope) -> "Asker":
        """A program with a key that acts for this person."""
        made = create_key(by=None, newsroom=newsroom, name="test", scopes=scopes or list(Scope), acts_for=person)
        return cls(secret=made.secret)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request; ``body`` is sent as JSON unless it is bytes. Header names with _ for -."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = sent.pop("content-type", "application/json")
        if self.secret:
            sent.setdefault("authorization", f"Bearer {self.secret}")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        extra = {} if body is None else {"data": data, "content_type": kind}
        given = self.client.generic(method, BASE + path, headers=sent, **extra)  # type: ignore[arg-type]  # any header
        answer = Answer(given.status_code, {name.lower(): value for name, value in given.items()}, read_whole(given))
        hold_to_document(method, path, answer)
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Answer:
        return self.ask("PATCH", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Answer:
        return self.ask("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.ask("DELETE", path, **headers)


def read_whole(given: Any) -> bytes:
    if getattr(given, "streaming", False):
        return b"".join(given.streaming_content)
    body: bytes = given.content
    return body


@cache
def document() -> dict[str, Any]:
    return write_document()


@cache
def _paths() -> dict[str, str]:
    return {route.name: route.path for route in find_routes()}


@cache
def _validator(name: str) -> Draft202012Validator:
    components = document()["components"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})


def hold_to_document(method: str, path: str, answer: Answer) -> None:
    """Fail unless the status is one the document names for the operation, and the body has the shape it names."""
    address = (BASE + path).partition("?")[0]
    name = resolve(address).url_name or ""
    operation = document()["paths"].get(_paths().get(name, ""), {}).get(method.lower())
    if operation is None:
        assert answer.status in (204, 404, 405, 429), (
            f"{method} {path} is not in the document and gave {answer.status}"
        )
        return
    promised = operation["responses"].get(str(answer.status))
    assert promised is not None, f"{operation['operationId']} gave {answer.status}, which is not in the document"
    if "$ref" in promised:
        promised = document()["components"]["responses"][promised["$ref"].rpartition("/")[2]]
    content = promised.get("content")
    if not content:
        assert not answer.body
        return
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in content, f"{operation['operationId']} gave {kind}"
    reference = content[kind].get("schema", {}).get("$ref", "")
    if reference:
        errors = list(_validator(reference.rpartition("/")[2]).iter_errors(answer.json))
        assert not errors, f"{operation['operationId']}: {errors[0].instance_path} {errors[0].message[:300]}"
