"""Feeds that are polled, and how their polling stands."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, Schema, answer, body, or_null, text
from newsrooms.vocabulary import Scope
from sources.actions.feeds import add_feed, change_feed
from sources.api.entries import source_from
from sources.api.shapes import SOURCE_NAME, WHY, name_source
from sources.fetching.installation import make_policy
from sources.models import Feed, FeedState

FEED = component(
    "Feed",
    answer(
        "An address that is polled; its new items become documents.",
        id=ID,
        url=text(),
        title=text(),
        source=ref(SOURCE_NAME),
        poll_every_minutes=COUNT,
        capture_items=FLAG,
        active=FLAG,
        last_polled_at=or_null(INSTANT),
        next_poll_at=or_null(INSTANT),
        last_outcome=or_null(text()),
        failures=COUNT,
    ),
)
FIELDS: Schema = {
    "url": text(longest=2000, least=1),
    "title": text(longest=500),
    "source": {**ID, "description": "Who publishes it."},
    "poll_every_minutes": {"type": "integer", "minimum": 15, "maximum": 10_080},
    "capture_items": FLAG,
}
FEED_INPUT = component("FeedInput", body("A feed to poll.", required=("url", "source"), **FIELDS))
FEED_CHANGE = component("FeedChange", body("What to change.", least=1, **FIELDS, active=FLAG, why=WHY))


def shape_feed(feed: Feed) -> dict[str, Any]:
    state: FeedState | None = getattr(feed, "state", None)
    return {
        "id": feed.public_id,
        "url": feed.url,
        "title": feed.title,
        "source": name_source(feed.source),
        "poll_every_minutes": int(feed.poll_every.total_seconds() // 60),
        "capture_items": feed.capture_items,
        "active": feed.active,
        "last_polled_at": state and state.last_polled_at and state.last_polled_at.isoformat(),
        "next_poll_at": state and state.next_poll_at.isoformat(),
        "last_outcome": (state.last_outcome or None) if state else None,
        "failures": state.failures if state else 0,
    }


class FeedDoor(Endpoint):
    tag = "Feeds"

    def rows(self) -> QuerySet[Feed]:
        return self.actor.own(Feed.objects.visible_to(self.actor.user)).select_related("source", "state", "newsroom")


class Feeds(FeedDoor):
    @operation("list_feeds", "List feeds", scope=Scope.CLAIMS_READ, query=PAGING, answers=page_of(FEED))
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.rows(), lambda page: map(shape_feed, page), self.query)

    @operation(
        "add_feed",
        "Poll a feed",
        scope=Scope.SOURCES_WRITE,
        body=FEED_INPUT,
        answers=FEED,
        status=201,
        example={"url": "https://radio.example.org/feed.xml", "source": "src-harbour-radio"},
    )
    def post(self) -> HttpResponse:
        source = source_from(self.body["source"], self.actor, "source")
        feed = add_feed(
            by=self.actor.person,
            newsroom=source.newsroom,
            url=self.body["url"],
            source=source,
            policy=make_policy(),
            **settings_of(self.body),
        )
        shaped = shape_feed(self.rows().get(pk=feed.pk))
        return self.created(shaped, reverse("api-feed", args=[feed.public_id]))


class OneFeed(FeedDoor):
    @operation("read_feed", "Read a feed", scope=Scope.CLAIMS_READ, answers=FEED)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_feed(find(self.rows(), id, self.actor, newsroom=None)))

    @operation(
        "change_feed",
        "Change or stop a feed",
        scope=Scope.SOURCES_WRITE,
        body=FEED_CHANGE,
        answers=FEED,
        changes=True,
        example={"active": False, "why": "the outlet has closed"},
    )
    def patch(self, id: str) -> HttpResponse:
        found = find(self.rows(), id, self.actor, newsroom=None)
        Feed.objects.select_for_update().get(pk=found.pk)
        feed = self.rows().get(pk=found.pk)
        self.refuse_stale(shape_feed(feed))
        changes = settings_of(self.body)
        for name in ("url", "active"):
            if name in self.body:
                changes[name] = self.body[name]
        if "source" in self.body:
            changes["source"] = source_from(self.body["source"], self.actor, "source")
        why = self.body.get("why") or "changed through the API"
        change_feed(by=self.actor.person, feed=feed, why=why, policy=make_policy(), **changes)
        return answer_json(shape_feed(self.rows().get(pk=feed.pk)))


def settings_of(body: dict[str, Any]) -> dict[str, Any]:
    """How a feed is to be polled, as the actions take it."""
    said: dict[str, Any] = {name: body[name] for name in ("title", "capture_items") if name in body}
    if "poll_every_minutes" in body:
        said["poll_every"] = timedelta(minutes=body["poll_every_minutes"])
    return said
