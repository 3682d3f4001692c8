"""Exports from the desk: the whole newsroom as a case file, or the claims one is looking at as a table."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from claims.casefile.export import export_case, export_lines
from claims.exports.reports_csv import harmless
from claims.models import Claim
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with

COLUMNS = (
    *("id", "external_id", "statement", "state", "standing", "lines_low", "lines_with_parties", "lines_high"),
    *("figure_worded", "figure_low", "figure_high", "unit", "counted", "as_of", "question", "location", "tags"),
    *("assigned_to", "first_published_at"),
)


class Echo:
    """A file that gives back what is written to it, for streaming rows."""

    def write(self, text: str) -> str:
        return text


def show_exports(request: HttpRequest) -> HttpResponse:
    """What can be taken out, and as what."""
    mine = newsrooms_with(request, Role.READER)
    if not mine:
        raise PermissionDenied("You are a member of no newsroom.")
    context = {
        **admin.site.each_context(request),
        "title": "Export",
        "newsrooms": Newsroom.objects.filter(pk__in=mine),
        "desk_page": "export",
    }
    return TemplateResponse(request, "desk/exports.html", context)


def send_case(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """A newsroom's holdings as one JSON object or as JSON Lines, streamed."""
    newsroom = get_object_or_404(Newsroom, slug=slug, pk__in=newsrooms_with(request, Role.READER))
    write = {"json": export_case, "jsonl": export_lines}.get(form)
    if write is None:
        raise Http404("There is no such form.")
    return StreamingHttpResponse(
        (piece.encode() for piece in write(newsroom, title=newsroom.name)),
        content_type="application/json" if form == "json" else "application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{newsroom.slug}.{form}"'},
    )


def send_claims(request: HttpRequest) -> HttpResponseBase:
    """The claims of the list one is looking at, with its search and filters, as CSV."""
    page = admin.site._registry[Claim]
    chosen: QuerySet[Claim] = page.get_changelist_instance(request).get_queryset(request)
    return StreamingHttpResponse(
        write_claims(chosen),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="claims.csv"'},
    )


def write_claims(claims: QuerySet[Claim]) -> Iterator[str]:
    """One line for each claim under a line of names; numbers plain, and nothing that a spreadsheet would run."""
    rows = csv.writer(Echo())
    yield "\ufeff" + rows.writerow(COLUMNS)
    wanted = claims.select_related("standing", "question", "assigned_to").order_by("pk")
    for claim in wanted.iterator(1000):
        yield rows.writerow([harmless(cell) for cell in cells_of(claim)])


def cells_of(claim: Claim) -> list[Any]:
    standing = getattr(claim, "standing", None)
    lines = (standing.lines_low, standing.lines_with_parties, standing.lines_high) if standing else ("", "", "")
    return [
        *(claim.public_id, claim.external_id, claim.statement, claim.workflow_state),
        *(standing.status if standing else "", *lines),
        *(claim.quantity_worded, plain(claim.quantity_low), plain(claim.quantity_high)),
        *(claim.quantity_unit, claim.quantity_counted, str(claim.as_of or "")),
        *(claim.question.text if claim.question else "", claim.location, " | ".join(claim.tags)),
        *(claim.assigned_to.shown_name if claim.assigned_to else "",),
        *(claim.first_published_at.isoformat() if claim.first_published_at else "",),
    ]


def plain(number: Decimal | None) -> int | Decimal | str:
    """A number without an exponent and without needless zeros; a number still, so that a minus stays a minus."""
    if number is None:
        return ""
    return int(number) if number == number.to_integral_value() else number.normalize()
