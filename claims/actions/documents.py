"""Changing a document that claims show: readers of those that are public see it, and are told."""

from claims.actions.due import mark_due_for_documents
from claims.actions.notices import tell_all_readers
from claims.shown_on import claims_resting_on
from newsrooms.acting import acting
from newsrooms.models import User
from sources.actions.documents import change_document
from sources.models import Document

SHOWN = frozenset({"publisher", "title", "url", "published_at", "published_precision"})


def change_shown_document(
    *, by: User | None, document: Document, why: str, notice: str = "", **changes: object
) -> Document:
    """Change fields of a document as `change_document` does; the claims that rest on it are computed again.

    Where public claims show it and what they show of it changes, readers of each get a ``notice``, from an editor.
    """
    with acting(by, why):
        if any(name in SHOWN and getattr(document, name) != value for name, value in changes.items()):
            tell_all_readers(by=by, claims=claims_resting_on(document.pk), notice=notice)
        change_document(by=by, document=document, why=why, **changes)
        mark_due_for_documents([document.pk], cause="document.changed", cause_id=document.public_id)
    return document
