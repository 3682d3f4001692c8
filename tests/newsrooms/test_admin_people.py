"""Members, newsrooms and accounts in the admin, through HTTP."""

from typing import Any

import pytest
from django.urls import reverse

from newsrooms.models import Newsroom, User
from newsrooms.roles import role_in
from newsrooms.vocabulary import Role
from tests.newsrooms.admin_desk import at, desk_of, set_up_harbour

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(db: None) -> dict[str, Any]:
    return set_up_harbour()


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


def test_an_account_is_closed_by_who_runs_the_installation_and_says_who_closed_it(harbour: dict[str, Any]) -> None:
    rosa, root = harbour["reader"], harbour["superuser"]
    form = {"username": rosa.username, "display_name": rosa.display_name, "language": "en", "time_zone": "UTC"}
    form |= {"digest": rosa.digest, "email": rosa.email}
    answer = desk_of(root).post(at("user", "change", rosa.pk), form)
    assert answer.status_code == 302, answer.context["errors"]
    rosa.refresh_from_db()
    assert not rosa.is_active
    told = rosa.history.latest("pgh_id").pgh_context
    assert (told["why"], told["user"], told["via"]) == ("closed in the admin", root.pk, "admin")
