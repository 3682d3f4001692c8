"""Visits: one polite request to one host that something is due from, whichever kind of thing it is."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from newsrooms.webhooks.schedule import read_retry_after
from sources.actions.due_fetches import perform_fetch, start_over, take_fetch
from sources.actions.feeds import go_on_polling, record_poll, start_polling_over, take_poll
from sources.actions.journeys import GoesOnElsewhereError, begins_at, goes_on, read_journey
from sources.actions.pace import (
    APART,
    keep_robots,
    keep_robots_journey,
    read_kept_robots,
    release_host,
    take_host,
)
from sources.fetching.addresses import read_host_of
from sources.fetching.fetched import Fetched, FetchReason, Journey, Validators
from sources.fetching.robots import Robots
from sources.models import DueFetch, FeedState, HostPace
from sources.vocabulary import CaptureOutcome, FetchCause

logger = logging.getLogger(__name__)

ROBOTS = "text/plain,*/*;q=0.1"
FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
PAGES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"

# A redirect that could not be followed for so long may point elsewhere by now.
JOURNEY_KEPT = timedelta(hours=1)

DUE_HOSTS = """
    SELECT due.host, greatest(%(now)s, max(pace.next_allowed_at), max(pace.leased_until)) AS free_at FROM (
        SELECT coalesce(nullif(state.onward_host, ''), feed.host) AS host, state.next_poll_at AS due_at
        FROM sources_feedstate state JOIN sources_feed feed ON feed.id = state.feed_id
        WHERE feed.active AND state.next_poll_at <= %(now)s
        UNION ALL
        SELECT host, due_at FROM sources_duefetch WHERE parked_at IS NULL AND due_at <= %(now)s
    ) due
    LEFT JOIN sources_hostpace pace ON pace.host = due.host
    GROUP BY due.host ORDER BY free_at, min(due.due_at), due.host LIMIT %(limit)s
"""


class Visit(Protocol):
    """The guarded client, handed in by the door: it never raises for what the other side does."""

    def __call__(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = PAGES,
        journey: Journey | None = None,
        one_leg: bool = False,
    ) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class DueHost:
    """A host that something is due from, and from when on it may be asked."""

    host: str
    free_at: datetime


def find_due_hosts(*, now: datetime, limit: int = 100) -> list[DueHost]:
    """The hosts that something is due from: those that may be asked soonest first, of these the longest waiting."""
    with connection.cursor() as cursor:
        cursor.execute(DUE_HOSTS, {"now": now, "limit": limit})
        return [DueHost(host, free_at) for host, free_at in cursor.fetchall()]


def visit_host(*, host: str, visit: Visit, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Ask one host for the one thing due longest: its robots.txt if that must be known first, a feed or a page.

    Returns whether anything was asked. No transaction is open while the host answers, and a host that somebody
    else asks, or was asked within five seconds, is left alone.
    """
    pace = take_host(host=host, now=clock())
    if pace is None:
        return False
    pause = timedelta(0)
    try:
        pause = ask_host(pace, visit, clock)
    except Exception:
        logger.exception("visiting %s failed", host)  # what is due stays due, later: taking it has moved it on
        pause = APART
    finally:
        release_host(pace=pace, now=clock(), pause=pause)
    return pause > timedelta(0)


def ask_host(pace: HostPace, visit: Visit, clock: Callable[[], datetime]) -> timedelta:
    """Do one thing that is due from a taken host; returns how long it is to be left alone afterwards."""
    now = clock()
    state = (
        FeedState.objects.filter(
            Q(onward_host=pace.host) | Q(onward_host="", feed__host=pace.host),
            feed__active=True,
            next_poll_at__lte=now,
        )
        .select_related("feed__newsroom", "feed__source")
        .order_by("next_poll_at")
        .first()
    )
    due = (
        DueFetch.objects.filter(host=pace.host, parked_at=None, due_at__lte=now)
        .select_related("document__newsroom", "asked_by")
        .order_by("due_at", "pk")
        .first()
    )
    if state is not None and (due is None or state.next_poll_at <= due.due_at):
        return poll_feed(pace, state, visit, clock)
    return fetch_page(pace, due, visit, clock) if due is not None else timedelta(0)


