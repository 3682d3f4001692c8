"""Keeping the keys of source names in step with the names: derived rows, made for what has none, gone with it."""

from django.core.cache import cache
from django.db import connection

from claims.matching.names import initials_of, key_of
from claims.models import NameKey
from claims.vocabulary import NameForm

NAMES = """
    SELECT source.id AS source_id, source.name FROM sources_source source WHERE source.newsroom_id = %(newsroom)s
    UNION
    SELECT source.id, alias.name FROM sources_sourcealias alias
    JOIN sources_source source ON source.id = alias.source_id WHERE source.newsroom_id = %(newsroom)s
"""
MISSING = f"""
    SELECT known.source_id, known.name FROM ({NAMES}) known
    WHERE NOT EXISTS (SELECT FROM claims_namekey k WHERE k.source_id = known.source_id AND k.name = known.name)
"""  # noqa: S608 - both parts are written here
STALE = f"""
    DELETE FROM claims_namekey k WHERE k.newsroom_id = %(newsroom)s
    AND NOT EXISTS (SELECT FROM ({NAMES}) known WHERE known.source_id = k.source_id AND known.name = k.name)
"""  # noqa: S608 - as above


BEHIND = """
    SELECT newsroom_id FROM (
        SELECT source.newsroom_id, source.id AS source_id, source.name FROM sources_source source
        UNION ALL
        SELECT source.newsroom_id, source.id, alias.name FROM sources_sourcealias alias
        JOIN sources_source source ON source.id = alias.source_id
    ) known
    WHERE NOT EXISTS (SELECT FROM claims_namekey k WHERE k.source_id = known.source_id AND k.name = known.name)
    UNION
    SELECT newsroom_id FROM claims_namekey k
    WHERE NOT EXISTS (SELECT FROM sources_source s WHERE s.id = k.source_id AND s.name = k.name)
    AND NOT EXISTS (SELECT FROM sources_sourcealias a WHERE a.source_id = k.source_id AND a.name = k.name)
"""


# How often rows of names were written since the server counts: the same number means that nothing was.
WRITES = """
    SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables
    WHERE relid IN ('sources_source'::regclass, 'sources_sourcealias'::regclass)
    AND current_setting('track_counts')::boolean
"""
SEEN = "names.written"
SECONDS_UNASKED = 3600


def catch_up_with_written_names() -> int:
    """Catch up with names only if any were written since the last time, and once an hour all the same."""
    # Asked before the names are read: what is written meanwhile makes another number, and is read the next time.
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        written: int | None = cursor.fetchone()[0]
    if written is not None and cache.get(SEEN) == int(written):
        return 0
    caught = catch_up_with_names()
    if written is not None:
        cache.set(SEEN, int(written), SECONDS_UNASKED)
    return caught


def catch_up_with_names() -> int:
    """Refresh the keys of each newsroom whose names changed by whatever door; give how many those were."""
    with connection.cursor() as cursor:
        cursor.execute(BEHIND)
        newsrooms = [newsroom for (newsroom,) in cursor.fetchall()]
    for newsroom in newsrooms:
        refresh_name_keys(newsroom)
    return len(newsrooms)


def refresh_name_keys(newsroom: int) -> int:
    """Make the keys of names that have none and drop those of names that are gone; give how many were made."""
    with connection.cursor() as cursor:
        cursor.execute(STALE, {"newsroom": newsroom})
        cursor.execute(MISSING, {"newsroom": newsroom})
        missing: list[tuple[int, str]] = cursor.fetchall()
    rows = []
    for source, name in missing:
        rows.append(NameKey(newsroom_id=newsroom, source_id=source, name=name, form=PLAIN, key=key_of(name)))
        if initials := initials_of(name):
            rows.append(NameKey(newsroom_id=newsroom, source_id=source, name=name, form=INITIALS, key=initials))
    NameKey.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    return len(rows)


PLAIN, INITIALS = NameForm.PLAIN.value, NameForm.INITIALS.value
