"""The outbox read as a feed: every event once, in an order that no late writer can slip into behind the reader."""

from dataclasses import dataclass
from typing import Self

from django.db.models import BigIntegerField, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast

from newsrooms.models import Event


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the feed: after this event of this transaction."""

    transaction: int
    pk: int

    @classmethod
    def read(cls, text: str) -> Self:
        """From its written form ``transaction-pk``. Raises ``ValueError`` for anything else."""
        first, _, second = text.partition("-")
        if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in (first, second)):
            raise ValueError("not a cursor")
        return cls(int(first), int(second))

    @classmethod
    def after(cls, event: Event) -> Self:
        return cls(event.transaction, event.pk)

    def __str__(self) -> str:
        return f"{self.transaction}-{self.pk}"


def settled_events(after: Cursor | None = None) -> QuerySet[Event]:
    """Events after a cursor whose transactions, and all older ones, have ended: (transaction, pk) ascending.

    A transaction still running may yet write events, and they sort by its number; so nothing at or beyond the oldest
    running one is shown until it ends. Hence no gap and no repeat, whoever writes meanwhile; a long transaction
    delays the feed and never breaks it.
    """
    oldest_running = Cast(
        Cast(Func(Func(function="pg_current_snapshot"), function="pg_snapshot_xmin"), TextField()), BigIntegerField()
    )
    events = Event.objects.filter(transaction__lt=oldest_running).order_by("transaction", "pk")
    if after is None:
        return events
    return events.filter(Q(transaction__gt=after.transaction) | Q(transaction=after.transaction, pk__gt=after.pk))