def poll_feed(pace: HostPace, state: FeedState, visit: Visit, clock: Callable[[], datetime]) -> timedelta:
    """Read the robots.txt of a feed's host if need be, else poll the feed, or go on with where it redirected to."""
    now, journey = clock(), read_journey(state.onward_url, state.hops)
    if journey is not None and state.next_poll_at < now - JOURNEY_KEPT:
        start_polling_over(state=state)
        return timedelta(0)
    url = journey.url if journey else state.feed.url
    robots = read_kept_robots(pace, now)
    if robots is None:
        return visit_robots(pace, url, visit, clock)
    if not take_poll(state=state, now=now):
        return timedelta(0)
    state.refresh_from_db(fields=["next_poll_at", "last_polled_at"])
    validators = Validators(state.etag, state.last_modified, state.validators_url)
    asked = validators if state.etag or state.last_modified else None
    allowed = robots.allows(url)
    fetched = (
        visit(state.feed.url, validators=asked, accept=FEEDS, journey=journey, one_leg=True)
        if allowed
        else refuse_by_robots(pace, url, now)
    )
    if goes_on(fetched):
        go_on_polling(state=state, fetched=fetched, now=clock())
    else:
        record_poll(state=state, fetched=fetched, now=clock())
    return choose_pause(fetched, robots, clock()) if allowed else APART


def fetch_page(pace: HostPace, due: DueFetch, visit: Visit, clock: Callable[[], datetime]) -> timedelta:
    """Capture a page that is due. What a person asks for is no robot's errand; only those heed robots.txt.

    A redirect ends the visit, at the same host too: the page is due again where it points, at that host's own pace
    and by its own robots.txt.
    """
    now = clock()
    if due.onward_url and (due.due_at < now - JOURNEY_KEPT or not begins_at(due.hops, due.document.url)):
        start_over(due=due)
        return timedelta(0)
    journey = read_journey(due.onward_url, due.hops)
    at = journey.url if journey else due.document.url
    errand = due.cause != FetchCause.ASKED.value
    robots = read_kept_robots(pace, now) if errand else Robots()
    if robots is None:
        return visit_robots(pace, at, visit, clock)
    if not take_fetch(due=due, now=now):
        return timedelta(0)
    answers: list[Fetched] = []

    def fetch(url: str, *, validators: Validators | None = None) -> Fetched:
        allowed = robots.allows(at)
        answers.append(
            visit(url, validators=validators, journey=journey, one_leg=True)
            if allowed
            else refuse_by_robots(pace, url, now, journey)
        )
        if goes_on(answers[-1]):
            raise GoesOnElsewhereError(answers[-1])
        return answers[-1]

    perform_fetch(due=due, fetch=fetch, now=clock())
    return choose_pause(answers[-1], robots, clock()) if answers else APART


def visit_robots(pace: HostPace, url: str, visit: Visit, clock: Callable[[], datetime]) -> timedelta:
    """Fetch and keep the robots.txt beside ``url``; the errand itself follows at the next visit.

    Where a redirect says that it is elsewhere, that host is asked only when it is free as well.
    """
    parts = urlsplit(url)
    journey = read_journey(pace.robots_onward_url, pace.robots_hops)
    host = read_host_of(journey.url) if journey else pace.host
    elsewhere = None if host == pace.host else take_host(host=host, now=clock())
    if host != pace.host and elsewhere is None:
        return APART
    try:
        fetched = visit(f"{parts.scheme}://{parts.netloc}/robots.txt", accept=ROBOTS, journey=journey, one_leg=True)
    finally:
        if elsewhere is not None:
            release_host(pace=elsewhere, now=clock(), pause=APART)
    if goes_on(fetched):
        keep_robots_journey(pace=pace, fetched=fetched)
    else:
        keep_robots(pace=pace, fetched=fetched)
    return APART


def choose_pause(fetched: Fetched, robots: Robots, now: datetime) -> timedelta:
    """How long to leave a host alone: five seconds, or longer where it asks for longer."""
    asked = read_retry_after(dict(fetched.headers), now) if fetched.status in (429, 503) else None
    return max(APART, timedelta(seconds=robots.delay_seconds), asked or APART)


def refuse_by_robots(pace: HostPace, url: str, now: datetime, journey: Journey | None = None) -> Fetched:
    """A fetch that was not made, because the host's robots.txt asks so or could not be read."""
    unread = pace.robots_status is None or pace.robots_status >= 500 or pace.robots_status == 429
    return Fetched(
        url=url,
        outcome=CaptureOutcome.UNREACHABLE if unread else CaptureOutcome.REFUSED,
        reason=FetchReason.FORBIDDEN_BY_ROBOTS,
        detail="its robots.txt could not be read" if unread else "its robots.txt asks robots to leave this alone",
        started_at=now,
        ended_at=now,
        final_url=journey.url if journey else url,
        hops=journey.hops if journey else (),
    )
