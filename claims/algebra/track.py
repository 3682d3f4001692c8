"""Track record: how often what a source said was later borne out, and which sources err together.

Only what rests on others is counted (a score must not confirm itself), always with the counts and a range, and it
never goes back into the count of origins. The range is Wilson's score interval (1927), which stays sensible for few
and for extreme counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import combinations
from math import sqrt

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Evidence, Withdrawal
from claims.algebra.policy import DEFAULT, Policy
from claims.vocabulary import Bearing, Standing, WithdrawalKind
from sources.algebra.moments import Moment
from sources.vocabulary import Precision

AT_LAST = Moment(datetime(9000, 1, 1, tzinfo=UTC), Precision.DAY)
NINETY_PER_CENT = 1.6449
LEAST_JOINT_ITEMS = 10


class Outcome(StrEnum):
    """What became of something a source said, as far as others tell."""

    BORNE_OUT = "borne_out"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Counts of outcomes; ``low`` and ``high`` bound the share borne out of what was settled (90 %)."""

    borne_out: int
    refuted: int
    withdrawn: int
    open: int
    low: float
    high: float

    @property
    def settled(self) -> int:
        return self.borne_out + self.refuted + self.withdrawn


@dataclass(frozen=True, slots=True)
class Together:
    """Two sources that err on the same claims more often than not: ``joint`` errors in common of all either made."""

    one: str
    other: str
    items: int
    joint: int
    errors: int


def find_outcome(evidence: Evidence, source: str, policy: Policy = DEFAULT) -> Outcome | None:
    """What became of a source's support for a claim, judged without its own voice; ``None`` if it gave none.

    Borne out: others alone corroborate the claim. Refuted: others alone refute it. Withdrawn: the source, or one of
    its voice, took it back. An outlet that only relays is a source here too: it said so.
    """
    found = analyse(evidence, policy=policy)
    supported = {finding.id: finding for finding in found.reports if finding.bearing is Bearing.SUPPORTS}
    said = [r for r in evidence.reports if r.id in supported and _speaks(r.publisher, source, found.folded)]
    named = [voice for voice in found.voices if source in voice.sources]
    if not said and not named:
        return None
    if said and all(supported[report.id].withdrawn_at is not None for report in said):
        return Outcome.WITHDRAWN
    taken_out = Withdrawal(WithdrawalKind.DELETED, AT_LAST, source=source)
    claims = {evidence.claim.id, *evidence.others}
    silent = tuple(replace(taken_out, claim=claim) for claim in sorted(claims))
    others = analyse(replace(evidence, withdrawals=evidence.withdrawals + silent), policy=policy)
    if others.status is Standing.CORROBORATED:
        return Outcome.BORNE_OUT
    refuting = others.facts.opposition.low >= policy.least_to_refute and others.facts.support.low == 0
    return Outcome.REFUTED if refuting else Outcome.OPEN


def sum_up(outcomes: Iterable[Outcome]) -> TrackRecord:
    """The counts, and the range of the share borne out among what is settled (0 to 1 when nothing is)."""
    counted = dict.fromkeys(Outcome, 0)
    for outcome in outcomes:
        counted[outcome] += 1
    settled = sum(counted.values()) - counted[Outcome.OPEN]
    low, high = bound_share(counted[Outcome.BORNE_OUT], settled)
    return TrackRecord(
        counted[Outcome.BORNE_OUT], counted[Outcome.REFUTED], counted[Outcome.WITHDRAWN], counted[Outcome.OPEN],
        low, high,
    )  # fmt: skip


def bound_share(hits: int, trials: int, z: float = NINETY_PER_CENT) -> tuple[float, float]:
    """Wilson's score interval for a share; (0, 1) when there were no trials."""
    if trials == 0:
        return 0.0, 1.0
    share = hits / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def find_err_together(erred: Mapping[str, Mapping[str, bool]]) -> tuple[Together, ...]:
    """Pairs of sources that often err together: on at least 10 joint items, more than half of all errors in common.

    ``erred`` tells for each source and each settled claim it spoke of whether it was wrong. Shared mistakes tell of
    dependence where shared truths do not. It is shown, never merged: no transitive closure, no effect on a standing.
    """
    found: list[Together] = []
    for one, other in combinations(sorted(erred), 2):
        items = erred[one].keys() & erred[other].keys()
        if len(items) < LEAST_JOINT_ITEMS:
            continue
        joint = sum(1 for item in items if erred[one][item] and erred[other][item])
        errors = sum(1 for item in items if erred[one][item] or erred[other][item])
        if 2 * joint > errors:
            found.append(Together(one, other, len(items), joint, errors))
    return tuple(sorted(found, key=lambda pair: (-pair.joint, pair.one, pair.other)))


def _speaks(publisher: str, source: str, folded: tuple[tuple[str, ...], ...]) -> bool:
    return publisher == source or any(publisher in group and source in group for group in folded)
