"""What the clock starts on the ground floor: rounds to the hosts that something is due from, and the nightly look."""

import functools
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta

from celery import shared_task
from django.db import connections
from django.utils import timezone

from sources.actions.hash_checks import check_hashes
from sources.actions.pace import release_host, take_host
from sources.actions.visits import Visit, find_due_hosts, visit_host
from sources.fetching.client import fetch
from sources.fetching.installation import make_policy

ROUND = "round"  # no host: a name without a dot, whose lease lets one round run at a time
ROUND_SECONDS = 50.0
AT_ONCE = 16
LONGEST_NAP = 1.0


@shared_task(name="sources.visit_due_hosts")
def visit_due_hosts() -> int:
    """Ask every host that something is due from, sixteen at a time, for up to 50 seconds; one round runs at a time.

    A host that drips keeps one thread busy and delays no other host.
    """
    turn = take_host(host=ROUND, now=timezone.now())
    if turn is None:
        return 0
    try:
        return go_round(functools.partial(fetch, policy=make_policy()), seconds=ROUND_SECONDS)
    finally:
        release_host(pace=turn, now=timezone.now(), pause=timedelta(0))


def go_round(visit: Visit, *, seconds: float, at_once: int = AT_ONCE) -> int:
    """Visit due hosts on ``at_once`` threads until nothing is due or the time is over; returns the visits made.

    A host that was asked just now is waited for, if its pause ends in time.
    """
    ends, made = time.monotonic() + seconds, 0
    running: dict[Future[bool], str] = {}
    with ThreadPoolExecutor(at_once, thread_name_prefix="visit") as pool:
        while True:
            now, left = timezone.now(), ends - time.monotonic()
            busy = set(running.values())
            due = (
                [one for one in find_due_hosts(now=now, limit=at_once * 4) if one.host not in busy]
                if left > 0
                else []
            )
            free = [one.host for one in due if one.free_at <= now][: at_once - len(running)]
            running |= {pool.submit(visit_alone, host, visit): host for host in free}
            pauses = [(one.free_at - now).total_seconds() for one in due if one.free_at > now]
            pause = min([LONGEST_NAP, *pauses])
            if running:
                done, _ = wait(running, timeout=pause, return_when=FIRST_COMPLETED)
                made += sum(future.result() for future in done)
                running = {future: host for future, host in running.items() if future not in done}
            elif pauses and min(pauses) < left:
                time.sleep(pause)
            else:
                return made


def visit_alone(host: str, visit: Visit) -> bool:
    """One visit on a thread of its own, which leaves no database connection behind."""
    try:
        return visit_host(host=host, visit=visit)
    finally:
        connections.close_all()


@shared_task(name="sources.check_kept_hashes")
def check_kept_hashes() -> int:
    """Hash everything kept again; returns how many rows no longer match."""
    return check_hashes().mismatches
