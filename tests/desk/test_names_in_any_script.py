"""A source is found by any of its names in any script, whichever door the names came in by and however late."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.name_keys import catch_up_with_names
from claims.models import NameKey
from sources.models import Source, SourceAlias
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def enter(house: House, name: str) -> Source:
    return Source.objects.create(newsroom=house.newsroom, external_id=name, name=name, kind="official")


def found(house: House, words: str) -> list[str]:
    page: Any = house.client("reporter").get(reverse("desk:search"), {"q": words, "in": "sources"})
    return [name for name in ("Volodymyr Zelensky", "김정은") if name in page.content.decode()]


def test_names_that_came_in_by_another_door_are_found_once_the_worker_has_passed(house: House) -> None:
    enter(house, "Volodymyr Zelensky")
    kim = enter(house, "김정은")
    assert found(house, "Зеленський") == []
    assert catch_up_with_names() == 1
    assert found(house, "Зеленський") == ["Volodymyr Zelensky"]
    assert found(house, "Kim Jong-un") == ["김정은"]
    SourceAlias.objects.create(source=kim, name="Marshal of the army")
    assert catch_up_with_names() == 1
    assert found(house, "marshal of the army") == ["김정은"]


def test_what_a_name_was_is_no_longer_found_and_where_nothing_changed_nothing_is_done(house: House) -> None:
    source = enter(house, "Old Harbour Board")
    catch_up_with_names()
    Source.objects.filter(pk=source.pk).update(name="Port Council")
    assert catch_up_with_names() == 1
    assert not NameKey.objects.filter(source=source, name="Old Harbour Board").exists()
    with CaptureQueriesContext(connection) as asked:
        assert catch_up_with_names() == 0
    assert len(asked) == 1
