"""What is kept of a computation: the row of a standing, what contradicts it, and the step from the row before."""

from datetime import datetime
from typing import Any

from claims.algebra.evidence import Evidence
from claims.algebra.findings import Analysis, Contradiction
from claims.dossier.names import contradiction_key, load_names
from claims.models import PUBLIC_STATES, Claim, ClaimStanding, DueClaim, StandingStep
from newsrooms.public_ids import new_public_id

MOST_CONFLICTS = 3


def make_standing(
    claim: Claim,
    before: ClaimStanding | None,
    analysis: Analysis,
    conflicts: list[Contradiction],
    compared_up_to: int,
    now: datetime,
) -> ClaimStanding:
    public = claim.workflow_state in PUBLIC_STATES
    moved = before is not None and before.status != analysis.status
    since = before.due_since if before else None
    contradicted_since = before.contradicted_since if before and before.contradicted else None
    return ClaimStanding(
        claim=claim,
        status=analysis.status.value,
        lines_low=analysis.lines.low,
        lines_with_parties=analysis.lines.with_parties,
        lines_high=analysis.lines.high,
        reports=analysis.report_count,
        outlets=analysis.outlets,
        circular=analysis.circular,
        drifted=any(report.drift for report in analysis.reports),
        contradicted=bool(conflicts),
        contradicted_since=(contradicted_since or now) if conflicts else None,
        conflicts=[_conflict(found) for found in conflicts[:MOST_CONFLICTS]],
        single_voice=any(bottleneck.single for bottleneck in analysis.bottlenecks),
        hangs_on=next((bottleneck.name for bottleneck in analysis.bottlenecks if bottleneck.single), "")[:300],
        due_since=(since or now) if public and moved else since,
        compared_up_to=compared_up_to,
        inputs_hash=analysis.input_hash,
        engine_version=analysis.engine_version,
        computed_at=before.computed_at if before and _says_the_same(claim, before, analysis, now) else now,
    )


def _conflict(found: Contradiction) -> dict[str, Any]:
    """A contradiction as the queue names it."""
    return {
        "kind": found.kind.value,
        "relation": found.relation.value if found.relation else None,
        "claim": int(found.with_claim) if found.with_claim else None,
        "report": int(found.with_reports[0]) if found.with_reports else None,
    }


def open_conflicts(evidence: Evidence, analysis: Analysis, settled: set[str]) -> list[Contradiction]:
    """What contradicts the claim and was not found by an editor to be none."""
    if not settled or not analysis.contradictions:
        return list(analysis.contradictions)
    names = load_names([evidence])
    return [found for found in analysis.contradictions if contradiction_key(found, names) not in settled]


def _says_the_same(claim: Claim, before: ClaimStanding, analysis: Analysis, now: datetime) -> bool:
    """Whether nothing this follows from has changed: then its date stays, and the dossier stays byte for byte.

    Else a draft beside a public claim would show, for it makes the public one due without reaching it.
    """
    lifted = claim.embargo_until is not None and before.computed_at < claim.embargo_until <= now
    held = (before.inputs_hash, before.engine_version, before.status, lines_of(before))
    lines = [analysis.lines.low, analysis.lines.with_parties, analysis.lines.high]
    return not lifted and held == (analysis.input_hash, analysis.engine_version, analysis.status.value, lines)


def lines_of(row: ClaimStanding | None) -> list[int]:
    """The three counts of a standing: low, with parties, high."""
    return [] if row is None else [row.lines_low, row.lines_with_parties, row.lines_high]


def has_moved(before: ClaimStanding | None, after: ClaimStanding) -> bool:
    return before is None or before.status != after.status or lines_of(before) != lines_of(after)


def make_step(
    claim: Claim, before: ClaimStanding | None, after: ClaimStanding, due: DueClaim, now: datetime
) -> StandingStep:
    return StandingStep(
        claim=claim,
        public_id=new_public_id(),
        before=before.status if before else "",
        after=after.status,
        lines_before=lines_of(before),
        lines_after=lines_of(after),
        causes=due.causes,
        batch=due.batch,
        published=claim.workflow_state in PUBLIC_STATES and (claim.embargo_until or now) <= now,
        inputs_hash=after.inputs_hash,
        engine_version=after.engine_version,
        recorded_at=now,
    )
