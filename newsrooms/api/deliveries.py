"""The log of deliveries to webhook endpoints: how each went, and telling it again."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from newsrooms.actions.replay import replay_dead, replay_delivery
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.instants import read_instant
from newsrooms.api.operations import Parameter, component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import COUNT, ID, INSTANT, Schema, answer, body, list_of, or_null, text, word
from newsrooms.models import Delivery, WebhookEndpoint
from newsrooms.vocabulary import DeliveryState, EventType, Scope

DELIVERY: Schema = {
    "id": ID,
    "endpoint": ID,
    "event": answer("What it tells of.", id=text("What a receiver knows repeats by."), type=word(EventType)),
    "state": word(DeliveryState),
    "due_at": INSTANT,
    "attempts": COUNT,
    "last_status": or_null({"type": "integer"}),
    "last_error": text(),
    "created_at": INSTANT,
    "ended_at": or_null(INSTANT),
}
ATTEMPT = answer(
    "One POST as it went.",
    number=COUNT,
    started_at=INSTANT,
    took_ms=COUNT,
    url=text(),
    status=or_null({"type": "integer"}),
    error=text(),
    excerpt=text("How the answer began."),
)
component("Delivery", answer("One event owed to one endpoint.", **DELIVERY))
component("DeliveryLog", answer("A delivery with its attempts.", **DELIVERY, attempt_log=list_of(ATTEMPT)))
component(
    "ReplayInput",
    body("From when on dead letters are told again.", required=("since",), since=INSTANT | {"maxLength": 40}),
)
component("Replayed", answer("How many are due again.", replayed=COUNT))
STATE = Parameter("state", word(DeliveryState), "In this state; “dead” are the dead letters.", "dead")


def shape_delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.public_id,
        "endpoint": delivery.endpoint.public_id,
        "event": {"id": delivery.event.public_id, "type": delivery.event.type},
        "state": delivery.state,
        "due_at": delivery.due_at.isoformat(),
        "attempts": delivery.attempts,
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
        "created_at": delivery.created_at.isoformat(),
        "ended_at": delivery.ended_at and delivery.ended_at.isoformat(),
    }


class DeliveryDoor(Endpoint):
    tag = "Webhooks"

    def rows(self) -> QuerySet[Delivery]:
        endpoints = self.actor.own(WebhookEndpoint.objects.visible_to(self.actor.user))
        return Delivery.objects.filter(endpoint__in=endpoints).select_related("event", "endpoint")


class Deliveries(DeliveryDoor):
    @operation(
        "list_deliveries",
        "List the deliveries of an endpoint",
        scope=Scope.WEBHOOKS_MANAGE,
        query=(STATE, *PAGING),
        answers=page_of("Delivery"),
    )
    def get(self, id: str) -> HttpResponse:
        endpoints = self.actor.own(WebhookEndpoint.objects.visible_to(self.actor.user))
        rows = self.rows().filter(endpoint=find(endpoints, id, self.actor, newsroom=None))
        if "state" in self.query:
            rows = rows.filter(state=self.query["state"])
        return answer_page(self.asked, rows, lambda page: map(shape_delivery, page), self.query)


class OneDelivery(DeliveryDoor):
    @operation(
        "read_delivery", "Read a delivery and its attempts", scope=Scope.WEBHOOKS_MANAGE, answers="DeliveryLog"
    )
    def get(self, id: str) -> HttpResponse:
        delivery = find(self.rows(), id, self.actor, newsroom=None)
        log = [
            {
                "number": attempt.number,
                "started_at": attempt.started_at.isoformat(),
                "took_ms": attempt.took_ms,
                "url": attempt.url,
                "status": attempt.status,
                "error": attempt.error,
                "excerpt": attempt.excerpt,
            }
            for attempt in delivery.attempt_log.order_by("pk")
        ]
        return answer_json(shape_delivery(delivery) | {"attempt_log": log})


class Replays(DeliveryDoor):
    @operation(
        "replay_delivery",
        "Tell a delivery again",
        scope=Scope.WEBHOOKS_MANAGE,
        body="NoFields",
        answers="Delivery",
        status=201,
        conditional=False,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        delivery = find(self.rows(), id, self.actor, newsroom=None)
        replay_delivery(by=self.actor.person, delivery=delivery)
        fresh = self.rows().get(pk=delivery.pk)
        return self.created(shape_delivery(fresh), reverse("api-delivery", args=[delivery.public_id]))


class DeadLetterReplays(DeliveryDoor):
    @operation(
        "replay_dead_letters",
        "Tell an endpoint's dead letters again",
        scope=Scope.WEBHOOKS_MANAGE,
        body="ReplayInput",
        answers="Replayed",
        conditional=False,
        example={"since": "2030-01-31T12:00:00Z"},
    )
    def post(self, id: str) -> HttpResponse:
        endpoints = self.actor.own(WebhookEndpoint.objects.visible_to(self.actor.user))
        endpoint = find(endpoints, id, self.actor, newsroom=None)
        since = read_instant(self.body["since"], "/since")
        return answer_json(
            {"replayed": replay_dead(by=self.actor.person, endpoint=endpoint, since=since)}, tagged=False
        )
