"""What happens to claims is told in the same transaction: in public only of what is public."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from claims import tasks
from claims.actions.merging import merge_claim, unmerge_claim
from claims.actions.outbox import announce_lifted
from claims.actions.publishing import publish_claim, publish_imported
from claims.actions.redactions import redact_words
from claims.actions.standings import settle_all
from claims.actions.workflow import pause_claim, resume_claim, set_embargo, withdraw_claim
from claims.models import Claim, ClaimStanding
from claims.webhook_payloads import payload_of
from newsrooms.actions.event import BURST, fan_out_events
from newsrooms.actions.webhook_endpoint import open_endpoint
from newsrooms.models import Delivery, Event, User, WebhookEndpoint
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


def listen(desk: Desk, **wish: object) -> WebhookEndpoint:
    owner = User.objects.get(username="ada")
    return open_endpoint(by=owner, newsroom=desk.newsroom, url="https://receiver.example/hook", **wish).endpoint  # type: ignore[arg-type]  # by name


def publish(desk: Desk, *claims: Claim) -> None:
    settle_all()
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk for claim in claims])
    settle_all()
    for claim in claims:
        claim.refresh_from_db()


def later() -> datetime:
    return timezone.now() + BURST


def owed() -> list[tuple[str, str]]:
    rows = Delivery.objects.order_by("pk").values_list("event__type", "event__facets__claim")
    return [(kind, claim) for kind, claim in rows]


def test_every_kind_of_event_is_written_somewhere() -> None:
    rooms = [
        path
        for app in ("claims", "sources", "newsrooms")
        for path in Path(settings.BASE_DIR, app).rglob("actions/**/*.py")
    ]
    written = "\n".join(path.read_text() for path in rooms)
    assert [kind.name for kind in EventType if f"EventType.{kind.name}" not in written] == []


def test_every_claim_that_one_withdrawal_moves_is_told_of(desk: Desk) -> None:
    endpoint = listen(desk, event_types=[EventType.STANDING_CHANGED])
    page = desk.document("Gazette")
    claims = [desk.claim(f"Bridge {number} fell.") for number in range(3)]
    for claim in claims:
        desk.report(claim, "Gazette", ["Committee"], document=page)
    publish(desk, *claims)
    desk.withdraw_document(page)
    settle_all()
    fan_out_events(now=later())
    assert sorted(owed()) == sorted(("standing.changed", claim.public_id) for claim in claims)
    assert endpoint.deliveries.count() == 3


def test_a_filter_by_standing_finds_what_came_to_stand_so(desk: Desk) -> None:
    listen(desk, filters={"standing": ["withdrawn"]}, event_types=[EventType.STANDING_CHANGED])
    fallen, standing = desk.claim("The bridge fell."), desk.claim("The ferry sails.")
    for claim in (fallen, standing):
        desk.report(claim, "Gazette", ["Committee"])
    publish(desk, fallen, standing)
    desk.withdraw(fallen, "Committee")
    desk.report(standing, "Courier", ["Ministry"])
    settle_all()
    fan_out_events(now=later())
    assert owed() == [("standing.changed", fallen.public_id)]


def test_a_fallen_document_is_told_of_with_every_claim_that_rests_on_it(desk: Desk) -> None:
    page = desk.document("Gazette")
    claims = [desk.claim(f"Bridge {number} fell.") for number in range(2)]
    for claim in claims:
        desk.report(claim, "Gazette", ["Committee"], document=page)
    publish(desk, claims[0])
    withdrawal = desk.withdraw_document(page)
    told_of = Event.objects.filter(type="statement.withdrawn", object_id=withdrawal.public_id).order_by("pk")
    assert [(event.facets["claim"], event.public) for event in told_of] == [
        (claims[0].public_id, True),
        (claims[1].public_id, False),
    ]


def test_every_notice_to_readers_is_told_and_a_withdrawal_as_what_it_is(desk: Desk) -> None:
    owner = User.objects.get(username="ada")
    claim = desk.claim("The bridge fell near Ivanov street.")
    publish(desk, claim)
    before = Event.objects.count()
    claim = pause_claim(by=owner, claim=claim, notice="We look again.")
    claim = resume_claim(by=owner, claim=claim, notice="It stands.")
    claim = withdraw_claim(by=owner, claim=claim, notice="We no longer stand by it.")
    rows = Event.objects.order_by("pk")[before:]
    assert [(row.type, row.facets["state"], row.public) for row in rows] == [
        ("correction.issued", "paused", True),
        ("correction.issued", "corrected", True),
        ("correction.issued", "withdrawn", True),
        ("claim.withdrawn", "withdrawn", True),
    ]


def test_a_redaction_is_told_as_a_correction(desk: Desk) -> None:
    owner = User.objects.get(username="ada")
    claim = desk.claim("The bridge fell.")
    publish(desk, claim)
    redact_words(by=owner, claim=claim, words="Ivanov street 4", notice="An address was struck.", why="asked")
    assert Event.objects.filter(type="correction.issued", object_id=claim.public_id, public=True).count() == 1


def test_merging_and_parting_again_are_told_of_drafts_too(desk: Desk) -> None:
    one, other = desk.claim("The bridge fell."), desk.claim("The bridge collapsed.")
    assert desk.by is not None
    merged = merge_claim(by=desk.by, claim=one, into=other, why="the same")
    unmerge_claim(by=desk.by, claim=merged, why="not the same")
    kinds = Event.objects.filter(type__startswith="claim.").exclude(type="claim.created").order_by("pk")
    assert list(kinds.values_list("type", "object_id")) == [
        ("claim.merged", other.public_id),
        ("claim.unmerged", one.public_id),
    ]


def test_what_was_published_under_embargo_is_announced_once_when_it_lifts(desk: Desk) -> None:
    owner = User.objects.get(username="ada")
    claim = desk.claim("The bridge fell.")
    set_embargo(by=owner, claim=claim, until=timezone.now() + timedelta(days=1))
    settle_all()
    publish_claim(by=owner, claim=claim, override="in time for the evening")
    settle_all()
    assert told(public=True) == []
    # A day goes by.
    past = timezone.now() - timedelta(minutes=1)
    Claim.objects.filter(pk=claim.pk).update(embargo_until=past)
    ClaimStanding.objects.filter(claim=claim).update(computed_at=past - timedelta(hours=1))
    for _ in range(2):
        settle_all()
    assert told(public=True) == ["claim.published"]
    announce_lifted([claim.pk])
    assert told(public=True) == ["claim.published"]


def test_a_change_on_the_ground_is_told_to_the_house_alone(desk: Desk) -> None:
    tie = desk.tie("Port police", "Interior ministry")
    rows = Event.objects.filter(type="source.changed")
    assert {row.object_id for row in rows} == {tie.source.public_id, tie.tied_to.public_id}
    assert {(row.facets["cause"], row.public) for row in rows} == {("tie.declared", False)}
