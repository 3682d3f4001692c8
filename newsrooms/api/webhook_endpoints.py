"""Webhook endpoints: opened, edited, paused, tested, and given a new secret, which is shown once."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from newsrooms.actions.webhook_endpoint import (
    OpenedEndpoint,
    disable_endpoint,
    edit_endpoint,
    enable_endpoint,
    open_endpoint,
    rotate_secret,
    send_test,
)
from newsrooms.api.bytes import answer_json, write_json
from newsrooms.api.deliveries import shape_delivery
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import ADDRESS_FORM, FLAG, ID, INSTANT, Schema, answer, body, list_of, or_null, text, word
from newsrooms.models import WebhookEndpoint
from newsrooms.vocabulary import EventType, Facet, Scope

FILTERS: Schema = {
    "type": "object",
    "description": 'Facets an event must have, such as {"standing": ["contested"]}; there are: '
    + ", ".join(Facet)
    + ".",
    "additionalProperties": list_of(text(longest=200), most=200),
    "maxProperties": 20,
}
ENDPOINT: Schema = {
    "id": ID,
    "newsroom": text(),
    "name": text(),
    "url": text(),
    "event_types": list_of(word(EventType), "None named: all of them."),
    "filters": FILTERS,
    "public_only": FLAG,
    "active": FLAG,
    "disabled_at": or_null(INSTANT),
    "disabled_because": text(),
    "created_at": INSTANT,
}
INPUT: Schema = {
    "name": text(longest=100),
    "url": text(longest=500, least=1, pattern=ADDRESS_FORM),
    "event_types": list_of(word(EventType), most=40),
    "filters": FILTERS,
    "public_only": FLAG,
}
component("WebhookEndpoint", answer("An address that is told of events.", **ENDPOINT))
component(
    "OpenedEndpoint",
    answer(
        "The same with its signing secret, shown this once; null when repeated.", **ENDPOINT, secret=or_null(text())
    ),
)
component(
    "WebhookEndpointInput", body("An address to be told.", required=("url",), newsroom=text(longest=64), **INPUT)
)
component(
    "WebhookEndpointChange",
    body("What to change.", least=1, **INPUT, active=FLAG, why=text("The reason, for history.", longest=1000)),
)
component(
    "SecretInput",
    body("How long the old secret signs too.", overlap_hours={"type": "integer", "minimum": 0, "maximum": 720}),
)
component("NoFields", body("Nothing to say."))


def shape_endpoint(endpoint: WebhookEndpoint) -> dict[str, Any]:
    return {
        "id": endpoint.public_id,
        "newsroom": endpoint.newsroom.slug,
        "name": endpoint.name,
        "url": endpoint.url,
        "event_types": endpoint.event_types,
        "filters": endpoint.filters,
        "public_only": endpoint.public_only,
        "active": endpoint.active,
        "disabled_at": endpoint.disabled_at and endpoint.disabled_at.isoformat(),
        "disabled_because": endpoint.disabled_because,
        "created_at": endpoint.created_at.isoformat(),
    }


class WebhookDoor(Endpoint):
    tag = "Webhooks"

    def rows(self) -> QuerySet[WebhookEndpoint]:
        return self.actor.own(WebhookEndpoint.objects.visible_to(self.actor.user)).select_related("newsroom")

    def one(self, name: str) -> WebhookEndpoint:
        return find(self.rows(), name, self.actor, newsroom=None)

    def show_secret(self, opened: OpenedEndpoint) -> HttpResponse:
        """The answer that shows a secret; what is kept for a repeat of the request does not."""
        shaped = shape_endpoint(opened.endpoint)
        given = answer_json({**shaped, "secret": opened.secret}, status=201, tagged=False)
        given["Location"] = reverse("api-webhook-endpoint", args=[opened.endpoint.public_id])
        given["Cache-Control"] = "no-store"
        given.kept_body = write_json({**shaped, "secret": None})  # type: ignore[attr-defined]  # read by the endpoint
        return given


class WebhookEndpoints(WebhookDoor):
    @operation(
        "list_webhook_endpoints",
        "List webhook endpoints",
        scope=Scope.WEBHOOKS_MANAGE,
        query=PAGING,
        answers=page_of("WebhookEndpoint"),
    )
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.rows(), lambda page: map(shape_endpoint, page), self.query)

    @operation(
        "create_webhook_endpoint",
        "Open a webhook endpoint",
        detail="Messages are signed by the Standard Webhooks specification with the secret in this answer.",
        scope=Scope.WEBHOOKS_MANAGE,
        body="WebhookEndpointInput",
        answers="OpenedEndpoint",
        status=201,
        conditional=False,
        example={"url": "https://desk.example.org/hooks", "event_types": ["standing.changed"]},
    )
    def post(self) -> HttpResponse:
        opened = open_endpoint(
            by=self.actor.person,
            newsroom=self.actor.choose_newsroom(self.body.get("newsroom")),
            url=self.body["url"],
            name=self.body.get("name", ""),
            event_types=[EventType(one) for one in self.body.get("event_types", ())],
            filters=self.body.get("filters"),
            public_only=self.body.get("public_only", False),
        )
        return self.show_secret(opened)


class OneWebhookEndpoint(WebhookDoor):
    @operation(
        "read_webhook_endpoint", "Read a webhook endpoint", scope=Scope.WEBHOOKS_MANAGE, answers="WebhookEndpoint"
    )
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_endpoint(self.one(id)))

    @operation(
        "change_webhook_endpoint",
        "Change, pause or enable a webhook endpoint",
        scope=Scope.WEBHOOKS_MANAGE,
        body="WebhookEndpointChange",
        answers="WebhookEndpoint",
        changes=True,
        example={"active": False, "why": "the receiver moves house"},
    )
    def patch(self, id: str) -> HttpResponse:
        endpoint = self.one(id)
        WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        endpoint = self.one(id)
        self.refuse_stale(shape_endpoint(endpoint))
        by, why = self.actor.person, self.body.get("why") or "changed through the API"
        edit_endpoint(
            by=by,
            endpoint=endpoint,
            url=self.body.get("url", endpoint.url),
            name=self.body.get("name", endpoint.name),
            event_types=[EventType(one) for one in self.body.get("event_types", endpoint.event_types)],
            filters=self.body.get("filters", endpoint.filters),
            public_only=self.body.get("public_only", endpoint.public_only),
            why=why,
        )
        if "active" in self.body:
            (enable_endpoint if self.body["active"] else disable_endpoint)(by=by, endpoint=endpoint, why=why)
        return answer_json(shape_endpoint(self.one(id)))


class Secrets(WebhookDoor):
    @operation(
        "rotate_webhook_secret",
        "Make a new signing secret",
        detail="For the overlap (a day unless said) every message carries both signatures. Four old secrets sign at"
        " most; with no overlap all end at once.",
        scope=Scope.WEBHOOKS_MANAGE,
        body="SecretInput",
        answers="OpenedEndpoint",
        status=201,
        conditional=False,
        example={"overlap_hours": 24},
    )
    def post(self, id: str) -> HttpResponse:
        overlap = timedelta(hours=self.body.get("overlap_hours", 24))
        return self.show_secret(rotate_secret(by=self.actor.person, endpoint=self.one(id), overlap=overlap))


class Tests(WebhookDoor):
    @operation(
        "send_webhook_test",
        "Send a test event",
        scope=Scope.WEBHOOKS_MANAGE,
        body="NoFields",
        answers="Delivery",
        status=201,
        conditional=False,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        delivery = send_test(by=self.actor.person, endpoint=self.one(id))
        return self.created(shape_delivery(delivery), reverse("api-delivery", args=[delivery.public_id]))
