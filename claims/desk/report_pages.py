"""The page on which a report is entered or superseded, and what its script asks for while one types."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from claims.actions.entered import entry_of
from claims.actions.entering_reports import enter_report
from claims.admin.fields import read_figure, say_interval
from claims.admin.standing import claim_address
from claims.desk.link_forms import Links
from claims.desk.report_forms import Opening, ReportForm, open_from, open_with
from claims.models import PUBLIC_STATES, Claim, Report
from claims.rules import why_not_report
from newsrooms.admin.permitted import person, roles_here
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.acting_site import ActingSite
from sources.admin.deeds import refusal_of
from sources.admin.forms import show_refusal
from sources.admin.roles import newsrooms_with
from sources.models import Capture, Document


def enter(request: HttpRequest) -> HttpResponse:
    """A new report, on a claim or from a document or both."""
    mine = newsrooms_with(request, Role.REPORTER)
    claim = _asked_for(request, "claim", Claim.objects.current().filter(newsroom__in=mine))
    document = _asked_for(request, "document", Document.objects.filter(newsroom__in=mine))
    named = claim or document
    newsroom = named.newsroom if named else Newsroom.objects.filter(pk__in=mine).order_by("pk").first()
    if newsroom is None:
        raise PermissionDenied("Only a reporter, editor, publisher or administrator may write claims and reports.")
    return _form_page(request, newsroom, open_with(claim, document), title="Enter a report")


def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    """A report in place of a mistaken one, opened with all that the mistaken one says."""
    mine = newsrooms_with(request, Role.READER)
    report = get_object_or_404(
        Report.objects.filter(newsroom__in=mine).select_related("claim", "document", "newsroom"), pk=pk
    )
    if hasattr(report, "superseded_by"):
        raise PermissionDenied("This report has been superseded already.")
    if reason := why_not_report(person(request), report.newsroom):
        raise PermissionDenied(reason)
    opening = open_from(report.claim, report.document, entry_of(report))
    return _form_page(request, report.newsroom, opening, title="Supersede a report", superseded=report)


def _form_page(
    request: HttpRequest, newsroom: Newsroom, opening: Opening, *, title: str, superseded: Report | None = None
) -> HttpResponse:
    if reason := why_not_report(person(request), newsroom):
        raise PermissionDenied(reason)
    data = request.POST if request.method == "POST" else None
    public = superseded is not None and superseded.claim.workflow_state in PUBLIC_STATES
    form = ReportForm(newsroom, data, initial=opening.report, held=opening.held, public=public)
    links = Links(data, initial=opening.links, prefix="links", form_kwargs={"newsroom": newsroom})
    foresight = None
    if data is not None and form.is_valid() and links.is_valid() and "_text" not in data:
        began = timezone.now()
        site: ActingSite = admin.site  # type: ignore[assignment]  # the default site of this house is one
        try:
            with transaction.atomic():
                report = _write(request, form, links, superseded)
                if "_foresee" in data:
                    foresight = site.foresee()
                    transaction.set_rollback(True)
        except (ValidationError, PermissionDenied) as error:
            show_refusal(form, error)
        else:
            if foresight is None:
                site.settle(roles_here(request), began)
                messages.success(request, f"Recorded: {report}.")
                return HttpResponseRedirect(_after(data, report))
    context = {
        **admin.site.each_context(request),
        "title": title,
        "form": form,
        "links": links,
        "newsroom": newsroom,
        "superseded": superseded,
        "foresight": foresight,
        "captured": _captured_text(form),
        "read_as": say_interval(form.cleaned_data.get("quantity")) if form.is_bound and form.is_valid() else "",
        "claim": opening.report.get("claim"),
        "desk_page": "claims",
    }
    return TemplateResponse(request, "desk/report.html", context)


def _write(request: HttpRequest, form: ReportForm, links: Any, superseded: Report | None) -> Report:
    return enter_report(
        by=person(request),
        claim=form.cleaned_data["claim"],
        document=form.where(),
        entry=form.entry(),
        chains=links.chains(),
        only_material_of=form.materials(),
        supersedes=superseded,
        why=form.cleaned_data["why"],
        notice=form.cleaned_data.get("notice", ""),
    )


def _after(data: Any, report: Report) -> str:
    """Another report from the same document, or the claim's workspace."""
    if "_another" in data:
        return f"{reverse('desk:report')}?document={report.document_id}"
    return claim_address(report.claim_id) + "#reports"


def _asked_for(request: HttpRequest, name: str, rows: Any) -> Any:
    key = request.GET.get(name, "")
    if not key:
        return None
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return get_object_or_404(rows.select_related("newsroom"), pk=int(key))


def _captured_text(form: ReportForm) -> str:
    """The newest captured text of the document that the form names, if there is one."""
    if form.is_bound and hasattr(form, "cleaned_data"):
        document = form.cleaned_data.get("document")
    else:
        document = form.initial.get("document")
    return text_of(document.pk) if isinstance(document, Document) else ""


def text_of(document: int) -> str:
    """The newest captured text of a document."""
    capture = (
        Capture.objects.with_text().filter(document=document).select_related("text").order_by("-captured_at").first()
    )
    return capture.text.text if capture and capture.text else ""


def tell_text(request: HttpRequest, pk: int) -> JsonResponse:
    """The captured text of one of one's own documents, for marking a quote in it."""
    document = get_object_or_404(Document.objects.filter(newsroom__in=newsrooms_with(request, Role.READER)), pk=pk)
    return JsonResponse({"text": text_of(document.pk)})


def tell_figure(request: HttpRequest, newsroom: int) -> JsonResponse:
    """How this newsroom's hedge table reads a worded figure, while it is typed."""
    mine = Newsroom.objects.filter(pk__in=newsrooms_with(request, Role.READER))
    held = get_object_or_404(mine, pk=newsroom)
    worded = request.GET.get("worded", "").replace("\x00", "")[:300]
    try:
        quantity = read_figure(held, worded)
    except ValidationError as error:
        return JsonResponse({"read": False, "says": refusal_of(error)})
    if quantity is None:
        return JsonResponse({"read": False, "says": ""})
    how = quantity.comparator.value.replace("_", " ") if quantity.comparator else ""
    unit = f" {quantity.unit}" if quantity.unit else ""
    return JsonResponse({"read": True, "says": f"{say_interval(quantity)}{unit} ({how})"})
