"""The table a benchmark of goals prints: one line for each, with its verdict."""

from collections.abc import Callable

from benchmarks.rounds import compare

HEAD = "| goal | ms | ratio | lower quartile | good | target | verdict | |\n|---|---|---|---|---|---|---|---|"


def tell(name: str, ratio: float, low: float, took: float, good: float, target: float, *, more: str = "") -> None:
    """One line; the lower quartile is held against the goal."""
    verdict = "target held" if low <= target else "good" if low <= good else "MISSES"
    print(f"| {name} | {took:.2f} | {ratio:.2f} | {low:.2f} | {good} | {target} | {verdict} | {more} |", flush=True)


def weigh(
    name: str, work: Callable[[], object], bare: Callable[[], object], good: float, target: float, *, more: str = ""
) -> None:
    """Time ``work`` against ``bare`` in paired rounds and print the line."""
    found = compare(work, bare)
    tell(name, found.median, found.low, found.milliseconds, good, target, more=more)
