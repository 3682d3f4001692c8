"""Recording that something happened, and deciding whom to tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from newsrooms.models import Delivery, Event, Newsroom, WebhookEndpoint
from newsrooms.vocabulary import EventType, Facet

Burst = tuple[int | None, str, str]
BURST = timedelta(seconds=5)
MOST_OF_BURSTS = 10_000
FAN_OUT_LOCK = 7_241_001
NUMBER_LOCK = 7_241_002
# A statement of its own after the lock, so that it sees what whoever held it before has committed.
NUMBER = """
    WITH waiting AS (
        SELECT id, row_number() OVER (ORDER BY transaction, id) AS place
        FROM newsrooms_event WHERE position IS NULL
        ORDER BY transaction, id LIMIT 10000
    ), last AS (SELECT coalesce(max(position), 0) AS position FROM newsrooms_event)
    UPDATE newsrooms_event event SET position = last.position + waiting.place
    FROM waiting, last WHERE event.id = waiting.id
"""


def record_event(
    *,
    newsroom: Newsroom | None,
    kind: EventType,
    object_type: str,
    object_id: str,
    facets: Mapping[str, str] | None = None,
    public: bool = False,
    burst_key: str = "",
) -> Event:
    """Write to the outbox that something happened to an object, in the transaction that does it.

    ``newsroom`` is None for what belongs to all, which must be ``public``. ``object_type`` is the noun ("claim"),
    ``object_id`` its public id. ``facets``: short words to filter by, each a `Facet`. ``burst_key``: what repeats of
    one kind about one object within 5 s are told as one. Raises ``RuntimeError`` outside a transaction, where the
    event could survive its change.
    """
    _refuse_outside_a_transaction()
    event = Event(
        newsroom=newsroom,
        type=kind.value,
        object_type=object_type,
        object_id=object_id,
        facets=_known(facets or {}),
        public=public,
        burst_key=burst_key,
    )
    event.save(force_insert=True)
    return event


def record_events(events: Iterable[Event]) -> None:
    """The same for many at once: unsaved events, written in batches, in the order given."""
    _refuse_outside_a_transaction()
    Event.objects.bulk_create(events, batch_size=1000)


def number_events() -> int:
    """Give each committed event without one the next place in the feed; returns how many were given.

    Only one numbers at a time, and what it numbers is committed, so a place once shown is never preceded by a new
    one: no gap and no repeat for readers, and no transaction, however long, holds the others' events back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [NUMBER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(NUMBER)
        numbered: int = cursor.rowcount
        return numbered


def fan_out_events(*, now: datetime, limit: int = 500) -> int:
    """Write a due delivery for every endpoint that wants a waiting event; returns how many events were settled.

    Events of a burst wait until its first is ``BURST`` old; each endpoint is then told the last of those it wants.
    One runs at a time: another that comes meanwhile finds nothing to do.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FAN_OUT_LOCK])
            if not cursor.fetchone()[0]:
                return 0
        events = _take_waiting(now, limit)
        told: dict[Burst, Event] = {}
        for event in events:
            told[_burst_of(event)] = event
        _owe(events, now)
        folded: dict[int, list[int]] = defaultdict(list)
        for event in events:
            last = told[_burst_of(event)]
            if last.pk != event.pk:
                folded[last.pk].append(event.pk)
        for last_pk, pks in folded.items():
            Event.objects.filter(pk__in=pks).update(fanned_out_at=now, folded_into=last_pk)
        Event.objects.filter(pk__in=[event.pk for event in told.values()]).update(fanned_out_at=now)
    return len(events)


def _refuse_outside_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of its change.")


def _known(facets: Mapping[str, str]) -> dict[str, str]:
    """Facets by the names that endpoints may filter by: by another nobody could."""
    return {Facet(name).value: word for name, word in facets.items()}


def _burst_of(event: Event) -> Burst:
    return (event.newsroom_id, event.type, event.burst_key or event.public_id)


def _take_waiting(now: datetime, limit: int) -> list[Event]:
    """Waiting events that may be told now, oldest first, with all of each burst that is ripe.

    Of the rest of all these bursts ``MOST_OF_BURSTS`` at most: beyond that, one is told in several.
    """
    ripe = Q(burst_key="") | Q(occurred_at__lte=now - BURST)
    first = list(Event.objects.waiting().filter(ripe).order_by("pk")[:limit])
    bursts = {event.burst_key for event in first if event.burst_key}
    rest = Event.objects.waiting().filter(burst_key__in=bursts) if bursts else Event.objects.none()
    groups = {_burst_of(event) for event in first}
    late = [event for event in rest.order_by("pk")[:MOST_OF_BURSTS] if _burst_of(event) in groups]
    return sorted({event.pk: event for event in [*first, *late]}.values(), key=lambda event: event.pk)


def _owe(events: list[Event], now: datetime) -> None:
    """Owe each endpoint the last event it wants of each burst: the last of all may be one it does not want."""
    endpoints = list(WebhookEndpoint.objects.active())
    owed = {
        (endpoint.pk, _burst_of(event)): Delivery(event=event, endpoint=endpoint, due_at=now)
        for event in events
        for endpoint in endpoints
        if event.newsroom_id in (None, endpoint.newsroom_id)
        and endpoint.wants(event.type, event.facets, public=event.public)
    }
    Delivery.objects.bulk_create(
        sorted(owed.values(), key=lambda one: (one.event_id, one.endpoint_id)), batch_size=1000, ignore_conflicts=True
    )
