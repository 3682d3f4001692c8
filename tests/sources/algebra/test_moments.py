"""Moments: what is written is read, printed back, ordered and bounded; what is on no calendar is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.algebra.moments import Moment, read_moment
from sources.vocabulary import Precision

SPANS = [
    ("2025", Precision.YEAR, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
    ("2025-06", Precision.MONTH, "2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"),
    ("2025-12", Precision.MONTH, "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"),
    ("2024-02-29", Precision.DAY, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"),
    ("2025-06-15T19:02Z", Precision.MINUTE, "2025-06-15T19:02:00Z", "2025-06-15T19:03:00Z"),
    ("2025-06-15T19:02:07Z", Precision.SECOND, "2025-06-15T19:02:07Z", "2025-06-15T19:02:08Z"),
    ("2025-06-15T19:02", Precision.MINUTE, "2025-06-15T19:02:00Z", "2025-06-15T19:03:00Z"),
    ("2025-06-15T01:02+03:00", Precision.MINUTE, "2025-06-14T22:02:00Z", "2025-06-14T22:03:00Z"),
    ("2025-06-15T23:02:00-05:30", Precision.SECOND, "2025-06-16T04:32:00Z", "2025-06-16T04:32:01Z"),
]


def instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


@pytest.mark.parametrize(("written", "precision", "start", "end"), SPANS, ids=[span[0] for span in SPANS])
def test_a_written_moment_is_this_span(written: str, precision: Precision, start: str, end: str) -> None:
    read = read_moment(written)
    assert (read.precision, read.start, read.end) == (precision, instant(start), instant(end))


IMPOSSIBLE = [
    "", "25", "2025-13", "2025-00", "2025-02-29", "2025-06-31", "2025-6-1", "2025-06-15T24:00Z", "2025-06-15T19:60Z",
    "2025-06-15 19:02", "2025-06-15T19", "2025-06-15T19:02:60Z", "2025-06-15T19:02+15:00", "2025-06-15T19:02+03:60",
    "0001", "9999", "0999-12", "next Tuesday", "2025-06-15T19:02z", "٢٠٢٥", "2025\n", "2025-06-15T19:02:00.5Z",
    "9998-12-31T23:59-14:00\x00", "-2025",
    "1000-01-01T00:00+14:00",
]  # fmt: skip


@pytest.mark.parametrize("written", IMPOSSIBLE, ids=range(len(IMPOSSIBLE)))
def test_what_is_on_no_calendar_is_refused_with_a_reason(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not|outside|does not exist|not on the calendar"):
        read_moment(written)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    precision = draw(st.sampled_from(Precision))
    at = draw(st.datetimes(datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
    floor = {
        Precision.YEAR: at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0),
        Precision.MONTH: at.replace(day=1, hour=0, minute=0, second=0, microsecond=0),
        Precision.DAY: at.replace(hour=0, minute=0, second=0, microsecond=0),
        Precision.MINUTE: at.replace(second=0, microsecond=0),
        Precision.SECOND: at.replace(microsecond=0),
    }
    return Moment(floor[precision], precision)


@given(moments())
def test_reading_what_is_printed_gives_the_moment_back(moment: Moment) -> None:
    assert read_moment(str(moment)) == moment


@given(moments())
def test_a_moment_ends_after_it_starts_and_is_known_from_its_start(moment: Moment) -> None:
    assert moment.start < moment.end
    assert moment.known_by(moment.start)
    assert not moment.known_by(moment.start - timedelta(microseconds=1))
    assert moment.known_by(None)


@given(moments(), st.integers(-14 * 60, 14 * 60))
def test_an_offset_changes_how_a_clock_time_is_written_and_not_when_it_is(moment: Moment, minutes: int) -> None:
    if moment.precision not in (Precision.MINUTE, Precision.SECOND):
        return
    local = moment.start + timedelta(minutes=minutes)
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    shape = "%H:%M" if moment.precision is Precision.MINUTE else "%H:%M:%S"
    assert read_moment(f"{local.year:04}-{local:%m-%dT}{local.strftime(shape)}{offset}") == moment


@given(moments(), moments(), moments())
def test_moments_are_in_one_order(a: Moment, b: Moment, c: Moment) -> None:
    assert (a < b) + (b < a) + ((a.start, a.end) == (b.start, b.end)) == 1
    if a < b and b < c:
        assert a < c
    assert sorted([a, b, c]) == sorted([c, a, b])


def test_the_shorter_of_two_spans_that_begin_together_comes_first() -> None:
    written = ["2025", "2025-01-01", "2025-01", "2024-12-31", "2025-01-01T00:00Z"]
    ordered = ["2024-12-31", "2025-01-01T00:00Z", "2025-01-01", "2025-01", "2025"]
    assert [str(moment) for moment in sorted(map(read_moment, written))] == ordered
