"""Sources that often err together, among those that spoke on claims which are settled by now.

Who speaks is whom a report has it from at the end of its chains, or its publisher where it names nobody: that a paper
shares the errors of the ministry it quotes is no discovery. Shown beside sources and claims; it changes no count.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from claims.algebra.together import find_err_together
from claims.models import Claim
from claims.touched import with_one_voice
from sources.models import Source

MOST_CLAIMS = 2000

# Whether a claim holds, as far as that is settled: by the latest approved verdict, else by its standing.
SETTLED = """
    SELECT claim.id AS claim_id, CASE
        WHEN judged.verdict IS NOT NULL THEN judged.verdict = 'verified'
        ELSE standing.status <> 'refuted' END AS holds
    FROM claims_claim AS claim
    JOIN claims_claimstanding AS standing ON standing.claim_id = claim.id
    LEFT JOIN LATERAL (
        SELECT assessment.verdict FROM claims_assessment AS assessment
        JOIN claims_approval AS approval ON approval.assessment_id = assessment.id
        WHERE assessment.claim_id = claim.id ORDER BY assessment.made_at DESC, assessment.id DESC LIMIT 1
    ) AS judged ON true
    WHERE claim.id = ANY(%(claims)s) AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
        AND CASE WHEN judged.verdict IS NULL THEN standing.status IN ('corroborated', 'admitted', 'refuted')
            ELSE judged.verdict IN ('verified', 'false') END
"""
SPOKE = """
    SELECT report.claim_id, report.stance = 'asserts' AS asserts,
        COALESCE(origin.source_id, document.publisher_id) AS source_id
    FROM claims_report AS report
    JOIN sources_document AS document ON document.id = report.document_id
    LEFT JOIN LATERAL (
        SELECT DISTINCT ON (link.chain) link.source_id FROM claims_attribution AS link
        WHERE link.report_id = report.id ORDER BY link.chain, link.position DESC
    ) AS origin ON true
    WHERE report.claim_id = ANY(%(claims)s) AND report.stance IN ('asserts', 'denies', 'disputes')
        AND NOT EXISTS (SELECT FROM claims_report AS later WHERE later.supersedes_id = report.id)
"""
WHO_ERRED = f"""
WITH spoke AS ({SPOKE}), settled AS ({SETTLED})
SELECT COALESCE(source.merged_into_id, source.id), spoke.claim_id, bool_or(spoke.asserts <> settled.holds)
FROM spoke
JOIN settled ON settled.claim_id = spoke.claim_id
JOIN sources_source AS source ON source.id = spoke.source_id
GROUP BY 1, 2
"""  # noqa: S608 - put together from the fixed words above
WHO_SPEAKS = f"""
WITH spoke AS ({SPOKE})
SELECT DISTINCT COALESCE(source.merged_into_id, source.id)
FROM spoke JOIN sources_source AS source ON source.id = spoke.source_id
"""  # noqa: S608 - as above
SPOKEN_ON = """
SELECT link.claim_id FROM claims_attribution AS link WHERE link.source_id = ANY(%(sources)s)
UNION
SELECT report.claim_id FROM claims_report AS report
JOIN sources_document AS document ON document.id = report.document_id
WHERE document.publisher_id = ANY(%(sources)s)
ORDER BY 1 DESC LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Erring:
    """Two sources, how many settled claims both spoke on, the errors they share and all errors either made there."""

    one: Source
    other: Source
    items: int
    joint: int
    errors: int

    def __str__(self) -> str:
        shared = f"{self.joint} of {self.errors} errors were the same"
        return f"{self.one.name} and {self.other.name} often err together: {shared}, on {self.items} settled claims."


def err_together_with(source: Source) -> list[Erring]:
    """Who errs together with this source, or one that shares its voice; the most shared errors first."""
    voice = with_one_voice([source.pk])
    return [pair for pair in _find(voice) if (pair.one.pk in voice) is not (pair.other.pk in voice)]


def err_together_on(claim: Claim) -> list[Erring]:
    """Pairs among those who speak on this claim that erred together on others."""
    speaking = {row[0] for row in _ask(WHO_SPEAKS, {"claims": [claim.pk]})}
    return [pair for pair in _find(speaking) if {pair.one.pk, pair.other.pk} <= speaking]


def _find(sources: Collection[int]) -> list[Erring]:
    """Pairs of which one is of these sources, on at most the newest 2,000 claims these spoke on. Three queries."""
    claims = [row[0] for row in _ask(SPOKEN_ON, {"sources": sorted(sources), "most": MOST_CLAIMS})]
    erred: dict[str, dict[str, bool]] = defaultdict(dict)
    for source, claim, wrong in _ask(WHO_ERRED, {"claims": claims}) if claims else ():
        erred[str(source)][str(claim)] = wrong
    found = find_err_together(erred)
    named = Source.objects.in_bulk({int(key) for pair in found for key in (pair.one, pair.other)})
    return [
        Erring(named[int(pair.one)], named[int(pair.other)], pair.items, pair.joint, pair.errors)
        for pair in found
        if int(pair.one) in sources or int(pair.other) in sources
    ]


def _ask(question: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
