"""Bottlenecks: the voices that lines hang on, by name, and what would be left without each."""

from collections.abc import Callable

from claims.algebra.findings import Bottleneck
from claims.algebra.lines import SideReading, count_without, is_party
from claims.algebra.packing import Limits
from claims.algebra.policy import Policy


def find_bottlenecks(reading: SideReading, policy: Policy, name_of: Callable[[str], str]) -> tuple[Bottleneck, ...]:
    """Every voice without which n lines become m, the single points of failure first, then by voice.

    Looked for are the voices of paths that fit side by side: who is on none of them takes nothing away. A single
    point of failure is on every line there is, when there is only one (a dominator of the origins).
    """
    lines = reading.lines
    if not lines.high:
        return ()
    names = reading.names
    limits = Limits(policy.stop_at, policy.pack_up_to)
    only_line = (lines.with_parties or lines.high) == 1
    found: list[Bottleneck] = []
    for number in sorted(
        _numbers_in(reading.packed[0] | reading.packed[1] | reading.packed[2]), key=names.__getitem__
    ):
        if is_party(names[number]):
            continue
        without = count_without(reading, 1 << number, limits)
        if (without.low, without.with_parties, without.high) == (lines.low, lines.with_parties, lines.high):
            continue
        single = only_line and not (without.with_parties if lines.with_parties else without.high)
        found.append(Bottleneck(names[number], name_of(names[number]), single, lines, without))
    return tuple(sorted(found, key=lambda bottleneck: not bottleneck.single))


def _numbers_in(mask: int) -> list[int]:
    return [number for number in range(mask.bit_length()) if mask >> number & 1]
