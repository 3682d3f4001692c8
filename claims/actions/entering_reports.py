"""Entering a report as it is found: with its document and the sources of its chain, new ones too, in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report, supersede_report
from claims.algebra.intervals import Quantity
from claims.models import Claim, Report
from claims.rules import why_not_report
from claims.vocabulary import Relation
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.documents import add_document
from sources.actions.due_fetches import request_capture
from sources.actions.sources import add_source
from sources.algebra.moments import Moment
from sources.fetching.addresses import make_address_key
from sources.models import Document, Source
from sources.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is not known yet."""

    name: str
    kind: SourceKind | str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is not known yet, or that is known at this address."""

    url: str
    title: str = ""
    publisher: Source | NewSource | None = None
    published: Moment | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of a chain whose source may be new."""

    source: Source | NewSource
    relation: Relation | str
    hedge: str = ""
    quantity: Quantity | None = None
    of_claim: Claim | None = None
    document: Document | None = None
    quote: Quote | None = None


def enter_report(
    *,
    by: User,
    claim: Claim,
    document: Document | NewDocument,
    entry: ReportEntry,
    chains: Sequence[Sequence[FoundLink]] = (),
    only_material_of: Iterable[Source | NewSource] = (),
    supersedes: Report | None = None,
    why: str = "",
    notice: str = "",
) -> Report:
    """Record a report, or put it in place of a mistaken one; enters what is new of its document and sources first.

    ``entry`` holds all but its chains and materials. A new document at an address is captured soon. Raises
    ``PermissionDenied`` below reporter, ``ValidationError`` by field; then nothing at all is written.
    """
    refuse_if(why_not_report(by, claim.newsroom))
    with acting(by, why or "recorded"):
        made: dict[str, Source] = {}
        held = document if isinstance(document, Document) else _document_of(by, claim.newsroom, document, made)
        whole = replace(
            entry,
            chains=[[_link_of(by, claim.newsroom, link, made) for link in chain] for chain in chains],
            only_material_of=[_source_of(by, claim.newsroom, source, made) for source in only_material_of],
        )
        if supersedes is not None:
            return supersede_report(
                by=by, report=supersedes, entry=whole, why=why, claim=claim, document=held, notice=notice
            )
        return record_report(by=by, claim=claim, document=held, entry=whole, why=why)


def find_at_address(newsroom: Newsroom, url: str) -> Document | None:
    """The newsroom's document at this address, however the address is written."""
    key = make_address_key(url)
    return Document.objects.filter(newsroom=newsroom, address_key=key).order_by("pk").first() if key else None


def _document_of(by: User, newsroom: Newsroom, new: NewDocument, made: dict[str, Source]) -> Document:
    known = find_at_address(newsroom, new.url)
    if known is not None:
        return known
    missing = {
        name: "A new document needs it."
        for name, value in (("title", new.title), ("publisher", new.publisher))
        if not value
    }
    if missing or new.publisher is None:
        raise ValidationError(missing)
    document = add_document(
        by=by,
        newsroom=newsroom,
        publisher=_source_of(by, newsroom, new.publisher, made),
        title=new.title,
        url=new.url,
        published=new.published,
        language=new.language,
    )
    if document.address_key:
        request_capture(document=document, by=by)
    return document


def _link_of(by: User, newsroom: Newsroom, link: FoundLink, made: dict[str, Source]) -> LinkEntry:
    return LinkEntry(
        source=_source_of(by, newsroom, link.source, made),
        relation=link.relation,
        document=link.document,
        quantity=link.quantity,
        of_claim=link.of_claim,
        hedge=link.hedge,
        quote=link.quote,
    )


def _source_of(by: User, newsroom: Newsroom, source: Source | NewSource, made: dict[str, Source]) -> Source:
    """The source; a new one is entered once, however often the entry names it."""
    if isinstance(source, Source):
        return source
    if source.name not in made:
        made[source.name] = add_source(by=by, newsroom=newsroom, name=source.name, kind=source.kind)
    return made[source.name]
