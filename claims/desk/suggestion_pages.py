"""The pages on which suggestions are judged: the texts that wait, one text with all it suggests, one suggestion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from claims.actions.extractions import rematch_waiting
from claims.actions.suggestions import (
    Judged,
    accept_several,
    accept_suggestion,
    refuse_several,
    reopen_suggestion,
)
from claims.desk.posted import posted
from claims.desk.suggestion_cards import lay_out, mark_text
from claims.desk.suggestion_forms import REFUSALS, AmendForm, Chips, chips_of
from claims.matching.plan import plan_of
from claims.models import Suggestion
from claims.rules import why_not_report
from newsrooms.acting import through
from newsrooms.actions.notification import acknowledge_object
from newsrooms.admin.permitted import person, roles_here
from newsrooms.vocabulary import Role
from sources.acting_site import ActingSite
from sources.admin.deeds import refusal_of
from sources.admin.forms import show_refusal
from sources.admin.roles import newsrooms_with
from sources.models import Capture

PER_PAGE = 30
AROUND = 300
WAITING = Q(suggestions__outcome="waiting")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a text has been judged."""

    judged: int
    total: int

    @property
    def waiting(self) -> int:
        return self.total - self.judged


def suggestions_here(request: HttpRequest) -> QuerySet[Suggestion]:
    """The suggestions of the newsrooms in which this person may judge them."""
    return Suggestion.objects.filter(newsroom__in=newsrooms_with(request, Role.REPORTER))


def waiting_texts(request: HttpRequest) -> QuerySet[Capture]:
    """The captures with suggestions that wait, the best matched first among the newest."""
    mine = newsrooms_with(request, Role.REPORTER)
    rows = Capture.objects.filter(document__newsroom__in=mine, suggestions__outcome="waiting")
    return (
        rows.annotate(
            waits=Count("suggestions", filter=WAITING, distinct=True),
            known=Count("suggestions", filter=WAITING & Q(suggestions__claim__isnull=False), distinct=True),
            newest=Max("suggestions__suggested_at"),
        )
        .select_related("document__publisher", "document__newsroom")
        .order_by("-newest", "-pk")
    )


