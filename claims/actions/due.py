"""Marking claims due: a row for each claim whose standing must be computed again, in the change's own transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from claims.actions.captured import CAPTURED, follow_captures
from claims.actions.outbox import announce_lifted
from claims.models import Claim, StoredDossier
from claims.touched import around, by_documents, by_sources, with_one_voice
from newsrooms.public_ids import new_public_id
from sources.models import GroundChange

CHUNK = 10_000
MOST_CAUSES = 20

# A claim that is due already keeps its place; the causes add up, and a parked one gets another chance.
MARK = """
INSERT INTO claims_dueclaim AS due
    (claim_id, since, causes, batch, marks, attempts, not_before, parked_at, last_error)
SELECT id, now(), jsonb_build_array(%(cause)s::jsonb), %(batch)s, 1, 0, now(), NULL, ''
FROM unnest(%(claims)s::bigint[]) AS marked(id)
ORDER BY id
ON CONFLICT (claim_id) DO UPDATE SET
    causes = CASE
        WHEN due.causes @> excluded.causes OR jsonb_array_length(due.causes) >= %(most)s THEN due.causes
        ELSE due.causes || excluded.causes
    END,
    batch = excluded.batch,
    marks = due.marks + 1,
    attempts = 0,
    not_before = now(),
    parked_at = NULL
"""


def mark_due(claims: Iterable[int], *, cause: str, cause_id: str, batch: str = "") -> int:
    """Mark these claims, and all whose evidence includes theirs, due; give how many that were.

    ``cause`` is what happened, as a noun and a verb ("report.recorded"), ``cause_id`` its public id. Changes that
    share a ``batch`` are one event to whoever is told of them.
    """
    reached = around(claims)
    mark_exactly(reached, cause=cause, cause_id=cause_id, batch=batch)
    return len(reached)


def mark_due_for_documents(documents: Iterable[int], *, cause: str, cause_id: str, batch: str = "") -> int:
    """Mark due the claims that rest on these documents."""
    return mark_due(by_documents(documents), cause=cause, cause_id=cause_id, batch=batch)


def mark_due_for_sources(sources: Iterable[int], *, cause: str, cause_id: str, batch: str = "") -> int:
    """Mark due the claims in which these sources, or those that share a voice or a side with them, speak."""
    return mark_due(by_sources(with_one_voice(sources, and_sides=True)), cause=cause, cause_id=cause_id, batch=batch)


def mark_exactly(claims: Iterable[int], *, cause: str, cause_id: str, batch: str = "") -> None:
    """Mark these claims and no others due, and let go of their stored dossiers."""
    marked = sorted(claims)
    said = f'{{"kind": "{cause}", "id": "{cause_id}"}}'
    for start in range(0, len(marked), CHUNK):
        part = marked[start : start + CHUNK]
        with connection.cursor() as cursor:
            parameters: dict[str, Any] = {
                "claims": part,
                "cause": said,
                "batch": batch or new_public_id(),
                "most": MOST_CAUSES,
            }
            cursor.execute(MARK, parameters)
        StoredDossier.objects.filter(claim__in=part).delete()


def follow_lifted_embargoes() -> int:
    """Mark due the claims whose embargo has lifted since they were computed, with all that they now bear on."""
    lifted = Claim.objects.public().filter(standing__computed_at__lt=F("embargo_until"))
    found = dict(lifted.values_list("pk", "public_id"))
    for pk, public_id in found.items():
        mark_due([pk], cause="embargo.lifted", cause_id=public_id)
    if found:
        announce_lifted(found)
    return len(found)


def follow_ground_changes(limit: int = 100) -> int:
    """Take the changes left by the ground floor and mark the claims they reach; give how many were taken."""
    with transaction.atomic():
        changes = list(GroundChange.objects.select_for_update(skip_locked=True).order_by("id")[:limit])
        for change in changes:
            mark = {"cause": change.cause, "cause_id": change.cause_id, "batch": change.batch}
            if change.source_id is not None:
                mark_due_for_sources([change.source_id], **mark)
            elif change.document_id is not None:
                mark_due_for_documents([change.document_id], **mark)
        follow_captures(change.cause_id for change in changes if change.cause == CAPTURED)
        GroundChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)
