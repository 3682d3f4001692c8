"""Visits: one polite request to one host that something is due from, whichever kind of thing it is."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from django.db import connection
from django.utils import timezone

from newsrooms.webhooks.schedule import read_retry_after
from sources.actions.due_fetches import perform_fetch, take_fetch
from sources.actions.feeds import record_poll, take_poll
from sources.actions.pace import APART, keep_robots, read_kept_robots, release_host, take_host
from sources.fetching.addresses import read_host_of
from sources.fetching.client import follow_all
from sources.fetching.fetched import Fetched, FetchReason, Validators
from sources.fetching.robots import Robots
from sources.models import DueFetch, FeedState, HostPace
from sources.vocabulary import CaptureOutcome, FetchCause

logger = logging.getLogger(__name__)

ROBOTS = "text/plain,*/*;q=0.1"
FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
PAGES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"

DUE_HOSTS = """
    SELECT due.host, greatest(%(now)s, max(pace.next_allowed_at), max(pace.leased_until)) AS free_at FROM (
        SELECT feed.host, state.next_poll_at AS due_at
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
        may_follow: Callable[[str], bool] = follow_all,
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
        FeedState.objects.filter(feed__host=pace.host, feed__active=True, next_poll_at__lte=now)
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
    """Read the robots.txt of a feed's host if need be, else poll the feed."""
    url, now = state.feed.url, clock()
    robots = read_kept_robots(pace, now)
    if robots is None:
        return visit_robots(pace, url, visit)
    if not take_poll(state=state, now=now):
        return timedelta(0)
    state.refresh_from_db(fields=["next_poll_at", "last_polled_at"])
    validators = Validators(state.etag, state.last_modified)
    asked = validators if validators != Validators() else None
    allowed = robots.allows(url)
    fetched = (
        visit(url, validators=asked, accept=FEEDS, may_follow=heed_robots(pace, robots, now))
        if allowed
        else refuse_by_robots(pace, url, now)
    )
    record_poll(state=state, fetched=fetched, now=clock())
    return choose_pause(fetched, robots, clock()) if allowed else APART


def fetch_page(pace: HostPace, due: DueFetch, visit: Visit, clock: Callable[[], datetime]) -> timedelta:
    """Capture a page that is due. What a person asks for is no robot's errand; only those heed robots.txt."""
    url, now = due.document.url, clock()
    errand = due.cause != FetchCause.ASKED.value
    robots = read_kept_robots(pace, now) if errand else Robots()
    if robots is None:
        return visit_robots(pace, url, visit)
    if not take_fetch(due=due, now=now):
        return timedelta(0)
    answers: list[Fetched] = []
    may_follow = heed_robots(pace, robots, now) if errand else follow_all

    def fetch(url: str, *, validators: Validators | None = None) -> Fetched:
        allowed = robots.allows(url)
        answers.append(
            visit(url, validators=validators, may_follow=may_follow) if allowed else refuse_by_robots(pace, url, now)
        )
        return answers[-1]

    perform_fetch(due=due, fetch=fetch, now=clock())
    return choose_pause(answers[-1], robots, clock()) if answers else APART


def heed_robots(pace: HostPace, robots: Robots, now: datetime) -> Callable[[str], bool]:
    """Whether an address that a redirect names may be asked: by this host's robots.txt, by another's where known."""

    def may_follow(url: str) -> bool:
        host = read_host_of(url)
        if host == pace.host:
            return robots.allows(url)
        other = HostPace.objects.filter(host=host).first()
        kept = read_kept_robots(other, now) if other is not None else None
        return kept is None or kept.allows(url)

    return may_follow


def visit_robots(pace: HostPace, url: str, visit: Visit) -> timedelta:
    """Fetch and keep the robots.txt beside ``url``; the errand itself follows at the next visit."""
    parts = urlsplit(url)
    keep_robots(pace=pace, fetched=visit(f"{parts.scheme}://{parts.netloc}/robots.txt", accept=ROBOTS))
    return APART


def choose_pause(fetched: Fetched, robots: Robots, now: datetime) -> timedelta:
    """How long to leave a host alone: five seconds, or longer where it asks for longer."""
    asked = read_retry_after(dict(fetched.headers), now) if fetched.status in (429, 503) else None
    return max(APART, timedelta(seconds=robots.delay_seconds), asked or APART)


def refuse_by_robots(pace: HostPace, url: str, now: datetime) -> Fetched:
    """A fetch that was not made, because the host's robots.txt asks so or could not be read."""
    unread = pace.robots_status is None or pace.robots_status >= 500 or pace.robots_status == 429
    return Fetched(
        url=url,
        outcome=CaptureOutcome.UNREACHABLE if unread else CaptureOutcome.REFUSED,
        reason=FetchReason.FORBIDDEN_BY_ROBOTS,
        detail="its robots.txt could not be read" if unread else "its robots.txt asks robots to leave this alone",
        started_at=now,
        ended_at=now,
    )