def list_texts(request: HttpRequest) -> HttpResponse:
    """The captured texts in which something waits to be judged."""
    page = Paginator(waiting_texts(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {**admin.site.each_context(request), "title": "Suggestions", "page": page, "desk_page": "suggestions"}
    return TemplateResponse(request, "desk/suggestions/texts.html", context)


def judge_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """One captured text with all that it suggests, marked in place; judged here one by one or several at once."""
    capture = get_object_or_404(
        Capture.objects.select_related("document__publisher", "document__newsroom", "text"),
        public_id=public_id,
        document__newsroom__in=newsrooms_with(request, Role.REPORTER),
    )
    if request.method == "POST":
        return judge(request, capture)
    acknowledge_object(by=person(request), object_type="capture", object_id=capture.public_id)
    rows = suggestions_here(request).filter(capture=capture).order_by("start", "pk")
    cards = lay_out(list(rows.select_related("document__publisher", "claim", "judged_by")))
    progress = Progress(sum(not card.waiting for card in cards), len(cards))
    following = waiting_texts(request).exclude(pk=capture.pk).first()
    same = Capture.objects.filter(text=capture.text, document__newsroom=capture.document.newsroom)
    context = {
        **admin.site.each_context(request),
        "title": capture.document.title,
        "capture": capture,
        "cards": cards,
        "runs": mark_text(capture.text.text if capture.text else "", cards),
        "progress": progress,
        "following": following,
        "copies": same.exclude(document=capture.document).select_related("document__publisher").order_by("pk")[:5],
        "refusals": REFUSALS,
        "desk_page": "suggestions",
    }
    return TemplateResponse(request, "desk/suggestions/text.html", context)


def judge(request: HttpRequest, capture: Capture) -> HttpResponse:
    """Do what one of the page's buttons says, and go on with what waits next."""
    rows = suggestions_here(request).filter(capture=capture).select_related("newsroom", "document")
    said, by = posted(request), person(request)
    chosen = list(rows.filter(public_id__in=said.getlist("chosen"), outcome="waiting"))
    began = timezone.now()
    reason = said.get("reason", "")[:300]
    with through("admin"):
        if "accept" in said:
            done = accept_several(by=by, suggestions=[row_named(rows, said.get("accept", ""))])
        elif "refuse" in said:
            row = row_named(rows, said.get("refuse", ""))
            reason = said.get(f"reason-{row.public_id}", "")[:300]
            done = refuse_several(by=by, suggestions=[row], reason=reason)
        elif "accept_chosen" in said:
            done = accept_several(by=by, suggestions=chosen)
        elif "refuse_chosen" in said:
            done = refuse_several(by=by, suggestions=chosen, reason=reason)
        elif "reopen" in said:
            done = try_one(lambda: reopen_suggestion(by=by, suggestion=row_named(rows, said.get("reopen", ""))))
        else:
            if why_not := why_not_report(by, capture.document.newsroom):
                raise PermissionDenied(why_not)
            rematch_waiting(capture=capture)
            done = Judged((), ())
    site: ActingSite = admin.site  # type: ignore[assignment]  # the default site of this house is one
    site.settle(roles_here(request), began)
    tell(request, done)
    return HttpResponseRedirect(address_after(capture, rows, done))


def row_named(rows: QuerySet[Suggestion], public_id: str) -> Suggestion:
    return get_object_or_404(rows, public_id=public_id)


def try_one(act: Callable[[], Suggestion]) -> Judged:
    try:
        return Judged((act(),), ())
    except ValidationError as error:
        raise Http404(refusal_of(error)) from None


def tell(request: HttpRequest, judged: Judged) -> None:
    """Say what was done and what was not."""
    if len(judged.done) > 1:
        messages.success(request, f"{len(judged.done)} suggestions were {judged.done[0].outcome}.")
    for one, reason in judged.failed:
        messages.error(request, f"“{one.candidate['statement'][:80]}”: {reason}")


def address_after(capture: Capture, rows: QuerySet[Suggestion], judged: Judged) -> str:
    """The same page, at the first suggestion that still waits behind the last one judged, else before it."""
    here = reverse("desk:suggestions-of", args=[capture.public_id])
    waiting = rows.filter(outcome="waiting").order_by("start", "pk")
    reopened = next((one for one in judged.done if one.outcome == "waiting"), None)
    last = max((one.start for one in judged.done), default=0)
    following = reopened or waiting.filter(start__gte=last).first() or waiting.first()
    return f"{here}#s-{following.public_id}" if following else here


def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """One suggestion with everything in it open to change, and accepted as changed."""
    rows = suggestions_here(request).select_related("newsroom", "document__publisher", "capture__text", "claim")
    one = get_object_or_404(rows, public_id=public_id)
    here = reverse("desk:suggestions-of", args=[one.capture.public_id])
    if one.outcome != "waiting":
        messages.warning(request, f"This suggestion has been {one.outcome} already.")
        return HttpResponseRedirect(f"{here}#s-{one.public_id}")
    plan = plan_of(one)
    data = request.POST if request.method == "POST" else None
    form = AmendForm(one, plan, data)
    chips = Chips(data, initial=chips_of(plan), prefix="chips", form_kwargs={"newsroom": one.newsroom_id})
    foresight = None
    if data is not None and form.is_valid() and chips.is_valid():
        began = timezone.now()
        site: ActingSite = admin.site  # type: ignore[assignment]  # as above
        try:
            with through("admin"), transaction.atomic():
                held = accept_suggestion(
                    by=person(request),
                    suggestion=one,
                    plan=form.amended(chips.chains()),  # type: ignore[attr-defined]  # a ChipFormSet
                    why=form.cleaned_data["why"],
                    remember_names=form.cleaned_data["remember_names"],
                )
                if "_foresee" in data:
                    foresight = site.foresee()
                    transaction.set_rollback(True)
        except (ValidationError, PermissionDenied) as error:
            show_refusal(form, error)
        else:
            if foresight is None:
                site.settle(roles_here(request), began)
                messages.success(request, "Recorded.")
                same = suggestions_here(request).filter(capture=one.capture)
                return HttpResponseRedirect(address_after(one.capture, same, Judged((held,), ())))
    context = context_of_amending(request, one, form, chips) | {"foresight": foresight, "here": here}
    status = 422 if data is not None and foresight is None else 200
    return TemplateResponse(request, "desk/suggestions/amend.html", context, status=status)


def context_of_amending(request: HttpRequest, one: Suggestion, form: AmendForm, chips: Any) -> dict[str, Any]:
    """What the page of one suggestion shows."""
    card = lay_out([one])[0]
    text = one.capture.text.text if one.capture.text else ""
    start, end = card.found.quote.start, card.found.quote.end
    return {
        **admin.site.each_context(request),
        "title": "Amend a suggestion",
        "one": one,
        "card": card,
        "form": form,
        "chips": chips,
        "passage": (cut_before(text, start), text[start:end], cut_after(text, end)),
        "desk_page": "suggestions",
    }


def cut_before(text: str, place: int) -> str:
    """What stands before a place, from the beginning of a word."""
    near = text[max(0, place - AROUND) : place]
    return near if place <= AROUND else "… " + near.partition(" ")[2]


def cut_after(text: str, place: int) -> str:
    """What stands behind a place, to the end of a word."""
    near = text[place : place + AROUND]
    return near if place + AROUND >= len(text) else near.rpartition(" ")[0] + " …"
