"""Kept views: a list with its filters under a name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from claims.desk.posted import posted
from newsrooms.actions.desk import forget_view, save_view
from newsrooms.admin.permitted import person, roles_here
from newsrooms.models import Newsroom, SavedView
from sources.admin.deeds import refusal_of

PAGES = {"claims": "admin:claims_claim_changelist", "search": "desk:search"}


def open_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the list that a kept view names."""
    view = get_object_or_404(SavedView.objects.visible_to(person(request)), public_id=public_id)
    try:
        address = reverse(PAGES.get(view.page, view.page))
    except NoReverseMatch as error:
        raise Http404("There is no such list.") from error
    return HttpResponseRedirect(f"{address}?{view.query}")


@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the list one is looking at."""
    said = posted(request)
    page, query = said.get("page", ""), said.get("query", "")
    if page not in PAGES:
        raise Http404("There is no such list.")
    newsroom = Newsroom.objects.filter(pk__in=roles_here(request)).order_by("pk").first()
    if newsroom is None:
        raise PermissionDenied("You are a member of no newsroom.")
    try:
        view = save_view(
            by=person(request),
            newsroom=newsroom,
            page=page,
            name=said.get("name", ""),
            query=query,
            shared=bool(said.get("shared")),
        )
        messages.success(request, f"Kept as “{view.name}”. It is on your desk.")
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, refusal_of(error))
    return HttpResponseRedirect(f"{reverse(PAGES[page])}?{query.lstrip('?')}")


@require_POST
def drop_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove one's own kept view."""
    view = get_object_or_404(SavedView.objects.visible_to(person(request)), public_id=public_id)
    forget_view(by=person(request), view=view)
    messages.success(request, f"“{view.name}” is no longer kept.")
    return HttpResponseRedirect(reverse("admin:index"))
