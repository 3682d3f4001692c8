"""Rate limits: exact under concurrency, never more than the limit in any window, no hostage to Redis."""

import socket
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import redis
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from redis.backoff import NoBackoff
from redis.retry import Retry

from newsrooms.limits import Budget, Limiter, open_limiter

THREADS = 40
NOON = 1_772_366_400_000


def fresh(limit: int, seconds: int = 60) -> Budget:
    return Budget(f"key {uuid.uuid4()}", limit, seconds)


@pytest.fixture(scope="module")
def limiter() -> Iterator[Limiter]:
    with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        yield Limiter(client, prefix=settings.REDIS_PREFIX)


@pytest.mark.parametrize("limit", [1, 20, 100])
def test_forty_threads_never_get_more_than_the_limit_through_and_all_of_it(limiter: Limiter, limit: int) -> None:
    budget = fresh(limit, seconds=3600)
    start = threading.Barrier(THREADS)

    def ask(_: int) -> int:
        start.wait()
        return sum(limiter.spend([budget]).allowed for _ in range(5))

    with ThreadPoolExecutor(THREADS) as pool:
        through = sum(pool.map(ask, range(THREADS)))
    assert through == limit


@given(st.lists(st.integers(0, 9_000), min_size=1, max_size=80), st.integers(1, 6))
def test_in_no_window_of_that_length_do_more_than_the_limit_pass(
    limiter: Limiter, gaps: list[int], limit: int
) -> None:
    budget = fresh(limit, seconds=10)
    now, passed = NOON, []
    for gap in gaps:
        now += gap
        if limiter.spend([budget], now_ms=now).allowed:
            passed.append(now)
    for at in passed:
        assert sum(at - 10_000 < other <= at for other in passed) <= limit


def test_who_waits_as_long_as_told_gets_through_and_not_before(limiter: Limiter) -> None:
    budget = fresh(2, seconds=60)
    assert [limiter.spend([budget], now_ms=NOON + n).allowed for n in (0, 1, 2)] == [True, True, False]
    refused = limiter.spend([budget], now_ms=NOON + 2)
    assert 60 - 1 <= refused.retry_after <= 60 + 1
    free_at = NOON + 2 + int(refused.retry_after * 1000)
    assert not limiter.spend([budget], now_ms=free_at - 1).allowed
    assert limiter.spend([budget], now_ms=free_at).allowed


def test_the_headers_figures_count_down(limiter: Limiter) -> None:
    budget = fresh(3)
    remaining = [limiter.spend([budget], now_ms=NOON).remaining for _ in range(4)]
    assert remaining == [2, 1, 0, 0]


def test_two_budgets_are_spent_together_or_not_at_all(limiter: Limiter) -> None:
    narrow, wide = fresh(1), fresh(10)
    assert limiter.spend([narrow, wide], now_ms=NOON).allowed
    refused = limiter.spend([narrow, wide], now_ms=NOON)
    assert (refused.allowed, refused.budget) == (False, narrow)
    assert limiter.spend([wide], now_ms=NOON).remaining == 8


def test_the_tightest_budget_is_the_one_reported(limiter: Limiter) -> None:
    narrow, wide = fresh(5), fresh(100)
    assert limiter.spend([wide, narrow], now_ms=NOON).budget == narrow


def test_what_costs_more_than_there_ever_is_does_not_fit_and_takes_nothing(limiter: Limiter) -> None:
    budget = fresh(3)
    assert not limiter.spend([budget], cost=4, now_ms=NOON).allowed
    assert limiter.spend([budget], cost=3, now_ms=NOON).allowed


def test_counts_leave_redis_when_their_window_is_over() -> None:
    with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        prefix = f"{settings.REDIS_PREFIX}-{uuid.uuid4()}"
        Limiter(client, prefix=prefix).spend([fresh(3, seconds=1)])
        (key,) = client.keys(f"{prefix}*")
        assert 0 < client.pttl(key) <= 1100


def test_a_redis_that_is_gone_blocks_nothing_and_says_so() -> None:
    client = redis.Redis(unix_socket_path="/nowhere/redis.sock", socket_timeout=1, retry=Retry(NoBackoff(), 0))
    verdict = Limiter(client).spend([fresh(1)])
    assert (verdict.allowed, verdict.degraded, verdict.retry_after) == (True, True, 0)


@pytest.fixture
def silent_redis() -> Iterator[redis.Redis]:
    """Something that takes connections and never says a word."""
    with TemporaryDirectory(prefix="silent-") as folder, socket.socket(socket.AF_UNIX) as listener:
        path = str(Path(folder) / "redis.sock")
        listener.bind(path)
        listener.listen(100)
        with redis.Redis(unix_socket_path=path, socket_timeout=0.3, retry=Retry(NoBackoff(), 0)) as client:
            yield client


def test_a_silent_redis_costs_one_timeout_and_then_nothing_until_the_rest_is_over(silent_redis: redis.Redis) -> None:
    clock = [100.0]
    limiter = Limiter(silent_redis, clock=lambda: clock[0])
    budget = fresh(1)
    began = time.monotonic()
    verdicts = [limiter.spend([budget]) for _ in range(200)]
    assert time.monotonic() - began < 0.3 * 2
    assert all(verdict.allowed and verdict.degraded for verdict in verdicts)
    clock[0] += 6
    began = time.monotonic()
    limiter.spend([budget])
    assert time.monotonic() - began >= 0.25, "it asks again after the rest"


def test_after_the_rest_one_request_tries_and_the_others_do_not_wait(silent_redis: redis.Redis) -> None:
    clock = [100.0]
    limiter = Limiter(silent_redis, clock=lambda: clock[0])
    limiter.spend([fresh(1)])
    clock[0] += 6

    def ask(_: int) -> bool:
        began = time.monotonic()
        limiter.spend([fresh(1)])
        return time.monotonic() - began > 0.2

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 1


def test_when_redis_is_back_it_counts_again(limiter: Limiter) -> None:
    clock = [100.0]
    with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        mended = Limiter(client, prefix=settings.REDIS_PREFIX, clock=lambda: clock[0])
        mended._resting_until = 105.0
        budget = fresh(1)
        assert mended.spend([budget]).degraded
        clock[0] = 106.0
        assert [mended.spend([budget]).allowed for _ in range(3)] == [True, False, False]


def test_the_process_has_one_limiter_on_the_redis_of_the_settings() -> None:
    assert open_limiter() is open_limiter()
    assert not open_limiter().spend([fresh(1)]).degraded
