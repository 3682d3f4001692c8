"""Who did what: a person's steps over all nouns, and the undoing of one's own last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.actions.undo import undo_last
from claims.admin.standing import claim_address
from claims.models import Assessment, Claim, Comment, Publication, Report, Withdrawal
from newsrooms.admin.permitted import person, roles_here
from newsrooms.history import LABELS
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import refusal_of
from sources.admin.roles import newsrooms_with

MOST_OF_EACH = 60
MOST_SHOWN = 150
# How far back one looks in each noun's history: bounded, so that a large import costs nothing here.
LAST_STEPS = 50_000
# Append-only nouns: when and by whom a row was written, and how that is called.
WRITTEN: tuple[tuple[Any, str, str, str, str], ...] = (
    (Report, "newsroom", "recorded_by", "recorded_at", "recorded"),
    (Withdrawal, "newsroom", "recorded_by", "recorded_at", "recorded"),
    (Withdrawal, "newsroom", "annulled_by", "annulled_at", "annulled"),
    (Assessment, "claim__newsroom", "author", "recorded_at", "assessed"),
    (Publication, "claim__newsroom", "published_by", "published_at", "published"),
    (Comment, "claim__newsroom", "author", "made_at", "said"),
)


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that somebody did."""

    at: datetime
    did: str
    noun: str
    what: str
    why: str
    via: str
    url: str


def show_history(request: HttpRequest) -> HttpResponse:
    """What one did oneself, or a colleague did, in the newsrooms one shares; the newest first."""
    mine = newsrooms_with(request, Role.READER)
    colleagues = User.objects.filter(memberships__newsroom__in=mine).distinct().order_by("display_name", "username")
    chosen = request.GET.get("who", "")
    who = get_object_or_404(colleagues, username=chosen) if chosen else person(request)
    done = [*changed_by(who, mine), *written_by(who, mine)]
    done.sort(key=lambda one: one.at, reverse=True)
    context = {
        **admin.site.each_context(request),
        "title": f"What {who} did",
        "who": who,
        "colleagues": colleagues,
        "done": done[:MOST_SHOWN],
        "desk_page": "history",
    }
    return TemplateResponse(request, "desk/history.html", context)


def changed_by(who: User, newsrooms: list[int]) -> list[Done]:
    """The last changes of editable nouns, from what PostgreSQL wrote."""
    done = []
    for model, page in admin.site._registry.items():
        if not isinstance(page, ActingAdmin) or not hasattr(model, "history"):
            continue
        steps = model.history.rel.related_model  # made by pghistory
        last = steps.objects.aggregate(last=Max("pgh_id"))["last"] or 0
        rows = steps.objects.filter(
            pgh_id__gt=last - LAST_STEPS, pgh_context__user=who.pk, **{f"{page.newsroom_path}__in": newsrooms}
        ).order_by("-pgh_id")[:MOST_OF_EACH]
        held = model._default_manager.in_bulk({row.pgh_obj_id for row in rows})
        for row in rows:
            thing = held.get(row.pgh_obj_id)
            said = row.pgh_context or {}
            done.append(
                Done(
                    at=row.pgh_created_at,
                    did=LABELS.get(row.pgh_label, row.pgh_label),
                    noun=str(model._meta.verbose_name),
                    what=str(thing) if thing else "",
                    why=said.get("why", ""),
                    via=said.get("via", ""),
                    url=_history_of(thing) if thing else "",
                )
            )
    return done


def written_by(who: User, newsrooms: list[int]) -> list[Done]:
    """The last rows of append-only nouns."""
    done = []
    for model, path, by, at, did in WRITTEN:
        rows = model._default_manager.filter(**{by: who, f"{path}__in": newsrooms}).select_related("claim")
        for row in rows.order_by("-pk")[:MOST_OF_EACH]:
            url = claim_address(row.claim_id) if row.claim_id else ""
            done.append(Done(getattr(row, at), did, str(model._meta.verbose_name), str(row), "", "", url))
    return done


def _history_of(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_history", args=[row.pk])


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one's own last change of a claim."""
    claim = get_object_or_404(Claim.objects.filter(newsroom__in=newsrooms_with(request, Role.READER)), pk=pk)
    began = timezone.now()
    try:
        undo_last(by=person(request), claim=claim)
        admin.site.settle(roles_here(request), began)  # type: ignore[attr-defined]  # the site of this house has it
        messages.success(request, "Undone.")
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, refusal_of(error))
    return HttpResponseRedirect(claim_address(claim.pk))
