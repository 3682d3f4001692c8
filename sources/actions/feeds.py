"""Feeds: adding them, and writing down what came of polling one."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.webhooks.schedule import read_retry_after
from sources.actions.entering import save_whole, set_fields
from sources.actions.feed_items import take_items
from sources.actions.journeys import host_after, keep_journey
from sources.fetching.feeds import ReadFeed, UnreadableFeedError, read_feed
from sources.fetching.fetched import Fetched
from sources.fetching.policy import PUBLIC, Policy
from sources.fetching.targets import RefusedURLError, read_target
from sources.models import Feed, FeedState, Source
from sources.models.feed import OFTENEST
from sources.rules import why_not_enter
from sources.vocabulary import CaptureOutcome

JITTER = 0.1
LONGEST_WAIT = timedelta(hours=24)


def add_feed(
    *,
    by: User | None,
    newsroom: Newsroom,
    url: str,
    source: Source,
    title: str = "",
    poll_every: timedelta = OFTENEST,
    capture_items: bool = True,
    policy: Policy = PUBLIC,
) -> Feed:
    """Poll this feed from now on. Raises ``PermissionDenied``; ``ValidationError`` by field, an unfit address too."""
    refuse_if(why_not_enter(by, newsroom))
    feed = Feed(
        newsroom=newsroom,
        url=url.strip(),
        host=read_feed_host(url, policy),
        source=source,
        title=title.strip() or url.strip()[:500],
        poll_every=poll_every,
        capture_items=capture_items,
        created_by=by,
    )
    refuse_foreign_source(feed)
    with acting(by, "feed added"):
        save_whole(feed)
        FeedState.objects.create(feed=feed, next_poll_at=timezone.now())
    return feed


def change_feed(*, by: User | None, feed: Feed, why: str, policy: Policy = PUBLIC, **changes: object) -> Feed:
    """Change a feed (title, source, url, poll_every, capture_items, active), with the reason."""
    refuse_if(why_not_enter(by, feed.newsroom))
    if "url" in changes:
        changes["host"] = read_feed_host(str(changes["url"]), policy)
    with acting(by, why):
        changed = set_fields(feed, changes)
        refuse_foreign_source(feed)
        if changed:
            save_whole(feed)
        if "url" in changed:
            FeedState.objects.filter(feed=feed).update(
                etag="", last_modified="", validators_url="", failures=0, onward_url="", onward_host="", hops=[]
            )
    return feed


def take_poll(*, state: FeedState, now: datetime) -> bool:
    """Take a due poll: it is next due a whole interval later, whatever becomes of the one who takes it."""
    pause = max(state.feed.poll_every, OFTENEST)
    due = FeedState.objects.filter(pk=state.pk, next_poll_at__lte=now, feed__active=True)
    return bool(due.update(next_poll_at=now + pause, last_polled_at=now))


def go_on_polling(*, state: FeedState, fetched: Fetched, now: datetime) -> None:
    """Leave a poll due where a redirect pointed, at once, for that host's own pace to say when."""
    FeedState.objects.filter(pk=state.pk).update(
        next_poll_at=now, onward_host=host_after(fetched), **keep_journey(fetched)
    )


def start_polling_over(*, state: FeedState) -> None:
    """Forget where a redirect pointed: the next poll begins at the feed's own address again."""
    FeedState.objects.filter(pk=state.pk).update(onward_url="", onward_host="", hops=[])


def record_poll(
    *, state: FeedState, fetched: Fetched, now: datetime, chance: Callable[[], float] = random.random
) -> FeedState:
    """Write down what came of a poll: its new items, what to ask with next time, and when that is.

    ``chance`` gives the jitter, which only lengthens. A feed that answers 410 is polled no more. What came from an
    address that an editor has changed meanwhile is dropped, and the new one is due at once.
    """
    outcome, detail = fetched.outcome, f"{fetched.reason.value} {fetched.detail}".strip()
    parsed: ReadFeed | None = None
    if outcome is CaptureOutcome.CAPTURED:
        try:
            parsed = read_feed(fetched.body, url=fetched.final_url, content_type=fetched.header("content-type"))
        except UnreadableFeedError as unreadable:
            outcome, detail = CaptureOutcome.UNSUPPORTED, str(unreadable)
    failed = outcome not in (CaptureOutcome.CAPTURED, CaptureOutcome.NOT_MODIFIED)
    with acting(None, f"feed polled ({outcome.value})"):
        state = FeedState.objects.select_for_update().get(pk=state.pk)
        feed = Feed.objects.select_for_update().get(pk=state.pk)
        if feed.url != fetched.url:
            state.next_poll_at = now
            state.save(update_fields=["next_poll_at"])
            return state
        if parsed is not None:
            take_items(feed=feed, entries=parsed.entries, first_time=state.last_read_at is None, now=now)
            asked_with = fetched.validators
            state.etag, state.last_modified = asked_with.etag, asked_with.last_modified
            state.validators_url = asked_with.url
            state.last_read_at = now
        state.failures = state.failures + 1 if failed else 0
        state.onward_url, state.onward_host, state.hops = "", "", []
        state.last_polled_at, state.last_outcome, state.last_detail = now, outcome.value, detail[:2000]
        asked = read_retry_after(dict(fetched.headers), now)
        state.next_poll_at = now + choose_wait(feed.poll_every, state.failures, asked, chance())
        state.save()
        if outcome is CaptureOutcome.GONE:
            change_feed(by=None, feed=feed, why="the site says the feed is gone (410)", active=False)
    return state


def choose_wait(every: timedelta, failures: int, asked: timedelta | None, chance: float) -> timedelta:
    """How long to leave a feed alone: its interval, doubled with each failure up to a day, or what it asks for."""
    wait = max(every, OFTENEST)
    if failures:
        wait = max(wait, min(wait * 2 ** min(failures, 10), LONGEST_WAIT))
    if asked is not None:
        wait = max(wait, min(asked, LONGEST_WAIT))
    return wait * (1 + JITTER * chance)


def read_feed_host(url: str, policy: Policy) -> str:
    """The host of a feed's address, or ``ValidationError`` on ``url`` with the part that is wrong."""
    try:
        return read_target(url, policy).host
    except RefusedURLError as refused:
        raise ValidationError({"url": f"Not polled: {refused}."}, code="unfetchable") from None


def refuse_foreign_source(feed: Feed) -> None:
    """A feed belongs to one newsroom, and so does who publishes it."""
    if feed.source.newsroom_id != feed.newsroom_id:
        raise ValidationError({"source": "This source belongs to another newsroom."}, code="foreign_source")
