"""Documents: what was published, in hand or only cited, and what was captured of it."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, refuse_taken
from newsrooms.api.operations import Parameter, operation
from newsrooms.api.pages import PAGING, answer_page, expand_with, page_of
from newsrooms.api.shapes import FLAG, ID, MOMENT_INPUT, text
from newsrooms.vocabulary import Scope
from sources.actions.captures import upload_capture
from sources.actions.documents import add_document
from sources.actions.due_fetches import request_capture
from sources.api.entries import asked_since, asked_source, moment_from, plain_changes, source_from
from sources.api.shapes import (
    CAPTURE,
    DOCUMENT,
    DOCUMENT_INPUT,
    FETCH,
    FETCH_INPUT,
    Shape,
    shape_document,
    shape_source,
    with_parts,
)
from sources.fetching.uploads import MOST_BYTES
from sources.models import Capture, Document, Source
from sources.naming import find_documents

FILTERS = (
    Parameter("q", text(longest=200), "With these words in title, address or publisher.", "harbour"),
    Parameter("publisher", ID, "Published by this source."),
    Parameter("published_since", MOMENT_INPUT, "Published in or after.", "2025-06"),
    Parameter("captured", FLAG, "In hand, or only cited.", True),
    Parameter("external_id", ID, "The one you call so."),
)


class DocumentDoor(Endpoint):
    tag = "Documents"

    def rows(self) -> QuerySet[Document]:
        return self.actor.own(Document.objects.visible_to(self.actor.user)).select_related("newsroom", "publisher")

    def one(self, name: str) -> Document:
        return find(self.rows(), name, self.actor)


class Documents(DocumentDoor):
    @operation(
        "list_documents",
        "List documents",
        scope=Scope.CLAIMS_READ,
        query=(*FILTERS, *PAGING, expand_with(publisher="the whole source")),
        answers=page_of(DOCUMENT),
    )
    def get(self) -> HttpResponse:
        rows, asked = self.rows(), self.query
        if "q" in asked:
            rows = find_documents(rows, asked["q"])
        if "publisher" in asked:
            rows = rows.filter(publisher=asked_source(asked["publisher"], self.actor))
        if "published_since" in asked:
            rows = rows.filter(published_at__gte=asked_since(asked["published_since"], "published_since"))
        for name in ("captured", "external_id"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        return answer_page(self.asked, rows, self.shape_page, self.query)

    def shape_page(self, page: list[Document]) -> list[Shape]:
        shaped = [shape_document(row) for row in page]
        if not self.query.get("expand"):
            return shaped
        inside = self.actor.is_inside
        found = with_parts(Source.objects.filter(pk__in={row.publisher_id for row in page}))
        whole = {row.pk: shape_source(row, inside=inside) for row in found}
        return [part | {"publisher": whole[row.publisher_id]} for row, part in zip(page, shaped, strict=True)]

    @operation(
        "create_document",
        "Enter a document",
        scope=Scope.SOURCES_WRITE,
        body=DOCUMENT_INPUT,
        answers=DOCUMENT,
        status=201,
        example={
            "external_id": "doc-evening-bulletin",
            "publisher": "src-harbour-radio",
            "title": "Evening bulletin of 3 March",
            "url": "https://radio.example.org/bulletins/0303",
            "published_at": "2025-03-03T18:00Z",
        },
    )
    def post(self) -> HttpResponse:
        body = self.body
        publisher = source_from(body["publisher"], self.actor, "publisher")
        if "newsroom" in body and self.actor.choose_newsroom(body["newsroom"]).pk != publisher.newsroom_id:
            raise ValidationError({"publisher": ValidationError("There is nothing of this name.", "unknown_id")})
        refuse_taken(Document.objects.all(), publisher.newsroom_id, body.get("external_id", ""))
        document = add_document(
            by=self.actor.person,
            newsroom=publisher.newsroom,
            publisher=publisher,
            published=moment_from(body.get("published_at"), "/published_at"),
            authors=body.get("authors", ()),
            captured=body.get("captured", False),
            **plain_changes(body, "title", "external_id", "url", "language", "why"),
        )
        return self.created(shape_document(document), reverse("api-document", args=[document.public_id]))


class OneDocument(DocumentDoor):
    @operation("read_document", "Read a document", scope=Scope.CLAIMS_READ, answers=DOCUMENT)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_document(self.one(id)))


class Captures(DocumentDoor):
    @operation(
        "list_captures",
        "List the captures of a document",
        scope=Scope.CLAIMS_READ,
        query=PAGING,
        answers=page_of(CAPTURE),
    )
    def get(self, id: str) -> HttpResponse:
        rows = Capture.objects.filter(document=self.one(id))
        return answer_page(self.asked, with_payload(rows), lambda page: map(shape_capture, page), self.query)

    @operation(
        "upload_capture",
        "Upload a capture of a document",
        detail="The bytes of a PDF, a picture or a saved page as the body.",
        scope=Scope.SOURCES_WRITE,
        raw=("application/pdf", "text/html", "image/png", "image/jpeg", "image/webp", "image/gif"),
        largest=MOST_BYTES,
        answers=CAPTURE,
        status=201,
    )
    def post(self, id: str) -> HttpResponse:
        capture = upload_capture(document=self.one(id), by=self.actor.person, content=self.sent_file().read())
        fresh = with_payload(Capture.objects.filter(pk=capture.pk)).get()
        return self.created(shape_capture(fresh), reverse("api-capture", args=[capture.public_id]))


class Fetches(DocumentDoor):
    @operation(
        "fetch_document",
        "Have a document's page captured soon",
        detail="By a worker, at the pace the site allows; the capture stands in the list when it is done. A document"
        " whose page is due already is due once.",
        scope=Scope.SOURCES_WRITE,
        body=FETCH_INPUT,
        answers=FETCH,
        status=202,
        conditional=False,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        document = self.one(id)
        due = request_capture(document=document, by=self.actor.person)
        return answer_json(
            {"document": document.public_id, "due_at": due.due_at.isoformat(), "attempts": due.attempts},
            status=202,
            tagged=False,
        )


class OneCapture(Endpoint):
    tag = "Documents"

    @operation("read_capture", "Read a capture", scope=Scope.CLAIMS_READ, answers=CAPTURE)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_capture(find(with_payload(captures_for(self)), id, self.actor, newsroom=None)))


class CapturedTextOf(Endpoint):
    tag = "Documents"

    @operation(
        "read_captured_text",
        "Read the text extracted from a capture",
        detail="It is others' work, kept for checking: for the house only.",
        scope=Scope.DRAFTS_READ,
        media=("text/plain",),
        conditional=False,
    )
    def get(self, id: str) -> HttpResponse:
        capture = find(captures_for(self).select_related("text"), id, self.actor, newsroom=None)
        if capture.text is None:
            raise Http404
        return HttpResponse(capture.text.text, content_type="text/plain; charset=utf-8")


def captures_for(endpoint: Endpoint) -> QuerySet[Capture]:
    documents = endpoint.actor.own(Document.objects.visible_to(endpoint.actor.user))
    return Capture.objects.filter(document__in=documents)


def with_payload(rows: QuerySet[Capture]) -> QuerySet[Capture]:
    """Captures with the hash and size of their bytes, but not the bytes."""
    return rows.select_related("payload", "document").defer("payload__content", "headers", "redirects")


def shape_capture(capture: Capture) -> Shape:
    return {
        "id": capture.public_id,
        "document": capture.document.public_id,
        "method": capture.method,
        "outcome": capture.outcome,
        "final_url": capture.final_url or None,
        "status": capture.status,
        "media_type": capture.media_type or None,
        "sha256": capture.payload.sha256 if capture.payload else None,
        "size": capture.payload.size if capture.payload else None,
        "title": capture.title or None,
        "has_text": capture.text_id is not None,
        "captured_at": capture.captured_at.isoformat(),
    }
