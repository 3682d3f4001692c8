"""The envelope and signature of the Standard Webhooks specification, version 1 (HMAC-SHA256)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

SECRET_MARK = "whsec_"  # noqa: S105  # the specification's prefix of every secret, not one of ours


def write_body(kind: str, occurred_at: datetime, data: Mapping[str, Any]) -> bytes:
    """The JSON body: ``type`` (the kind of event), ``timestamp`` (when it happened, UTC) and ``data``."""
    timestamp = occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    envelope = {"type": kind, "timestamp": timestamp, "data": data}
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sign(secrets: Sequence[str], *, message_id: str, sent_at: datetime, body: bytes) -> dict[str, str]:
    """The three headers for exactly these bytes: one signature for each of ``secrets``, the newest first."""
    seconds = str(int(sent_at.timestamp()))
    signed = b".".join([message_id.encode(), seconds.encode(), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{_sign_once(secret, signed)}" for secret in secrets),
    }


def _sign_once(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
