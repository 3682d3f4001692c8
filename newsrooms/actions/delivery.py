"""Delivering what is due: taken by lease, told at least once, never lost."""

import logging
import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import F

from newsrooms.actions.notification import notify
from newsrooms.actions.webhook_endpoint import disable_endpoint
from newsrooms.models import Delivery, DeliveryAttempt, Event, Membership, WebhookEndpoint
from newsrooms.secrecy import derive_webhook_secret, find_master_secret
from newsrooms.vocabulary import DeliveryState, EventType, NotificationKind, Role
from newsrooms.webhooks.schedule import Outcome, Reply, judge
from newsrooms.webhooks.signing import sign, write_body

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
MOST_AT_ONCE = 5
# They are told one after another: as many as can all be slow (30 s each) within one lease.
MOST_TAKEN = 3
MOST_ABANDONED = 20
TEST_DATA = {"message": "A test: this endpoint is told of events."}

Render = Callable[[Event], Mapping[str, Any] | None]


class Post(Protocol):
    """The guarded client, handed in by the door: dials public addresses only, follows no redirect, has a deadline
    well under the lease, and never raises for what the other side does."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Reply: ...


TAKE = """
    WITH picked AS (
        SELECT due.id
        FROM newsrooms_webhookendpoint endpoint
        CROSS JOIN LATERAL (
            SELECT delivery.id, delivery.due_at
            FROM newsrooms_delivery delivery
            WHERE delivery.endpoint_id = endpoint.id AND delivery.state = 'due' AND delivery.due_at <= %(now)s
              AND (delivery.leased_until IS NULL OR delivery.leased_until <= %(now)s)
            ORDER BY delivery.due_at, delivery.id
            LIMIT GREATEST(0, %(at_once)s - (
                SELECT count(*) FROM newsrooms_delivery held
                WHERE held.endpoint_id = endpoint.id AND held.state = 'due' AND held.leased_until > %(now)s
            ))
            FOR UPDATE SKIP LOCKED
        ) due
        WHERE endpoint.active
        ORDER BY due.due_at, due.id
        LIMIT %(limit)s
    )
    UPDATE newsrooms_delivery delivery
    SET attempts = delivery.attempts + CASE WHEN delivery.lease IS NULL THEN 1 ELSE 0 END,
        lease = gen_random_uuid(), leased_until = %(until)s, worker = %(worker)s
    FROM picked
    WHERE delivery.id = picked.id
    RETURNING delivery.id
