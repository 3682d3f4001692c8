"""Who speaks in the evidence, with ties, sides and merges, however far they run."""

from collections import defaultdict

from django.db import connection
from django.db.models import Q

from claims.algebra.evidence import Speaker
from claims.evidence.rows import Rows
from newsrooms.declared import as_row, declared, declared_in_bulk
from sources.algebra.voices import Tie
from sources.models import Alignment, Source
from sources.models import Tie as TieRow
from sources.vocabulary import SourceKind, TieKind

# Whoever was ever tied, aligned or merged: a superset, from which the declared rows are picked.
REACHED_EVER = """
WITH RECURSIVE reached(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT edge.other FROM reached CROSS JOIN LATERAL (
        SELECT tied_to_id AS other FROM sources_tiehistory WHERE source_id = reached.id
        UNION ALL SELECT source_id FROM sources_tiehistory WHERE tied_to_id = reached.id
        UNION ALL SELECT aligned_with_id FROM sources_alignmenthistory WHERE source_id = reached.id
        UNION ALL SELECT merged_into_id FROM sources_sourcehistory
            WHERE pgh_obj_id = reached.id AND merged_into_id IS NOT NULL
        UNION ALL SELECT pgh_obj_id FROM sources_sourcehistory WHERE merged_into_id = reached.id
    ) AS edge
)
SELECT id FROM reached
"""
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
    by = rows.declared_by
    with connection.cursor() as cursor:
        cursor.execute(REACHED_SOURCES if by is None else REACHED_EVER, [sorted(sources)])
        reached = {row[0] for row in cursor.fetchall()}
    sides: dict[int, set[str]] = defaultdict(set)
    taken = declared(Alignment, Q(source__any_of=reached), by)
    for source, side in taken.values_list("source", "aligned_with"):
        sides[source].add(str(side))
        rows.reaches[str(source)].add(str(side))
    for pk, row in declared_in_bulk(Source, reached, by, only=("name", "kind", "merged_into")).items():
        into = row.merged_into_id
        rows.speakers[str(pk)] = Speaker(str(pk), row.name, SourceKind(row.kind), frozenset(sides[pk]))
        if into is not None:
            rows.source_of[str(pk)] = str(into)
            rows.reaches[str(pk)].add(str(into))
            rows.reaches[str(into)].add(str(pk))
    for version in declared(TieRow, Q(source__any_of=reached), by).order_by("id"):
        held = as_row(TieRow, version)
        tie = Tie(
            source=str(held.source_id),
            tied_to=str(held.tied_to_id),
            kind=TieKind(held.kind),
            since=held.since,
            until=held.until,
            reason=held.reason,
        )
        rows.ties.append(tie)
        rows.reaches[tie.source].add(tie.tied_to)
        rows.reaches[tie.tied_to].add(tie.source)
