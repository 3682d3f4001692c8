"""A newsroom that listens: an endpoint, something that happens, and delivering it with a client of the test's own."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.actions.event import fan_out_events, record_event
from newsrooms.actions.webhook_endpoint import OpenedEndpoint, open_endpoint
from newsrooms.models import Delivery, Event, User
from newsrooms.vocabulary import EventType
from newsrooms.webhooks.schedule import Reply


def listen(by: User, url: str = "https://hooks.example.org/in") -> OpenedEndpoint:
    return open_endpoint(by=by, newsroom=by.memberships.get().newsroom, url=url)


def happen(by: User, *names: str) -> None:
    with transaction.atomic():
        for name in names or ["claim1"]:
            newsroom = by.memberships.get().newsroom
            record_event(newsroom=newsroom, kind=EventType.CLAIM_PUBLISHED, object_type="claim", object_id=name)
    fan_out_events(now=timezone.now())


def tell(event: Event) -> Mapping[str, str]:
    return {"id": event.object_id}


def deliver(reply: Reply, now: datetime | None = None) -> list[Delivery]:
    """Attempt all that is due with a client that answers ``reply``."""
    moment = now or timezone.now()
    taken = take_deliveries(worker="w", now=moment)
    return [
        attempt_delivery(delivery=one, post=lambda *_: reply, render=tell, now=moment, chance=lambda: 0)
        for one in taken
    ]
