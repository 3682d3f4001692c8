"""A worker whose database is killed under it: ``python -m tests.newsrooms.steadfast_worker URL EVENTS``.

It records events, one to a transaction, says each once it is committed, and delivers what is due to ``URL``; when the
database is gone it comes back with a new connection, as Celery's next task would.
"""

import sys
import time
from datetime import datetime, timedelta

import django

django.setup()

from django.db import InterfaceError, OperationalError, connection, transaction  # noqa: E402  # models need Django
from django.utils import timezone  # noqa: E402 - only after setup

from newsrooms.actions.delivery import LEASE, attempt_delivery, take_deliveries  # noqa: E402 - only after setup
from newsrooms.actions.event import fan_out_events, number_events, record_event  # noqa: E402 - only after setup
from newsrooms.models import Newsroom  # noqa: E402 - only after setup
from newsrooms.vocabulary import EventType  # noqa: E402 - only after setup
from tests.newsrooms.mailbox import post  # noqa: E402 - only after setup


def record(number: int) -> None:
    with transaction.atomic():
        record_event(
            newsroom=Newsroom.objects.get(),
            kind=EventType.CLAIM_PUBLISHED,
            object_type="claim",
            object_id=f"c{number}",
        )
    sys.stdout.write(f"c{number}\n")
    sys.stdout.flush()


def deliver(now: datetime) -> bool:
    number_events()
    fan_out_events(now=now)
    taken = take_deliveries(worker="steadfast", now=now, limit=4)
    for one in taken:
        attempt_delivery(delivery=one, post=post, render=lambda event: {"id": event.object_id}, now=now)
    return bool(taken)


def main(events: int) -> None:
    done, left = 0, True
    while done < events or left:
        try:
            if done < events:
                record(done)
                done += 1
                deliver(timezone.now())
            else:
                left = deliver(timezone.now() + LEASE + timedelta(seconds=1))
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.1)


if __name__ == "__main__":
    main(int(sys.argv[2]))
