"""Delivering: what is sent, what each answer does to what is due, and telling again."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from newsrooms.actions import webhook_endpoint
from newsrooms.actions.delivery import attempt_delivery, live_secrets, take_deliveries
from newsrooms.actions.replay import replay_dead, replay_delivery
from newsrooms.actions.webhook_endpoint import (
    MOST_OLD_SECRETS,
    disable_endpoint,
    enable_endpoint,
    rotate_secret,
    send_test,
)
from newsrooms.models import Delivery, DeliveryAttempt, Event, User, WebhookEndpoint, WebhookSecret
from newsrooms.vocabulary import DeliveryState, Role
from newsrooms.webhooks.schedule import MOST_ATTEMPTS, Reply
from tests.newsrooms.cast import hire, open_harbour_post
from tests.newsrooms.listening import deliver, happen, listen, tell
from tests.newsrooms.mailbox import mailbox, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena() -> User:
    return open_harbour_post()[1]


def test_a_receiver_can_verify_what_really_arrives(olena: User) -> None:
    with mailbox() as box:
        opened = listen(olena, box.url)
        happen(olena)
        taken = take_deliveries(worker="w", now=timezone.now())
        done = attempt_delivery(delivery=taken[0], post=post, render=tell, now=timezone.now())
    headers, body = box.got[0]
    message = Webhook(opened.secret).verify(body, headers)
    assert message["type"] == "claim.published"
    assert message["data"] == {"id": "claim1"}
    assert headers["webhook-id"] == done.event.public_id
    assert headers["content-type"] == "application/json"
    assert (done.state, done.last_status) == (DeliveryState.DELIVERED, 204)


def test_during_rotation_old_and_new_secret_verify_and_then_only_the_new_one(olena: User) -> None:
    with mailbox() as box:
        old = listen(olena, box.url)
        new = rotate_secret(by=olena, endpoint=old.endpoint, overlap=timedelta(hours=1))
        moments = [timezone.now(), timezone.now() + timedelta(hours=1, seconds=1)]
        for moment in moments:
            happen(olena)
            for one in take_deliveries(worker="w", now=timezone.now() + timedelta(hours=2)):
                attempt_delivery(delivery=one, post=post, render=tell, now=moment)
    (during, _), (after, _) = box.got
    assert len(during["webhook-signature"].split()) == 2
    assert len(after["webhook-signature"].split()) == 1
    Webhook(old.secret).verify(box.got[0][1], during)
    Webhook(new.secret).verify(box.got[0][1], during)
    with pytest.raises(WebhookVerificationError):
        Webhook(old.secret).verify(box.got[1][1], {**after, "webhook-timestamp": during["webhook-timestamp"]})


def test_the_signatures_of_one_message_are_bounded_however_often_the_secret_is_rotated(olena: User) -> None:
    endpoint = listen(olena).endpoint
    for _ in range(MOST_OLD_SECRETS):
        rotate_secret(by=olena, endpoint=endpoint)
    with pytest.raises(ValidationError, match="4 old secrets sign still") as refusal:
        rotate_secret(by=olena, endpoint=endpoint)
    assert refusal.value.error_dict["overlap_hours"][0].code == "too_many"
    assert endpoint.secrets.live(timezone.now()).count() == MOST_OLD_SECRETS + 1
    now_alone = rotate_secret(by=olena, endpoint=endpoint, overlap=timedelta(0))
    assert live_secrets(endpoint, timezone.now()) == [now_alone.secret]


def test_no_table_holds_the_signing_secret(olena: User) -> None:
    opened = listen(olena)
    kept = WebhookSecret.objects.values().get()
    assert opened.secret.removeprefix("whsec_") not in str(kept)
    assert opened.secret not in repr(opened)


def test_secrets_survive_a_change_of_secret_key_that_keeps_the_old_one(olena: User, settings: object) -> None:
    opened = listen(olena)
    happen(olena)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]  # pytest-django's settings
    settings.SECRET_KEY = "another master secret, made for this test"  # type: ignore[attr-defined]  # the fixture’s settings take any
    sent: list[Mapping[str, str]] = []

    def keep(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        sent.append(headers)
        Webhook(opened.secret).verify(body, dict(headers))
        return Reply(200)

    for one in take_deliveries(worker="w", now=timezone.now()):
        attempt_delivery(delivery=one, post=keep, render=tell, now=timezone.now())
    assert len(sent) == 1


def test_without_the_secret_key_nothing_unsigned_goes_out(olena: User, settings: object) -> None:
    listen(olena)
    happen(olena)
    settings.SECRET_KEY = "another master secret, made for this test"  # type: ignore[attr-defined]  # pytest-django's settings
    (done,) = deliver(Reply(200))
    assert done.state == DeliveryState.DUE
    assert "rotate it" in done.last_error


def test_the_payload_is_rendered_when_it_is_sent(olena: User) -> None:
    listen(olena)
    happen(olena)
    bodies: list[bytes] = []
    claim = {"statement": "as first worded"}

    def fail(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        bodies.append(body)
        return Reply(500)

    for hours in (0, 1):
        moment = timezone.now() + timedelta(hours=hours)
        for one in take_deliveries(worker="w", now=moment):
            attempt_delivery(delivery=one, post=fail, render=lambda _: dict(claim), now=moment)
        claim["statement"] = "redacted"
    assert b"as first worded" in bodies[0]
    assert b"as first worded" not in bodies[1]


def test_when_nothing_is_left_to_tell_the_delivery_is_dropped_and_nothing_sent(olena: User) -> None:
    listen(olena)
    happen(olena)
    (one,) = take_deliveries(worker="w", now=timezone.now())
    done = attempt_delivery(
        delivery=one, post=lambda *_: pytest.fail("sent"), render=lambda _: None, now=timezone.now()
    )
    assert (done.state, done.last_error) == (DeliveryState.DROPPED, "Nothing is left to tell.")


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 503, None])
def test_a_failure_is_tried_again_until_it_is_a_dead_letter_that_can_be_seen(olena: User, status: int | None) -> None:
    listen(olena)
    happen(olena)
    began = now = timezone.now()
    for number in range(1, MOST_ATTEMPTS + 1):
        (done,) = deliver(Reply(status, error="no answer" if status is None else "", excerpt="oh no\x00\n"), now)
        assert done.attempts == number
        assert deliver(Reply(200), now) == [], "nothing is due before its time"
        now = max(now, done.due_at)
    assert done.state == DeliveryState.DEAD
    assert now - began >= timedelta(hours=72)
    assert list(Delivery.objects.dead()) == [done]
    log = list(DeliveryAttempt.objects.values_list("number", "status", "excerpt"))
    assert log == [(number, status, "oh no") for number in range(1, MOST_ATTEMPTS + 1)]


def test_the_log_of_attempts_is_never_rewritten(olena: User) -> None:
    listen(olena)
    happen(olena)
    deliver(Reply(500))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        DeliveryAttempt.objects.update(status=200)


def test_gone_ends_the_delivery_and_disables_the_endpoint_with_the_reason_in_history(olena: User) -> None:
    opened = listen(olena)
    happen(olena, "a", "b")
    done = deliver(Reply(410))
    endpoint = WebhookEndpoint.objects.get()
    assert done[0].state == DeliveryState.DROPPED
    assert not endpoint.active
    assert "410" in endpoint.disabled_because
    last = opened.endpoint.history.last()  # type: ignore[attr-defined]  # made by pghistory
    assert (last.pgh_context["user"], "410" in last.pgh_context["why"]) == (None, True)


def test_what_was_due_waits_for_a_disabled_endpoint_and_goes_out_when_it_is_back(olena: User) -> None:
    endpoint = listen(olena).endpoint
    happen(olena)
    disable_endpoint(by=olena, endpoint=endpoint, why="moving")
    assert deliver(Reply(200)) == []
    enable_endpoint(by=olena, endpoint=endpoint, why="moved")
    assert [done.state for done in deliver(Reply(200))] == [DeliveryState.DELIVERED]


def test_no_more_endpoints_are_enabled_than_may_be_opened(olena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_endpoint, "MOST_ENDPOINTS", 1)
    first = listen(olena).endpoint
    disable_endpoint(by=olena, endpoint=first, why="moving")
    first.refresh_from_db()
    listen(olena)
    with pytest.raises(ValidationError, match="at most 1 active"):
        enable_endpoint(by=olena, endpoint=first, why="moved")


def test_an_error_in_rendering_or_sending_is_a_failed_attempt_and_stops_no_other(olena: User, caplog: object) -> None:
    listen(olena)
    happen(olena, "bad", "good")

    def render(event: Event) -> Mapping[str, str]:
        if event.object_id == "bad":
            raise LookupError("no such claim")
        return tell(event)

    taken = take_deliveries(worker="w", now=timezone.now())
    done = [
        attempt_delivery(delivery=one, post=lambda *_: Reply(200), render=render, now=timezone.now()) for one in taken
    ]
    assert [one.state for one in done] == [DeliveryState.DUE, DeliveryState.DELIVERED]
    assert "LookupError" in done[0].last_error


def test_an_ended_delivery_can_be_told_again_under_the_same_id(olena: User) -> None:
    listen(olena)
    happen(olena)
    (done,) = deliver(Reply(200))
    with pytest.raises(PermissionDenied):
        replay_delivery(by=hire(done.endpoint.newsroom, "petro", Role.PUBLISHER), delivery=done)
    replay_delivery(by=olena, delivery=done)
    with pytest.raises(ValidationError, match="still due"):
        replay_delivery(by=olena, delivery=done)
    (again,) = deliver(Reply(200), timezone.now() + timedelta(seconds=1))
    assert (again.pk, again.event_id, again.attempts) == (done.pk, done.event_id, 1)
    assert DeliveryAttempt.objects.filter(delivery=done).count() == 2


def test_all_dead_letters_of_an_endpoint_can_be_told_again(olena: User) -> None:
    endpoint = listen(olena).endpoint
    happen(olena, "a", "b", "c")
    Delivery.objects.update(attempts=MOST_ATTEMPTS - 1)
    deliver(Reply(500))
    assert Delivery.objects.dead().count() == 3
    assert replay_dead(by=olena, endpoint=endpoint, since=timezone.now() - timedelta(days=1)) == 3
    assert {one.state for one in deliver(Reply(200), timezone.now() + timedelta(seconds=1))} == {
        DeliveryState.DELIVERED
    }


def test_the_test_button_sends_a_signed_test_without_rendering_anything(olena: User) -> None:
    with mailbox() as box:
        opened = listen(olena, box.url)
        send_test(by=olena, endpoint=opened.endpoint)
        (one,) = take_deliveries(worker="w", now=timezone.now())
        attempt_delivery(delivery=one, post=post, render=lambda _: pytest.fail("rendered"), now=timezone.now())
    headers, body = box.got[0]
    assert Webhook(opened.secret).verify(body, headers)["type"] == "endpoint.test"
