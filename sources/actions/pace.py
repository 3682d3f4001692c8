"""Manners towards hosts: one request at a time, some seconds apart, and what their robots.txt asks is kept to."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from sources.actions.journeys import keep_journey
from sources.fetching.fetched import Fetched
from sources.fetching.robots import MOST_BYTES, Robots, expire_at, judge_robots
from sources.models import HostPace

APART = timedelta(seconds=5)
LEASE = timedelta(seconds=120)
LONGEST_PAUSE = timedelta(hours=1)


def take_host(*, host: str, now: datetime) -> HostPace | None:
    """Take the right to ask this host one thing; ``None`` when it was asked just now or somebody is asking it.

    Held by lease: if the asker dies, the host may be asked again when the lease is over.
    """
    with transaction.atomic():
        HostPace.objects.bulk_create([HostPace(host=host, next_allowed_at=now)], ignore_conflicts=True)
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        lease = uuid4()
        taken = HostPace.objects.filter(free, host=host, next_allowed_at__lte=now).update(
            lease=lease, leased_until=now + LEASE
        )
        return HostPace.objects.get(host=host) if taken else None


def release_host(*, pace: HostPace, now: datetime, pause: timedelta = APART) -> None:
    """Give the host back, to be asked again after ``pause`` (an hour at most); nothing if the lease was lost."""
    HostPace.objects.filter(host=pace.host, lease=pace.lease).update(
        lease=None, leased_until=None, next_allowed_at=now + min(pause, LONGEST_PAUSE)
    )


def keep_robots(*, pace: HostPace, fetched: Fetched) -> Robots:
    """Keep what a host answered for its robots.txt, a day at most, and say what it means."""
    pace.robots_status = fetched.status
    pace.robots_text = fetched.body[:MOST_BYTES].decode("utf-8-sig", errors="replace").replace("\0", "")
    pace.robots_expire_at = expire_at(fetched.status, fetched.ended_at)
    pace.robots_onward_url, pace.robots_hops = "", []
    pace.save(update_fields=["robots_status", "robots_text", "robots_expire_at", "robots_onward_url", "robots_hops"])
    return judge_robots(pace.robots_status, pace.robots_text)


def keep_robots_journey(*, pace: HostPace, fetched: Fetched) -> None:
    """Keep where a redirect says that a host's robots.txt is."""
    kept = keep_journey(fetched)
    pace.robots_onward_url, pace.robots_hops = str(kept["onward_url"]), kept["hops"]
    pace.save(update_fields=["robots_onward_url", "robots_hops"])


def read_kept_robots(pace: HostPace, now: datetime) -> Robots | None:
    """What the host's robots.txt asks; ``None`` when it was never read or too long ago."""
    if pace.robots_expire_at is None or pace.robots_expire_at <= now:
        return None
    return judge_robots(pace.robots_status, pace.robots_text)