"""


def take_deliveries(
    *, worker: str, now: datetime, limit: int = MOST_TAKEN, lease: timedelta = LEASE
) -> list[Delivery]:
    """Take up to ``limit`` due deliveries for ``lease``, at most five of one endpoint at once; oldest first.

    A delivery whose worker died is taken again when its lease is over, as the same attempt; when 20 workers died
    that had begun to tell it, it is a dead letter, for then it is what kills them.
    """
    with transaction.atomic():
        _bury(now)
        with connection.cursor() as cursor:
            until = now + lease
            cursor.execute(
                TAKE, {"now": now, "at_once": MOST_AT_ONCE, "limit": limit, "until": until, "worker": worker[:100]}
            )
            taken = [row[0] for row in cursor.fetchall()]
    deliveries = Delivery.objects.filter(pk__in=taken).select_related("event", "endpoint", "endpoint__newsroom")
    return list(deliveries.order_by("due_at", "pk"))


def _bury(now: datetime) -> None:
    """Give up what too many workers began to tell and never came back from."""
    lost = Delivery.objects.filter(
        state=DeliveryState.DUE.value, abandoned__gte=MOST_ABANDONED, leased_until__lte=now
    ).select_related("endpoint__newsroom")
    for delivery in lost.select_for_update(skip_locked=True, of=("self",)):
        delivery.state, delivery.ended_at = DeliveryState.DEAD.value, now
        delivery.lease = delivery.leased_until = None
        delivery.last_error = "Every worker that tried this died."
        delivery.save(update_fields=["state", "ended_at", "lease", "leased_until", "last_error"])
        _notify_administrators(delivery, delivery.last_error)


def attempt_delivery(
    *,
    delivery: Delivery,
    post: Post,
    render: Render,
    now: datetime,
    chance: Callable[[], float] = random.random,
) -> Delivery:
    """Tell one taken delivery and write down how it went; outside any transaction, for the other side may be slow.

    ``render`` gives the data of the event as it is now, so that what was redacted since is not sent; None when there
    is nothing left to tell, and the delivery is dropped. ``chance`` is the jitter. If another worker has taken the
    delivery since, nothing is told; if one takes it meanwhile, the attempt is logged and changes nothing else.
    """
    if not _renew_lease(delivery, now):
        return delivery
    started = time.monotonic()
    reply = _tell(delivery, post, render, now)
    if reply is None:
        return _finish(delivery, Outcome(DeliveryState.DROPPED, error="Nothing is left to tell."), None, now)
    outcome = judge(reply, attempts=delivery.attempts, now=now, chance=chance())
    with transaction.atomic():
        DeliveryAttempt.objects.create(
            delivery=delivery,
            number=delivery.attempts,
            started_at=now,
            took_ms=int((time.monotonic() - started) * 1000),
            url=delivery.endpoint.url,
            status=reply.status,
            error=outcome.error[:300],
            excerpt="".join(letter for letter in reply.excerpt if letter.isprintable())[:300],
        )
        if outcome.gone or outcome.state is DeliveryState.DEAD:
            _notify_administrators(delivery, outcome.error)
        if outcome.gone:
            disable_endpoint(by=None, endpoint=delivery.endpoint, why="The endpoint answered that it is gone (410).")
        return _finish(delivery, outcome, reply.status, now)


def _renew_lease(delivery: Delivery, now: datetime) -> bool:
    """Whether it is still ours and wanted, with the whole lease before us: the ones taken with it may have been slow,
    or have found that the endpoint is gone. From here until its end it counts as begun."""
    if delivery.lease is None:
        return False
    held = Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease, state=DeliveryState.DUE.value)
    if held.filter(endpoint__active=True).update(leased_until=now + LEASE, abandoned=F("abandoned") + 1) == 1:
        return True
    held.update(lease=None, leased_until=None, attempts=F("attempts") - 1)
    return False


def live_secrets(endpoint: WebhookEndpoint, at: datetime) -> list[str]:
    """The secrets that sign for an endpoint at a moment, the newest first; those of a lost SECRET_KEY are missing."""
    found = []
    for secret in endpoint.secrets.live(at):
        master = find_master_secret(secret.master)
        if master is not None:
            found.append(derive_webhook_secret(master, secret.salt))
    return found


def _tell(delivery: Delivery, post: Post, render: Render, now: datetime) -> Reply | None:
    """Render, sign and post; None when nothing is left to tell. Whatever goes wrong is a reply without a status."""
    event = delivery.event
    secrets = live_secrets(delivery.endpoint, now)
    if not secrets:
        return Reply(None, error="The signing secret was derived from a SECRET_KEY that is gone; rotate it.")
    try:
        data = TEST_DATA if event.type == EventType.TEST else render(event)
        if data is None:
            return None
        body = write_body(event.type, event.occurred_at, data)
        signature = sign(secrets, message_id=event.public_id, sent_at=now, body=body)
        return post(delivery.endpoint.url, body, {"content-type": "application/json", **signature})
    except Exception as error:  # one noun that cannot be rendered must not stop the delivery of all the others
        logger.exception("telling %s of %s failed", delivery.endpoint.public_id, event.public_id)
        return Reply(None, error=f"The message could not be written or sent ({type(error).__name__}).")


def _notify_administrators(delivery: Delivery, error: str) -> None:
    places = (
        Membership.objects.live().filter(newsroom=delivery.endpoint.newsroom_id).with_at_least(Role.ADMINISTRATOR)
    )
    notify(
        users=[place.user for place in places.select_related("user")],
        newsroom=delivery.endpoint.newsroom,
        kind=NotificationKind.ENDPOINT_FAILING,
        object_type="webhook_endpoint",
        object_id=delivery.endpoint.public_id,
        params={"title": str(delivery.endpoint), "error": error[:200]},
    )


def _finish(delivery: Delivery, outcome: Outcome, status: int | None, now: datetime) -> Delivery:
    """Give the lease back with what came of it, unless another has taken it meanwhile."""
    due = outcome.state is DeliveryState.DUE
    Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease).update(
        state=outcome.state.value,
        due_at=outcome.due_at if due else F("due_at"),
        ended_at=None if due else now,
        last_status=status,
        last_error=outcome.error[:300],
        lease=None,
        leased_until=None,
        abandoned=0,
    )
    delivery.refresh_from_db(from_queryset=Delivery.objects.select_related("event", "endpoint"))
    return delivery
