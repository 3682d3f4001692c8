"""What many captures may hold and is kept once under its hash: bytes and extracted texts, in one statement each."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from sources.fetching.near_duplicates import make_bands
from sources.fetching.text import Extracted
from sources.models import CapturedText, Payload

PAYLOAD = """
    INSERT INTO sources_payload (sha256, content, size, recorded_at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (sha256) DO NOTHING RETURNING id
"""
TEXT = """
    INSERT INTO sources_capturedtext (sha256, text, extractor, bands, recorded_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (sha256) DO NOTHING RETURNING id
"""
PAYLOAD_COLUMNS = ["id", "sha256", "content", "size", "recorded_at"]
TEXT_COLUMNS = ["id", "sha256", "text", "extractor", "bands", "recorded_at"]


def keep_payload(content: bytes) -> Payload:
    """The row that holds these bytes; the same bytes are one row."""
    sha256, now = hashlib.sha256(content).hexdigest(), timezone.now()
    pk = insert(PAYLOAD, [sha256, content, len(content), now])
    if pk is None:
        return Payload.objects.defer("content").get(sha256=sha256)
    return Payload.from_db("default", PAYLOAD_COLUMNS, [pk, sha256, content, len(content), now])


def keep_text(extracted: Extracted) -> CapturedText:
    """The row that holds this text, whichever page and extractor gave it first."""
    sha256 = hashlib.sha256(extracted.text.encode()).hexdigest()
    found = CapturedText.objects.filter(sha256=sha256).first()
    if found is not None:
        return found
    bands, now = make_bands(extracted.text), timezone.now()
    pk = insert(TEXT, [sha256, extracted.text, extracted.extractor, bands, now])
    if pk is None:
        return CapturedText.objects.get(sha256=sha256)
    return CapturedText.from_db(
        "default", TEXT_COLUMNS, [pk, sha256, extracted.text, extracted.extractor, bands, now]
    )


def insert(statement: str, values: Sequence[Any]) -> int | None:
    """The key of the new row, or ``None`` when somebody has kept the same before."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return None if row is None else int(row[0])
