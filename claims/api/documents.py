"""One document: read, and changed with a notice to readers where a public claim shows it."""

from django.http import HttpResponse

from claims.actions.documents import change_shown_document
from claims.api.inputs import NOTICE_IF_PUBLIC
from newsrooms.api.bytes import answer_json
from newsrooms.api.find import refuse_taken
from newsrooms.api.operations import component, operation
from newsrooms.api.shapes import body
from newsrooms.vocabulary import Scope
from sources.api.documents import DocumentDoor
from sources.api.entries import moment_from, plain_changes, source_from
from sources.api.shapes import DOCUMENT, DOCUMENT_FIELDS, shape_document
from sources.models import Document
from sources.models.moments import moment_columns

DOCUMENT_CHANGE = component(
    "DocumentChange",
    body("What to change of a document.", least=1, **DOCUMENT_FIELDS, notice=NOTICE_IF_PUBLIC),
)


class OneDocument(DocumentDoor):
    @operation("read_document", "Read a document", scope=Scope.CLAIMS_READ, answers=DOCUMENT)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_document(self.one(id)))

    @operation(
        "change_document",
        "Change a document",
        detail="Claims that rest on it are computed again shortly after. Where some of them are public, readers get"
        " the notice of another publisher, title, address or date; that takes an editor.",
        scope=Scope.SOURCES_WRITE,
        body=DOCUMENT_CHANGE,
        answers=DOCUMENT,
        changes=True,
        example={"language": "nb", "why": "read"},
    )
    def patch(self, id: str) -> HttpResponse:
        found = self.one(id)
        document = self.rows().select_for_update(of=("self",)).get(pk=found.pk)
        self.refuse_stale(shape_document(document))
        body = self.body
        changes = plain_changes(body, "external_id", "title", "url", "language", "authors", "captured")
        if changes.get("external_id", document.external_id) != document.external_id:
            refuse_taken(Document.objects.all(), document.newsroom_id, changes["external_id"])
        if "publisher" in body:
            changes["publisher"] = source_from(body["publisher"], self.actor, "publisher")
        if "published_at" in body:
            changes |= moment_columns("published", moment_from(body["published_at"], "/published_at"))
        why = body.get("why") or "changed through the API"
        notice = body.get("notice", "")
        change_shown_document(by=self.actor.person, document=document, why=why, notice=notice, **changes)
        return answer_json(shape_document(self.rows().get(pk=document.pk)))
