"""Entering and changing documents."""

from collections.abc import Iterable

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import key_of_address, save_whole, set_fields, tell_upstairs
from sources.algebra.moments import Moment
from sources.models import Document, Source
from sources.models.moments import moment_columns
from sources.rules import why_not_enter


def add_document(
    *,
    by: User | None,
    newsroom: Newsroom,
    publisher: Source,
    title: str,
    external_id: str = "",
    url: str = "",
    published: Moment | None = None,
    language: str = "",
    authors: Iterable[str] = (),
    captured: bool = False,
    why: str = "",
) -> Document:
    """Enter a document, in hand or only cited. Raises ``ValidationError`` by field."""
    refuse_if(why_not_enter(by, newsroom))
    document = Document(
        newsroom=newsroom,
        publisher=publisher,
        title=title.strip(),
        external_id=external_id,
        url=url,
        address_key=key_of_address(url),
        **moment_columns("published", published),
        language=language,
        authors=list(authors),
        captured=captured,
        created_by=by,
    )
    document.external_id = document.external_id or document.public_id
    with acting(by, why or "entered"):
        save_whole(document)
    return document


def change_document(*, by: User | None, document: Document, why: str, **changes: object) -> Document:
    """Change fields of a document, with the reason; claims that rest on it are computed again."""
    refuse_if(why_not_enter(by, document.newsroom))
    if "url" in changes:
        changes["address_key"] = key_of_address(str(changes["url"]))
    with acting(by, why):
        if set_fields(document, changes):
            save_whole(document)
            tell_upstairs(
                newsroom=document.newsroom,
                cause="document.changed",
                cause_id=document.public_id,
                documents=[document],
            )
    return document
