"""What an answer means, and when a delivery is tried again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrooms.vocabulary import DeliveryState
from newsrooms.webhooks.schedule import LONGEST_WAIT, MOST_ATTEMPTS, WAITS, Reply, judge, read_retry_after

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)


def test_there_are_ten_attempts_at_least_over_72_hours_at_least() -> None:
    assert MOST_ATTEMPTS >= 10
    assert sum(WAITS, timedelta()) >= timedelta(hours=72)
    assert list(WAITS) == sorted(WAITS)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, DeliveryState.DELIVERED),
        (204, DeliveryState.DELIVERED),
        (299, DeliveryState.DELIVERED),
        (100, DeliveryState.DUE),
        (301, DeliveryState.DUE),
        (302, DeliveryState.DUE),
        (304, DeliveryState.DUE),
        (400, DeliveryState.DUE),
        (404, DeliveryState.DUE),
        (429, DeliveryState.DUE),
        (500, DeliveryState.DUE),
        (503, DeliveryState.DUE),
        (None, DeliveryState.DUE),
        (410, DeliveryState.DROPPED),
    ],
)
def test_each_answer_means_one_thing(status: int | None, state: DeliveryState) -> None:
    outcome = judge(Reply(status, error="" if status else "no answer"), attempts=1, now=NOON, chance=0)
    assert outcome.state is state
    assert outcome.gone == (status == 410)
    assert (outcome.due_at is not None) == (state is DeliveryState.DUE)
    assert bool(outcome.error) == (state is not DeliveryState.DELIVERED)


def test_a_redirect_says_that_it_is_not_followed() -> None:
    assert "not followed" in judge(Reply(302), attempts=1, now=NOON, chance=0).error


def test_after_the_last_attempt_it_is_a_dead_letter() -> None:
    assert judge(Reply(500), attempts=MOST_ATTEMPTS - 1, now=NOON, chance=0).state is DeliveryState.DUE
    assert judge(Reply(500), attempts=MOST_ATTEMPTS, now=NOON, chance=0).state is DeliveryState.DEAD
    assert judge(Reply(200), attempts=MOST_ATTEMPTS, now=NOON, chance=0).state is DeliveryState.DELIVERED


@given(st.lists(chances, min_size=MOST_ATTEMPTS - 1, max_size=MOST_ATTEMPTS - 1))
def test_jitter_only_lengthens_and_never_past_a_fifth(drawn: list[float]) -> None:
    now = NOON
    for attempt, chance in enumerate(drawn, start=1):
        due_at = judge(Reply(500), attempts=attempt, now=now, chance=chance).due_at
        assert due_at is not None
        assert WAITS[attempt - 1] <= due_at - now <= WAITS[attempt - 1] * 1.2
        now = due_at
    assert now - NOON >= timedelta(hours=72)


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        (format_datetime(NOON + timedelta(hours=2), usegmt=True), timedelta(hours=2)),
        (format_datetime(NOON - timedelta(hours=2), usegmt=True), None),
        ("99999999999999999999", LONGEST_WAIT),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("١٢٠", None),
        ("Mon, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, asked: timedelta | None) -> None:
    assert read_retry_after({"Retry-After": value}, NOON) == asked


def test_retry_after_lengthens_the_wait_never_shortens_it_and_not_past_a_day() -> None:
    def wait(value: str) -> timedelta:
        due_at = judge(Reply(503, {"retry-after": value}), attempts=2, now=NOON, chance=0).due_at
        assert due_at is not None
        return due_at - NOON

    assert wait("3600") == timedelta(hours=1)
    assert wait("1") == WAITS[1]
    assert wait("999999") == LONGEST_WAIT


@given(st.text(max_size=60))
def test_no_hostile_retry_after_is_an_error(value: str) -> None:
    asked = read_retry_after({"retry-after": value}, NOON)
    assert asked is None or asked >= timedelta(0)
