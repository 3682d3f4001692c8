"""Feeds in the admin: what is polled, how it goes, and what each feed has shown."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.feeds import add_feed, change_feed
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed
from sources.admin.forms import ActingForm
from sources.models import Feed, FeedItem
from sources.models.feed import OFTENEST
from sources.rules import why_not_enter


class MinutesField(forms.IntegerField):
    """A pause in whole minutes; cleans to a ``timedelta``."""

    def prepare_value(self, value: Any) -> Any:
        return int(value / timedelta(minutes=1)) if isinstance(value, timedelta) else value

    def clean(self, value: Any) -> Any:
        minutes = super().clean(value)
        return OFTENEST if minutes is None else timedelta(minutes=minutes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class FeedForm(ActingForm):
    poll_every = MinutesField(
        required=False,
        min_value=15,
        max_value=7 * 24 * 60,
        initial=15,
        label="Poll every … minutes",
        help_text="Never more often than every 15 minutes; a site that asks for longer pauses gets them.",
    )

    class Meta:
        model = Feed
        fields = ("newsroom", "url", "source", "title", "capture_items")


def why_not_stop(user: User, feed: Feed) -> str | None:
    return why_not_enter(user, feed.newsroom) if feed.active else "It is polled no more."


def why_not_resume(user: User, feed: Feed) -> str | None:
    return "It is being polled." if feed.active else why_not_enter(user, feed.newsroom)


@admin.register(Feed)
class FeedAdmin(ActingAdmin):
    form = FeedForm
    least_to_add = least_to_change = Role.REPORTER
    list_display = ("title", "source", "active", "outcome", "failures", "next_poll_at")
    list_select_related = ("source", "state")
    list_filter = ("active", "state__last_outcome", "newsroom")
    search_fields = ("title", "url", "source__name", "source__aliases__name")
    autocomplete_fields = ("source",)
    ordering = ("title", "id")
    fields_to_add = ("newsroom", "url", "source", "title", "poll_every", "capture_items")
    fields_to_change = ("url", "source", "title", "poll_every", "capture_items")
    shown = ("active", "outcome", "detail", "failures", "last_polled_at", "next_poll_at", "created_by")
    deeds = (
        Deed(
            "stop",
            "Stop polling",
            lambda by, feed, said: change_feed(by=by, feed=feed, why=said["why"], active=False),
            why_not_stop,
            least=Role.REPORTER,
            explanation="What it has shown so far stays.",
            bulk=True,
        ),
        Deed(
            "resume",
            "Poll again",
            lambda by, feed, said: change_feed(by=by, feed=feed, why=said["why"], active=True),
            why_not_resume,
            least=Role.REPORTER,
            bulk=True,
        ),
    )

    @admin.display(description="last answer", ordering="state__last_outcome")
    def outcome(self, feed: Feed) -> str:
        return feed.state.get_last_outcome_display() or "not asked yet"

    @admin.display(description="reason")
    def detail(self, feed: Feed) -> str:
        return feed.state.last_detail

    @admin.display(ordering="state__failures")
    def failures(self, feed: Feed) -> int:
        return feed.state.failures

    @admin.display(description="last asked")
    def last_polled_at(self, feed: Feed) -> Any:
        return feed.state.last_polled_at

    @admin.display(description="next due", ordering="state__next_poll_at")
    def next_poll_at(self, feed: Feed) -> Any:
        return feed.state.next_poll_at if feed.active else None

    def add(self, by: User, values: dict[str, Any], why: str) -> Feed:
        return add_feed(by=by, **values)

    def change(self, by: User, row: Feed, changes: dict[str, Any], why: str) -> Feed:
        return change_feed(by=by, feed=row, why=why, **changes)


@admin.register(FeedItem)
class FeedItemAdmin(ActingAdmin):
    """What feeds have shown, with the publisher each item names itself; read here, written by polling."""

    newsroom_path = "feed__newsroom"
    list_display = ("title", "feed", "publisher", "published_on", "fate", "document", "first_seen_at")
    list_select_related = ("feed", "document")
    list_filter = ("fate", "feed")
    search_fields = ("title", "url", "publisher")
    ordering = ("-first_seen_at", "-id")
    shown = ("feed", "guid", "url", "title", "publisher", "publisher_from", "published_on", "fate", "document")

    @admin.display(description="published", ordering="published_at")
    def published_on(self, item: FeedItem) -> str:
        return str(item.published or "")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeedItem]:
        return super().get_queryset(request).select_related("feed", "document")
