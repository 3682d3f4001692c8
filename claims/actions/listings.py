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
       (SELECT max(greatest(notice.corrected_at, claim.embargo_until)) FROM claims_correction notice
        WHERE notice.claim_id = claim.id AND NOT (  -- what nobody had seen was corrected for nobody
            claim.embargo_until IS NOT NULL AND notice.publication_id IS NOT NULL
            AND notice.corrected_at <= claim.embargo_until))
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

# Who is heard in them. What was merged into another source is heard as what it became at last.
VOICES = """
WITH RECURSIVE listed AS (
    SELECT claim_id AS id FROM claims_publiclisting WHERE claim_id = ANY(%(claims)s)
), said AS (
    SELECT document.publisher_id AS source_id, report.claim_id,
           coalesce(document.published_at, report.recorded_at) AS said_at,
           EXISTS (SELECT FROM claims_withdrawal gone
                   WHERE gone.document_id = document.id AND gone.annulled_at IS NULL) AS deleted
    FROM listed JOIN claims_report report ON report.claim_id = listed.id
    JOIN sources_document document ON document.id = report.document_id
    WHERE NOT EXISTS (SELECT FROM claims_report newer WHERE newer.supersedes_id = report.id)
    UNION ALL
    SELECT link.source_id, link.claim_id, coalesce(document.published_at, report.recorded_at), false
    FROM listed JOIN claims_attribution link ON link.claim_id = listed.id
    JOIN claims_report report ON report.id = link.report_id
    JOIN sources_document document ON document.id = report.document_id
    WHERE NOT EXISTS (SELECT FROM claims_report newer WHERE newer.supersedes_id = report.id)
    UNION ALL
    SELECT stake.source_id, stake.claim_id, NULL, false
    FROM listed JOIN claims_stake stake ON stake.claim_id = listed.id
), became AS (
    SELECT source_id AS first, source_id AS now FROM said
    UNION
    SELECT became.first, source.merged_into_id FROM became JOIN sources_source source ON source.id = became.now
    WHERE source.merged_into_id IS NOT NULL
), heard AS (
    SELECT source.id AS source_id, said.claim_id, max(said.said_at) AS said_at,
           bool_or(said.deleted) OR bool_or(EXISTS (
               SELECT FROM claims_withdrawal back
               WHERE back.claim_id = said.claim_id AND back.source_id = said.source_id
                 AND back.annulled_at IS NULL)) AS taken_back
    FROM said JOIN became ON became.first = said.source_id
    JOIN sources_source source ON source.id = became.now AND source.merged_into_id IS NULL GROUP BY 1, 2
), silent AS (
    DELETE FROM claims_publicvoice voice
    WHERE voice.claim_id = ANY(%(claims)s) AND NOT EXISTS (
        SELECT FROM heard WHERE heard.source_id = voice.source_id AND heard.claim_id = voice.claim_id)
)
INSERT INTO claims_publicvoice AS voice (source_id, claim_id, said_at, taken_back)
SELECT source_id, claim_id, said_at, taken_back FROM heard ORDER BY claim_id, source_id
ON CONFLICT (source_id, claim_id) DO UPDATE SET said_at = excluded.said_at, taken_back = excluded.taken_back
WHERE (voice.said_at, voice.taken_back) IS DISTINCT FROM (excluded.said_at, excluded.taken_back)
"""
TOPICS = """
WITH named AS (
    SELECT DISTINCT claim.id AS claim_id, unnest(claim.tags) AS topic, claim.first_published_at
    FROM claims_publiclisting listing JOIN claims_claim claim ON claim.id = listing.claim_id
    WHERE listing.claim_id = ANY(%(claims)s)
), dropped AS (
    DELETE FROM claims_publictopic topic
    WHERE topic.claim_id = ANY(%(claims)s) AND NOT EXISTS (
        SELECT FROM named WHERE named.claim_id = topic.claim_id AND named.topic = topic.topic)
)
INSERT INTO claims_publictopic AS topic (claim_id, topic, first_published_at)
SELECT claim_id, topic, first_published_at FROM named ORDER BY claim_id, topic
ON CONFLICT (claim_id, topic) DO UPDATE SET first_published_at = excluded.first_published_at
WHERE topic.first_published_at <> excluded.first_published_at
"""


def list_claims_again(claims: Iterable[int]) -> None:
    """Give these claims, by primary key, the places that follow from what they are now. Four statements.

    A claim under embargo has its place already; readers do not see it before the embargo lifts.
    """
    values: dict[str, Any] = {"claims": list(claims), "public": list(PUBLIC_STATES)}
    with connection.cursor() as cursor:
        cursor.execute(LIST, values)
        cursor.execute(UNLIST, values)
        cursor.execute(VOICES, values)
        cursor.execute(TOPICS, values)
