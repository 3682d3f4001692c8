"""Doing a request once, however often it is sent, also at the same time and across a crash.

After the Idempotency-Key header field (IETF draft, httpapi working group). The answer is written in the transaction
of the effect: a process that dies leaves neither, and the next try does the work; one that ended leaves both, and the
next try gets the answer.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from newsrooms.models import IdempotentCall

KEPT_FOR = timedelta(hours=24)
PATIENCE = timedelta(seconds=20)
# Conflict, precondition failed, locked, precondition required, too many: they ask for the same request again later.
TRY_AGAIN = frozenset({409, 412, 423, 428, 429})
LOCK_NOT_AVAILABLE = "55P03"


class KeyReusedError(Exception):
    """The key came before with another request: 422."""


class StillRunningError(Exception):
    """The first request under this key has not ended within the patience: 409, with Retry-After."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. ``kept_body``: what to keep for repeats instead of a body that holds a secret shown once."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    kept_body: bytes | None = None
    repeated: bool = False


def clean_idempotency_key(key: str) -> str:
    """The key as sent, 1 to 255 printable ASCII characters; ``ValidationError`` otherwise."""
    if not 0 < len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise ValidationError("An Idempotency-Key has 1 to 255 printable ASCII characters.", "invalid")
    return key


def fingerprint_request(*parts: bytes) -> bytes:
    """SHA-256 over method, path, query, body and whatever else makes the request another one."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def is_answered(*, actor: str, key: str, now: datetime) -> bool:
    """Whether an answer is kept under this key, so that nothing has to be got ready to give it again."""
    return IdempotentCall.objects.filter(actor=actor, key=key, expires_at__gt=now).exists()


def answer_once(
    *,
    actor: str,
    key: str,
    fingerprint: bytes,
    produce: Callable[[], Answer],
    now: datetime,
    patience: timedelta = PATIENCE,
) -> Answer:
    """The answer of the first request under this actor's key; ``produce`` does the work if this is the first.

    Another that comes meanwhile waits, and gets the first one's answer (``repeated``). All that ``produce`` writes
    is undone when it answers 4xx or 5xx or raises. Answers of 5xx and those that ask to try again are not kept.
    Raises ``KeyReusedError`` and ``StillRunningError``.
    """
    with transaction.atomic():
        _wait_for_turn(f"{actor}\0{key}", patience)
        kept = IdempotentCall.objects.filter(actor=actor, key=key).first()
        if kept is not None and kept.expires_at > now:
            if bytes(kept.fingerprint) != fingerprint:
                raise KeyReusedError
            headers = tuple((name, value) for name, value in kept.headers)
            return Answer(kept.status, headers, bytes(kept.body), repeated=True)
        if kept is not None:
            kept.delete()
        before = transaction.savepoint()
        answer = produce()
        if answer.status >= 400:
            transaction.savepoint_rollback(before)
        else:
            transaction.savepoint_commit(before)
        if answer.status < 500 and answer.status not in TRY_AGAIN:
            IdempotentCall.objects.create(
                actor=actor,
                key=key,
                fingerprint=fingerprint,
                status=answer.status,
                headers=[list(pair) for pair in answer.headers],
                body=answer.body if answer.kept_body is None else answer.kept_body,
                answered_at=now,
                expires_at=now + KEPT_FOR,
            )
    return replace(answer, kept_body=None)


def forget_answers(*, now: datetime) -> int:
    """Delete answers past their day; returns how many."""
    deleted, _ = IdempotentCall.objects.filter(expires_at__lte=now).delete()
    return deleted


def _wait_for_turn(name: str, patience: timedelta) -> None:
    """Hold the advisory lock of this name until the transaction ends. A lock is gone with whoever held it."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    milliseconds = str(max(1, int(patience.total_seconds() * 1000)))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            usual = cursor.fetchone()[0]
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [milliseconds])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [usual])
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise StillRunningError from error
        raise
