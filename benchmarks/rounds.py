"""Paired rounds: two pieces of work timed in turn, and the ratio taken inside each round, so that noise hits both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 12
SLICE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians over the rounds: milliseconds of each side, their ratio, and the ratio's lower quartile."""

    milliseconds: float
    beside: float
    median: float
    low: float

    def __str__(self) -> str:
        times = f"{self.milliseconds:9.2f} / {self.beside:9.2f} ms"
        return f"{times} = {self.median:6.2f} (lower quartile {self.low:.2f})"


def compare(work: Callable[[], object], bare: Callable[[], object], *, rounds: int = ROUNDS) -> Ratio:
    """``work`` against ``bare``; each fills a slice of time in every round, once at least."""
    pairs = [(time_slice(bare), time_slice(work)) for _ in range(rounds)]
    ratios = [above / below for below, above in pairs]
    return Ratio(
        statistics.median(above for _, above in pairs) * 1000,
        statistics.median(below for below, _ in pairs) * 1000,
        statistics.median(ratios),
        statistics.quantiles(ratios)[0],
    )


def time_slice(work: Callable[[], object]) -> float:
    """Seconds of one call, over as many as fit a slice."""
    began, calls = time.perf_counter(), 0
    while time.perf_counter() - began < SLICE_SECONDS:
        work()
        calls += 1
    return (time.perf_counter() - began) / calls
