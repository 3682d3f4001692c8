"""A person's corner of the desk: kept views, and what is new since the last visit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from newsrooms.actions.desk import AWAY, forget_view, record_visit, save_view
from newsrooms.models import SavedView
from newsrooms.vocabulary import Role
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_new_is_what_came_since_the_visit_before_ended() -> None:
    newsroom, olena = open_harbour_post()

    def visit(minutes: int) -> int | None:
        since = record_visit(by=olena, newsroom=newsroom, now=NOON + timedelta(minutes=minutes))
        return None if since is None else int((since - NOON) / timedelta(minutes=1))

    away = int(AWAY / timedelta(minutes=1))
    assert [visit(0), visit(20), visit(40)] == [None, None, None]
    assert [visit(41 + away), visit(45 + away)] == [40, 40]
    assert visit(46 + 2 * away) == 45 + away


def test_a_clock_that_goes_back_does_not_shorten_a_visit() -> None:
    newsroom, olena = open_harbour_post()
    record_visit(by=olena, newsroom=newsroom, now=NOON)
    record_visit(by=olena, newsroom=newsroom, now=NOON - timedelta(hours=2))
    assert olena.visits.get().last_at == NOON


def test_a_view_is_ones_own_unless_it_is_shared() -> None:
    newsroom, olena = open_harbour_post()
    courier, hana = open_hill_courier()
    edda = hire(newsroom, "edda", Role.READER)
    mine = save_view(by=olena, newsroom=newsroom, page="claims", name="Contested", query="?standing=contested")
    ours = save_view(by=olena, newsroom=newsroom, page="claims", name="Due", query="due=1", shared=True)
    assert mine.query == "standing=contested"
    assert set(SavedView.objects.visible_to(olena)) == {mine, ours}
    assert set(SavedView.objects.visible_to(edda)) == {ours}
    assert not SavedView.objects.visible_to(hana).exists()
    with pytest.raises(PermissionDenied):
        save_view(by=hana, newsroom=newsroom, page="claims", name="x", query="")
    with pytest.raises(PermissionDenied):
        forget_view(by=edda, view=ours)
    forget_view(by=olena, view=ours)
    assert not SavedView.objects.visible_to(edda).exists()
    assert courier.saved_views.count() == 0


def test_the_same_name_again_replaces_the_filters() -> None:
    newsroom, olena = open_harbour_post()
    for query in ("a=1", "a=2"):
        save_view(by=olena, newsroom=newsroom, page="claims", name="Mine", query=query)
    assert SavedView.objects.get().query == "a=2"


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "a\x00"), ("page", ""), ("query", "x" * 2001)])
def test_a_view_that_cannot_be_stored_is_refused_by_field(field: str, value: str) -> None:
    newsroom, olena = open_harbour_post()
    words = {"page": "claims", "name": "Mine", "query": "", field: value}
    with pytest.raises(ValidationError) as refusal:
        save_view(by=olena, newsroom=newsroom, page=words["page"], name=words["name"], query=words["query"])
    assert list(refusal.value.message_dict) == [field]
