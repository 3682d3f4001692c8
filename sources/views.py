"""Archived captures handed to the people of their newsroom: as files, or cleaned to be read, never in our origin."""

from datetime import UTC
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from w3lib.encoding import html_to_unicode

from newsrooms.models import User
from sources.fetching.clean_pages import clean_page
from sources.models import Capture, Payload

# Without allow-same-origin a sandboxed answer belongs to no origin: it reads no cookie and reaches no page of ours.
SANDBOX = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/gif": "gif",
    "text/html": "html",
    "text/plain": "txt",
    "application/xml": "xml",
    "application/json": "json",
}
WARC_TYPE = "application/warc"


@require_GET
@login_required
def download_capture(request: HttpRequest, public_id: str) -> HttpResponse:
    """The bytes of a capture as they came, as a file to save."""
    capture = find_capture(request, public_id)
    if capture.payload is None:
        raise Http404("This capture holds no bytes.")
    name = f"capture-{capture.public_id}.{ENDINGS.get(capture.media_type, 'bin')}"
    known = capture.media_type if capture.media_type in ENDINGS else "application/octet-stream"
    return hand_out(capture.payload, name, known)


@require_GET
@login_required
def download_warc(request: HttpRequest, public_id: str) -> HttpResponse:
    """The WARC record of a capture, for the tools of web archives."""
    capture = find_capture(request, public_id)
    if capture.warc is None:
        raise Http404("This capture holds no WARC record.")
    return hand_out(capture.warc, f"capture-{capture.public_id}.warc.gz", WARC_TYPE)


@require_GET
@login_required
def show_archived_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """A captured page to be read: its words and structure only, in a sandbox."""
    capture = find_capture(request, public_id)
    if capture.payload is None or capture.media_type != "text/html":
        raise Http404("This capture is no page.")
    told = next((str(value) for name, value in capture.headers if str(name).lower() == "content-type"), "")
    html = html_to_unicode(told, bytes(capture.payload.content), default_encoding="utf-8")[1]
    shown = {
        "url": capture.final_url or capture.requested_url,
        "captured_at": capture.captured_at.astimezone(UTC),
        "sha256": capture.payload.sha256,
        "page": clean_page(html),
        "language": capture.language or "und",
    }
    return seal(render(request, "sources/archived_page.html", shown))


def find_capture(request: HttpRequest, public_id: str) -> Capture:
    """The capture if it is of the reader's own newsroom; for anybody else it does not exist."""
    visible = Capture.objects.visible_to(cast(User, request.user)).select_related("payload", "warc")
    capture = visible.filter(public_id=public_id).first()
    if capture is None:
        raise Http404("There is no such capture.")
    return capture


def hand_out(payload: Payload, name: str, media_type: str) -> HttpResponse:
    """Bytes as a file to save; no browser shows them in place."""
    answer = HttpResponse(bytes(payload.content), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-SHA256"] = payload.sha256
    return seal(answer)


def seal(answer: HttpResponse) -> HttpResponse:
    """The headers that keep what strangers wrote away from our origin and out of every cache."""
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer
