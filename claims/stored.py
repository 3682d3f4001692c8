"""Stored dossiers: served as they lie while nothing they were made from has changed, else made again.

A change deletes the stored dossier of every claim it reaches in its own transaction (``claims.actions.due``), and so
does the computation that follows (``claims.actions.standings``), after which a worker stores that of a public claim
again (``claims.actions.dossiers``). Whoever stores holds the lock of that computation and writes down how often the
claim had been marked due before reading, so that what was read before a change is never served after it, in whatever
order the two commit. An embargo that lifts changes no row: what was stored before it counts as old from that second.
Each storing has a name of its own, by which pages (``claims.printed``) know the one they were printed from.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from claims.dossier import open_dossier, open_dossiers
from claims.dossier.opening import canonical
from claims.models import PUBLIC_STATES, Claim, DueClaim, StoredDossier
from newsrooms.prepared import fetch_one
from newsrooms.public_ids import new_public_id

Part = dict[str, Any]
TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('standing', %s))"
LOCKS = "SELECT pg_advisory_xact_lock(hashtextextended('standing', id)) FROM unnest(%s::bigint[]) AS locked(id)"

# ``Claim.objects.public()`` and `_still_true` by hand, for the reads most asked for; held against both in tests. The
# last embargo to lift is one step in an index whatever the values: asked whether any lifted since, PostgreSQL expects
# thousands where it does not know them, and plans the statement anew for each reader, dearer than to run it.
IN_PUBLIC = """
  claim.workflow_state = ANY(%(public)s) AND claim.trashed_at IS NULL
  AND (claim.embargo_until IS NULL OR claim.embargo_until <= %(now)s)
"""
STILL_TRUE = """
  dossier.marks IS NOT DISTINCT FROM (SELECT due.marks FROM claims_dueclaim due WHERE due.claim_id = claim.id)
  AND dossier.site = %(site)s
  AND coalesce((
      SELECT other.embargo_until FROM claims_claim other
      WHERE other.newsroom_id = claim.newsroom_id AND other.embargo_until <= %(now)s
      ORDER BY other.embargo_until DESC LIMIT 1
  ), '-infinity') <= dossier.stored_at
"""
READY_DOSSIER = f"""
SELECT dossier.sha256, CASE WHEN dossier.sha256 = %(held)s THEN NULL ELSE dossier.body END
FROM claims_claim claim
JOIN claims_storeddossier dossier ON dossier.claim_id = claim.id
WHERE claim.public_id = %(public_id)s AND {IN_PUBLIC} AND {STILL_TRUE}
"""  # noqa: S608 - nothing but the two conditions above


def stored_dossier(claim: Claim) -> tuple[str, str]:
    """The claim's dossier as canonical JSON and its SHA-256: as it is stored, or made now and stored."""
    found = _fresh_dossier(claim)
    if found is not None:
        return found
    with _storing(claim) as (held, marks):
        body, sha256 = canonical(open_dossier(claim))
        if held:
            _store([(claim.pk, body, sha256, marks)])
    return body, sha256


def lock_standings(claims: Iterable[int]) -> None:
    """Wait for whoever computes or stores one of these claims, and let nobody else until the transaction ends.

    Claims whose rows are held as well are held with ``no_key``: the steps that a worker writes lead to these rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCKS, [sorted(claims)])


def store_dossiers(claims: Sequence[int]) -> None:
    """Store the dossiers of these claims, by primary key. Waits for whoever computes or stores one of them.

    The number of queries does not grow with the claims.
    """
    pks = sorted(claims)
    with transaction.atomic():
        lock_standings(pks)
        marks = dict(DueClaim.objects.filter(claim__in=pks).values_list("claim", "marks"))
        made = zip(pks, open_dossiers(pks), strict=True)
        _store([(pk, *canonical(dossier), marks.get(pk)) for pk, dossier in made])


def read_dossiers(claims: Sequence[Claim]) -> list[Part]:
    """The dossiers of these claims as JSON objects, in their order: stored ones as they lie, the others made now.

    The number of queries does not grow with the claims.
    """
    fresh = StoredDossier.objects.filter(_still_true(timezone.now()), claim__in=claims)
    found = {pk: json.loads(body) for pk, body in fresh.values_list("claim", "body")}
    missing = [claim.pk for claim in claims if claim.pk not in found]
    if missing:
        found |= {pk: dossier.as_json() for pk, dossier in zip(missing, open_dossiers(missing), strict=True)}
    return [found[claim.pk] for claim in claims]


def ready_dossier(public_id: str, *, held: str = "") -> tuple[str, str | None] | None:
    """The hash and the body of a public claim's stored dossier, in one query; None where there is none to trust.

    ``held``: the hash that the asker has already; if it is the same, the body is not read and None stands for it.
    """
    found = fetch_one(READY_DOSSIER, asking(public_id) | {"held": held})
    return None if found is None else (found[0], found[1])


def asking(public_id: str) -> Part:
    """The values that `IN_PUBLIC` and `STILL_TRUE` are asked with, and the claim."""
    now = timezone.now()
    return {"public_id": public_id, "now": now, "public": list(PUBLIC_STATES), "site": settings.SITE_URL}


def _fresh_dossier(claim: Claim) -> tuple[str, str] | None:
    """The stored dossier and its hash; None where there is none to trust."""
    fresh = StoredDossier.objects.filter(_still_true(timezone.now()), claim=claim)
    return fresh.values_list("body", "sha256").first()


def _store(made: Sequence[tuple[int, str, str, int | None]]) -> None:
    """Store these (claim, body, hash, marks), in one statement: the first reader waits."""
    now = timezone.now()
    rows = [
        StoredDossier(
            claim_id=pk,
            body=body,
            sha256=sha256,
            marks=marks,
            stored_at=now,
            storing=new_public_id(),
            site=settings.SITE_URL,
        )
        for pk, body, sha256, marks in made
    ]
    fields = ["body", "sha256", "marks", "stored_at", "storing", "site"]
    StoredDossier.objects.bulk_create(rows, update_conflicts=True, unique_fields=["claim"], update_fields=fields)


@contextmanager
def _storing(claim: Claim) -> Iterator[tuple[bool, int | None]]:
    """Whether what is read inside may be stored, and the due marks before it was read.

    Where another is storing or computing this claim already, nobody waits: the dossier is made and not stored.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TRY_LOCK, [claim.pk])
            held = bool(cursor.fetchone()[0])
        yield held, DueClaim.objects.filter(claim=claim).values_list("marks", flat=True).first()


def _still_true(now: datetime) -> Q:
    """Not marked due since it was read, made for this site, and no embargo of its newsroom lifted since."""
    unmarked = Q(claim__due__isnull=True, marks__isnull=True) | Q(claim__due__marks=F("marks"))
    lifted = Claim.objects.filter(
        newsroom=OuterRef("claim__newsroom"), embargo_until__gt=OuterRef("stored_at"), embargo_until__lte=now
    )
    return unmarked & Q(site=settings.SITE_URL) & ~Q(Exists(lifted))
