"""Moments with their precision: "2025", "2025-06", "2025-06-15", "2025-06-15T19:02Z".

A moment is a span of time known to some precision. Written forms are those of the case file
(a profile of ISO 8601); a clock time without an offset is read as UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, total_ordering

from sources.vocabulary import Precision

WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<offset>Z|[+-]\d{2}:\d{2})?)?)?)?",
    re.ASCII,
)
EARLIEST_YEAR = 1000
SPAN = {
    Precision.DAY: timedelta(days=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.SECOND: timedelta(seconds=1),
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A span of time: where it starts (UTC) and how exactly it is known."""

    start: datetime
    precision: Precision

    @property
    def end(self) -> datetime:
        """The first instant after the span (UTC)."""
        if self.precision is Precision.YEAR:
            return _first_of(self.start.year + 1, 1)
        if self.precision is Precision.MONTH:
            return _first_of(self.start.year + self.start.month // 12, self.start.month % 12 + 1)
        return self.start + SPAN[self.precision]

    @property
    def last_instant(self) -> datetime:
        """The last instant of the span (UTC): what "as of 2025-06-15" means is by the end of that day."""
        return self.end - timedelta(microseconds=1)

    def known_by(self, instant: datetime | None) -> bool:
        """Whether this had begun by ``instant``; ``None`` means now, when everything recorded is known."""
        return instant is None or self.start <= instant

    def __lt__(self, other: "Moment") -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        shapes = {
            Precision.YEAR: "%Y",
            Precision.MONTH: "%Y-%m",
            Precision.DAY: "%Y-%m-%d",
            Precision.MINUTE: "%Y-%m-%dT%H:%MZ",
            Precision.SECOND: "%Y-%m-%dT%H:%M:%SZ",
        }
        return self.start.strftime(shapes[self.precision])


@lru_cache(maxsize=4096)
def read_moment(written: str) -> Moment:
    """Read a written moment; raise ``ValueError`` with the reason when it is none."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is not a year, month, day or moment such as 2025-06-15T19:02Z")
    part = match.groupdict()
    if int(part["year"]) < EARLIEST_YEAR or int(part["year"]) > 9998:
        raise ValueError(f"the year of {written!r} is outside {EARLIEST_YEAR} to 9998")
    offset = part["offset"] if part["offset"] not in (None, "Z") else "+00:00"
    if int(offset[1:3]) > 14 or int(offset[4:6]) > 59:
        raise ValueError(f"the offset of {written!r} does not exist")
    numbers = [int(part[name] or least) for name, least in _LEAST.items()]
    try:
        local = datetime(*numbers, tzinfo=datetime.strptime(offset, "%z").tzinfo)  # type: ignore[arg-type, misc]  # six ints, as the pattern says
    except ValueError as error:
        raise ValueError(f"{written!r} is not on the calendar: {error}") from None
    start = local.astimezone(UTC)
    if start.year < EARLIEST_YEAR:
        raise ValueError(f"{written!r} is outside the years {EARLIEST_YEAR} to 9998 in UTC")
    return Moment(start, _precision_of(part))


def second_of(instant: datetime) -> Moment:
    """The second in which an instant lies."""
    return Moment(instant.astimezone(UTC).replace(microsecond=0), Precision.SECOND)


_LEAST = {"year": 1, "month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}


def _precision_of(part: dict[str, str | None]) -> Precision:
    if part["month"] is None:
        return Precision.YEAR
    if part["day"] is None:
        return Precision.MONTH
    if part["hour"] is None:
        return Precision.DAY
    return Precision.MINUTE if part["second"] is None else Precision.SECOND


def _first_of(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)
