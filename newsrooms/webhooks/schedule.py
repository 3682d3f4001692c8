"""What an answer means and when to try again: 12 attempts over 72 hours or more, with jitter that only lengthens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from newsrooms.vocabulary import DeliveryState

# After the first, second, … failure. The waits alone come to 75 h 36 min; at most a fifth is added to each.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=14),
    timedelta(hours=16),
    timedelta(hours=18),
)
MOST_ATTEMPTS = len(WAITS) + 1
JITTER = 0.2
LONGEST_WAIT = timedelta(hours=24)
GONE = 410


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one POST. ``status`` is None when no answer came, and then ``error`` says why."""

    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reply means: how the delivery stands now, when it is due again, and whether the endpoint is gone."""

    state: DeliveryState
    due_at: datetime | None = None
    gone: bool = False
    error: str = ""


def judge(reply: Reply, *, attempts: int, now: datetime, chance: float) -> Outcome:
    """Read the answer to attempt number ``attempts`` (from 1). ``chance`` in [0, 1) is the jitter.

    2xx is delivered; 410 ends it and the endpoint; anything else, a redirect too, is a failure to be tried again.
    """
    if reply.status is not None and 200 <= reply.status < 300:
        return Outcome(DeliveryState.DELIVERED)
    if reply.status == GONE:
        return Outcome(DeliveryState.DROPPED, gone=True, error="The endpoint is gone (410).")
    error = reply.error or f"Answered {reply.status}."
    if reply.status is not None and 300 <= reply.status < 400:
        error = f"Answered {reply.status}; redirects are not followed."
    if attempts >= MOST_ATTEMPTS:
        return Outcome(DeliveryState.DEAD, error=error)
    wait = WAITS[attempts - 1] * (1 + JITTER * chance)
    asked = read_retry_after(reply.headers, now)
    if asked is not None:
        wait = max(wait, min(asked, LONGEST_WAIT))
    return Outcome(DeliveryState.DUE, due_at=now + wait, error=error)


def read_retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """What ``Retry-After`` asks for (RFC 9110, 10.2.3: seconds or a date); None when it says nothing usable."""
    value = next((text for name, text in headers.items() if name.lower() == "retry-after"), "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), int(LONGEST_WAIT.total_seconds())))
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return then - now if then > now else None
