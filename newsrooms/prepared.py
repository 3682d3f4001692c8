"""Statements asked so often that planning them costs more than running them: prepared once for each connection."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

Row = tuple[Any, ...]


def fetch_one(statement: str, values: Mapping[str, Any]) -> Row | None:
    """The first row of a reading statement with ``%(name)s`` in it.

    PostgreSQL plans it once for each connection, which for a look-up by key is most of its price; Django's own
    cursors write values into the text and prepare nothing. ``DATABASE_PREPARE=0`` is for poolers that cannot carry
    prepared statements. Where queries are counted (tests, DEBUG) it goes the ordinary way, to be counted too.
    """
    if not settings.DATABASE_PREPARE or connection.queries_logged:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row: Row | None = cursor.fetchone()
            return row
    connection.ensure_connection()
    raw: psycopg.Connection[Row] = connection.connection
    raw.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(raw) as prepared:
        return prepared.execute(statement, values, prepare=True).fetchone()
