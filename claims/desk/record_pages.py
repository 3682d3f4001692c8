"""A source's record for editors: what became of what it said, and with whom it often errs."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from claims.erring import err_together_with
from claims.track_record import track_record
from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with
from sources.models import Source


def show_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts with their range, never a bare share; both count for nothing in any standing."""
    mine = Source.objects.filter(newsroom__in=newsrooms_with(request, Role.READER))
    source = get_object_or_404(mine.select_related("newsroom", "merged_into"), pk=pk)
    record = track_record(source)
    context = {
        **admin.site.each_context(request),
        "title": f"Record of {source.name}",
        "source": source,
        "record": record,
        "together": err_together_with(source),
        "grades": list(source.grades.select_related("given_by")[:10]),
        "desk_page": "sources",
    }
    return TemplateResponse(request, "desk/record.html", context)
