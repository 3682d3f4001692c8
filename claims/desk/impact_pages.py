"""What one event did to standings: all the claims it moved on one page, seen together."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.actions.second_looks import acknowledge_steps
from claims.admin.standing import claim_address
from claims.causes import annulled_among, tell_causes
from claims.desk.posted import posted
from claims.impacts import Batch, recent_batches, steps_of_batch
from claims.models import StandingStep
from claims.rules import why_not_judge
from claims.telling.words import STANDINGS
from newsrooms.admin.permitted import person
from newsrooms.vocabulary import Role
from sources.admin.deeds import refusal_of
from sources.admin.roles import newsrooms_with

PER_PAGE = 100


def show_impacts(request: HttpRequest) -> HttpResponse:
    """The newest events that moved standings, each with how many and from where to where."""
    batches = [tell_batch(batch) for batch in recent_batches(newsrooms_with(request, Role.READER))]
    context = {
        **admin.site.each_context(request),
        "title": "What moved standings",
        "batches": batches,
        "desk_page": "desk",
    }
    return TemplateResponse(request, "desk/impacts.html", context)


def show_impact(request: HttpRequest, key: str) -> HttpResponse:
    """All that one event moved: before, after, why, and who has seen it."""
    steps = steps_of_batch(newsrooms_with(request, Role.READER), key)
    first = steps.first()
    if first is None:
        raise Http404("Nothing moved under this name.")
    page = Paginator(steps, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "What one event moved",
        "key": key,
        "why": tell_causes(first.causes, annulled_among([first.causes])),
        "at": first.recorded_at,
        "page": page,
        "steps": [tell_step(step) for step in page.object_list],
        "unseen": steps.filter(acknowledgement=None).count(),
        "may_judge": why_not_judge(person(request), first.claim.newsroom) is None,
        "desk_page": "desk",
    }
    return TemplateResponse(request, "desk/impact.html", context)


@require_POST
def see_impact(request: HttpRequest, key: str) -> HttpResponse:
    """All that one event moved is seen."""
    steps = steps_of_batch(newsrooms_with(request, Role.READER), key)
    if not steps.exists():
        raise Http404("Nothing moved under this name.")
    try:
        count = acknowledge_steps(
            by=person(request), steps=steps, note=posted(request).get("note", "").strip()[:2000]
        )
    except (PermissionDenied, ValidationError) as error:
        messages.error(request, refusal_of(error))
    else:
        messages.success(request, f"{count} seen." if count else "All of it had been seen.")
    return HttpResponseRedirect(reverse("desk:impact", args=[key]))


def tell_batch(batch: Batch) -> dict[str, Any]:
    """One batch in words."""
    moves = [
        {"before": word(before), "before_status": before, "after": word(after), "after_status": after, "count": count}
        for (before, after), count in batch.moves.most_common(4)
    ]
    return {"batch": batch, "moves": moves, "url": reverse("desk:impact", args=[batch.key])}


def tell_step(step: StandingStep) -> dict[str, Any]:
    """One claim that moved: before, after, and who has seen it."""
    seen = getattr(step, "acknowledgement", None)
    return {
        "claim": step.claim,
        "url": claim_address(step.claim_id),
        "before": word(step.before),
        "before_status": step.before,
        "after": word(step.after),
        "after_status": step.after,
        "lines": " → ".join(" / ".join(map(str, lines)) for lines in (step.lines_before, step.lines_after) if lines),
        "published": step.published,
        "seen": seen,
    }


def word(status: str) -> str:
    return str(STANDINGS[status].label)
