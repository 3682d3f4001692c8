"""The feed of changes: every public event once, in the order of commits, whoever writes meanwhile."""

import random
import threading
import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from newsrooms.actions.event import number_events, record_event
from newsrooms.changes import numbered_events, read_feed
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


@pytest.mark.django_db(transaction=True)
def test_of_a_rare_type_every_one_is_found_though_an_answer_looks_at_few(transactional_db: None) -> None:
    newsroom, _ = open_harbour_post()
    with transaction.atomic():
        for number in range(40):
            write(newsroom, f"often {number}", public=number % 2 == 0)
            if number % 13 == 0:
                kind = EventType.CLAIM_PUBLISHED
                record_event(newsroom=newsroom, kind=kind, object_type="claim", object_id=f"{number}", public=True)
    number_events()
    mine = [newsroom.pk]
    for newsrooms, types in (([], ["claim.published"]), (mine, ["claim.published"]), (mine, [])):
        found, after, answers = [], 0, 0
        while True:
            read = read_feed(after, 2, newsrooms=newsrooms, types=types, most=5)
            found += [event.object_id for event in read.events]
            assert read.last is not None
            assert read.last > after
            after, answers = read.last, answers + 1
            if not read.more:
                break
        assert found == (["0", "13", "26", "39"] if types else [event.object_id for event in numbered_events()])
        assert answers > 4
    with CaptureQueriesContext(connection) as queries:
        read_feed(0, 2, newsrooms=mine, types=["correction.issued"])
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_the_cursor_passes_what_was_looked_at_and_never_a_place_between(transactional_db: None) -> None:
    newsroom, owner = open_harbour_post()
    stranger, member = Asker(), Asker(person=owner)
    with transaction.atomic():
        write(newsroom, "public")
    first = stranger.get("/changes/?type=correction.issued").json
    assert (first["results"], first["more"]) == ([], False)
    with transaction.atomic():
        write(newsroom, "private", public=False)
    again = stranger.get(f"/changes/?type=correction.issued&after={first['cursor']}").json
    assert again["cursor"] == first["cursor"], "a private event moves no cursor of a stranger"
    own = member.get(f"/changes/?type=standing.changed&view=newsroom&after={first['cursor']}").json
    assert [row["object_id"] for row in own["results"]] == ["private"]
