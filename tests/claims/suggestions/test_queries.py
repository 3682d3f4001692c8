"""Lists of suggestions ask the database the same number of times however much waits."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.extractions import suggest_reports
from claims.models import Suggestion
from newsrooms.vocabulary import Scope
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import STORM, Keep
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db
MORE = 6
MOST_OF_DESK, MOST_OF_API = 6, 4


def fill(keep: Keep, desk: Desk, start: int, number: int) -> None:
    """So many captured texts of as many publishers, each with suggestions, some of which match a claim."""
    for count in range(start, start + number):
        desk.claim(f"At least {count + 17} fishing boats were damaged in the harbour of Tamra.", str(count + 17))
        text = STORM.replace("17", str(count + 17)).replace("Tamra Port", f"Tamra Port No {count}")
        capture = keep(text, publisher=f"The Daily Fable of {count}", url=f"https://fable.example/{count}")
        suggest_reports(capture=capture)


def count(ask: Callable[[], int]) -> int:
    assert ask() == 200
    with CaptureQueriesContext(connection) as asked:
        assert ask() == 200
    return len(asked)


def test_the_list_of_texts_asks_as_often_of_many_as_of_few(client: Client, desk: Desk, keep: Keep) -> None:
    assert desk.by is not None
    client.force_login(desk.by)
    address = reverse("desk:suggestions")
    fill(keep, desk, 0, 1)
    few = count(lambda: client.get(address).status_code)
    fill(keep, desk, 1, MORE)
    assert count(lambda: client.get(address).status_code) == few <= MOST_OF_DESK
    shown = client.get(address).content.decode()
    assert f"{1 + MORE}<span" in shown
    assert "on known claims" in shown


def test_the_list_over_the_api_asks_as_often_of_many_as_of_few(desk: Desk, keep: Keep) -> None:
    assert desk.by is not None
    key = Asker.with_key(desk.newsroom, desk.by, Scope.DRAFTS_READ)
    fill(keep, desk, 0, 1)
    few = count(lambda: key.get("/suggestions/?limit=100").status)
    fill(keep, desk, 1, MORE)
    assert count(lambda: key.get("/suggestions/?limit=100").status) == few <= MOST_OF_API
    assert len(key.get("/suggestions/?limit=100").json["results"]) == Suggestion.objects.count() > 4 * MORE
