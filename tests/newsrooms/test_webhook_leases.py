"""Who holds a delivery: one worker at a time, for as long as its lease, and nobody waits for another."""

import threading
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsrooms.actions.delivery import (
    LEASE,
    MOST_ABANDONED,
    MOST_AT_ONCE,
    MOST_TAKEN,
    attempt_delivery,
    take_deliveries,
)
from newsrooms.models import Delivery, DeliveryAttempt, Notification, User
from newsrooms.vocabulary import DeliveryState
from newsrooms.webhooks.schedule import Reply
from tests.newsrooms.cast import open_harbour_post
from tests.newsrooms.listening import happen, listen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena() -> User:
    return open_harbour_post()[1]


def test_two_workers_never_hold_the_same_delivery(olena: User) -> None:
    listen(olena)
    happen(olena, *"abcdef")
    first = take_deliveries(worker="one", now=timezone.now(), limit=3)
    second = take_deliveries(worker="two", now=timezone.now(), limit=3)
    assert len({one.pk for one in [*first, *second]}) == len(first) + len(second) == MOST_AT_ONCE


def test_one_slow_endpoint_holds_no_more_than_its_share(olena: User) -> None:
    slow, quick = listen(olena).endpoint, listen(olena).endpoint
    happen(olena, *(str(n) for n in range(30)))
    taken = take_deliveries(worker="w", now=timezone.now(), limit=20)
    again = take_deliveries(worker="v", now=timezone.now(), limit=20)
    share = [sum(one.endpoint == endpoint for one in taken) for endpoint in (slow, quick)]
    assert share == [MOST_AT_ONCE, MOST_AT_ONCE]
    assert again == []


def test_a_worker_that_comes_back_after_its_lease_tells_nothing_and_changes_nothing(olena: User) -> None:
    listen(olena)
    happen(olena)
    now = timezone.now()
    (late,) = take_deliveries(worker="late", now=now)
    (other,) = take_deliveries(worker="other", now=now + LEASE)
    assert other.attempts == 1
    attempt_delivery(delivery=late, post=lambda *_: pytest.fail("sent"), render=tell, now=now + LEASE)
    done = attempt_delivery(delivery=other, post=lambda *_: Reply(200), render=tell, now=now + LEASE)
    assert done.state == DeliveryState.DELIVERED


def test_a_delivery_taken_by_another_while_the_receiver_was_slow_is_the_others(olena: User) -> None:
    listen(olena)
    happen(olena)
    now = timezone.now()
    (slow,) = take_deliveries(worker="slow", now=now)

    def take_meanwhile(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        (other,) = take_deliveries(worker="other", now=now + LEASE)
        assert other.pk == slow.pk
        return Reply(500)

    attempt_delivery(delivery=slow, post=take_meanwhile, render=tell, now=now)
    held = Delivery.objects.get()
    assert (held.worker, held.last_status) == ("other", None)
    assert held.lease is not None
    assert DeliveryAttempt.objects.get().status == 500, "what was tried is in the log all the same"


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_delivery_that_another_is_just_taking() -> None:
    olena = open_harbour_post()[1]
    listen(olena)
    happen(olena, "a", "b")
    first = Delivery.objects.earliest("pk")
    locked, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Delivery.objects.select_for_update().get(pk=first.pk)
            locked.set()
            go_on.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert locked.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '3s'")
        try:
            taken = take_deliveries(worker="w", now=timezone.now())
        finally:
            go_on.set()
            thread.join()
            cursor.execute("RESET statement_timeout")
    assert [one.event.object_id for one in taken] == ["b"]


def test_what_kills_every_worker_is_parked_as_a_dead_letter(olena: User) -> None:
    listen(olena)
    happen(olena)
    now = timezone.now()
    for _ in range(MOST_ABANDONED):
        (taken,) = take_deliveries(worker="w", now=now)
        with pytest.raises(KeyboardInterrupt):
            attempt_delivery(delivery=taken, post=die, render=tell, now=now)
        now += LEASE
    assert take_deliveries(worker="w", now=now) == []
    assert "died" in Delivery.objects.dead().get().last_error
    told = Notification.objects.get(user=olena, kind="endpoint_failing")
    assert told.params["error"] == "Every worker that tried this died."


def die(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    raise KeyboardInterrupt


def test_what_was_only_taken_with_it_is_not_parked_for_it(olena: User) -> None:
    listen(olena)
    happen(olena)
    now = timezone.now()
    for _ in range(MOST_ABANDONED * 2):
        assert len(take_deliveries(worker="w", now=now)) == 1
        now += LEASE
    assert not Delivery.objects.dead().exists()


def test_all_that_is_taken_at_once_can_be_slow_within_the_lease() -> None:
    assert timedelta(seconds=30) * MOST_TAKEN < LEASE


def test_what_was_taken_with_the_one_that_found_the_endpoint_gone_is_not_sent(olena: User) -> None:
    listen(olena)
    happen(olena, "a", "b")
    now = timezone.now()
    first, second = take_deliveries(worker="w", now=now)
    attempt_delivery(delivery=first, post=lambda *_: Reply(410), render=tell, now=now)
    attempt_delivery(delivery=second, post=lambda *_: pytest.fail("sent"), render=tell, now=now)
    waiting = Delivery.objects.get(pk=second.pk)
    assert (waiting.state, waiting.lease, waiting.attempts) == (DeliveryState.DUE, None, 0)
