"""The feed of changes: every public event once, in the order of commits, whoever writes meanwhile."""

import random
import threading
import time

import pytest
from django.db import connection, transaction

from newsrooms.actions.event import record_event
from newsrooms.models import Event, Newsroom
from newsrooms.vocabulary import EventType
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import open_harbour_post

WRITERS, EACH = 6, 25


def write(newsroom: Newsroom, name: str, *, public: bool = True) -> None:
    record_event(
        newsroom=newsroom, kind=EventType.STANDING_CHANGED, object_type="claim", object_id=name, public=public
    )


def read_on(asker: Asker, cursor: str) -> tuple[list[str], str]:
    """What is new since the cursor, and the cursor to go on from."""
    found: list[str] = []
    while True:
        page = asker.get(f"/changes/?limit=7&after={cursor}").json
        found += [row["object_id"] for row in page["results"]]
        cursor = page["cursor"]
        if not page["more"]:
            return found, cursor


@pytest.mark.django_db(transaction=True)
def test_none_is_missed_and_none_comes_twice_while_many_write(transactional_db: None) -> None:
    newsroom, _ = open_harbour_post()
    asker, seen, cursor = Asker(), [], ""
    done = threading.Event()

    def work(writer: int) -> None:
        chance = random.Random(writer)
        for number in range(EACH):
            with transaction.atomic():
                write(newsroom, f"{writer}-{number}")
                time.sleep(chance.random() / 100)
                if chance.random() < 0.2:
                    transaction.set_rollback(True)
        connection.close()

    threads = [threading.Thread(target=work, args=[writer]) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    while not done.is_set():
        if not any(thread.is_alive() for thread in threads):
            done.set()
        found, cursor = read_on(asker, cursor)
        seen += found
    kept = list(Event.objects.filter(public=True).values_list("object_id", flat=True))
    assert sorted(seen) == sorted(kept)
    assert len(seen) == len(set(seen)) > WRITERS * EACH / 2


@pytest.mark.django_db(transaction=True)
def test_one_that_commits_late_comes_late_and_holds_nobody_up(transactional_db: None) -> None:
    newsroom, _ = open_harbour_post()
    asker = Asker()
    written, may_commit = threading.Event(), threading.Event()

    def linger() -> None:
        with transaction.atomic():
            write(newsroom, "slow")
            written.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=linger)
    thread.start()
    assert written.wait(10)
    with transaction.atomic():
        write(newsroom, "quick")
    before, cursor = read_on(asker, "")
    may_commit.set()
    thread.join()
    after, _ = read_on(asker, cursor)
    assert (before, after) == (["quick"], ["slow"])


@pytest.mark.django_db(transaction=True)
def test_private_events_are_not_in_the_public_feed_and_move_no_cursor(transactional_db: None) -> None:
    newsroom, owner = open_harbour_post()
    stranger, member = Asker(), Asker(person=owner)
    with transaction.atomic():
        write(newsroom, "public")
    before = stranger.get("/changes/")
    with transaction.atomic():
        write(newsroom, "private", public=False)
    after = stranger.get("/changes/")
    assert after.body == before.body
    seen = [row["object_id"] for row in member.get("/changes/?view=newsroom").json["results"]]
    assert seen == ["public", "private"]
    assert stranger.get(f"/changes/?after={before.json['cursor']}").json["cursor"] == before.json["cursor"]
