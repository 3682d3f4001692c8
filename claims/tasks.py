"""What the clock wakes a worker for on the upper floor. The work itself is rows; a lost message costs a moment."""

import os
import socket
import time
from collections.abc import Mapping

from celery import shared_task
from django.utils import timezone

from claims.actions.extractions import extract_due
from claims.actions.import_files import drop_old_previews
from claims.actions.import_jobs import run_next_import
from claims.actions.name_keys import catch_up_with_written_names
from claims.actions.quote_looks import judge_looks
from claims.actions.sitemaps import cut_sitemap
from claims.actions.standings import settle_all
from claims.actions.watching import ask_for_due_looks
from claims.views.claim import print_ahead
from claims.webhook_payloads import payload_of
from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.webhooks.schedule import Reply
from sources.fetching.client import post
from sources.fetching.fetched import Fetched
from sources.fetching.installation import make_policy

# Seconds after which a task that loops over due work lets others have the process; the clock sends it again.
TURN = 60.0
# In seconds. An import in one transaction has no place to stop at; a message taken up meanwhile finds it leased.
LONGEST_IMPORT = 24 * 3600


@shared_task(name="claims.settle_standings")
def settle_standings() -> None:
    """Compute every standing that is due; then store what readers will ask for, as far as printed pages."""
    settle_all(on_stored=print_ahead, seconds=5 * TURN)


@shared_task(name="claims.cut_sitemap")
def cut_sitemap_again() -> None:
    """Cut the sitemap into files of a bearable size."""
    cut_sitemap()


@shared_task(name="claims.run_imports", time_limit=LONGEST_IMPORT)
def run_imports() -> None:
    """Run the import that waits longest; the next one has a task of its own."""
    run_next_import()


@shared_task(name="claims.forget_previews")
def forget_previews() -> None:
    """Let go of the files of previews that nobody had written."""
    drop_old_previews()


@shared_task(name="claims.catch_up_with_names")
def keep_names_findable() -> None:
    """Make every name of a source findable in other scripts, whichever door it came in by."""
    catch_up_with_written_names()


@shared_task(name="claims.suggest_reports")
def suggest_reports() -> None:
    """Go through captured texts for candidate reports, until none is due or others have waited long enough."""
    ends = time.monotonic() + TURN
    while time.monotonic() < ends and extract_due():
        pass


@shared_task(name="claims.watch_quotes")
def watch_quotes() -> None:
    """Have watched documents that are due fetched again, and judge what the fetches brought."""
    ends = time.monotonic() + TURN
    while time.monotonic() < ends and ask_for_due_looks():
        pass
    while time.monotonic() < ends and judge_looks():
        pass


@shared_task(name="claims.deliver_webhooks")
def deliver_webhooks() -> None:
    """Tell the endpoints what they are owed, until nothing is due or others have waited long enough."""
    worker = f"{socket.gethostname()}-{os.getpid()}"
    ends = time.monotonic() + TURN
    while time.monotonic() < ends and (taken := take_deliveries(worker=worker, now=timezone.now())):
        for delivery in taken:
            attempt_delivery(delivery=delivery, post=post_guarded, render=payload_of, now=timezone.now())


def post_guarded(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """One POST through the room that guards all sockets, as the schedule reads it."""
    return read_reply(post(url, body, headers=headers, policy=make_policy()))


def read_reply(fetched: Fetched) -> Reply:
    """What came of a POST. Without an answer the reason is in words fit for the owner of the endpoint."""
    excerpt = fetched.body[:300].decode("utf-8", "replace")
    if fetched.status is None:
        return Reply(None, error=fetched.public)
    return Reply(fetched.status, dict(fetched.headers), excerpt)
