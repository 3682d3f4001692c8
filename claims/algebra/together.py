"""Sources that err together: shared mistakes tell of a dependence that nobody declared; shared truths do not.

It is shown beside a claim and changes nothing: no merge, no transitive closure, no effect on a standing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

LEAST_JOINT_ITEMS = 10


@dataclass(frozen=True, slots=True)
class Together:
    """Two sources, the claims both spoke on, the errors they have in common, and all errors either made there."""

    one: str
    other: str
    items: int
    joint: int
    errors: int


def find_err_together(erred: Mapping[str, Mapping[str, bool]]) -> tuple[Together, ...]:
    """Pairs that err together more often than not, the most joint errors first.

    ``erred`` tells for each source and each settled claim it spoke on whether it was wrong. On fewer than 10 joint
    items nothing is said.
    """
    by_item: dict[str, list[str]] = {}
    for source in sorted(erred):
        for item, wrong in erred[source].items():
            if wrong:
                by_item.setdefault(item, []).append(source)
    joint = Counter(pair for sources in by_item.values() for pair in combinations(sources, 2))
    found: list[Together] = []
    for (one, other), shared in joint.items():
        items = erred[one].keys() & erred[other].keys()
        errors = sum(1 for item in items if erred[one][item] or erred[other][item])
        if len(items) >= LEAST_JOINT_ITEMS and 2 * shared > errors:
            found.append(Together(one, other, len(items), shared, errors))
    return tuple(sorted(found, key=lambda pair: (-pair.joint, pair.one, pair.other)))
