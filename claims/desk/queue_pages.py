"""The pages of the queues: one after the other, by keyboard if one likes."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from claims.desk.entries import entries_of
from claims.desk.visits import last_visit_of
from claims.queues import QUEUES, rows_of_queue
from newsrooms.admin.permitted import person, roles_here
from sources.keys_first import KeysFirst

PER_PAGE = 30


def show_queue(request: HttpRequest, name: str) -> HttpResponse:
    """What waits in one queue for this person, the longest waiting first."""
    rows = rows_of_queue(person(request), name)
    if rows is None:
        raise Http404("There is no such queue.")
    last_visit = last_visit_of(person(request), roles_here(request), timezone.now())
    page = KeysFirst(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": QUEUES[name].title,
        "queue": QUEUES[name],
        "page": page,
        "entries": entries_of(name, page.object_list, last_visit, roles_here(request)),
        "here": request.get_full_path(),
        "desk_page": "desk",
    }
    return TemplateResponse(request, "desk/queue.html", context)
