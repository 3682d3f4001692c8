"""The hash of what a conclusion was drawn from: the same for the same evidence, whatever order its rows are in."""

import json
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256

from claims.algebra.evidence import ClaimFacts, Copy, Evidence, Link, Report, Tie, Withdrawal
from claims.algebra.intervals import Quantity
from claims.algebra.policy import Policy
from sources.algebra.moments import Moment

Row = tuple[object, ...]
BATCH = 100
_dump = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def digest(
    evidence: Evidence,
    reports: Sequence[Report],
    withdrawals: Sequence[Withdrawal],
    ties: Sequence[Tie],
    policy: Policy,
    copies: Sequence[Copy] = (),
) -> str:
    """SHA-256 over a canonical form of all that a conclusion depends on, and of nothing else.

    ``reports``, ``withdrawals``, ``ties`` and ``copies`` are those known at the moment of it, so that what
    came later does not move the hash; ``reports`` must be sorted by id, ``copies`` by their documents.
    """
    written = sha256()
    for first in range(0, len(reports), BATCH):
        written.update(_dump([_report(report) for report in reports[first : first + BATCH]]).encode())
    whole = [
        _claim(evidence.claim),
        sorted([(w.kind, _moment(w.at), w.source, w.claim, w.document) for w in withdrawals], key=str),
        sorted([(tie.source, tie.tied_to, tie.kind) for tie in ties]),
        sorted([(stake.source, stake.interest) for stake in evidence.stakes]),
        [
            (
                speaker.id, speaker.name, speaker.kind,
                sorted(speaker.aligned_with) if speaker.aligned_with else None,
                *([sorted(speaker.merged)] if speaker.merged else []),
            )
            for _, speaker in sorted(evidence.speakers.items())
        ],
        [_claim(other) for _, other in sorted(evidence.others.items())],
        sorted(evidence.excluded),
        [(copy.document, copy.original, copy.accepted) for copy in copies],
        (
            policy.name, policy.version, policy.least_to_refute, policy.least_to_corroborate,
            policy.least_to_confirm, policy.parties_count, sorted(policy.own_reporting_of),
            policy.most_days, policy.stop_at,
            policy.pack_up_to, sorted(policy.admiralty.items()),
        ),
    ]  # fmt: skip
    written.update(_dump(whole).encode())
    return written.hexdigest()


def _claim(claim: ClaimFacts) -> Row:
    return (
        claim.id, _quantity(claim.quantity), _moment(claim.as_of), claim.question,
        claim.counted, claim.unit, claim.scope, claim.basis,
    )  # fmt: skip


def _report(report: Report) -> Row:
    said, as_of = report.published_at, report.as_of
    return (
        report.id, report.claim, report.document, report.publisher, report.stance, report.own_reporting,
        [[_link(link) for link in chain] for chain in report.chains] if report.chains else None,
        None if said is None else (said.start.timestamp(), said.precision),
        None if report.quantity is None else _quantity(report.quantity),
        None if as_of is None else (as_of.start.timestamp(), as_of.precision),
        report.hedge, report.place, sorted(report.only_material_of) if report.only_material_of else None,
    )  # fmt: skip


def _link(link: Link) -> Row | str:
    """A plain link is its source alone."""
    if link.document is None and link.quantity is None and not link.hedge and not link.captured:
        return link.source
    return link.source, link.document, link.captured, _quantity(link.quantity), link.hedge


def _quantity(quantity: Quantity | None) -> Row | None:
    if quantity is None:
        return None
    return (
        _bound(quantity.low), _bound(quantity.high), quantity.low_open, quantity.high_open,
        quantity.comparator, quantity.worded, quantity.unit, quantity.counted, quantity.of_claim,
    )  # fmt: skip


def _bound(bound: Decimal | None) -> str | None:
    """One spelling for 41, 41.0 and 4.1E+1."""
    return None if bound is None else str(bound.normalize())


def _moment(moment: Moment | None) -> Row | None:
    return None if moment is None else (moment.start.timestamp(), moment.precision)
