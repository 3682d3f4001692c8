"""Documents at the desk: the page of the ground floor, with the notice to readers where public claims show them."""

from typing import Any

from django.contrib import admin

from claims.actions.documents import change_shown_document
from claims.admin.fields import NoticedForm
from claims.models import PUBLIC_STATES
from claims.shown_on import claims_resting_on
from newsrooms.models import User
from sources.admin.document import DocumentAdmin, DocumentForm
from sources.models import Document


class ShownDocumentForm(NoticedForm, DocumentForm):
    """A document's fields; readers of public claims that show it are told of a change."""

    may_move_standings = True

    class Meta(DocumentForm.Meta):
        pass

    def is_public(self) -> bool:
        return bool(claims_resting_on(self.instance.pk).filter(workflow_state__in=PUBLIC_STATES).exists())


# The ground floor does not know of claims, so its page of a document is put in place of its own from here.
admin.site.unregister(Document)


@admin.register(Document)
class ShownDocumentAdmin(DocumentAdmin):
    form = ShownDocumentForm
    fields_to_change = (*DocumentAdmin.fields_to_change, "notice")

    def change(self, by: User, row: Document, changes: dict[str, Any], why: str) -> Document:
        return change_shown_document(by=by, document=row, why=why, **changes)
