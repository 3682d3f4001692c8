"""Two people on the page of a newsroom or an account: the second save of a stale form is refused, nothing is lost."""

from html import unescape
from typing import Any

import pytest

from newsrooms.models import Membership, Newsroom, User
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
