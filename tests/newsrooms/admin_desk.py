"""The Harbour Post with all that an administrator sees of it, for tests that go through the admin."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsrooms.actions.api_key import create_key
from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.actions.webhook_endpoint import open_endpoint, send_test
from newsrooms.models import Delivery, User
from newsrooms.vocabulary import Role, Scope
from newsrooms.webhooks.schedule import Reply
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(noun: str, verb: str, *args: object) -> str:
    return reverse(f"admin:newsrooms_{noun}_{verb}", args=args)


def set_up_harbour() -> dict[str, Any]:
    """The Harbour Post with a key, an endpoint and something told; the Hill Courier beside it."""
    newsroom, olena = open_harbour_post()
    _, hana = open_hill_courier()
    key = create_key(by=olena, newsroom=newsroom, name="Script", scopes=[Scope.CLAIMS_READ]).key
    endpoint = open_endpoint(by=olena, newsroom=newsroom, url="https://hooks.example.org/", name="Site").endpoint
    send_test(by=olena, endpoint=endpoint)
    for one in take_deliveries(worker="w", now=timezone.now()):
        attempt_delivery(delivery=one, post=lambda *_: Reply(410), render=lambda _: {}, now=timezone.now())
    return {
        "newsroom": newsroom,
        "key": key,
        "endpoint": endpoint,
        "delivery": Delivery.objects.get(),
        "administrator": olena,
        "publisher": hire(newsroom, "petro", Role.PUBLISHER),
        "reader": hire(newsroom, "rosa", Role.READER),
        "elsewhere": hana,
        "superuser": sign_up("root", superuser=True),
        "without a place": sign_up("nadia"),
    }
