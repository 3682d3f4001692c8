"""Captures in the admin: what was kept of documents, what is due to be kept, likely copies, and the nightly look."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from newsrooms.admin.filters import HappenedFilter
from newsrooms.admin.permitted import person
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.captures import upload_capture
from sources.actions.due_fetches import request_capture
from sources.actions.reprints import decide_reprint
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed, NoteForm
from sources.admin.filters import ThereAreFilter
from sources.admin.forms import ActingForm
from sources.admin.read_only import ReadOnlyInline
from sources.fetching.uploads import MOST_BYTES
from sources.models import Capture, Document, DueFetch, HashCheck, HashFailure, Payload, Reprint
from sources.rules import why_not_enter, why_not_judge_ties
from sources.vocabulary import ReprintState


def why_not_capture(user: User, document: Document) -> str | None:
    if not document.address_key:
        return "It has no web address to fetch."
    return why_not_enter(user, document.newsroom)


# Offered on the page of a document.
CAPTURE_SOON = Deed(
    "capture",
    "Capture the page",
    lambda by, document, said: request_capture(document=document, by=by),
    why_not_capture,
    least=Role.REPORTER,
    form=NoteForm,
    explanation="The page is fetched within moments and kept with its text, whatever it then says.",
    done="The page will be captured in a moment.",
    bulk=True,
)


class UploadForm(ActingForm):
    content = forms.FileField(
        label="File", help_text=f"A PDF, a picture or a saved HTML page, of {MOST_BYTES // 1_000_000} MB at most."
    )

    class Meta:
        model = Capture
        fields = ("document",)

    def clean_content(self) -> bytes:
        given = self.cleaned_data["content"]
        if given.size > MOST_BYTES:
            raise ValidationError(f"The file is larger than {MOST_BYTES // 1_000_000} MB.", "too_large")
        return bytes(given.read())


@admin.register(Capture)
class CaptureAdmin(ActingAdmin):
    """What was kept of documents. Added here: a file that somebody has."""

    form = UploadForm
    newsroom_path = "document__newsroom"
    least_to_add = Role.REPORTER
    list_display = ("document", "captured_at", "method", "outcome", "status", "media_type", "kept")
    list_select_related = ("document",)
    list_filter = ("outcome", "method", ("media_type", ThereAreFilter), "captured_at", "document__newsroom")
    search_fields = ("document__title", "requested_url", "final_url", "public_id")
    autocomplete_fields = ("document",)
    ordering = ("-captured_at", "-id")
    fields_to_add = ("document", "content")
    shown = (
        *("document", "captured_at", "method", "outcome", "status", "media_type", "kept", "sha256"),
        *("requested_url", "final_url", "redirects_followed", "address", "headers_received", "title", "authors"),
        *("language", "site_name", "published_on", "detail", "started_at", "recorded_by", "extracted"),
    )

    @admin.display(description="files")
    def kept(self, capture: Capture) -> SafeString:
        links = []
        if capture.payload_id and capture.media_type == "text/html":
            links.append((reverse("sources:capture-page", args=[capture.public_id]), "read"))
        if capture.payload_id:
            links.append((reverse("sources:capture-file", args=[capture.public_id]), "file"))
        if capture.warc_id:
            links.append((reverse("sources:capture-warc", args=[capture.public_id]), "WARC"))
        return format_html_join(" · ", '<a href="{}" rel="noopener" target="_blank">{}</a>', links)

    @admin.display(description="SHA-256")
    def sha256(self, capture: Capture) -> str:
        return Payload.objects.filter(captures=capture).values_list("sha256", flat=True).first() or ""

    @admin.display(description="redirects")
    def redirects_followed(self, capture: Capture) -> SafeString:
        hops = ((hop["status"], hop["url"], hop["location"], hop["address"]) for hop in capture.redirects)
        return format_html_join("", "<div>{} <bdi>{}</bdi> → <bdi>{}</bdi> ({})</div>", hops)

    @admin.display(description="headers")
    def headers_received(self, capture: Capture) -> SafeString:
        return format_html_join("", "<div>{}: <bdi>{}</bdi></div>", (tuple(header) for header in capture.headers))

    @admin.display(description="published")
    def published_on(self, capture: Capture) -> str:
        return str(capture.published or "")

    @admin.display(description="text")
    def extracted(self, capture: Capture) -> SafeString | str:
        return format_html("<pre dir='auto'>{}</pre>", capture.text.text) if capture.text else "none"

    def add(self, by: User, values: dict[str, Any], why: str) -> Capture:
        return upload_capture(document=values["document"], by=by, content=values["content"])


@admin.register(DueFetch)
class DueFetchAdmin(ActingAdmin):
    """Pages that are due to be captured, and those that were given up."""

    newsroom_path = "document__newsroom"
    list_display = ("document", "cause", "due_at", "attempts", "parked_at", "asked_by")
    list_select_related = ("document", "asked_by")
    list_filter = ("cause", ("parked_at", HappenedFilter), "document__newsroom")
    search_fields = ("document__title", "host")
    ordering = ("due_at", "id")
    shown = ("document", "host", "cause", "due_at", "attempts", "parked_at", "last_detail", "asked_by", "asked_at")


def why_not_decide(user: User, reprint: Reprint) -> str | None:
    if reprint.state != ReprintState.PROPOSED.value:
        return "This was decided already."
    return why_not_judge_ties(user, reprint.document.newsroom)


@admin.register(Reprint)
class ReprintAdmin(ActingAdmin):
    """Likely copies, for an editor to decide."""

    newsroom_path = "document__newsroom"
    list_display = ("document", "original", "basis", "likeness", "state", "decided_by")
    list_select_related = ("document__newsroom", "document__publisher", "original__publisher", "decided_by")
    list_filter = ("state", "basis", "document__newsroom")
    search_fields = ("document__title", "original__title")
    ordering = ("-id",)
    shown = (
        *("document", "original", "basis", "resemblance", "containment", "beside_quotes"),
        *("state", "proposed_at", "decided_by", "decided_at"),
    )
    deeds = (
        Deed(
            "accept",
            "It is a copy",
            lambda by, reprint, said: decide_reprint(by=by, reprint=reprint, accepted=True, why=said["why"]),
            why_not_decide,
            form=NoteForm,
            explanation="Both documents then rest on one text; claims that rest on them are computed again.",
            bulk=True,
            primary=True,
        ),
        Deed(
            "refuse",
            "It is none",
            lambda by, reprint, said: decide_reprint(by=by, reprint=reprint, accepted=False, why=said["why"]),
            why_not_decide,
            form=NoteForm,
            explanation="The pair is not proposed again.",
            bulk=True,
        ),
    )

    @admin.display(description="alike beside quotations", ordering="beside_quotes")
    def likeness(self, reprint: Reprint) -> str:
        return f"{reprint.beside_quotes:.0%}"


class HashFailuresInline(ReadOnlyInline):
    model = HashFailure
    fields = readonly_fields = ("damaged", "found")

    @admin.display(description="what was damaged")
    def damaged(self, failure: HashFailure) -> str:
        return f"bytes {failure.payload_id}" if failure.payload_id else f"text {failure.text_id}"


@admin.register(HashCheck)
class HashCheckAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """The nightly look at everything kept: of the whole house, so for who runs it."""

    list_display = ("started_at", "payloads", "texts", "mismatches")
    list_filter = ("started_at",)
    ordering = ("-started_at", "-id")
    inlines = (HashFailuresInline,)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return person(request).is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return person(request).is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
