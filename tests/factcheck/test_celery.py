"""A message reaches a worker of this house; and where Redis is gone or silent, nobody waits for it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from kombu.exceptions import OperationalError

from factcheck.cache import ForgivingRedisCache
from factcheck.celery import app
from factcheck.rooms import WORKER, worker_answers
from tests.factcheck.processes import wait_until

MOST_SECONDS = 5.0


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A real worker with two processes, which knows the errand besides the tasks of the house."""
    command = [sys.executable, "-m", *WORKER, "--include", "tests.factcheck.errand", "--loglevel", "ERROR"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    try:
        assert wait_until(worker_answers, seconds=60)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def list_children(process: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.slow
def test_a_message_reaches_the_worker(worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
    app.send_task("tests.run_errand", [str(tmp_path)])
    assert wait_until((tmp_path / "done").exists)


@pytest.mark.slow
def test_work_whose_process_was_killed_is_taken_up_again(worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
    app.send_task("tests.run_errand", [str(tmp_path)], {"dies_first": True})
    assert wait_until((tmp_path / "done").exists)
    assert (tmp_path / "attempt 0").exists()
    assert (tmp_path / "attempt 1").exists()


@pytest.mark.slow
def test_no_process_of_a_killed_worker_is_left(worker: subprocess.Popen[bytes]) -> None:
    children = list_children(worker.pid)
    assert len(children) >= 2
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    assert wait_until(lambda: not any(Path(f"/proc/{child}/exe").exists() for child in children))


def test_each_process_of_the_tests_has_messages_counters_and_cache_of_its_own() -> None:
    assert os.environ["REDIS_PREFIX"] == settings.REDIS_PREFIX
    assert app.conf.broker_transport_options["global_keyprefix"] == f"{settings.REDIS_PREFIX}:"


def test_messages_are_json_and_outlive_the_process_that_took_them() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_the_clock_sends_nothing_that_waits_for_ever_or_that_nobody_knows() -> None:
    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        assert entry["options"]["expires"] > 0, name
        assert entry["task"] in app.tasks, name


@pytest.fixture(params=["silent", "gone"])
def lost_redis(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Redis that takes the call and says nothing, or that nobody answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "silent":
            listener.listen(16)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.fixture
def within_seconds() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_SECONDS


@pytest.mark.usefixtures("within_seconds")
def test_a_message_that_cannot_be_sent_says_so_soon(lost_redis: str) -> None:
    with app.connection_for_write(lost_redis) as connection, pytest.raises((OperationalError, OSError)):
        app.send_task("tests.run_errand", ["nowhere"], connection=connection)


@pytest.mark.usefixtures("within_seconds")
def test_the_cache_answers_as_if_it_were_empty(lost_redis: str, caplog: pytest.LogCaptureFixture) -> None:
    cache = ForgivingRedisCache(lost_redis, {"OPTIONS": settings.REDIS_TIMEOUTS})
    try:
        cache.set("word", "said")
        assert cache.get("word", "unheard") == "unheard"
        assert cache.get_many(["word"]) == {}
        assert cache.add("word", "said") is True
        assert cache.get_or_set("word", "said") == "said"
        assert cache.incr("times") == 1
        assert len(caplog.records) == 1
    finally:
        ForgivingRedisCache.rest_until = 0.0


@pytest.mark.django_db
@pytest.mark.usefixtures("within_seconds")
def test_the_house_is_degraded_but_stands(lost_redis: str, client: Client) -> None:
    with override_settings(REDIS_URL=lost_redis):
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "database": "ok", "redis": "down"}


def test_clearing_the_cache_takes_nobody_elses_keys() -> None:
    cache = ForgivingRedisCache(settings.REDIS_URL, {"KEY_PREFIX": f"{settings.REDIS_PREFIX}-mine"})
    other = ForgivingRedisCache(settings.REDIS_URL, {"KEY_PREFIX": f"{settings.REDIS_PREFIX}-theirs"})
    cache.set("word", "mine")
    other.set("word", "theirs")
    cache.clear()
    assert cache.get("word") is None
    assert other.get("word") == "theirs"
