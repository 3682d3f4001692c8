"""A request sent twice is done once: in a row, at the same time, and across a crash."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from newsrooms.actions.idempotent_call import (
    KEPT_FOR,
    TRY_AGAIN,
    Answer,
    KeyReusedError,
    StillRunningError,
    answer_once,
    clean_idempotency_key,
    fingerprint_request,
    forget_answers,
)
from newsrooms.models import IdempotentCall, Newsroom

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def ask(
    produce: Callable[[], Answer],
    *,
    key: str = "k1",
    actor: str = "key 1",
    body: bytes = b"{}",
    now: datetime = NOON,
    patience: timedelta = timedelta(seconds=20),
) -> Answer:
    fingerprint = fingerprint_request(b"POST", b"/api/v1/claims/", body)
    return answer_once(actor=actor, key=key, fingerprint=fingerprint, produce=produce, now=now, patience=patience)


def open_room(status: int = 201) -> Answer:
    number = Newsroom.objects.count()
    Newsroom.objects.create(slug=f"room-{number}", name="Room")
    return Answer(status, (("Location", f"/rooms/{number}/"),), f"room {number}".encode())


def rooms() -> int:
    return Newsroom.objects.count()


def test_the_second_time_gives_the_first_answer_again_and_does_nothing() -> None:
    first, second = ask(open_room), ask(open_room)
    assert (first.status, first.headers, first.body) == (second.status, second.headers, second.body)
    assert (first.repeated, second.repeated) == (False, True)
    assert rooms() == 1


def test_another_body_under_the_same_key_is_refused() -> None:
    ask(open_room)
    with pytest.raises(KeyReusedError):
        ask(open_room, body=b'{"other": 1}')
    assert rooms() == 1


def test_keys_of_two_senders_are_two_keys() -> None:
    assert not ask(open_room, actor="key 1").repeated
    assert not ask(open_room, actor="key 2").repeated
    assert rooms() == 2


@pytest.mark.parametrize("status", [400, 403, 404, 422])
def test_a_refusal_is_kept_and_writes_nothing(status: int) -> None:
    assert ask(lambda: open_room(status)).status == status
    assert ask(open_room).status == status
    assert rooms() == 0


@pytest.mark.parametrize("status", [500, 503, *sorted(TRY_AGAIN)])
def test_an_answer_that_asks_to_try_again_is_not_kept_and_writes_nothing(status: int) -> None:
    assert ask(lambda: open_room(status)).status == status
    assert rooms() == 0
    assert ask(open_room).status == 201


def test_an_error_leaves_neither_work_nor_answer() -> None:
    def fail() -> Answer:
        open_room()
        raise LookupError("broke")

    with pytest.raises(LookupError):
        ask(fail)
    assert rooms() == 0
    assert ask(open_room).body == b"room 0"


def test_of_many_at_the_same_time_one_works_and_all_get_its_answer() -> None:
    start = threading.Barrier(8)

    def run(_: int) -> Answer:
        start.wait()
        try:
            return ask(open_room)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(run, range(8)))
    assert rooms() == 1
    assert {answer.body for answer in answers} == {b"room 0"}
    assert sum(not answer.repeated for answer in answers) == 1


def hold(started: threading.Event, go_on: threading.Event) -> Callable[[], Answer]:
    def produce() -> Answer:
        answer = open_room()
        started.set()
        go_on.wait(20)
        return answer

    return produce


def test_who_waits_too_long_is_told_that_the_first_still_runs() -> None:
    started, go_on = threading.Event(), threading.Event()

    def run() -> None:
        ask(hold(started, go_on))
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(20)
    with pytest.raises(StillRunningError):
        ask(open_room, patience=timedelta(milliseconds=50))
    go_on.set()
    thread.join()
    assert ask(open_room).repeated


def test_a_first_that_dies_in_the_middle_leaves_nothing_and_the_one_who_waits_does_the_work() -> None:
    started, go_on, backend, died = threading.Event(), threading.Event(), [], threading.Event()

    def produce() -> Answer:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
        return hold(started, go_on)()

    def run_and_die() -> None:
        try:
            ask(produce)
        except OperationalError:
            died.set()
        finally:
            connection.close()

    def run() -> Answer:
        try:
            return ask(open_room)
        finally:
            connection.close()

    thread = threading.Thread(target=run_and_die)
    thread.start()
    assert started.wait(20)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(run)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend[0]])
        answer = waiting.result(20)
    go_on.set()
    thread.join()
    assert died.is_set()
    assert (answer.body, answer.repeated) == (b"room 0", False)
    assert rooms() == 1


def test_a_secret_shown_once_is_not_in_what_is_kept() -> None:
    first = ask(lambda: Answer(201, (), b'{"secret":"s3"}', kept_body=b'{"secret":null}'))
    assert first.body == b'{"secret":"s3"}'
    assert ask(open_room).body == b'{"secret":null}'
    assert b"s3" not in bytes(IdempotentCall.objects.get().body)


def test_after_a_day_the_key_may_be_used_anew_and_the_answer_is_forgotten() -> None:
    ask(open_room)
    assert ask(open_room, now=NOON + KEPT_FOR).body == b"room 1"
    assert forget_answers(now=NOON + KEPT_FOR) == 0
    assert forget_answers(now=NOON + KEPT_FOR * 2) == 1
    assert not IdempotentCall.objects.exists()


def test_the_time_one_waits_for_the_lock_is_not_imposed_on_the_work_itself() -> None:
    def produce() -> Answer:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            return Answer(200, (), cursor.fetchone()[0].encode())

    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        usual = cursor.fetchone()[0]
    assert ask(produce).body == usual.encode()


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb", "ключ", "\x00"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        clean_idempotency_key(key)


def test_parts_of_a_fingerprint_do_not_run_into_each_other() -> None:
    assert fingerprint_request(b"POST", b"/a", b"b") != fingerprint_request(b"POST", b"/ab", b"")
