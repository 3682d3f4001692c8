"""Items of a feed become documents: each once, under its own publisher, and never a flood of them."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from sources.actions.documents import add_document
from sources.actions.due_fetches import request_capture
from sources.actions.sources import add_source
from sources.algebra.moments import Moment
from sources.fetching.addresses import make_address_key
from sources.fetching.feeds import FeedEntry
from sources.models import Document, Feed, FeedItem, Source
from sources.models.moments import moment_columns
from sources.vocabulary import FeedItemFate, FetchCause, Precision, SourceKind

logger = logging.getLogger(__name__)

FIRST_POLL_MOST = 10
FIRST_POLL_NOT_OLDER = timedelta(days=2)
LATER_POLL_MOST = 50
LATER_POLL_NOT_OLDER = timedelta(days=30)
EXACT = (Precision.MINUTE, Precision.SECOND)
PUBLISHING_KINDS = (SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.CHANNEL)


def take_items(*, feed: Feed, entries: Sequence[FeedEntry], first_time: bool, now: datetime) -> list[FeedItem]:
    """Record the entries not seen before; the new ones become documents that are due to be captured.

    Of a first reading only the ten newest of the last two days do, later at most fifty of the last month: the
    rest is recorded as old, so that it is never taken for new. To be called inside an action.
    """
    seen = set(feed.items.filter(guid__in=[entry.guid for entry in entries]).values_list("guid", flat=True))
    unseen = [entry for entry in entries if entry.guid not in seen]
    fresh = choose_fresh(unseen, first_time=first_time, now=now)
    return [take_item(feed=feed, entry=entry, fresh=entry.guid in fresh, now=now) for entry in unseen]


def choose_fresh(entries: Sequence[FeedEntry], *, first_time: bool, now: datetime) -> set[str]:
    """The guids of the entries that are news: the newest, not too many, none too old. Undated ones count as new."""
    most = FIRST_POLL_MOST if first_time else LATER_POLL_MOST
    oldest = now - (FIRST_POLL_NOT_OLDER if first_time else LATER_POLL_NOT_OLDER)
    recent = [entry for entry in entries if entry.published is None or entry.published.end > oldest]
    # Sorting is stable: undated entries, and those of one moment, stay in the feed's own order.
    recent.sort(key=lambda entry: entry.published.start if entry.published else now, reverse=True)
    return {entry.guid for entry in recent[:most]}


def take_item(*, feed: Feed, entry: FeedEntry, fresh: bool, now: datetime) -> FeedItem:
    """Record one entry: known when its document is, new with a document of its own, or old without."""
    key = make_address_key(entry.url) if entry.url else ""
    publisher = choose_publisher(feed, entry, create=False)
    document = find_document(feed, key, entry, publisher)
    fate = FeedItemFate.KNOWN if document else FeedItemFate.OLD
    if document is None and fresh and key:
        document = enter_document(feed, entry, now)
        fate = FeedItemFate.NEW if document else FeedItemFate.OLD
    if document is not None and fresh and feed.capture_items and document.address_key and not document.captured:
        request_capture(document=document, by=None, cause=FetchCause.FEED, due_at=now)
    item = FeedItem(
        feed=feed,
        guid=entry.guid,
        url=entry.url,
        address_key=key,
        title=entry.title,
        publisher=entry.publisher,
        publisher_from=entry.publisher_from,
        **moment_columns("published", entry.published),
        fate=fate.value,
        document=document,
        first_seen_at=now,
    )
    item.save()
    return item


def enter_document(feed: Feed, entry: FeedEntry, now: datetime) -> Document | None:
    """The document of a new entry, under the publisher it names; ``None`` when it is too odd to be entered.

    One odd item must not keep all the others of its feed from being read.
    """
    try:
        with transaction.atomic():
            publisher = choose_publisher(feed, entry, create=True) or feed.source
            named_person = entry.publisher_from == "dc:creator" and publisher.name == entry.publisher
            return add_document(
                by=None,
                newsroom=feed.newsroom,
                publisher=publisher,
                title=entry.title or entry.url,
                url="%20".join(entry.url.split()),
                published=refuse_future(entry.published, now),
                language=entry.language,
                authors=() if named_person else entry.authors,
                why=f"in the feed {feed.title}",
            )
    except ValidationError as refused:
        logger.warning("an item of feed %s was not entered: %s", feed.public_id, refused)
        return None


def find_document(feed: Feed, key: str, entry: FeedEntry, publisher: Source | None) -> Document | None:
    """The document this entry already is: at the same address, or of the same publisher, title and minute."""
    documents = Document.objects.filter(newsroom=feed.newsroom)
    if key and (found := documents.filter(address_key=key).order_by("pk").first()):
        return found
    if not entry.title or entry.published is None or entry.published.precision not in EXACT:
        return None
    twin = FeedItem.objects.filter(
        feed__newsroom=feed.newsroom,
        title=entry.title,
        published_at=entry.published.start,
        document__publisher=publisher or feed.source,
    )
    item = twin.select_related("document").order_by("pk").first()
    return item.document if item else None


def choose_publisher(feed: Feed, entry: FeedEntry, *, create: bool) -> Source | None:
    """Who published an entry: whom it names, as far as we know them, else the feed's own source.

    A ``dc:creator`` is as often a person as a paper: it counts only for a source already known to publish. Another
    named publisher nobody has entered yet is entered (``create``) as an outlet, for the item did name it.
    """
    if not entry.publisher:
        return feed.source
    known = Source.objects.filter(newsroom=feed.newsroom).current().named(entry.publisher)
    if entry.publisher_from == "dc:creator":
        return known.filter(kind__in=[kind.value for kind in PUBLISHING_KINDS]).first() or feed.source
    found = known.first()
    if found is None and create:
        return add_source(
            by=None,
            newsroom=feed.newsroom,
            name=entry.publisher,
            kind=SourceKind.OUTLET,
            note=f"Named by an item of the feed {feed.title}; nobody has looked at it yet.",
            why=f"named in the feed {feed.title}",
        )
    return found


def refuse_future(published: Moment | None, now: datetime) -> Moment | None:
    """A date that has not come yet is no date of publication; an hour is left for clocks that differ."""
    return None if published is not None and published.start > now + timedelta(hours=1) else published
