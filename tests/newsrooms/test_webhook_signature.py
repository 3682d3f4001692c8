"""Our signatures, checked by the reference library of the Standard Webhooks specification."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from newsrooms.secrecy import derive_webhook_secret
from newsrooms.webhooks.signing import sign, write_body

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLD, NEW, OTHER = (derive_webhook_secret("a master secret of this test", salt) for salt in ("old", "new", "other"))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(texts, json_values, max_size=5))
def test_the_reference_library_accepts_every_message_we_sign(data: dict[str, object]) -> None:
    body = write_body("claim.published", NOON, data)
    headers = sign([NEW], message_id="evt_1", sent_at=NOON, body=body)
    with time_machine.travel(NOON, tick=False):
        assert Webhook(NEW).verify(body, headers) == {
            "type": "claim.published",
            "timestamp": "2026-03-01T12:00:00Z",
            "data": data,
        }


def test_while_secrets_overlap_either_one_verifies_and_a_third_does_not() -> None:
    body = write_body("claim.published", NOON, {"claim": "x"})
    headers = sign([NEW, OLD], message_id="evt_1", sent_at=NOON, body=body)
    with time_machine.travel(NOON, tick=False):
        Webhook(NEW).verify(body, headers)
        Webhook(OLD).verify(body, headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(OTHER).verify(body, headers)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_id_and_time_are_under_the_signature(header: str) -> None:
    body = write_body("claim.published", NOON, {})
    headers = sign([NEW], message_id="evt_1", sent_at=NOON, body=body)
    forged = {"webhook-id": "evt_2", "webhook-timestamp": str(int(NOON.timestamp()) + 1)}[header]
    with time_machine.travel(NOON, tick=False), pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(body, {**headers, header: forged})


def test_the_bytes_are_what_is_signed() -> None:
    body = write_body("claim.published", NOON, {"statement": "Пожежу загасили"})
    headers = sign([NEW], message_id="evt_1", sent_at=NOON, body=body)
    same_meaning_other_bytes = json.dumps(json.loads(body)).encode()
    with time_machine.travel(NOON, tick=False), pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(same_meaning_other_bytes, headers)


def test_an_old_message_is_refused_by_the_receiver() -> None:
    body = write_body("claim.published", NOON, {})
    headers = sign([NEW], message_id="evt_1", sent_at=NOON, body=body)
    with time_machine.travel(NOON + timedelta(minutes=6), tick=False), pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(body, headers)


def test_secrets_are_32_bytes_and_differ_by_salt_and_by_master() -> None:
    masters = ("one", "two")
    secrets = {derive_webhook_secret(master, salt) for master in masters for salt in ("a", "b")}
    assert len(secrets) == 4
    assert all(secret.startswith("whsec_") and len(secret) == len("whsec_") + 44 for secret in secrets)
