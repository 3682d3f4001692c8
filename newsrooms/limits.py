"""How often somebody may ask: counted in Redis in one atomic step, exact whoever asks at the same time.

A budget is a number of requests in any window of so many seconds: not per calendar minute, where twice the number
passes around the stroke. The window is counted in 60 slices, so a slot may come free up to a sixtieth of it late,
and never early. When Redis is gone or silent everything is allowed and marked as degraded: the first to notice
waits for its socket timeout (1 s), the others of the process ask again only every ``REST_SECONDS``.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings
from redis.exceptions import RedisError

REST_SECONDS = 5.0
SLICES = 60
logger = logging.getLogger(__name__)

# KEYS: one hash (slice -> count) for each budget. ARGV: now in ms or "" for the server's clock, the cost, then limit
# and window in ms of each budget. Answers one row per budget: fits, used before, ms until enough comes free.
SPEND = """
local now = tonumber(ARGV[1])
if not now then
  local t = redis.call('TIME')
  now = t[1] * 1000 + math.floor(t[2] / 1000)
end
local cost = tonumber(ARGV[2])
local rows, all_fit = {}, 1
for i, key in ipairs(KEYS) do
  local limit, window = tonumber(ARGV[1 + i * 2]), tonumber(ARGV[2 + i * 2])
  local width = math.ceil(window / 60)
  local first = math.floor(now / width) - 60
  local used, slices, old = 0, {}, {}
  local flat = redis.call('HGETALL', key)
  for j = 1, #flat, 2 do
    local slice, count = tonumber(flat[j]), tonumber(flat[j + 1])
    if slice < first then
      old[#old + 1] = flat[j]
    else
      used = used + count
      slices[#slices + 1] = {slice, count}
    end
  end
  if #old > 0 then redis.call('HDEL', key, unpack(old)) end
  table.sort(slices, function(a, b) return a[1] < b[1] end)
  local fits = used + cost <= limit and 1 or 0
  local need, free, wait = used + cost - limit, 0, 0
  for _, slice in ipairs(slices) do
    wait = (slice[1] + 61) * width - now
    free = free + slice[2]
    if free >= need then break end
  end
  if fits == 0 and free < need then wait = window end
  if fits == 0 then all_fit = 0 end
  rows[i] = {fits, used, wait}
end
if all_fit == 1 then
  for i, key in ipairs(KEYS) do
    local window = tonumber(ARGV[2 + i * 2])
    local width = math.ceil(window / 60)
    redis.call('HINCRBY', key, string.format('%d', math.floor(now / width)), cost)
    redis.call('PEXPIRE', key, window + 2 * width)
  end
end
return rows
"""


@dataclass(frozen=True, slots=True)
class Budget:
    """At most ``limit`` requests of ``name`` (“key 8f2…”, “address 192.0.2.7”) in any window of ``seconds``."""

    name: str
    limit: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may go on, and how the tightest of its budgets stands after it.

    ``reset_after`` and ``retry_after`` are seconds: until something comes free, and (0 when allowed) until this
    request would fit. ``degraded``: nobody counted, for Redis did not answer.
    """

    allowed: bool
    budget: Budget
    remaining: int
    reset_after: float
    retry_after: float = 0.0
    degraded: bool = False


class Limiter:
    """Spends budgets in one Redis, and leaves it alone for a while when it does not answer."""

    def __init__(
        self,
        client: redis.Redis,
        *,
        prefix: str = "",
        rest: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._script = client.register_script(SPEND)
        self._prefix = prefix
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._resting_until: float | None = None

    def spend(self, budgets: Sequence[Budget], *, cost: int = 1, now_ms: int | None = None) -> Verdict:
        """Take ``cost`` from all of ``budgets``, or from none if one of them has not enough.

        ``now_ms`` replaces Redis's own clock, for tests. Never raises for a Redis that does not answer.
        """
        if not self._may_ask():
            return _unknown(budgets)
        keys = [f"{self._prefix}:limit:{budget.seconds}:{budget.name}" for budget in budgets]
        numbers = [number for budget in budgets for number in (budget.limit, budget.seconds * 1000)]
        try:
            rows = self._script(keys=keys, args=["" if now_ms is None else now_ms, cost, *numbers])
        except RedisError as error:
            with self._lock:
                self._resting_until = self._clock() + self._rest
            logger.warning("Redis does not answer; requests are not counted: %s", error)
            return _unknown(budgets)
        with self._lock:
            self._resting_until = None
        return _judge(budgets, rows, cost)

    def _may_ask(self) -> bool:
        """True, or while Redis rests False; when the rest is over one caller tries and the others go on resting."""
        with self._lock:
            if self._resting_until is None:
                return True
            now = self._clock()
            if now < self._resting_until:
                return False
            self._resting_until = now + self._rest
            return True


@cache
def open_limiter() -> Limiter:
    """The limiter of this process, on the Redis of the settings."""
    client = redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS)
    return Limiter(client, prefix=settings.REDIS_PREFIX)


def _unknown(budgets: Sequence[Budget]) -> Verdict:
    tightest = min(budgets, key=lambda budget: budget.limit)
    return Verdict(True, tightest, tightest.limit, float(tightest.seconds), degraded=True)


def _judge(budgets: Sequence[Budget], rows: Sequence[Sequence[int]], cost: int) -> Verdict:
    allowed = all(fits for fits, _, _ in rows)
    spent = cost if allowed else 0
    verdicts = [
        Verdict(
            allowed,
            budget,
            max(0, budget.limit - used - spent),
            wait / 1000 if used else float(budget.seconds),
            0.0 if fits else wait / 1000,
        )
        for budget, (fits, used, wait) in zip(budgets, rows, strict=True)
    ]
    return max(verdicts, key=lambda verdict: (verdict.retry_after, -verdict.remaining))
