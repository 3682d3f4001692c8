"""Who may do what over HTTP: every route and method of the resolver, for everybody, on a draft and on what is public.

Generated: a route without a row in ``rows.py`` fails. Every expectation follows from the operation's scope, the row's
least role and whether the thing is hidden with its claim; nothing is written down per actor.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from factcheck.api.openapi import Route, find_routes
from newsrooms.api.operations import Operation
from newsrooms.rules import LEAST_ROLE_FOR_SCOPE
from newsrooms.vocabulary import Role, Scope
from tests.factcheck.api.row import Row
from tests.factcheck.api.rows import ROWS
from tests.factcheck.api.world import World, build_world
from tests.newsrooms.api.asking import Answer, Asker

pytestmark = pytest.mark.django_db
OPERATIONS: list[tuple[Route, str, Operation]] = [
    (route, method, declared) for route in find_routes() for method, declared in route.operations()
]
STATES = ("draft", "public")
ALONE = {f"key {scope.value}" for scope in Scope} - {f"key {Scope.DRAFTS_READ.value}"}
# What only administrators know of at all.
UNSEEN = {Scope.KEYS_MANAGE, Scope.WEBHOOKS_MANAGE}
HELD = {"claim", "other", "report", "assessment", "stake", "look"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "API_LIMITS", dict.fromkeys(settings.API_LIMITS, 1_000_000))
        yield build_world()
        transaction.set_rollback(True)


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert sorted(declared.id for _, _, declared in OPERATIONS) == sorted(ROWS)


def test_every_operation_says_what_a_key_needs_or_is_for_strangers() -> None:
    for _, _, declared in OPERATIONS:
        row = ROWS[declared.id]
        assert (declared.scope is None) == (row.least is None), declared.id
        if declared.scope is not None and row.least is not None and declared.scope is not Scope.PUBLISH:
            assert LEAST_ROLE_FOR_SCOPE[declared.scope].rank <= max(row.least.rank, Role.EDITOR.rank), declared.id


@pytest.mark.parametrize(("route", "method", "declared"), OPERATIONS, ids=[one.id for _, _, one in OPERATIONS])
def test_who_may(world: World, route: Route, method: str, declared: Operation) -> None:
    row = ROWS[declared.id]
    wrong = []
    for state in STATES if row.follows_claim else ("public",):
        for name, asker in world.askers.items():
            if name in ALONE and (
                not row.follows_claim or declared.scope is None or declared.scope.value not in name
            ):
                continue
            answer = ask(world, asker, route, method, row, state)
            expected = expect(name, declared, row, state)
            if answer.status not in expected:
                wrong.append(f"{name} on {state}: {answer.status} {answer.body[:200]!r}, not {expected}")
    assert not wrong, "\n".join(wrong)


def ask(world: World, asker: Asker, route: Route, method: str, row: Row, state: str) -> Answer:
    """One request, undone afterwards."""
    held = world.held[state]
    headers = {"content_type": row.kind}
    if row.etag:
        seen = world.askers["administrator"].get(fill(row.etag, row, world, state))
        headers["if_match"] = seen.etag
    path = fill(route.path.removeprefix("/api/v1"), row, world, state) + row.query
    body = row.body(world, held) if row.body else None
    cookies = asker.client.cookies.output()
    with transaction.atomic():
        answer = asker.ask(method.upper(), path, body, **headers)
        transaction.set_rollback(True)
    if asker.client.cookies.output() != cookies:
        asker.client.cookies.clear()
        asker.client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return answer


def fill(path: str, row: Row, world: World, state: str) -> str:
    names = iter(row.ids)

    def one(match: re.Match[str]) -> str:
        name = match[1] if match[1] in row.ids else next(names)
        thing = getattr(world.held[state] if name in HELD else world, name)
        return str(getattr(thing, "public_id", thing))

    return re.sub(r"{(\w+)}", one, path)


def expect(name: str, declared: Operation, row: Row, state: str) -> set[int]:
    """The statuses that will do."""
    done = {row.instead.get(state, declared.status)}
    hidden = row.follows_claim and state == "draft"
    named_in_body = row.follows_claim and not row.ids
    absent = 422 if named_in_body else 404
    if declared.id == "create_session":
        return {422}
    if name == "stranger":
        if declared.scope is not None:
            return {401}
        return {404} if hidden else done
    if name.startswith("other"):
        return expect_of_other_newsroom(declared, row, state, done, absent)
    if name.startswith("key"):
        scopes = set(name.split()[1:])
        if declared.scope is not None and declared.scope.value not in scopes:
            return {403}
        if row.notice and Scope.PUBLISH.value not in scopes:
            return {403}
        if hidden and Scope.DRAFTS_READ.value not in scopes:
            return {absent}
        return done
    least = (row.least_of_public if state == "public" else None) or row.least
    if least is None or Role(name).includes(least):
        return done
    if row.least is Role.ADMINISTRATOR and row.ids and declared.scope in UNSEEN:
        return {404}
    if row.least is Role.ADMINISTRATOR and declared.id.startswith("list_"):
        return done
    return {403} | ({409} & done)


def expect_of_other_newsroom(declared: Operation, row: Row, state: str, done: set[int], absent: int) -> set[int]:
    """The other newsroom: it lists and makes its own; of ours it sees what is public, and changes nothing."""
    if declared.scope is None:
        return {404} if row.follows_claim and state == "draft" else done
    if row.ids:
        readable = declared.id == "read_report" and state == "public"
        return done if readable else {404}
    if row.body is None:
        return done
    return done | {absent, 422}
