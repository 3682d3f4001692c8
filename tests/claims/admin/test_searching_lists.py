"""Every list of the desk can be searched and filtered, and a NUL in a search is as if it were not there."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.actions.feeds import add_feed
from sources.models import Feed, FeedItem
from tests.claims.admin.full_house import House
from tests.claims.cast import Desk

pytestmark = pytest.mark.django_db
FEW = {"newsroom", "apikey", "webhookendpoint", "delivery", "user", "hashcheck"}  # filtered or searched, not both
LISTS = {model._meta.model_name: page for model, page in admin.site._registry.items()}


def test_every_list_can_be_searched_and_filtered() -> None:
    assert {name for name, page in LISTS.items() if not page.search_fields} <= FEW
    assert {name for name, page in LISTS.items() if not page.list_filter} <= FEW


@pytest.mark.parametrize("name", sorted(name for name, page in LISTS.items() if name and page.search_fields))
def test_a_nul_in_a_search_is_dropped(full_house: House, name: str) -> None:
    opts = LISTS[name].opts
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    client = full_house.client(Role.ADMINISTRATOR)
    plain = client.get(f"{page}?q=boat").status_code
    assert plain in (200, 403)
    assert client.get(f"{page}?q=b%00oat").status_code == plain
    assert client.get(f"{page}?q=%00").status_code == plain
    assert client.get(f"{page}?q=x&o=%00").status_code == 404


def test_djangos_groups_are_no_noun_of_the_desk() -> None:
    assert not admin.site.is_registered(Group)


def feed_of(desk: Desk, title: str) -> Feed:
    feed = add_feed(
        by=desk.by,
        newsroom=desk.newsroom,
        url=f"https://{desk.newsroom.slug}.example.org/feed",
        source=desk.source("Coast Wire"),
        title=title,
    )
    FeedItem.objects.create(
        feed=feed,
        guid="1",
        url="https://example.org/1",
        title=f"An item of {title}",
        fate="new",
        first_seen_at=timezone.now(),
    )
    return feed


def test_a_filter_offers_the_rows_of_ones_own_newsrooms_and_names_no_others(full_house: House) -> None:
    """Two feeds of each house, so that Django has a choice to offer."""
    theirs = Desk(Newsroom.objects.get(slug="hill-courier"), full_house.people["stranger"])
    for desk, whose in ((full_house.desk, "Weir"), (theirs, "Hill")):
        feed_of(desk, f"{whose} news")
        Feed.objects.filter(newsroom=desk.newsroom).update(url=f"https://{whose}.example.org/old")
        feed_of(desk, f"{whose} sport")
    for who, own, other in (("reader", "Weir", "Hill"), ("stranger", "Hill", "Weir")):
        page = full_house.client(who).get(reverse("admin:sources_feeditem_changelist")).content.decode()
        assert page.count(f"{own} news") >= 2, "once in the list and once in the filter"
        assert other not in page


@pytest.mark.parametrize("name", sorted(name for name, page in LISTS.items() if name and page.list_filter))
def test_no_filter_of_any_list_reaches_into_another_newsroom(full_house: House, rf: Any, name: str) -> None:
    page = LISTS[name]
    request = rf.get("/")
    request.user = full_house.people["stranger"]
    for named in page.get_list_filter(request):
        path, way = named if isinstance(named, tuple) else (named, None)
        if not isinstance(path, str) or (way and issubclass(way, admin.EmptyFieldListFilter)):
            continue
        field: Any = get_fields_from_path(page.model, path)[-1]
        if not field.is_relation:
            continue
        assert way, f"{name}: {path} lists all newsrooms' rows"
        offered: Any = way(field, request, {}, page.model, page, path)
        other = LISTS[field.related_model._meta.model_name]
        mine = {str(key) for key in other.get_queryset(request).values_list("pk", flat=True)}
        assert {str(key) for key, _ in offered.lookup_choices} <= mine
