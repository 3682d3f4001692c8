"""Writing many rows by COPY: formatted here, sent to PostgreSQL, which takes them in while the next are judged."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

from django.db import connection, models

NULL = "\\N"
NEEDS_ESCAPE = re.compile(r"[\\\t\n\r]").search
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Sheet:
    """The columns of one table: those each row brings, and those that say the same in every row."""

    def __init__(self, model: type[models.Model], brings: Sequence[str], **same: Any) -> None:
        """``brings`` are columns by attribute (``claim_id``), in the order of the rows; the others have ``same``, or
        the default of their field; a key that is not brought is given by the table."""
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = [
            name
            for name, field in fields.items()
            if name not in brings and not field.generated and not field.primary_key
        ]
        self._end = "".join("\t" + write_cell(same.get(name, fields[name].get_default())) for name in rest) + "\n"
        columns = ", ".join(f'"{fields[name].column}"' for name in (*brings, *rest))
        self.statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'

    def write(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Rows in the text format of COPY; a list is a cell of an array."""
        end = self._end
        return "".join(["\t".join(map(write_cell, row)) + end for row in rows]).encode()


def write_cell(value: Any) -> str:
    """One value in the text format of COPY."""
    kind = type(value)
    if kind is str:
        return str(value.translate(ESCAPES)) if NEEDS_ESCAPE(value) else str(value)
    if value is None:
        return NULL
    if kind is int or kind is Decimal or kind is float:
        return str(value)
    if kind is bool:
        return "t" if value else "f"
    if kind is datetime:
        return str(value.isoformat())
    if kind is list:
        quoted = (part.replace("\\", "\\\\").replace('"', '\\"') for part in value)
        return ("{" + ",".join(f'"{part}"' for part in quoted) + "}").translate(ESCAPES)
    return str(value).translate(ESCAPES)


class Copier:
    """Sends rows to PostgreSQL in a thread of its own, in order, over the connection of the transaction.

    Between `send` and `settle` nobody else may use that connection.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "copy")
        self._running: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._running is not None:
            self._running.exception()
            self._running = None
        try:
            self.settle()
        finally:
            self._pool.shutdown()

    def send(self, *parts: tuple[Sheet, Iterable[Sequence[Any]]]) -> None:
        """Write these rows, table after table."""
        self.settle()
        written = [(sheet.statement, sheet.write(rows)) for sheet, rows in parts]
        connection.ensure_connection()
        raw = connection.connection
        self._running = self._pool.submit(_copy, raw, [pair for pair in written if pair[1]])

    def settle(self) -> None:
        """Wait until what was sent has arrived. Raises what PostgreSQL says against it."""
        if self._running is not None:
            running, self._running = self._running, None
            with connection.wrap_database_errors:
                running.result()


def _copy(raw: Any, written: list[tuple[str, bytes]]) -> None:
    for statement, content in written:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(content)


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys taken ahead, so that rows can name each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]
