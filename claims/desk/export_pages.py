"""Exports from the desk: the whole newsroom as a case file, or the claims one is looking at as a table."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from claims.casefile.cells import harmless
from claims.casefile.chosen import export_chosen
from claims.casefile.export import export_case, export_lines, to_json
from claims.casefile.reports_csv import ORDER, cells_of_report
from claims.casefile.writing import write_reports
from claims.mastheads import masthead_of
from claims.models import Claim, Report
from claims.stored import read_dossiers
from claims.views.reviews import review_of
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with

COLUMNS = (
    *("id", "external_id", "statement", "state", "standing", "lines_low", "lines_with_parties", "lines_high"),
    *("figure_worded", "figure_low", "figure_high", "unit", "counted", "as_of", "question", "location", "tags"),
    *("assigned_to", "first_published_at"),
)

AT_A_TIME = 100


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


def chosen_of(request: HttpRequest, noun: type[Model]) -> QuerySet[Any]:
    """The rows of the list one is looking at, with its search and filters."""
    page = admin.site._registry[noun]
    chosen: QuerySet[Any] = page.get_changelist_instance(request).get_queryset(request)
    return chosen


def attached(pieces: Iterator[str], name: str, kind: str) -> StreamingHttpResponse:
    """A file sent piece by piece."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse((piece.encode() for piece in pieces), content_type=kind, headers=headers)


def send_claims(request: HttpRequest) -> HttpResponseBase:
    """The claims of the list one is looking at, as CSV."""
    return attached(write_claims(chosen_of(request, Claim)), "claims.csv", "text/csv; charset=utf-8")


def send_reports(request: HttpRequest) -> HttpResponseBase:
    """The live reports of the list one is looking at, as a table that can be imported again."""
    return attached(write_reports_table(chosen_of(request, Report)), "reports.csv", "text/csv; charset=utf-8")


def write_reports_table(reports: QuerySet[Report]) -> Iterator[str]:
    """One line for each report under a line of names; nothing in it that a spreadsheet would run."""
    rows = csv.writer(Echo())
    yield "\ufeff" + rows.writerow(ORDER)
    live = Report.objects.live().filter(pk__in=reports.order_by().values("pk"))
    for _, record in write_reports(live.order_by("pk")):
        yield rows.writerow([harmless(cell) for cell in cells_of_report(record)])


def send_chosen_case(request: HttpRequest) -> HttpResponseBase:
    """The claims of the list one is looking at, with all that they rest on, as a case file."""
    chosen = chosen_of(request, Claim)
    newsrooms = list(chosen.order_by().values_list("newsroom", flat=True).distinct()[:2])
    if len(newsrooms) > 1:
        raise PermissionDenied("A case file is of one newsroom: choose one in the list first.")
    newsroom = Newsroom.objects.filter(pk__in=newsrooms).first()
    if newsroom is None:
        raise Http404("There is nothing in this list.")
    return attached(export_chosen(newsroom, chosen, title="Chosen claims"), "claims.json", "application/json")


def send_reviews(request: HttpRequest) -> HttpResponseBase:
    """The published verdicts of the list one is looking at, as a schema.org feed of ClaimReview."""
    chosen = chosen_of(request, Claim).filter(Claim.objects.are_public())
    return attached(write_reviews(chosen), "claimreview.json", "application/ld+json; charset=utf-8")


def write_reviews(claims: QuerySet[Claim]) -> Iterator[str]:
    """One ClaimReview for each claim with a published verdict, a hundred claims at a time."""
    yield '{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": ['
    between = ""
    keys = list(claims.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        some = list(Claim.objects.filter(pk__in=keys[start : start + AT_A_TIME]).select_related("newsroom"))
        for claim, dossier in zip(some, read_dossiers(some), strict=True):
            item = review_of(dossier, masthead_of(claim.newsroom))
            if item["@type"] == "ClaimReview":
                item.pop("@context")
                entry = {"@type": "DataFeedItem", "dateModified": item["dateModified"], "item": item}
                yield between + to_json(entry)
                between = ",\n"
    yield "]}\n"


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
