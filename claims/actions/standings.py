"""Computing standings: taking what is due, analysing it, and storing the result with every step it took."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from claims.actions.borrowings import newest_report, propose_borrowings
from claims.actions.dossiers import ask_for_dossiers, store_due_dossiers
from claims.actions.due import follow_ground_changes, follow_lifted_embargoes
from claims.actions.listings import list_claims_again
from claims.actions.outbox import first_seen, tell_of_steps
from claims.actions.standing_rows import has_moved, make_standing, make_step, open_conflicts
from claims.actions.telling_people import tell_who_follow
from claims.algebra.analysis import analyse
from claims.evidence import load_evidence
from claims.models import Claim, ClaimStanding, DueClaim, StandingStep, StoredDossier
from claims.policies import policies_of
from claims.second_looks import looked_at
from claims.stored import lock_standings
from newsrooms.vocabulary import NotificationKind

logger = logging.getLogger(__name__)

BATCH = 200
MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
NOBODY_CAME_BACK = "Every worker that tried this died."
STRIKE_OFF = """
DELETE FROM claims_dueclaim AS due
USING unnest(%s::bigint[], %s::integer[], %s::timestamptz[]) AS done(claim_id, marks, since)
WHERE due.claim_id = done.claim_id AND due.marks = done.marks AND due.since = done.since
"""


def settle_due(limit: int = 100) -> int:
    """Compute up to ``limit`` due claims; give how many were taken. Safe in any number of workers at once.

    Each attempt is counted before it is made, so that a claim that kills its worker is parked in the end.
    """
    follow_ground_changes()
    taken = _take(limit)
    if not taken:
        return 0
    try:
        with transaction.atomic():
            failed = compute_standings({due.claim_id: due for due in taken})
            _strike_off(due for due in taken if due.claim_id not in failed)
    except Exception as error:  # a batch that fails as a whole: one by one they show which
        if len(taken) == 1:
            failed = {taken[0].claim_id: error}
        else:
            logger.exception("a batch of %s standings failed; taking them one by one", len(taken))
            failed = {}
            for due in taken:
                failed |= _settle_one(due)
    _record_failures(taken, failed)
    return len(taken)


def settle_all(
    on_progress: Callable[[int], None] | None = None,
    on_stored: Callable[[Sequence[int]], None] | None = None,
    seconds: float = float("inf"),
) -> int:
    """Compute all that is due now, batch by batch, then store the dossiers that are asked for; give how many were
    computed. What falls due meanwhile goes before the dossiers that wait. ``on_stored`` is given their claims.
    After so many ``seconds`` the rest is left for the next time."""
    done, ends = 0, time.monotonic() + seconds
    follow_lifted_embargoes()
    while time.monotonic() < ends:
        taken = settle_due(BATCH)
        if not taken and not follow_ground_changes():
            stored = store_due_dossiers()
            if not stored:
                return done
            if on_stored:
                on_stored(stored)
        done += taken
        if on_progress:
            on_progress(done)
    return done


def settle_now(claims: Iterable[int]) -> None:
    """Compute these claims at once, for the person who changed them and is looking."""
    follow_ground_changes()
    with transaction.atomic():
        due = DueClaim.objects.filter(claim__in=list(claims)).in_bulk()
        failed = compute_standings(dict(due))
        _strike_off(row for pk, row in due.items() if pk not in failed)


def compute_sealed(claims: Iterable[int]) -> None:
    """Compute these marked claims for the version that is about to be sealed with it: none falls due for review."""
    compute_standings(DueClaim.objects.filter(claim__in=list(claims)).in_bulk(), sealing=True)


def compute_standings(due: dict[int, DueClaim], *, sealing: bool = False) -> dict[int, Exception]:
    """Compute and store the standing of these claims; give those whose analysis failed, with the error.

    The claims are locked first, so that what is stored last was read last.
    """
    pks = sorted(due)
    lock_standings(pks)
    claims = Claim.objects.in_bulk(pks)
    policies = policies_of(claim.newsroom_id for claim in claims.values())
    settled = looked_at(pks)
    before = ClaimStanding.objects.in_bulk(pks)
    now = timezone.now()
    failed: dict[int, Exception] = {}
    rows, steps = [], []
    contradicted, fell_due = [], []
    newly: list[Claim] = []
    shares = load_evidence(pks)
    proposed = propose_borrowings(shares, {pk: row.compared_up_to for pk, row in before.items()})
    if proposed:
        shares |= load_evidence(proposed)
    for pk, evidence in shares.items():
        try:
            analysis = analyse(evidence, policy=policies[claims[pk].newsroom_id])
            compared = newest_report(evidence)
        except Exception as error:
            logger.exception("the standing of claim %s could not be computed", pk)
            failed[pk] = error
            continue
        conflicts = open_conflicts(evidence, analysis, settled[pk])
        row = make_standing(claims[pk], before.get(pk), analysis, conflicts, compared, now)
        if sealing:
            row.due_since = None
        rows.append(row)
        if first_seen(before.get(pk), row):
            contradicted.append(claims[pk])
            newly += [claims[pk]] if pk in before else []
        if row.due_since == now:
            fell_due.append(claims[pk])
        if has_moved(before.get(pk), row):
            steps.append(make_step(claims[pk], before.get(pk), row, due[pk], now))
    _store(rows)
    StandingStep.objects.bulk_create(steps)
    tell_of_steps(steps, contradicted, fell_due)
    tell_who_follow(newly, NotificationKind.CONTRADICTION_FOUND)
    tell_who_follow(fell_due, NotificationKind.DUE_FOR_REVIEW, steps)
    list_claims_again(pks)
    StoredDossier.objects.filter(claim__in=pks).delete()
    ask_for_dossiers(pks)
    return failed


def _strike_off(done: Iterable[DueClaim]) -> None:
    """Delete these due rows, but for those marked again since they were taken: they stay due.

    A row that another worker struck off and a change marked anew counts from one again; it has a new ``since``.
    """
    rows = [(due.claim_id, due.marks, due.since) for due in done]
    with connection.cursor() as cursor:
        cursor.execute(STRIKE_OFF, [[row[column] for row in rows] for column in range(3)])


def _take(limit: int) -> list[DueClaim]:
    """Up to so many due claims. One whose worker never came back is taken alone, lest others be blamed for it; and
    parked when as many did not as there are attempts."""
    now = timezone.now()
    with transaction.atomic():
        ready = DueClaim.objects.filter(parked_at=None, not_before__lte=now).order_by("not_before")
        found = list(ready.select_for_update(skip_locked=True)[:limit])
        while worn := [due.pk for due in found if due.attempts >= MOST_ATTEMPTS]:
            DueClaim.objects.filter(pk__in=worn).update(parked_at=now, last_error=NOBODY_CAME_BACK)
            found = list(ready.select_for_update(skip_locked=True)[:limit])
        taken = found[:1] if found and found[0].attempts else [due for due in found if not due.attempts]
        DueClaim.objects.filter(pk__in=[due.pk for due in taken]).update(
            attempts=F("attempts") + 1, not_before=now + LEASE
        )
    return taken


def _settle_one(due: DueClaim) -> dict[int, Exception]:
    try:
        with transaction.atomic():
            failed = compute_standings({due.claim_id: due})
            _strike_off([] if failed else [due])
    except Exception as error:
        logger.exception("the standing of claim %s could not be stored", due.claim_id)
        return {due.claim_id: error}
    return failed


def _record_failures(taken: list[DueClaim], failed: dict[int, Exception]) -> None:
    """A failed claim waits longer after each attempt, and is parked after the last for a person to look at."""
    now = timezone.now()
    for due in taken:
        if due.claim_id in failed:
            attempts = due.attempts + 1
            DueClaim.objects.filter(claim=due.claim_id).update(
                last_error=repr(failed[due.claim_id])[:2000],
                not_before=now + timedelta(seconds=2**attempts),
                parked_at=now if attempts >= MOST_ATTEMPTS else None,
            )


def _store(rows: list[ClaimStanding]) -> None:
    fields: list[Any] = [field.name for field in ClaimStanding._meta.concrete_fields if not field.primary_key]
    ClaimStanding.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["claim"], update_fields=fields, batch_size=1000
    )
