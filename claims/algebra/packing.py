"""The exact number of lines: the most chains that share no voice.

To ask that paths be disjoint by voice, when one voice has several statements, is the shared-risk form of the
disjoint-paths problem and NP-hard in general. Two relaxations are easy, the flow over voices and the flow over
statements with only the origins merged; both can only overstate, so the smaller is a bound. What is packed exactly
is small: chains that differ only in voices no other chain has are interchangeable, and one of each kind is enough.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.algebra.flow import count_disjoint_paths, draw_paths

PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """One way of support, from what readers can see down to an origin.

    ``holds``: the voices on it, and the interested side or supplier of material it ends in, as numbers in order.
    ``steps``: the statements on it. ``level``: 0 when it counts for the lower figure, 1 with parties, 2 only high.
    """

    level: int
    holds: tuple[int, ...]
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Paths that are interchangeable: the same voices, but for those that are on one path only."""

    shared: frozenset[int]
    paths: tuple[Path, ...]

    def survives(self, voice: int) -> bool:
        """Whether one of these paths does without the voice."""
        return voice not in self.shared and any(voice not in path.holds for path in self.paths)


def sort_into_kinds(paths: Iterable[Path]) -> list[Kind]:
    """The kinds of these paths, in order of their first path. Paths must differ in what they hold."""
    listed = list(paths)
    occurs = Counter(voice for path in listed for voice in set(path.holds))
    kinds: dict[frozenset[int], list[Path]] = {}
    for path in listed:
        shared = frozenset([voice for voice in path.holds if occurs[voice] > 1])
        if shared:
            kinds.setdefault(shared, []).append(path)
        else:
            kinds[frozenset(path.holds)] = [path]
    return [Kind(shared, tuple(members)) for shared, members in kinds.items()]


def count_lines(kinds: Sequence[Kind], stop_at: int, pack_up_to: int) -> tuple[int, bool, tuple[Path, ...]]:
    """How many paths fit, whether that is exact, and paths that do fit (fewer than the figure when it is a bound)."""
    if not kinds:
        return 0, True, ()
    least = _keep_least(kinds)
    bound = min(stop_at, len(least))
    greedy = _pack(least, bound, patience=len(least))[0]
    if len(greedy) < bound and bound > 1:
        bound = min(bound, bound_by_flow(least, bound))
    if len(greedy) >= bound:
        return len(greedy), True, tuple(kind.paths[0] for kind in greedy)
    packed, complete = _pack(least, bound, patience=None if len(least) <= pack_up_to else PATIENCE)
    exact = complete or len(packed) >= bound
    return (len(packed) if exact else bound), exact, tuple(kind.paths[0] for kind in packed)


def bound_by_flow(kinds: Sequence[Kind], limit: int) -> int:
    """The smaller of the two relaxations: over voices, and over statements with the origins merged."""
    by_voice = count_disjoint_paths(*draw_paths(kind.paths[0].holds for kind in kinds), limit)
    statements = ([("s", step) for step in k.paths[0].steps] + [("v", k.paths[0].holds[-1])] for k in kinds)
    return min(by_voice, count_disjoint_paths(*draw_paths(statements), by_voice))


def _keep_least(kinds: Sequence[Kind]) -> list[Kind]:
    """Without the kinds that hold all of another and more, which that other can always replace; smallest first."""
    ordered = sorted(kinds, key=lambda kind: (len(kind.shared), sorted(kind.shared)))
    if len(ordered) > 400:
        return ordered
    kept: list[Kind] = []
    for kind in ordered:
        if not any(other.shared <= kind.shared for other in kept):
            kept.append(kind)
    return kept


def _pack(kinds: Sequence[Kind], target: int, patience: int | None) -> tuple[list[Kind], bool]:
    """The most kinds that share nothing, by branching on each in turn, and whether the search was complete.

    It ends at once when ``target`` is reached, and gives up after ``patience`` branches.
    """
    bits: dict[int, int] = {}
    masks = [sum(1 << bits.setdefault(voice, len(bits)) for voice in kind.shared) for kind in kinds]
    best: list[int] = []
    spent = 0
    stack: list[tuple[list[int], int, list[int]]] = [([], 0, list(range(len(kinds))))]
    while stack:
        chosen, held, open_kinds = stack.pop()
        if len(chosen) > len(best):
            best = chosen
            if len(best) >= target:
                break
        if len(chosen) + len(open_kinds) <= len(best):
            continue
        spent += 1
        if patience is not None and spent > patience:
            return [kinds[index] for index in best], False
        first, rest = open_kinds[0], open_kinds[1:]
        stack.append((chosen, held, rest))
        taken = held | masks[first]
        stack.append(([*chosen, first], taken, [index for index in rest if not masks[index] & taken]))
    return [kinds[index] for index in best], True
