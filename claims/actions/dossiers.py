"""Storing the dossiers of public claims before a reader asks for them: due work that waits behind the standings."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from claims.models import PUBLIC_STATES, DueDossier
from claims.stored import store_dossiers

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
ASK = """
INSERT INTO claims_duedossier (claim_id, attempts, not_before)
SELECT claim.id, 0, %(now)s FROM claims_claim claim
WHERE claim.id = ANY(%(claims)s) AND claim.workflow_state = ANY(%(public)s)
  AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
ORDER BY claim.id
ON CONFLICT (claim_id) DO UPDATE SET attempts = 0, not_before = excluded.not_before
"""


def ask_for_dossiers(claims: Iterable[int]) -> None:
    """Have the dossiers of those of these claims stored that are public, or will be when their embargo lifts."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, {"claims": list(claims), "public": list(PUBLIC_STATES), "now": timezone.now()})


def store_due_dossiers(limit: int = 50) -> list[int]:
    """Store up to ``limit`` dossiers that are asked for; give the claims taken. Safe in any number of workers.

    Each attempt is counted before it is made; one that fails is tried again later, and given up in the end: then
    whoever opens the page has it made.
    """
    taken = _take(limit)
    if not taken:
        return taken
    try:
        _store(taken)
    except Exception:  # a batch that fails as a whole: one by one they show which
        logger.exception("a batch of %s dossiers failed; taking them one by one", len(taken))
        for pk in taken:
            try:
                _store([pk])
            except Exception:
                logger.exception("the dossier of claim %s could not be stored", pk)
    return taken


def _store(claims: list[int]) -> None:
    # In one transaction under the locks of the claims: who computes one of them anew waits, then asks again.
    with transaction.atomic():
        store_dossiers(claims)
        DueDossier.objects.filter(claim__in=claims).delete()


def _take(limit: int) -> list[int]:
    now = timezone.now()
    with transaction.atomic():
        DueDossier.objects.filter(attempts__gte=MOST_ATTEMPTS, not_before__lte=now).delete()
        ready = DueDossier.objects.filter(not_before__lte=now).order_by("not_before", "claim")
        taken = list(ready.select_for_update(skip_locked=True).values_list("claim", flat=True)[:limit])
        DueDossier.objects.filter(claim__in=taken).update(attempts=F("attempts") + 1, not_before=now + LEASE)
    return taken
