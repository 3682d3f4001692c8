"""Capturing documents: fetched, or uploaded by an editor. What a look brought back is kept whole for ever."""

from datetime import datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import save_made, set_fields, tell_upstairs
from sources.actions.kept_once import keep_payload, keep_text
from sources.fetching.fetched import Fetched, FetchReason, Validators
from sources.fetching.media_types import UNKNOWN, sniff_media_type
from sources.fetching.text import Extracted, extract_text
from sources.fetching.uploads import RefusedUploadError, check_upload
from sources.fetching.warc import UnfitForArchiveError, write_warc
from sources.models import Capture, Document
from sources.models.moments import moment_columns
from sources.rules import why_not_enter
from sources.vocabulary import CaptureMethod, CaptureOutcome

NOT_KEPT = {UNKNOWN, "image/svg+xml"}


class Fetch(Protocol):
    """The guarded client, handed in by the door: it never raises for what the other side does."""

    def __call__(self, url: str, *, validators: Validators | None = None) -> Fetched: ...


def capture_document(*, document: Document, by: User | None, fetch: Fetch, conditional: bool = False) -> Capture:
    """Fetch a document's page now and keep what came of it, whatever it was: every look is a capture of its own.

    ``conditional`` asks only whether it has changed since the latest capture. Not to be called inside a
    transaction (``RuntimeError``): the other side may take half a minute. Raises ``PermissionDenied``, and
    ``ValidationError`` on ``url`` when the document has no address that may be fetched.
    """
    with transaction.atomic(durable=True):
        refuse_if(why_not_enter(by, document.newsroom))
        validators = find_validators(document) if conditional else None
    fetched = fetch(document.url, validators=validators)
    if fetched.reason is FetchReason.BAD_URL:
        raise ValidationError({"url": f"Not fetched: {fetched.detail}."}, code="unfetchable")
    return keep_capture(document=document, by=by, fetched=fetched)


def keep_capture(*, document: Document, by: User | None, fetched: Fetched) -> Capture:
    """Keep one fetch of a document: bytes, headers, redirects, address dialled, WARC record and extracted text."""
    refuse_if(why_not_enter(by, document.newsroom))
    media_type = sniff_media_type(fetched.body) if fetched.body else ""
    outcome, extracted = fetched.outcome, None
    if outcome is CaptureOutcome.CAPTURED and media_type in ("", *NOT_KEPT):
        outcome = CaptureOutcome.UNSUPPORTED
    if outcome is CaptureOutcome.CAPTURED:
        extracted = extract_text(
            fetched.body,
            media_type,
            captured_at=fetched.ended_at,
            content_type=fetched.header("content-type"),
        )
    capture = Capture(
        document=document,
        method=CaptureMethod.FETCH.value,
        outcome=outcome.value,
        requested_url=fetched.url,
        final_url=fetched.final_url,
        status=fetched.status,
        headers=[list(header) for header in fetched.headers],
        redirects=[
            {"url": hop.url, "status": hop.status, "location": hop.location, "address": hop.address}
            for hop in fetched.hops
        ],
        address=fetched.address or None,
        media_type=media_type,
        public_code=outcome.value,
        detail=f"{fetched.reason.value} {fetched.detail}".strip(),
        started_at=fetched.started_at,
        captured_at=fetched.ended_at,
        recorded_by=by,
    )
    return store(capture, content=fetched.body, warc=archive(fetched), extracted=extracted, by=by)


def upload_capture(*, document: Document, by: User | None, content: bytes, now: datetime | None = None) -> Capture:
    """Keep a file that an editor has of a document: a PDF, a picture or a saved page.

    Raises ``ValidationError`` on ``content`` for a file of another kind, of two kinds at once, or too large.
    """
    refuse_if(why_not_enter(by, document.newsroom))
    try:
        media_type = check_upload(content)
    except RefusedUploadError as refused:
        raise ValidationError({"content": str(refused)}, code="refused_upload") from None
    now = now or timezone.now()
    capture = Capture(
        document=document,
        method=CaptureMethod.UPLOAD.value,
        outcome=CaptureOutcome.CAPTURED.value,
        media_type=media_type,
        public_code=CaptureOutcome.CAPTURED.value,
        captured_at=now,
        recorded_by=by,
    )
    extracted = extract_text(content, media_type, captured_at=now)
    return store(capture, content=content, warc=b"", extracted=extracted, by=by)


def store(capture: Capture, *, content: bytes, warc: bytes, extracted: Extracted | None, by: User | None) -> Capture:
    """Write a capture with its bytes and text, and tell the document what it did not know of itself."""
    with acting(by, f"captured ({capture.outcome})"):
        capture.payload = keep_payload(content) if content else None
        capture.warc = keep_payload(warc) if warc else None
        if extracted is not None:
            capture.text = keep_text(extracted)
            capture.title = extracted.title
            capture.authors = list(extracted.authors)
            capture.language = extracted.language
            capture.site_name = extracted.site_name
            for name, value in moment_columns("published", extracted.published).items():
                setattr(capture, name, value)
        save_made(capture)
        if capture.outcome == CaptureOutcome.CAPTURED.value:
            complete_document(capture)
    return capture


def complete_document(capture: Capture) -> None:
    """Fill what a document does not say of itself yet; what a person entered stays. Claims learn it is in hand."""
    document = Document.objects.select_for_update().get(pk=capture.document_id)
    changes: dict[str, object] = {"captured": True}
    if not document.language and capture.language:
        changes["language"] = capture.language
    if not document.authors and capture.authors:
        changes["authors"] = capture.authors
    if document.published_at is None and capture.published is not None:
        changes |= moment_columns("published", capture.published)
    if set_fields(document, changes):
        save_made(document)
    for field in Document._meta.concrete_fields:  # as refresh_from_db would, without asking again
        setattr(capture.document, field.attname, getattr(document, field.attname))
    if capture.text is not None:
        tell_upstairs(
            newsroom=capture.document.newsroom,
            cause="document.captured",
            cause_id=capture.public_id,
            documents=[document],
        )


def find_validators(document: Document) -> Validators | None:
    """What the latest capture of the same address gave to ask "has it changed?" with."""
    latest = document.captures.filter(
        method=CaptureMethod.FETCH.value, outcome=CaptureOutcome.CAPTURED.value, requested_url=document.url
    ).first()
    if latest is None:
        return None
    headers = {str(name).lower(): str(value) for name, value in reversed(latest.headers)}
    validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""), latest.final_url)
    return validators if validators.etag or validators.last_modified else None


def archive(fetched: Fetched) -> bytes:
    """The fetch as a WARC record; nothing when nothing was answered, or when a value would break the record."""
    try:
        return write_warc(fetched) if fetched.status is not None else b""
    except UnfitForArchiveError:
        return b""
