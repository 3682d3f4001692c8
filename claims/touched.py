"""Which claims a change reaches: found from the changed rows by index, never by going through all claims."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from claims.models import Attribution, Report, ReportMaterial, Stake, Withdrawal
from sources.models import Source

# One statement: it stands in every write, and in an import it is asked of thousands of claims at a time.
# First all whose evidence holds these claims' evidence or value as their own: those they were merged into, however
# often in a row, and those that speak of a share of them. Then the neighbours of each of those.
AROUND = """
WITH RECURSIVE reached(id) AS (
    SELECT unnest(%(own)s::bigint[])
    UNION
    SELECT further.id FROM reached CROSS JOIN LATERAL (
        SELECT merged_into_id AS id FROM claims_claim WHERE id = reached.id AND merged_into_id IS NOT NULL
        UNION ALL SELECT id FROM claims_claim WHERE quantity_of_claim_id = reached.id
        UNION ALL SELECT claim_id FROM claims_report WHERE quantity_of_claim_id = reached.id
        UNION ALL SELECT claim_id FROM claims_attribution WHERE quantity_of_claim_id = reached.id
    ) AS further
), own AS MATERIALIZED (SELECT id FROM reached), within(id) AS (
    SELECT id FROM own
    UNION SELECT claim.id FROM claims_claim claim JOIN within ON claim.merged_into_id = within.id
), excluding(id) AS (
    (SELECT pair.excludes_id FROM claims_exclusion pair JOIN within ON within.id = pair.claim_id
     UNION SELECT pair.claim_id FROM claims_exclusion pair JOIN within ON within.id = pair.excludes_id)
    UNION SELECT claim.merged_into_id FROM claims_claim claim JOIN excluding ON excluding.id = claim.id
    WHERE claim.merged_into_id IS NOT NULL
)
SELECT id FROM own
UNION SELECT beside.id FROM claims_claim beside WHERE beside.question_id IN
    (SELECT claim.question_id FROM claims_claim claim JOIN own USING (id) WHERE claim.question_id IS NOT NULL)
UNION SELECT id FROM excluding
UNION SELECT claim.id FROM claims_claim claim JOIN own ON own.id = claim.merged_into_id
"""


def around(claims: Iterable[int]) -> set[int]:
    """These claims and those whose evidence includes theirs: of the same question, excluding them, or fractions."""
    own = set(claims)
    if not own:
        return own
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"own": sorted(own)})
        return own.union(pk for (pk,) in cursor)


def by_documents(documents: Iterable[int]) -> set[int]:
    """The claims with a report of these documents, or with a chain that runs through them."""
    named = set(documents)
    found = set(Report.objects.filter(document__in=named).values_list("claim", flat=True))
    return found | set(Attribution.objects.filter(document__in=named).values_list("claim", flat=True))


def by_sources(sources: Iterable[int]) -> set[int]:
    """The claims in whose evidence one of these sources speaks, is a party, or supplied material."""
    named = set(sources)
    found = set(Attribution.objects.filter(source__in=named).values_list("claim", flat=True))
    found.update(Report.objects.filter(document__publisher__in=named).values_list("claim", flat=True))
    found.update(ReportMaterial.objects.filter(source__in=named).values_list("report__claim", flat=True))
    found.update(Stake.objects.filter(source__in=named).values_list("claim", flat=True))
    withdrawn = Withdrawal.objects.filter(source__in=named, claim__isnull=False)
    found.update(pk for pk in withdrawn.values_list("claim", flat=True) if pk is not None)
    return found


def with_one_voice(sources: Iterable[int], *, and_sides: bool = False) -> set[int]:
    """These sources and all tied to them or merged with them, however far that runs.

    ``and_sides``: also those that take their side, for a side's stake reaches them.
    """
    reached, frontier = set(sources), set(sources)
    while frontier:
        near = (
            Q(ties__tied_to__in=frontier)
            | Q(ties_to_it__source__in=frontier)
            | Q(merged_into__in=frontier)
            | Q(merged_sources__in=frontier)
        )
        if and_sides:
            near |= Q(alignments__aligned_with__in=frontier)
        frontier = set(Source.objects.filter(near).values_list("pk", flat=True)) - reached
        reached |= frontier
    return reached
