"""Who is acting, why, and through which door: what every history row of the transaction carries."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from newsrooms.models.user import User

_door: ContextVar[str] = ContextVar("door", default="")


@contextmanager
def through(door: str) -> Iterator[None]:
    """Name the door (“admin”, “api key Desk script”, “import 8k2…”) for all actions inside that name none."""
    token = _door.set(door)
    try:
        yield
    finally:
        _door.reset(token)


@contextmanager
def acting(by: User | None, why: str, via: str = "") -> Iterator[None]:
    """One atomic action: all that is written inside is in one transaction and in history under ``by`` and ``why``.

    ``by`` is None when the machine acts (a schedule, a recomputation). Actions may act inside one another; what
    the inner one writes is the inner one's, and after it the outer one's words are in force again.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _read_context() if nested else ("", "")
        said = {
            "user": by.pk if by else None,
            "name": by.shown_name if by else "",
            "why": why,
            "via": via or _door.get(),
        }
        _write_context(str(uuid.uuid4()), json.dumps(said, ensure_ascii=False))
        yield
        if nested:
            _write_context(*before)


def _read_context() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('pghistory.context_id', true), ''),"
            " coalesce(current_setting('pghistory.context_metadata', true), '')"
        )
        row: tuple[str, str] = cursor.fetchone()
        return row


def _write_context(context_id: str, metadata: str) -> None:
    # Local to the transaction (and to the savepoint, should it be rolled back), so a pooled connection keeps nothing.
    # That no guard is to be ignored is said as well: where it is left unsaid, pgtrigger's functions run into an error
    # that they catch, once for each row, and PostgreSQL then looks through all the foreign keys still to be checked.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true),"
            " set_config('pgtrigger.ignore', '{}', true)",
            [context_id, metadata],
        )
