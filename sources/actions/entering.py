"""What all writes of the ground floor share: whole validation, and the change told upstairs."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models

from newsrooms.actions.event import record_events
from newsrooms.models import Event, Newsroom
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType, Facet
from sources.fetching.addresses import make_address_key
from sources.models import Document, GroundChange, Source

WHY_NOT_ADDRESS = "This is no web address: it must begin with http:// or https:// and name a host."


def key_of_address(url: str) -> str:
    """The canonical key of an address that may be blank. Raises ``ValidationError`` when it is no web address."""
    key = make_address_key(url) if url else ""
    if url and not key:
        raise ValidationError({"url": WHY_NOT_ADDRESS}, code="wrong_form")
    if reason := why_not_plain(url):
        raise ValidationError({"url": reason}, code="wrong_form")
    return key


def why_not_plain(url: str) -> str | None:
    """Why nobody should keep or hand on this web address as it is written."""
    if "@" in url.partition("//")[2].partition("/")[0].partition("?")[0]:
        return "This address holds a name or password before its host; leave them out."
    if any(character.isspace() for character in url):
        return "This address holds a blank; write it as %20."
    return None


def save_whole(row: models.Model) -> None:
    """Validate every field and constraint, then write. Raises ``ValidationError`` that names the fields."""
    row.full_clean()
    row.save()


def save_made(row: models.Model) -> None:
    """Write a row that was made here and not entered: its fields are validated, its rules are left to the database.

    Asking the database beforehand about each rule and each related row costs more than reading a page's text.
    """
    related = {field.name for field in row._meta.concrete_fields if field.is_relation}
    row.full_clean(exclude=related, validate_unique=False, validate_constraints=False)
    row.save()


def set_fields(row: models.Model, changes: dict[str, object]) -> list[str]:
    """Set what differs and return the names of the fields that did."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    return changed


def tell_upstairs(
    *,
    newsroom: Newsroom,
    cause: str,
    cause_id: str,
    sources: Iterable[Source] = (),
    documents: Iterable[Document] = (),
) -> None:
    """Leave a due row for each source or document whose change may move the standing of claims, and an event."""
    batch = new_public_id()
    rows = [(source, None) for source in sources] + [(None, document) for document in documents]
    GroundChange.objects.bulk_create(
        GroundChange(newsroom=newsroom, source=source, document=document, cause=cause, cause_id=cause_id, batch=batch)
        for source, document in rows
    )
    told = [_event_of(newsroom, EventType.SOURCE_CHANGED, source.public_id, cause) for source, _ in rows if source]
    told += [_event_of(newsroom, EventType.DOCUMENT_CHANGED, page.public_id, cause) for _, page in rows if page]
    record_events(told)


def _event_of(newsroom: Newsroom, kind: EventType, key: str, cause: str) -> Event:
    noun = kind.value.partition(".")[0]
    return Event(
        newsroom=newsroom,
        type=kind.value,
        object_type=noun,
        object_id=key,
        facets={Facet.CAUSE.value: cause},
        burst_key=f"{noun} {key}",
    )
