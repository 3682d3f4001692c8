"""The list written by hand gives what the ordinary way gives: the same claims to the same people, item by item."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.test import override_settings

from claims.actions.standings import settle_all
from claims.api.claim_rows import COLUMNS, write_claim_rows
from claims.api.hot_list import find_best, find_page
from claims.api.visible import claims_for
from claims.models import PUBLIC_STATES, Claim
from claims.vocabulary import WorkflowState
from newsrooms.actions.api_key import create_key
from newsrooms.actions.membership import add_member
from newsrooms.api.actor import Actor
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role, Scope
from sources.algebra.moments import read_moment
from sources.models.moments import moment_columns
from tests.claims.api.conftest import House
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire, sign_up

NOW = datetime.now(UTC)
WRITTEN = ("2025", "2025-06", "2025-06-15", "2025-06-15T19:02Z", "2025-06-15T19:02:31Z")
MOMENTS = [read_moment(written) for written in WRITTEN]
ODD = 'A "gate" \\ of\tthe mill,\n“шлюз” \u2028 \x7f 水闸 100 % %(q)s.'
FIGURES: tuple[dict[str, Any], ...] = (
    {},
    {"quantity_low": Decimal(41), "quantity_high": Decimal(41), "quantity_comparator": "exactly"},
    {"quantity_low": Decimal("0.5"), "quantity_low_open": True, "quantity_worded": "more than ½ of “it”"},
    {"quantity_high": Decimal("123456789012345.25"), "quantity_high_open": True, "quantity_unit": "m³"},
    {"quantity_low": Decimal("-0.000001"), "quantity_high": Decimal(0), "quantity_counted": "gates"},
)


def fill(desk: Desk, by: User) -> None:
    """A claim of every state, trashed, under embargo and not, with every kind of figure and date."""
    question = desk.question("How many gates?", counted="gates")
    wholes: list[Claim] = []
    number = 0
    for state in WorkflowState:
        for embargo in (None, NOW - timedelta(days=1), NOW + timedelta(days=1)):
            for trashed in (None, NOW):
                once = {"first_published_at": NOW - timedelta(seconds=number)} if state.value in PUBLIC_STATES else {}
                figure = FIGURES[number % len(FIGURES)]
                whole = (
                    {"quantity_of_claim": wholes[-number % len(wholes)]} if figure and wholes and number % 2 else {}
                )
                claim = Claim.objects.create(
                    newsroom=desk.newsroom,
                    external_id=f"gate-{number}",
                    statement=ODD if number % 7 == 0 else f"Gate {number} of {number % 3} {'gates ' * (number % 4)}",
                    question=question if number % 3 else None,
                    workflow_state=state.value,
                    embargo_until=embargo,
                    trashed_at=trashed,
                    **moment_columns("as_of", MOMENTS[number % len(MOMENTS)] if number % 2 else None),
                    tags=["night", "a,b"][: number % 3],
                    **once,
                    **figure,
                    **whole,
                )
                wholes.append(claim)
                number += 1
    desk.report(wholes[0], "River Radio", ["Water board"])
    desk.report(wholes[12], "River Radio", ["Water board"])


@pytest.fixture
def rooms(house: House) -> House:
    greta = User.objects.get(username="greta")
    fill(house.desk, house.vera)
    fill(Desk(house.gazette, greta), greta)
    settle_all()
    Claim.objects.filter(pk=Claim.objects.earliest("pk").pk).update(changed_at=NOW.replace(microsecond=0))
    return house


def with_key(newsroom: Newsroom, person: User, *scopes: Scope) -> Actor:
    return Actor(person, create_key(by=person, newsroom=newsroom, name="list", scopes=scopes).key)


def of_two_newsrooms(house: House) -> Actor:
    greta = User.objects.get(username="greta")
    add_member(by=greta, newsroom=house.gazette, user=house.vera, role=Role.EDITOR, why="helps out")
    return Actor(house.vera)


ACTORS: dict[str, Callable[[House], Actor]] = {
    "stranger": lambda house: Actor(AnonymousUser()),
    "administrator": lambda house: Actor(house.vera),
    "reader": lambda house: Actor(hire(house.herald, "rita", Role.READER)),
    "nobody’s": lambda house: Actor(sign_up("nora")),
    "of two newsrooms": of_two_newsrooms,
    "superuser": lambda house: Actor(User.objects.create(username="sue", is_superuser=True)),
    "key that reads drafts": lambda house: with_key(house.herald, house.vera, Scope.CLAIMS_READ, Scope.DRAFTS_READ),
    "key that does not": lambda house: with_key(house.herald, house.vera, Scope.CLAIMS_READ),
}
QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"order": "oldest"},
    {"q": "gate"},
    {"q": 'gates -"gate 3" or шлюз'},
    {"standing": ["single_source"]},
    {"state": ["draft", "published"]},
    {"tag": ["night", "a,b"]},
    {"newsroom": "mill-gazette"},
    {"external_id": "gate-3"},
    {"updated_since": "2025-06-15"},
    {"updated_since": "2990"},
    {"question": "gate-question"},
    {"q": "gate", "tag": ["night"], "state": ["published"], "order": "oldest"},
)


def narrow(rows: QuerySet[Claim], actor: Actor, asked: dict[str, Any]) -> QuerySet[Claim]:
    """The filters of a query in the words of the ORM."""
    plain = {"standing": "standing__status__in", "state": "workflow_state__in", "tag": "tags__contains"}
    plain |= {"newsroom": "newsroom__slug", "external_id": "external_id"}
    rows = rows.filter(**{path: asked[name] for name, path in plain.items() if name in asked})
    if "q" in asked:
        rows = rows.extra(where=["words @@ websearch_to_tsquery('english', %s)"], params=[asked["q"]])
    if "question" in asked:
        called = Q(question__public_id=asked["question"])
        mine = Q(question__external_id=asked["question"], question__newsroom__in=actor.newsrooms())
        rows = rows.filter(called if actor.is_stranger else called | mine)
    if "updated_since" in asked:
        since = datetime(int(asked["updated_since"][:4]), 6, 15, tzinfo=UTC)
        rows = rows.filter(Q(changed_at__gte=since) | Q(standing__computed_at__gte=since))
    return rows


@pytest.mark.parametrize("who", ACTORS)
def test_the_hand_written_list_is_the_ordinary_one(rooms: House, who: str, settings: Any) -> None:
    actor = ACTORS[who](rooms)
    visible = claims_for(actor)
    questions = Claim.objects.exclude(question=None).values_list("question__external_id", "question__public_id")
    (called, public_id), *_ = questions
    for prepared in (True, False):
        settings.DATABASE_PREPARE = prepared
        for query in (*QUERIES, {"question": called}, {"question": public_id}):
            order = "pk" if query.get("order") == "oldest" else "-pk"
            rows = list(narrow(visible, actor, query).order_by(order).values_list(*COLUMNS))
            expected = list(zip([row[0] for row in rows], write_claim_rows(rows, visible), strict=True))
            given = find_page(actor, {"limit": 200} | query, beyond=None)
            assert [(pk, _canonical(json.loads(item))) for pk, item in given] == [
                (pk, _canonical(item)) for pk, item in expected
            ], (who, query)
            assert [list(json.loads(item)) for _, item in given[:1]] == [list(item) for _, item in expected[:1]]


def _canonical(item: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(item, default=str))  # type: ignore[no-any-return]  # it was an object


def test_pages_and_fields_of_it_are_those_asked_for(rooms: House) -> None:
    actor = ACTORS["administrator"](rooms)
    whole = find_page(actor, {"limit": 200}, beyond=None)
    half = len(whole) // 2
    assert [row[0] for row in find_page(actor, {"limit": 200}, beyond=whole[half][0])] == [
        row[0] for row in whole[half + 1 :]
    ]
    assert len(find_page(actor, {"limit": 3}, beyond=None)) == 4
    (_, item), *_ = find_page(actor, {"fields": ["url", "id"], "limit": 1}, beyond=None)
    assert list(json.loads(item)) == ["id", "url"]


@override_settings(SITE_URL="https://facts.example")
def test_the_best_are_ranked_among_what_is_seen(rooms: House) -> None:
    for who, make in ACTORS.items():
        actor = make(rooms)
        seen = {row[0] for row in find_page(actor, {"q": "gates", "limit": 200}, beyond=None)}
        best = find_best(actor, {"q": "gates", "limit": 200}, start=0)
        assert {row[0] for row in best} == seen, who
        assert [row[0] for row in find_best(actor, {"q": "gates", "limit": 200}, start=5)] == [r[0] for r in best[5:]]
        assert all(json.loads(item)["url"].startswith("https://facts.example/") for _, item, _ in best)
    counts = [json.loads(item)["statement"].lower().count("gate") for _, item, _ in best if ODD not in item]
    assert counts[0] == max(counts)
