"""Statements asked so often that planning them costs more than running them: prepared once for each connection."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

Row = tuple[Any, ...]
# A statement planned for its very values is prepared once this connection was asked it so often.
OFTEN = 5


def fetch_one(statement: str, values: Mapping[str, Any]) -> Row | None:
    """The first row of a reading statement with ``%(name)s`` in it.

    PostgreSQL plans it once for each connection, which for a look-up by key is most of its price; Django's own
    cursors write values into the text and prepare nothing. ``DATABASE_PREPARE=0`` is for poolers that cannot carry
    prepared statements. Where queries are counted (tests, DEBUG) it goes the ordinary way, to be counted too.
    """
    rows = fetch_all(statement, values)
    return rows[0] if rows else None


def fetch_all(statement: str, values: Mapping[str, Any], *, planned_for_values: bool = False) -> list[Row]:
    """All rows of a reading statement with ``%(name)s`` in it, planned once for each connection.

    ``planned_for_values``: where the best plan depends on the values (a word may be rare or in every second row) they
    are written into the text; that text too is planned only once where a connection is asked it again and again.
    """
    if not settings.DATABASE_PREPARE or connection.queries_logged:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found: list[Row] = cursor.fetchall()
            return found
    connection.ensure_connection()
    raw: psycopg.Connection[Row] = connection.connection
    raw.prepare_threshold = OFTEN
    with connection.wrap_database_errors:
        if planned_for_values:
            written = psycopg.ClientCursor(raw).mogrify(statement, values)
            return psycopg.Cursor(raw).execute(written.encode()).fetchall()
        return psycopg.Cursor(raw).execute(statement, values, prepare=True).fetchall()
