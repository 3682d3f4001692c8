"""The nightly look at what is kept: every byte and every text is hashed again, by PostgreSQL, where it lies."""

import logging
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sources.models import HashCheck, HashFailure

logger = logging.getLogger(__name__)

BATCH = 200
HASHED = {
    "sources_payload": "encode(sha256(content), 'hex')",
    "sources_capturedtext": "encode(sha256(convert_to(text, 'UTF8')), 'hex')",
}


def check_hashes(*, now: datetime | None = None) -> HashCheck:
    """Hash everything kept again and record what no longer matches. A row that cannot be read counts as damaged.

    Reads in batches of its own, so that no transaction stays open through the night.
    """
    started_at = now or timezone.now()
    counted: dict[str, int] = {}
    damaged: dict[str, list[tuple[int, str]]] = {}
    for table in HASHED:
        counted[table], damaged[table] = check_table(table)
    with transaction.atomic():
        check = HashCheck.objects.create(
            started_at=started_at,
            ended_at=now or timezone.now(),
            payloads=counted["sources_payload"],
            texts=counted["sources_capturedtext"],
            mismatches=sum(len(rows) for rows in damaged.values()),
        )
        HashFailure.objects.bulk_create(
            [HashFailure(check_of=check, payload_id=pk, found=found) for pk, found in damaged["sources_payload"]]
            + [HashFailure(check_of=check, text_id=pk, found=found) for pk, found in damaged["sources_capturedtext"]]
        )
    if check.mismatches:
        logger.error(
            "kept evidence has changed: %s rows no longer match their hash (check %s)", check.mismatches, check.pk
        )
    return check


def check_table(table: str) -> tuple[int, list[tuple[int, str]]]:
    """How many rows were hashed, and (primary key, hash now) of those that no longer match."""
    counted, after, damaged = 0, 0, []
    while pks := next_rows(table, after):
        counted, after = counted + len(pks), pks[-1]
        damaged += check_rows(table, pks)
    return counted, damaged


def next_rows(table: str, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT %s", [after, BATCH])  # noqa: S608  # a table of ours
        return [row[0] for row in cursor.fetchall()]


def check_rows(table: str, pks: list[int]) -> list[tuple[int, str]]:
    """The rows among these that no longer match; where one cannot even be read, each is tried alone."""
    hashed = HASHED[table]
    query = f"SELECT id, {hashed} FROM {table} WHERE id = ANY(%s) AND {hashed} <> sha256"  # noqa: S608  # as above
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, [pks])
            return list(cursor.fetchall())
    except DatabaseError:
        if len(pks) == 1:
            return [(pks[0], "")]
        return [found for pk in pks for found in check_rows(table, [pk])]
