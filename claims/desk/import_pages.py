"""Importing through the desk: a file sent or fetched, first tried without writing, watched, taken in."""

import io
from typing import IO, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.actions.import_files import may_be_written
from claims.actions.import_jobs import ask_import, cancel_import, write_previewed
from claims.casefile.addresses import fetch_file
from claims.casefile.guessing import guess_form
from claims.models import ImportJob
from claims.models.import_job import ENDED
from claims.vocabulary import ImportForm, ImportState
from newsrooms.admin.permitted import person
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.admin.deeds import refusal_of
from sources.admin.roles import newsrooms_with
from sources.fetching.installation import make_policy

MOST_SHOWN = 200
HELD = "A case file (.json, .jsonl), a table of reports (.csv), or ClaimReview as JSON (one, many, or a data feed)."
FORMS = [
    ("", "find out from the file"),
    (ImportForm.CASE.value, "case file (one JSON object)"),
    (ImportForm.LINES.value, "case file in lines (JSON Lines)"),
    (ImportForm.REPORTS.value, "table of reports (CSV)"),
    (ImportForm.REVIEWS.value, "fact-checks of others (ClaimReview, JSON-LD)"),
]


class SendForm(forms.Form):
    """The file, and what is to be done with it."""

    newsroom = forms.ModelChoiceField(Newsroom.objects.none())
    content = forms.FileField(label="File", required=False, help_text=HELD)
    address = forms.CharField(
        label="or its address on the web",
        required=False,
        max_length=2000,
        widget=forms.URLInput,
        help_text="A public http or https address of a file of 10 MB at most.",
    )
    form = forms.ChoiceField(choices=FORMS, required=False, label="What it is")
    dry_run = forms.BooleanField(required=False, initial=True, label="Only try it: write nothing")
    keep_good = forms.BooleanField(required=False, label="Leave bad records out instead of refusing the whole")

    def __init__(self, mine: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["newsroom"]
        field.queryset = Newsroom.objects.filter(pk__in=mine)  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(mine) == 1:
            field.initial, field.widget = mine[0], forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("content")) == bool(said.get("address")):
            self.add_error("content", "Choose a file, or give the address of one, not both.")
        return said

    def read_file(self) -> tuple[str, IO[bytes]]:
        """The name and content of the file that was sent, or fetched; ``ValidationError`` on ``address``."""
        if self.cleaned_data["address"]:
            name, content = fetch_file(self.cleaned_data["address"], policy=make_policy())
            return name, io.BytesIO(content)
        return self.cleaned_data["content"].name, self.cleaned_data["content"].file


def show_imports(request: HttpRequest) -> HttpResponse:
    """Send a file; below it the imports of one's newsrooms."""
    mine = newsrooms_with(request, Role.EDITOR)
    if not mine:
        raise PermissionDenied("Only an editor, publisher or administrator may import a case.")
    form = SendForm(mine, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            name, content = form.read_file()
            with transaction.atomic():
                job = ask_import(
                    by=person(request),
                    newsroom=said["newsroom"],
                    title=name,
                    form=ImportForm(said["form"]) if said["form"] else guess_form(name, content),
                    content=content,
                    dry_run=said["dry_run"],
                    keep_good=said["keep_good"],
                    door="admin",
                )
            return HttpResponseRedirect(reverse("desk:import", args=[job.public_id]))
        except ValidationError as error:
            form.add_error(None, error if hasattr(error, "error_dict") else refusal_of(error))
        except PermissionDenied as error:
            form.add_error(None, refusal_of(error))
    context = {
        **admin.site.each_context(request),
        "title": "Import",
        "form": form,
        "jobs": ImportJob.objects.filter(newsroom__in=mine).select_related("asked_by")[:30],
        "desk_page": "import",
    }
    return TemplateResponse(request, "desk/imports.html", context)


def show_import(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far an import is, what it wrote or would write, and what is wrong with the file, line by line."""
    job = _job(request, public_id)
    context = {
        **admin.site.each_context(request),
        "title": f"Import of {job.title}",
        "job": job,
        "ended": job.state in ENDED,
        "problems": job.problems.all()[:MOST_SHOWN],
        "added": [(kind, count) for kind, count in job.added.items() if count],
        "unchanged": sum(job.unchanged.values()),
        "may_write": may_be_written(job, ImportState(job.state)) and job.pieces.exists(),
        "may_have_written": may_be_written(job, ImportState(job.state)),
        "desk_page": "import",
    }
    return TemplateResponse(request, "desk/import.html", context)


def tell_import(request: HttpRequest, public_id: str) -> JsonResponse:
    """How far it is, for the page that waits."""
    job = _job(request, public_id)
    return JsonResponse({"state": job.state, "seen": job.records_seen, "ended": job.state in ENDED})


@require_POST
def write_import(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write exactly the file that was previewed."""
    job = _job(request, public_id)
    try:
        job = write_previewed(by=person(request), job=job, door="admin")
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, refusal_of(error))
    return HttpResponseRedirect(reverse("desk:import", args=[job.public_id]))


@require_POST
def stop_import(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel an import."""
    job = _job(request, public_id)
    try:
        cancel_import(by=person(request), job=job)
        messages.success(request, "It is being stopped.")
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, refusal_of(error))
    return HttpResponseRedirect(reverse("desk:import", args=[job.public_id]))


def _job(request: HttpRequest, public_id: str) -> ImportJob:
    mine = ImportJob.objects.filter(newsroom__in=newsrooms_with(request, Role.EDITOR))
    return get_object_or_404(mine.select_related("asked_by", "newsroom"), public_id=public_id)
