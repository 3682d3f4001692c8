"""Who speaks in the evidence, with ties, sides and merges, however far they run."""

from collections import defaultdict

from django.db import connection

from claims.algebra.evidence import Speaker
from claims.evidence.rows import Rows
from sources.algebra.voices import Tie
from sources.models import Alignment, Source
from sources.models import Tie as TieRow
from sources.vocabulary import SourceKind, TieKind

# Ties reach through sources that no chain names (two arms of one ministry are one voice though nobody quotes it),
# and so do the sides that sources take. Each source is asked for its own, so that no row of others is read.
REACHED_SOURCES = """
WITH RECURSIVE reached(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT edge.other FROM reached CROSS JOIN LATERAL (
        SELECT tied_to_id AS other FROM sources_tie WHERE source_id = reached.id
        UNION ALL SELECT source_id FROM sources_tie WHERE tied_to_id = reached.id
        UNION ALL SELECT aligned_with_id FROM sources_alignment WHERE source_id = reached.id
        UNION ALL SELECT merged_into_id FROM sources_source WHERE id = reached.id AND merged_into_id IS NOT NULL
        UNION ALL SELECT id FROM sources_source WHERE merged_into_id = reached.id
    ) AS edge
)
SELECT id FROM reached
"""


def load_speakers(sources: set[int], rows: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REACHED_SOURCES, [sorted(sources)])
        reached = {row[0] for row in cursor.fetchall()}
    sides: dict[int, set[str]] = defaultdict(set)
    for source, side in Alignment.objects.filter(source__in=reached).values_list("source", "aligned_with"):
        sides[source].add(str(side))
        rows.reaches[str(source)].add(str(side))
    known = Source.objects.filter(pk__in=reached).values_list("pk", "name", "kind", "merged_into")
    for pk, name, kind, into in known:
        rows.speakers[str(pk)] = Speaker(str(pk), name, SourceKind(kind), frozenset(sides[pk]))
        if into is not None:
            rows.source_of[str(pk)] = str(into)
            rows.reaches[str(pk)].add(str(into))
            rows.reaches[str(into)].add(str(pk))
    for row in TieRow.objects.filter(source__in=reached).order_by("id"):
        tie = Tie(
            source=str(row.source_id),
            tied_to=str(row.tied_to_id),
            kind=TieKind(row.kind),
            since=row.since,
            until=row.until,
            reason=row.reason,
        )
        rows.ties.append(tie)
        rows.reaches[tie.source].add(tie.tied_to)
        rows.reaches[tie.tied_to].add(tie.source)
