"""How long the rules of evidence take: one claim of many reports, and a million reports in forty thousand claims.

Run it as `python -m benchmarks.algebra` (add `--quick` for a tenth of the million). Evidence is made up with a fixed
seed: outlets that relay agencies and officials, chains of up to three links, figures, ties, stakes, withdrawals.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts, Evidence, Link, Report, Speaker, Stake, Tie, Withdrawal
from claims.algebra.intervals import Quantity
from claims.vocabulary import Basis, Comparator, Interest, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.vocabulary import Precision, SourceKind, TieKind

START = datetime(2025, 6, 1, tzinfo=UTC)
MILLION = 1_000_000


def make_evidence(size: int, dice: random.Random, *, quantified: bool = True) -> Evidence:
    """One claim with ``size`` reports: about one origin for eight reports and one agency for twenty."""
    origins = [f"origin {number}" for number in range(max(2, size // 8))]
    agencies = [f"agency {number}" for number in range(max(1, size // 20))]
    outlets = [f"outlet {number}" for number in range(max(2, size // 2))]
    reports = [_make_report(number, origins, agencies, outlets, dice, quantified) for number in range(size)]
    speakers = {name: Speaker(name, name.title(), SourceKind.OUTLET) for name in outlets}
    speakers |= {name: Speaker(name, name.title(), SourceKind.AGENCY) for name in agencies}
    for number, name in enumerate(origins):
        kind = SourceKind.UNNAMED if number % 7 == 3 else SourceKind.OFFICIAL
        sides = frozenset({origins[0]}) if number % 9 == 4 else frozenset[str]()
        speakers[name] = Speaker(name, name.title(), kind, sides)
    ties = tuple(Tie(dice.choice(origins), dice.choice(origins), TieKind.ARM_OF) for _ in range(size // 50))
    fallen = tuple(
        Withdrawal(WithdrawalKind.DELETED, _moment(dice.randrange(40)), document=f"page {dice.randrange(size)}")
        for _ in range(size // 100)
    )
    claim = ClaimFacts("claim", "made up", _figure(21, None) if quantified else None, basis=Basis.INSTANT)
    return Evidence(claim, tuple(reports), speakers, ties, (Stake(origins[0], Interest.HELPED),), fallen)


def _make_report(
    number: int,
    origins: list[str],
    agencies: list[str],
    outlets: list[str],
    dice: random.Random,
    quantified: bool,
) -> Report:
    chains: list[tuple[Link, ...]] = []
    for _ in range(dice.choice((0, 1, 1, 1, 1, 2))):
        steps = [dice.choice(origins)]
        if dice.random() < 0.4:
            steps.insert(0, dice.choice(agencies))
        if dice.random() < 0.1:
            steps.insert(0, dice.choice(outlets))
        chains.append(tuple(Link(step, Relation.SAYS, captured=dice.random() < 0.02) for step in steps))
    publisher = dice.choice(agencies) if dice.random() < 0.1 else dice.choice(outlets)
    stance = dice.choice((Stance.ASSERTS,) * 17 + (Stance.DENIES, Stance.CANNOT_VERIFY, Stance.NO_POSITION))
    figure = None
    if quantified and dice.random() < 0.6:
        figure = _figure(dice.choice((13, 21, 34, 41)), dice.choice((None, 41, 50)))
    return Report(
        id=f"report {number}",
        claim="claim",
        document=f"page {number}",
        publisher=publisher,
        stance=stance,
        chains=tuple(chains),
        own_reporting=not chains and dice.random() < 0.3,
        published_at=_moment(dice.randrange(40)),
        quantity=figure,
    )


def _figure(low: int, high: int | None) -> Quantity:
    return Quantity(Decimal(low), None if high is None else Decimal(high), comparator=Comparator.AT_LEAST)


def _moment(day: int) -> Moment:
    return Moment(START + timedelta(days=day), Precision.DAY)


def time_it(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and best milliseconds of processor time."""
    spent: list[float] = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent), min(spent)


def run_sizes() -> None:
    print("| reports of one claim | median ms | best ms |\n|---|---|---|")
    for size, rounds in ((10, 200), (100, 50), (1_000, 20), (3_000, 5), (10_000, 3)):
        evidence = make_evidence(size, random.Random(size))
        analyse(evidence)
        median, best = time_it(lambda evidence=evidence: analyse(evidence), rounds)  # type: ignore[misc]  # bound now, not later
        print(f"| {size:,} | {median:.2f} | {best:.2f} |", flush=True)


def run_million(share: float) -> None:
    """Claims of a skewed size, in all ``share`` of a million reports, two in five about a figure; making them is not
    timed."""
    dice = random.Random(1)
    wanted, claims, reports = int(MILLION * share), 0, 0
    spent = 0.0
    largest = 0
    while reports < wanted:
        size = min(2_000, wanted - reports, max(2, int(dice.paretovariate(1.16) * 5)))
        evidence = make_evidence(size, dice, quantified=dice.random() < 0.4)
        before = time.process_time()
        analyse(evidence)
        spent += time.process_time() - before
        claims, reports, largest = claims + 1, reports + size, max(largest, size)
    print("| reports | claims | largest | seconds | microseconds a report |\n|---|---|---|---|---|")
    print(f"| {reports:,} | {claims:,} | {largest:,} | {spent:.1f} | {spent / reports * 1e6:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the million")
    chosen = parser.parse_args(sys.argv[1:])
    run_sizes()
    print()
    run_million(0.1 if chosen.quick else 1.0)


if __name__ == "__main__":
    main()
