"""The exact number of lines: the most chains that share no voice.

To ask that paths be disjoint by voice, when one voice has several statements, is the shared-risk form of the
disjoint-paths problem and NP-hard in general. Two relaxations are easy, the flow over voices and the flow over
statements with only the origins merged; both can only overstate, so the smaller is a bound. What is packed exactly
is small: chains that differ only in voices no other chain has are interchangeable, and one of each kind is enough.

Sets of voices are kept as bits of a whole number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.algebra.flow import count_disjoint_paths, draw_paths

ALL = -1
FEW = 16
PATIENCE = 20_000


@dataclass(slots=True)
class Path:
    """One way of support, from what readers can see down to an origin.

    ``mask``: the voices on it, and the interested side or supplier of material it ends in, as bits. ``steps``: the
    statements on it; ``beside``: the numbers of what it ends in. ``level``: 0 when it counts for the lower figure, 1
    with parties, 2 only for the upper one.
    """

    level: int
    mask: int
    steps: tuple[int, ...]
    beside: tuple[int, ...] = ()


@dataclass(slots=True)
class Kind:
    """Paths that are interchangeable: the same voices, but for those that are on one path only.

    ``mask``: the voices they share with each other or with other kinds; ``level``: the least of theirs, which
    ``path`` has. ``common``: for each level, the voices without which none of the paths up to it is left.
    """

    mask: int
    level: int
    path: Path
    common: list[int]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where counting stops, and up to how many kinds the search is always made to the end."""

    stop_at: int = 5
    pack_up_to: int = 60


def sort_into_kinds(paths: Sequence[Path]) -> list[Kind]:
    """The kinds of these paths, those that hold least first, else in the order in which the paths came."""
    once = often = 0
    for path in paths:
        often |= once & path.mask
        once |= path.mask
    kinds: dict[int, Kind] = {}
    for path in paths:
        mask = path.mask & often or path.mask
        kind = kinds.get(mask)
        if kind is None:
            kind = kinds[mask] = Kind(mask, path.level, path, [ALL, ALL, ALL])
        elif path.level < kind.level:
            kind.level, kind.path = path.level, path
        for level in range(path.level, 3):
            kind.common[level] &= path.mask
    return sorted(kinds.values(), key=_size)


def count_lines(
    kinds: Sequence[Kind], voices: Sequence[int], limits: Limits, without: int = 0, level: int = 2
) -> tuple[int, bool, list[Kind]]:
    """How many paths fit, whether that is exact, and kinds that do fit (fewer than the figure when it is a bound).

    ``kinds`` as `sort_into_kinds` gives them, all of some level up to ``level``; ``voices`` the number of the voice
    of each statement; ``without`` voices (bits) taken out.
    """
    fitting: list[Kind] = []
    left: list[Kind] = []
    held = 0
    for kind in kinds if limits.stop_at else ():
        if without and kind.common[level] & without:
            continue
        left.append(kind)
        if not held & kind.mask:
            fitting.append(kind)
            if len(fitting) >= limits.stop_at:
                break
            held |= kind.mask
    if len(fitting) in (0, limits.stop_at, len(left)):
        return len(fitting), True, fitting
    return _count_closely(left, fitting, voices, limits)


def bound_by_flow(kinds: Sequence[Kind], voices: Sequence[int], limit: int) -> int:
    """The smaller of the two relaxations: over voices, and over statements with the origins merged."""
    paths = [kind.path for kind in kinds]
    holds = [[voices[step] for step in path.steps] + list(path.beside) for path in paths]
    by_voice = count_disjoint_paths(*draw_paths(holds), limit)
    statements = [
        [*(("step", step) for step in path.steps), held[-1]] for path, held in zip(paths, holds, strict=True)
    ]
    return min(by_voice, count_disjoint_paths(*draw_paths(statements), by_voice))


def _count_closely(
    kinds: Sequence[Kind], fitting: list[Kind], voices: Sequence[int], limits: Limits
) -> tuple[int, bool, list[Kind]]:
    """The same where taking what comes first did not take all: drop, bound from above, then search."""
    least = _keep_least(kinds)
    bound = min(limits.stop_at, len(least))
    if len(fitting) < bound and len(least) > FEW:
        bound = bound_by_flow(least, voices, bound)
    if len(fitting) >= bound:
        return len(fitting), True, fitting
    packed, complete = _pack(least, fitting, bound, None if len(least) <= limits.pack_up_to else PATIENCE)
    exact = complete or len(packed) >= bound
    return (len(packed) if exact else bound), exact, packed


def _keep_least(kinds: Sequence[Kind]) -> list[Kind]:
    """Without the kinds that hold all of another and more, which that other can always replace."""
    if len(kinds) > 400:
        return list(kinds)
    kept: list[Kind] = []
    masks: list[int] = []
    for kind in kinds:
        lacks = ~kind.mask
        for mask in masks:
            if not mask & lacks:
                break
        else:
            kept.append(kind)
            masks.append(kind.mask)
    return kept


def _pack(kinds: Sequence[Kind], fitting: list[Kind], target: int, patience: int | None) -> tuple[list[Kind], bool]:
    """The most kinds that share nothing, by branching on each in turn, and whether the search was complete.

    It looks only for more than are already ``fitting``, ends at once when ``target`` is reached, and gives up after
    ``patience`` branches.
    """
    masks = [kind.mask for kind in kinds]
    best = fitting
    spent = 0
    stack: list[tuple[tuple[int, ...], list[int]]] = [((), list(range(len(kinds))))]
    while stack:
        chosen, left = stack.pop()
        if len(chosen) > len(best):
            best = [kinds[index] for index in chosen]
            if len(best) >= target:
                break
        if len(chosen) + len(left) <= len(best):
            continue
        spent += 1
        if patience is not None and spent > patience:
            return best, False
        first, rest = left[0], left[1:]
        stack.append((chosen, rest))
        taken = masks[first]
        stack.append(((*chosen, first), [index for index in rest if not masks[index] & taken]))
    return best, True


def _size(kind: Kind) -> int:
    return kind.mask.bit_count()
