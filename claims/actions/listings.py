"""Keeping the places of public claims in the lists."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from claims.models import PUBLIC_STATES

LIST = """
INSERT INTO claims_publiclisting AS listed
    (claim_id, standing, verdict, state, first_published_at, corrected_at)
SELECT claim.id, coalesce(standing.status, ''), coalesce(shown.verdict, ''), claim.workflow_state,
       claim.first_published_at,
       (SELECT max(correction.corrected_at) FROM claims_correction correction WHERE correction.claim_id = claim.id)
FROM claims_claim claim
LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id
LEFT JOIN LATERAL (
    SELECT judged.verdict FROM claims_publication made
    LEFT JOIN claims_assessment judged ON judged.id = made.assessment_id
    WHERE made.claim_id = claim.id ORDER BY made.number DESC LIMIT 1
) shown ON true
WHERE claim.id = ANY(%(claims)s) AND claim.workflow_state = ANY(%(public)s)
  AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
ORDER BY claim.id
ON CONFLICT (claim_id) DO UPDATE SET
    standing = excluded.standing, verdict = excluded.verdict, state = excluded.state,
    first_published_at = excluded.first_published_at, corrected_at = excluded.corrected_at
WHERE listed IS DISTINCT FROM excluded
"""
UNLIST = """
DELETE FROM claims_publiclisting listed USING claims_claim claim
WHERE listed.claim_id = ANY(%(claims)s) AND claim.id = listed.claim_id
  AND (claim.workflow_state <> ALL(%(public)s) OR claim.trashed_at IS NOT NULL OR claim.merged_into_id IS NOT NULL)
"""


def list_claims_again(claims: Iterable[int]) -> None:
    """Give these claims, by primary key, the places that follow from what they are now. Two statements.

    A claim under embargo has its place already; readers do not see it before the embargo lifts.
    """
    values: dict[str, Any] = {"claims": list(claims), "public": list(PUBLIC_STATES)}
    with connection.cursor() as cursor:
        cursor.execute(LIST, values)
        cursor.execute(UNLIST, values)
