"""How far an import is, told while its own transaction is open, over a connection of its own."""

import time
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.models import ImportJob

LEASE = timedelta(minutes=2)
BETWEEN_TICKS = 0.5
TELL = """
    UPDATE claims_importjob SET records_seen = %s, leased_until = now() + %s * interval '1 second'
    WHERE id = %s AND lease = %s
    RETURNING cancel_asked_at IS NOT NULL
"""


class CancelledError(Exception):
    """Somebody asked for the import to stop."""


class LostLeaseError(Exception):
    """Another worker has the import now; what this one has done is to be rolled back."""


class Ticker:
    """Tells the records seen, keeps the lease, and asks whether to go on; at most twice a second.

    ``side`` is its connection, over which the file is read as well: that of the transaction may be busy copying.
    """

    def __init__(self, job: ImportJob) -> None:
        self._job = job
        self.side: BaseDatabaseWrapper = connection.copy()
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.side.close()

    def tick(self, seen: int) -> None:
        """Raises `CancelledError` and `LostLeaseError`."""
        self._job.records_seen = seen  # what the end of the job writes down, whenever the last tick was
        if time.monotonic() - self._last < BETWEEN_TICKS:
            return
        self._last = time.monotonic()
        with self.side.cursor() as cursor:
            cursor.execute(TELL, [seen, LEASE.total_seconds(), self._job.pk, self._job.lease])
            row = cursor.fetchone()
        if row is None:
            raise LostLeaseError
        if row[0]:
            raise CancelledError
