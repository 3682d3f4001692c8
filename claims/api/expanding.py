"""What lists give whole where ``expand`` asks for it, in as many statements for a page as for one row."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from claims.algebra.striking import strike
from claims.api.claim_rows import COLUMNS, write_claim_rows
from claims.api.report_rows import Shape, shape_reports, with_names
from claims.api.visible import claims_for
from claims.models import Report
from newsrooms.api.actor import Actor
from newsrooms.models import Newsroom
from sources.api.shapes import shape_document
from sources.models import Document

MOST_REPORTS = 20
NEWEST = """
    SELECT found.id FROM unnest(%s::bigint[]) AS asked (claim) CROSS JOIN LATERAL (
        SELECT report.id FROM claims_report report
        WHERE report.claim_id = asked.claim
          AND NOT EXISTS (SELECT FROM claims_report later WHERE later.supersedes_id = report.id)
        ORDER BY report.id DESC LIMIT %s
    ) found
"""


def inside_of(actor: Actor) -> QuerySet[Newsroom]:
    """The newsrooms whose workings may be shown: what was superseded, by what and why."""
    mine = actor.newsrooms()
    return mine if actor.is_inside else mine.none()


def reports_of(claims: Sequence[int], actor: Actor) -> dict[int, list[Shape]]:
    """The newest reports that stand on each of these claims, which the actor may see: at most ``MOST_REPORTS``."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [list(claims), MOST_REPORTS])
        keys = [key for (key,) in cursor.fetchall()]
    rows = list(with_names(Report.objects.filter(pk__in=keys)).order_by("-pk"))
    shaped = shape_reports(rows, claims_for(actor), inside=inside_of(actor).values_list("pk", flat=True))
    found: dict[int, list[Shape]] = defaultdict(list)
    for row, shape in zip(rows, shaped, strict=True):
        found[row.claim_id].append(shape)
    return found


def expand_reports(rows: Sequence[Report], shaped: list[Shape], wanted: Sequence[str], actor: Actor) -> list[Shape]:
    """The shapes of these reports with their claims as lists show them, and their documents whole, if wanted."""
    if "claim" in wanted:
        visible = claims_for(actor)
        found = list(visible.filter(pk__in={row.claim_id for row in rows}).values_list(*COLUMNS))
        claims = {row[0]: whole for row, whole in zip(found, write_claim_rows(found, visible), strict=True)}
        shaped = [part | {"claim": claims[row.claim_id]} for row, part in zip(rows, shaped, strict=True)]
    if "document" in wanted:
        held = Document.objects.filter(pk__in={row.document_id for row in rows})
        whole = {row.pk: shape_document(row) for row in held.select_related("newsroom", "publisher")}
        shaped = [part | {"document": whole[row.document_id]} for row, part in zip(rows, shaped, strict=True)]
    return [strike(part, getattr(row, "struck", ())) for row, part in zip(rows, shaped, strict=True)]
