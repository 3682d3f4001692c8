"""What happens to claims is told in the same transaction: in public only of what is public."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import tasks
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.webhook_payloads import payload_of
from newsrooms.actions.event import fan_out_events
from newsrooms.actions.webhook_endpoint import open_endpoint
from newsrooms.models import Delivery, Event, User
from newsrooms.vocabulary import EventType
from newsrooms.webhooks.schedule import Reply
from tests.claims.cast import Desk


def told(*, public: bool) -> list[str]:
    return list(Event.objects.filter(public=public).order_by("id").values_list("type", flat=True))


def test_a_draft_is_told_of_inside_the_house_only(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Committee"])
    desk.standing(claim)
    assert told(public=True) == []
    assert "report.recorded" in told(public=False)


def test_what_moves_a_public_claim_is_told_in_public(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Committee"])
    settle_all()
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk])
    desk.withdraw(claim, "Committee")
    settle_all()
    assert told(public=True) == ["claim.published", "statement.withdrawn", "standing.changed"]
    moved = Event.objects.get(type="standing.changed", public=True)
    assert (moved.facets["before"], moved.facets["after"]) == ("single_source", "withdrawn")
    assert "claim.due_for_review" in told(public=False)


def test_a_payload_tells_how_things_are_now_and_nothing_of_what_went_private(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    settle_all()
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk])
    event = Event.objects.get(type="claim.published")
    payload = payload_of(event)
    assert payload is not None
    assert payload["claim"]["statement"] == "The bridge fell."
    claim.refresh_from_db()
    claim.embargo_until = timezone.now() + timedelta(days=1)
    claim.save()
    assert payload_of(event) is None


def test_the_worker_tells_the_endpoints_through_the_guarded_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = User.objects.get(username="ada")
    url = "https://receiver.example/hook"
    open_endpoint(by=owner, newsroom=desk.newsroom, url=url, event_types=[EventType.CLAIM_PUBLISHED], why="to know")
    claim = desk.claim("The bridge fell.")
    settle_all()
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk])
    fan_out_events(now=timezone.now())
    sent: list[tuple[str, bytes]] = []

    def receive(url: str, body: bytes, headers: object) -> Reply:
        sent.append((url, body))
        return Reply(204)

    monkeypatch.setattr(tasks, "post_guarded", receive)
    tasks.deliver_webhooks()
    assert [address for address, _ in sent] == [url]
    assert json.loads(sent[0][1])["data"]["claim"]["external_id"] == claim.external_id
    assert Delivery.objects.get().state == "delivered"
    tasks.deliver_webhooks()
    assert len(sent) == 1
