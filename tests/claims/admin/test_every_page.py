"""Every page of every noun of the ground and upper floors: it opens for members in few queries, for nobody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
ROLES = ("reader", "reporter", "editor", "publisher", "administrator")
PAGES: dict[type[models.Model], ActingAdmin] = {
    model: page for model, page in admin.site._registry.items() if isinstance(page, ActingAdmin)
}
NOUNS = sorted(model._meta.model_name or "" for model in PAGES)
PRIVATE = (b"boats", b"Mayor", b"Coast Wire", b"Weir Herald", b"\xd0\x9c\xd0\xb5\xd1\x80\xd1\x96\xd1\x8f")


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def page_of(noun: str) -> ActingAdmin:
    return next(page for model, page in PAGES.items() if model._meta.model_name == noun)


def address(noun: str, verb: str, *args: object) -> str:
    opts = page_of(noun).opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{verb}", args=args)


def pages_of(noun: str, row: models.Model | None) -> Iterator[str]:
    """Every address there is for a noun, with a row of it."""
    yield address(noun, "changelist")
    yield address(noun, "changelist") + "?q=lost"
    yield address(noun, "add")
    if row is not None:
        for verb in ("change", "history", *(deed.name for deed in page_of(noun).deeds)):
            yield address(noun, verb, row.pk)
        if noun == "claim":
            yield address(noun, "workspace", row.pk)


def test_the_house_has_a_row_of_every_noun_but_what_fetching_writes(house: House) -> None:
    assert set(NOUNS) - set(house.rows) <= {"feed", "feeditem", "duefetch", "reprint", "hashcheck", "hashfailure"}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_page_answers_every_role_without_a_fault(house: House, noun: str) -> None:
    for role in ROLES:
        client = house.client(role)
        expected = {200, 403} if Role(role).includes(page_of(noun).least_to_see) else {403, 404}
        for page in pages_of(noun, house.rows.get(noun)):
            answer = client.get(page)
            assert answer.status_code in expected, (role, page, answer.status_code)
            assert b">Home</a>" not in answer.content, page
            assert b"to change</h1>" not in answer.content, page


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_and_rows_stay_at_few_queries(
    house: House, noun: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = house.client("administrator")
    with django_assert_max_num_queries(14):
        client.get(address(noun, "changelist"))
    if noun in house.rows:
        with django_assert_max_num_queries(32):
            client.get(address(noun, "change", house.rows[noun].pk))


@pytest.mark.parametrize("noun", NOUNS)
def test_to_another_newsroom_nothing_of_it_exists(house: House, noun: str) -> None:
    for who in ("stranger", "anonymous"):
        client = house.client(who)
        for page in pages_of(noun, house.rows.get(noun)):
            answer = client.get(page, follow=True)
            assert answer.status_code in (200, 403, 404), (who, page, answer.status_code)
            for word in PRIVATE:
                assert word not in answer.content, (who, page)


@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_is_deleted_by_the_admin(house: House, noun: str) -> None:
    row = house.rows.get(noun)
    if row is None:
        return
    client = house.client("administrator")
    assert client.post(address(noun, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(address(noun, "changelist"), chosen)
    assert type(row)._default_manager.filter(pk=row.pk).exists()
