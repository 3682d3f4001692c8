"""Bottlenecks: the voices that lines hang on, by name, and what would be left without each."""

from collections.abc import Callable

from claims.algebra.findings import Bottleneck
from claims.algebra.lines import Kinds, SideReading, count_levels, is_party
from claims.algebra.packing import Kind
from claims.algebra.policy import Policy


def find_bottlenecks(reading: SideReading, policy: Policy, name_of: Callable[[str], str]) -> tuple[Bottleneck, ...]:
    """Every voice without which n lines become m, the single points of failure first, then by voice.

    Looked for are the voices of paths that fit side by side: who is on none of them takes nothing away. A single
    point of failure is on every line there is, when there is only one (a dominator of the origins).
    """
    lines = reading.lines
    names = reading.numbers.names
    at_stake = 1 if lines.with_parties else 2
    only_line = (lines.with_parties or lines.high) == 1
    found: list[Bottleneck] = []
    for number in sorted({number for path in reading.packed for number in path.holds}, key=names.__getitem__):
        if is_party(names[number]):
            continue
        left = _without(reading.kinds, number)
        without = count_levels(left, policy)[0]
        if (without.low, without.with_parties, without.high) == (lines.low, lines.with_parties, lines.high):
            continue
        single = only_line and not left[at_stake]
        found.append(Bottleneck(names[number], name_of(names[number]), single, lines, without))
    return tuple(sorted(found, key=lambda bottleneck: not bottleneck.single))


def _without(kinds: Kinds, number: int) -> Kinds:
    low = _survivors(kinds[0], number)
    parties = low if kinds[1] is kinds[0] else _survivors(kinds[1], number)
    high = parties if kinds[2] is kinds[1] else _survivors(kinds[2], number)
    return low, parties, high


def _survivors(kinds: list[Kind], number: int) -> list[Kind]:
    return [kind for kind in kinds if kind.survives(number)]
