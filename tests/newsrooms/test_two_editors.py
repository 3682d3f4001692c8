"""Two people on the page of a newsroom or an account: the second save of a stale form is refused, nothing is lost."""

from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from newsrooms.actions.api_key import touch_key
from newsrooms.actions.webhook_endpoint import rotate_secret
from newsrooms.admin.permitted import CHANGED_MEANWHILE
from newsrooms.models import ApiKey, Membership, Newsroom, User, WebhookEndpoint
from newsrooms.vocabulary import Role
from tests.desk.posts.forms import fill_form
from tests.newsrooms.admin_desk import at, desk_of, set_up_harbour
from tests.newsrooms.cast import hire

pytestmark = pytest.mark.django_db
STALE = "saved this while you were writing"


@pytest.fixture
def harbour(db: None) -> dict[str, Any]:
    return set_up_harbour()


def test_a_newsroom_changed_meanwhile_is_not_changed_back(harbour: dict[str, Any]) -> None:
    newsroom = harbour["newsroom"]
    second = hire(newsroom, "ada", Role.ADMINISTRATOR)
    one, other, page = desk_of(harbour["administrator"]), desk_of(second), at("newsroom", "change", newsroom.pk)
    first, later = fill_form(one, page), fill_form(other, page)
    assert one.post(page, first | {"name": "Harbour Daily"}).status_code == 302
    refused = other.post(page, later | {"contact": "desk@harbour.example"})
    said = unescape(refused.content.decode())
    assert STALE in said
    assert "“Harbour Daily” is here now, “Harbour Post” is yours." in said
    assert "desk@harbour.example" in said
    assert Newsroom.objects.get(pk=newsroom.pk).name == "Harbour Daily"
    again = later | {"contact": "desk@harbour.example", "name": "Harbour Daily"}
    again["seen"] = refused.context["adminform"].form.data["seen"]
    assert other.post(page, again).status_code == 302
    kept = Newsroom.objects.get(pk=newsroom.pk)
    assert (kept.name, kept.contact) == ("Harbour Daily", "desk@harbour.example")


def test_a_member_whose_role_was_changed_meanwhile_keeps_it(harbour: dict[str, Any]) -> None:
    newsroom = harbour["newsroom"]
    second = hire(newsroom, "ada", Role.ADMINISTRATOR)
    one, other, page = desk_of(harbour["administrator"]), desk_of(second), at("newsroom", "change", newsroom.pk)
    first, later = fill_form(one, page), fill_form(other, page)
    place = Membership.objects.get(user=harbour["publisher"])
    row = next(name for name, value in first.items() if name.endswith("-id") and value == [str(place.pk)])
    role = row.removesuffix("id") + "role"
    assert one.post(page, first | {role: "editor"}).status_code == 302
    refused = other.post(page, later | {"name": "Harbour Daily"})
    said = unescape(refused.content.decode())
    assert STALE in said
    assert "petro (editor)" in said
    place.refresh_from_db()
    assert place.role == "editor"
    assert Newsroom.objects.get(pk=newsroom.pk).name == "Harbour Post"


def test_an_account_changed_in_another_window_is_not_changed_back(harbour: dict[str, Any]) -> None:
    olena = harbour["administrator"]
    one, other, page = desk_of(olena), desk_of(olena), at("user", "change", olena.pk)
    first, later = fill_form(one, page), fill_form(other, page)
    assert one.post(page, first | {"display_name": "Olena Brook"}).status_code == 302
    refused = other.post(page, later | {"email": "olena@harbour.example"})
    said = unescape(refused.content.decode())
    assert STALE in said
    assert "Olena Brook" in said
    assert "olena@harbour.example" in said
    assert User.objects.get(pk=olena.pk).display_name == "Olena Brook"


def test_an_endpoint_changed_meanwhile_is_not_changed_back(harbour: dict[str, Any]) -> None:
    endpoint = harbour["endpoint"]
    second = hire(harbour["newsroom"], "ada", Role.ADMINISTRATOR)
    one, other = desk_of(harbour["administrator"]), desk_of(second)
    page = at("webhookendpoint", "change", endpoint.pk)
    first, later = fill_form(one, page), fill_form(other, page)
    assert one.post(page, first | {"url": "https://new.example.org/"}).status_code == 302
    refused = other.post(page, later | {"name": "Front page", "event_types": ["claim.published"]})
    said = unescape(refused.content.decode())
    assert STALE in said
    assert "“https://new.example.org/” is here now, “https://hooks.example.org/” is yours." in said
    assert "Front page" in said
    kept = WebhookEndpoint.objects.get(pk=endpoint.pk)
    assert (kept.url, kept.name, kept.event_types) == ("https://new.example.org/", "Site", [])
    again = later | {"name": "Front page", "url": kept.url}
    again["seen"] = refused.context["adminform"].form.data["seen"]
    assert other.post(page, again).status_code == 302
    kept.refresh_from_db()
    assert (kept.url, kept.name) == ("https://new.example.org/", "Front page")


def state_of(endpoint: WebhookEndpoint) -> tuple[object, ...]:
    held = WebhookEndpoint.objects.values().get(pk=endpoint.pk)
    return held, endpoint.secrets.count(), endpoint.deliveries.count()


@pytest.mark.parametrize("verb", ["rotate", "disable", "enable", "test"])
def test_what_is_asked_of_an_endpoint_changed_meanwhile_is_not_done(harbour: dict[str, Any], verb: str) -> None:
    endpoint = harbour["endpoint"]
    client, page = desk_of(harbour["administrator"]), at("webhookendpoint", verb, endpoint.pk)
    opened = fill_form(client, page)
    rotate_secret(by=harbour["administrator"], endpoint=endpoint)
    before = (
        WebhookEndpoint.objects.values().get(pk=endpoint.pk),
        endpoint.secrets.count(),
        endpoint.deliveries.count(),
    )
    assert CHANGED_MEANWHILE in client.post(page, opened, follow=True).content.decode()
    assert state_of(endpoint) == before


def test_a_key_changed_meanwhile_is_looked_at_again_before_it_is_revoked(harbour: dict[str, Any]) -> None:
    key = harbour["key"]
    client, page = desk_of(harbour["administrator"]), at("apikey", "revoke", key.pk)
    opened, rotate = fill_form(client, page), at("apikey", "rotate", key.pk)
    assert client.post(rotate, fill_form(client, rotate)).status_code == 200
    assert CHANGED_MEANWHILE in client.post(page, opened, follow=True).content.decode()
    assert ApiKey.objects.get(pk=key.pk).revoked_at is None
    client.post(page, fill_form(client, page))
    assert ApiKey.objects.get(pk=key.pk).revoked_at is not None


def test_a_key_in_use_meanwhile_is_revoked_all_the_same(harbour: dict[str, Any]) -> None:
    key = harbour["key"]
    client, page = desk_of(harbour["administrator"]), at("apikey", "revoke", key.pk)
    opened = fill_form(client, page)
    touch_key(key=key, at=timezone.now())
    client.post(page, opened)
    assert ApiKey.objects.get(pk=key.pk).revoked_at is not None


def test_nothing_on_the_page_of_a_key_is_saved(harbour: dict[str, Any]) -> None:
    client = desk_of(harbour["administrator"])
    page = client.get(at("apikey", "change", harbour["key"].pk)).content.decode()
    assert 'name="_save"' not in page
    assert 'name="_continue"' not in page
