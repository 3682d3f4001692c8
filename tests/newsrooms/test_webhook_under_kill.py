"""Workers killed with SIGKILL in the middle of deliveries: every event arrives, and repeats carry the same id."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsrooms.actions.delivery import LEASE, attempt_delivery, take_deliveries
from newsrooms.actions.event import fan_out_events, record_event
from newsrooms.actions.webhook_endpoint import open_endpoint
from newsrooms.models import Delivery
from newsrooms.vocabulary import DeliveryState, EventType
from tests.newsrooms.cast import open_harbour_post
from tests.newsrooms.mailbox import Mailbox, mailbox, post

EVENTS = 40
KILLS = 4


def start_worker(name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.newsrooms.doomed_worker", str(connection.settings_dict["NAME"]), name]
    return subprocess.Popen(command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"})


def kill(worker: subprocess.Popen[bytes]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def wait_for(box: Mailbox, more_than: int, worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while len(box.got) <= more_than and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(0.005)


def happen(count: int, url: str) -> None:
    newsroom, olena = open_harbour_post()
    open_endpoint(by=olena, newsroom=newsroom, url=url)
    with transaction.atomic():
        for n in range(count):
            record_event(newsroom=newsroom, kind=EventType.CLAIM_PUBLISHED, object_type="claim", object_id=f"c{n}")
    fan_out_events(now=timezone.now())


def finish_after_the_leases() -> None:
    """What the killed ones held is taken again when their leases are over: the clock is moved, not waited for."""
    now = timezone.now() + LEASE + timedelta(seconds=1)
    while taken := take_deliveries(worker="last", now=now):
        for one in taken:
            attempt_delivery(delivery=one, post=post, render=lambda event: {"id": event.object_id}, now=now)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_the_receiver_answers_leaves_a_delivery_that_is_told_again_under_the_same_id() -> None:
    release = threading.Event()

    def answer(number: int) -> tuple[int, dict[str, str]]:
        if number == 0:
            release.wait(30)
        return 204, {}

    with mailbox(answer) as box:
        happen(1, box.url)
        worker = start_worker("doomed")
        wait_for(box, 0, worker)
        kill(worker)
        release.set()
        held = Delivery.objects.get()
        assert (held.state, held.worker, held.attempts) == (DeliveryState.DUE, "doomed", 1)
        assert take_deliveries(worker="early", now=timezone.now()) == []
        finish_after_the_leases()
    ids = [headers["webhook-id"] for headers, _ in box.got]
    assert len(ids) == 2
    assert ids[0] == ids[1] == held.event.public_id
    done = Delivery.objects.get()
    assert (done.state, done.attempts) == (DeliveryState.DELIVERED, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_with_workers_killed_again_and_again_every_event_arrives() -> None:
    with mailbox() as box:
        happen(EVENTS, box.url)
        for n in range(KILLS):
            worker = start_worker(f"doomed{n}")
            wait_for(box, len(box.got) + 5, worker)
            kill(worker)
        finish_after_the_leases()
    arrived = Counter(headers["webhook-id"] for headers, _ in box.got)
    owed = set(Delivery.objects.values_list("event__public_id", flat=True))
    assert set(arrived) == owed
    assert len(owed) == EVENTS
    assert sum(arrived.values()) - EVENTS <= KILLS
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DELIVERED.value}
