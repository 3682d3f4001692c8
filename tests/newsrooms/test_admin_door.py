"""The admin of newsrooms through HTTP: who sees what, secrets shown once, refusals as sentences."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.utils import timezone

from newsrooms.actions.notification import notify
from newsrooms.keys import find_key
from newsrooms.models import ApiKey, Membership, Newsroom, Notification, WebhookEndpoint
from newsrooms.vocabulary import DeliveryState, NotificationKind, Role
from tests.newsrooms.admin_desk import at, desk_of, set_up_harbour

pytestmark = pytest.mark.django_db
NOUNS = ("newsroom", "user", "apikey", "webhookendpoint", "delivery", "notification", "savedview")


@pytest.fixture
def harbour(db: None) -> dict[str, Any]:
    return set_up_harbour()


def rows_of(harbour: dict[str, Any]) -> dict[str, Any]:
    return {
        "newsroom": harbour["newsroom"],
        "apikey": harbour["key"],
        "webhookendpoint": harbour["endpoint"],
        "delivery": harbour["delivery"],
        "notification": Notification.objects.get(),
        "user": harbour["administrator"],
    }


# Who can open the page of a row of the Harbour Post; everybody else is told that there is no such thing.
OPENS = {
    "newsroom": {"administrator", "publisher", "reader", "superuser"},
    "apikey": {"administrator", "superuser"},
    "webhookendpoint": {"administrator", "superuser"},
    "delivery": {"administrator", "superuser"},
    "notification": {"administrator"},
    "user": {"administrator", "superuser"},
}


@pytest.mark.parametrize("noun", OPENS)
def test_each_person_opens_what_the_table_says_and_nothing_else(harbour: dict[str, Any], noun: str) -> None:
    people = ("administrator", "publisher", "reader", "elsewhere", "superuser", "without a place")
    address = at(noun, "change", rows_of(harbour)[noun].pk)
    opened = {name for name in people if desk_of(harbour[name]).get(address).status_code == 200}
    assert opened == OPENS[noun]


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_show_nothing_of_another_newsroom(harbour: dict[str, Any], noun: str) -> None:
    for name in ("elsewhere", "without a place"):
        answer = desk_of(harbour[name]).get(at(noun, "changelist"))
        assert answer.status_code in (200, 302, 403)
        for word in (b"Harbour", b"Script", b"hooks.example.org", b"evt_", b"olena"):
            assert word not in answer.content


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_opens_for_an_administrator_in_few_queries(
    harbour: dict[str, Any], noun: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = desk_of(harbour["administrator"])
    with django_assert_max_num_queries(14):
        assert client.get(at(noun, "changelist"), {"q": "x"} if noun == "apikey" else {}).status_code == 200


def test_nothing_here_is_ever_deleted_by_the_admin(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["superuser"])
    for noun, row in rows_of(harbour).items():
        assert client.post(at(noun, "delete", row.pk), {"post": "yes"}).status_code in (302, 403)
        assert type(row).objects.filter(pk=row.pk).exists()


def secret_in(page: bytes) -> str:
    found = re.search(rb'<code id="secret">(.+?)</code>', page)
    assert found is not None
    return found.group(1).decode()


def test_a_new_key_shows_its_secret_once(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["administrator"])
    form = {"newsroom": harbour["newsroom"].pk, "name": "Feed", "scopes": ["claims:read"], "days": "30"}
    answer = client.post(at("apikey", "add"), form)
    secret = secret_in(answer.content)
    key = find_key(secret, timezone.now())
    assert key is not None
    assert (key.name, key.acts_for) == ("Feed", harbour["administrator"])
    assert "no-store" in answer["Cache-Control"]
    page = client.get(at("apikey", "change", key.pk))
    assert secret.encode() not in page.content
    assert secret not in str(client.cookies) + str(dict(client.session))


def test_a_key_is_rotated_and_revoked_with_a_reason(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["administrator"])
    rotate = at("apikey", "rotate", harbour["key"].pk)
    assert b"Reason" in client.get(rotate).content
    assert client.post(rotate, {"why": ""}).status_code == 200, "a reason is asked for"
    successor = find_key(secret_in(client.post(rotate, {"why": "yearly"}).content), timezone.now())
    assert successor is not None
    again = client.post(rotate, {"why": "twice"}, follow=True)
    assert b"already rotated" in again.content
    client.post(at("apikey", "revoke", successor.pk), {"why": "leaked"})
    successor.refresh_from_db()
    assert successor.revoked_at is not None
    assert successor.history.last().pgh_context == {  # type: ignore[attr-defined]  # made by pghistory
        "user": harbour["administrator"].pk,
        "name": "Olena",
        "why": "leaked",
        "via": "admin",
    }


@pytest.mark.parametrize("verb", ["rotate", "revoke"])
def test_nobody_else_touches_a_key(harbour: dict[str, Any], verb: str) -> None:
    for name in ("publisher", "reader", "elsewhere", "without a place"):
        answer = desk_of(harbour[name]).post(at("apikey", verb, harbour["key"].pk), {"why": "x"})
        assert answer.status_code == 403 or "/login/" in answer["Location"]
    assert ApiKey.objects.get().revoked_at is None


def test_a_key_for_more_than_ones_role_is_refused_in_the_form(harbour: dict[str, Any]) -> None:
    Membership.objects.filter(user=harbour["administrator"]).update(role=Role.ADMINISTRATOR.value)
    other = Newsroom.objects.get(slug="hill-courier")
    form = {"newsroom": other.pk, "name": "Feed", "scopes": ["claims:read"]}
    answer = desk_of(harbour["administrator"]).post(at("apikey", "add"), form)
    assert b"not one of the available choices" in answer.content
    assert ApiKey.objects.count() == 1


def test_an_endpoint_is_opened_edited_tested_and_switched_off_and_on(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["administrator"])
    form = {
        "newsroom": harbour["newsroom"].pk,
        "name": "Second",
        "url": "https://two.example.org/",
        "filters": '{"standing": ["contested"]}',
    }
    assert secret_in(client.post(at("webhookendpoint", "add"), form).content).startswith("whsec_")
    endpoint = WebhookEndpoint.objects.get(name="Second")
    assert endpoint.filters == {"standing": ["contested"]}
    form |= {"url": "https://three.example.org/", "event_types": ["claim.published"], "why": "moved"}
    form |= {"deliveries-TOTAL_FORMS": "0", "deliveries-INITIAL_FORMS": "0"}
    assert client.post(at("webhookendpoint", "change", endpoint.pk), form).status_code == 302
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.event_types) == ("https://three.example.org/", ["claim.published"])
    assert endpoint.history.last().pgh_context["why"] == "moved"  # type: ignore[attr-defined]  # made by pghistory
    client.post(at("webhookendpoint", "test", endpoint.pk), {"why": "does it work"})
    assert endpoint.deliveries.count() == 1
    client.post(at("webhookendpoint", "disable", endpoint.pk), {"why": "moving"})
    assert (
        b"enable it first"
        in client.post(at("webhookendpoint", "test", endpoint.pk), {"why": "x"}, follow=True).content
    )
    client.post(at("webhookendpoint", "enable", endpoint.pk), {"why": "moved"})
    endpoint.refresh_from_db()
    assert endpoint.active
    assert secret_in(client.post(at("webhookendpoint", "rotate", endpoint.pk), {"why": "yearly"}).content)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("url", "ftp://x.example.org/", b"Must begin with"),
        ("filters", '{"a": "b"}', b"list of texts"),
        ("filters", "{", b"valid JSON"),
    ],
)
def test_a_bad_endpoint_is_refused_beside_its_field(
    harbour: dict[str, Any], field: str, value: str, reason: bytes
) -> None:
    form = {"newsroom": harbour["newsroom"].pk, "url": "https://x.example.org/", "filters": "{}", field: value}
    answer = desk_of(harbour["administrator"]).post(at("webhookendpoint", "add"), form)
    assert answer.status_code == 200
    assert reason in answer.content


def test_a_dead_or_dropped_delivery_is_seen_with_its_attempts_and_told_again(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["administrator"])
    page = client.get(at("delivery", "change", harbour["delivery"].pk)).content
    assert b"gone (410)" in page
    client.post(at("delivery", "changelist"), {"action": "tell_again", "_selected_action": [harbour["delivery"].pk]})
    harbour["delivery"].refresh_from_db()
    assert harbour["delivery"].state == DeliveryState.DUE


def test_one_marks_ones_own_notifications_as_seen(harbour: dict[str, Any]) -> None:
    newsroom = harbour["newsroom"]
    notify(
        users=[harbour["reader"]],
        newsroom=newsroom,
        kind=NotificationKind.MENTIONED,
        object_type="claim",
        object_id="c",
        params={"title": "41 aircraft hit"},
    )
    client = desk_of(harbour["reader"])
    page = client.get(at("notification", "changelist"))
    assert b"You are mentioned: 41 aircraft hit" in page.content
    theirs = Notification.objects.get(user=harbour["administrator"])
    mine = Notification.objects.get(user=harbour["reader"])
    chosen = {"action": "mark_seen", "_selected_action": [mine.pk, theirs.pk]}
    client.post(at("notification", "changelist"), chosen)
    assert list(Notification.objects.open()) == [theirs]


def test_every_noun_of_the_newsroom_is_in_the_admin() -> None:
    here = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "newsrooms"}
    assert here >= set(NOUNS)
