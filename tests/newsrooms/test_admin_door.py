"""The admin of newsrooms through HTTP: who sees what, secrets shown once, refusals as sentences."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsrooms.actions.api_key import create_key
from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.actions.notification import notify
from newsrooms.actions.webhook_endpoint import open_endpoint, send_test
from newsrooms.keys import find_key
from newsrooms.models import ApiKey, Delivery, Membership, Newsroom, Notification, User, WebhookEndpoint
from newsrooms.roles import role_in
from newsrooms.vocabulary import DeliveryState, NotificationKind, Role, Scope
from newsrooms.webhooks.schedule import Reply
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up

pytestmark = pytest.mark.django_db
NOUNS = ("newsroom", "user", "apikey", "webhookendpoint", "delivery", "notification", "savedview")


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(noun: str, verb: str, *args: object) -> str:
    return reverse(f"admin:newsrooms_{noun}_{verb}", args=args)


@pytest.fixture
def harbour() -> dict[str, Any]:
    """The Harbour Post with a key, an endpoint and something told; the Hill Courier beside it."""
    newsroom, olena = open_harbour_post()
    _, hana = open_hill_courier()
    key = create_key(by=olena, newsroom=newsroom, name="Script", scopes=[Scope.CLAIMS_READ]).key
    endpoint = open_endpoint(by=olena, newsroom=newsroom, url="https://hooks.example.org/", name="Site").endpoint
    send_test(by=olena, endpoint=endpoint)
    for one in take_deliveries(worker="w", now=timezone.now()):
        attempt_delivery(delivery=one, post=lambda *_: Reply(410), render=lambda _: {}, now=timezone.now())
    return {
        "newsroom": newsroom,
        "key": key,
        "endpoint": endpoint,
        "delivery": Delivery.objects.get(),
        "administrator": olena,
        "publisher": hire(newsroom, "petro", Role.PUBLISHER),
        "reader": hire(newsroom, "rosa", Role.READER),
        "elsewhere": hana,
        "superuser": sign_up("root", superuser=True),
        "without a place": sign_up("nadia"),
    }


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


def members_form(newsroom: Newsroom, *rows: dict[str, object], **fields: str) -> dict[str, object]:
    form: dict[str, object] = {"name": newsroom.name, "language": "en", "time_zone": "UTC", "why": "spring", **fields}
    form["memberships-INITIAL_FORMS"] = sum("id" in row for row in rows)
    form["memberships-TOTAL_FORMS"] = len(rows)
    form |= {"memberships-2-INITIAL_FORMS": 0, "memberships-2-TOTAL_FORMS": 0}
    for n, row in enumerate(rows):
        form |= {f"memberships-{n}-{name}": value for name, value in {"newsroom": newsroom.pk, **row}.items()}
    return form


def row(user: User, role: Role, **more: object) -> dict[str, object]:
    return {"id": user.memberships.get().pk, "user": user.pk, "role": role.value, **more}


def test_members_join_rise_and_leave_on_the_newsrooms_page(harbour: dict[str, Any]) -> None:
    newsroom, olena = harbour["newsroom"], harbour["administrator"]
    rows = [
        row(olena, Role.EDITOR),
        row(harbour["publisher"], Role.ADMINISTRATOR),
        row(harbour["reader"], Role.READER, DELETE="on"),
        {"user": harbour["without a place"].pk, "role": "reporter"},
    ]
    form = members_form(newsroom, *rows, contact="desk@example.org")
    answer = desk_of(olena).post(at("newsroom", "change", newsroom.pk), form)
    assert answer.status_code == 302, answer.context["errors"] if answer.context else ""
    people = ("administrator", "publisher", "reader", "without a place")
    roles = {name: role_in(User.objects.get(pk=harbour[name].pk), newsroom) for name in people}
    assert roles == {
        "administrator": Role.EDITOR,
        "publisher": Role.ADMINISTRATOR,
        "reader": None,
        "without a place": Role.REPORTER,
    }
    newsroom.refresh_from_db()
    assert newsroom.contact == "desk@example.org"
    joined = harbour["without a place"].memberships.get().history.get()
    assert (joined.pgh_context["why"], joined.pgh_context["user"]) == ("spring", olena.pk)


def test_the_last_administrator_is_kept_by_the_form(harbour: dict[str, Any]) -> None:
    newsroom, olena = harbour["newsroom"], harbour["administrator"]
    form = members_form(newsroom, row(olena, Role.EDITOR))
    answer = desk_of(olena).post(at("newsroom", "change", newsroom.pk), form)
    assert b"never remains without an administrator" in answer.content
    assert role_in(olena, newsroom) is Role.ADMINISTRATOR


def test_who_is_no_administrator_sees_the_newsroom_and_changes_nothing(harbour: dict[str, Any]) -> None:
    newsroom, petro = harbour["newsroom"], harbour["publisher"]
    client = desk_of(petro)
    page = client.get(at("newsroom", "change", newsroom.pk))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    form = members_form(newsroom, row(petro, Role.ADMINISTRATOR), name="Petro Post")
    assert client.post(at("newsroom", "change", newsroom.pk), form).status_code == 403
    assert role_in(petro, newsroom) is Role.PUBLISHER


def test_who_runs_the_installation_opens_a_newsroom(harbour: dict[str, Any]) -> None:
    form = {"slug": "valley-news", "name": "Valley News", "language": "uk", "time_zone": "Europe/Kyiv"}
    assert desk_of(harbour["administrator"]).post(at("newsroom", "add"), form).status_code == 403
    assert desk_of(harbour["superuser"]).post(at("newsroom", "add"), form).status_code == 302
    made = Newsroom.objects.get(slug="valley-news")
    assert (made.language, role_in(harbour["superuser"], made)) == ("uk", Role.ADMINISTRATOR)


def test_everybody_sets_their_own_account_and_nobody_makes_themselves_a_superuser(harbour: dict[str, Any]) -> None:
    rosa = harbour["reader"]
    form = {"display_name": "Rosa K.", "email": "rosa@example.org", "language": "en", "time_zone": "Europe/Kyiv"}
    form |= {"digest": "weekly", "is_superuser": "on", "is_active": "on", "username": "boss"}
    assert desk_of(rosa).post(at("user", "change", rosa.pk), form).status_code == 302
    rosa.refresh_from_db()
    assert (rosa.display_name, rosa.digest, rosa.is_superuser, rosa.username) == ("Rosa K.", "weekly", False, "rosa")
    other = desk_of(rosa).post(at("user", "change", harbour["publisher"].pk), form)
    assert other.status_code in (302, 403)
    assert User.objects.get(pk=harbour["publisher"].pk).display_name == "Petro"


def test_passwords_of_others_are_set_by_who_runs_the_installation_alone(harbour: dict[str, Any]) -> None:
    address = reverse("admin:auth_user_password_change", args=[harbour["publisher"].pk])
    form = {"usable_password": "true", "password1": "a-long-one-for-this-77", "password2": "a-long-one-for-this-77"}
    for name in ("administrator", "reader", "elsewhere"):
        assert desk_of(harbour[name]).post(address, form).status_code in (302, 403, 404)
        assert not User.objects.get(pk=harbour["publisher"].pk).has_usable_password()


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
