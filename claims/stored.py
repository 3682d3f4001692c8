"""Stored dossiers and pages: served as they lie while nothing they were made from has changed, else made again.

A change deletes the stored dossier of every claim it reaches in its own transaction (``claims.actions.due``), and so
does the computation that follows (``claims.actions.standings``). Whoever stores here holds the lock of that
computation and writes down how often the claim had been marked due before reading, so that what was read before a
change is never served after it, in whatever order the two commit. An embargo that lifts changes no row: what was
stored before it counts as old from that second on.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import BinaryField, Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone

from claims.dossier import open_dossier, open_dossiers
from claims.dossier.opening import canonical
from claims.models import PUBLIC_STATES, Claim, DueClaim, StoredDossier, StoredPage
from newsrooms.prepared import fetch_one

Part = dict[str, Any]
TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('standing', %s))"
# Stand-ins in the page's one statement, which Django compiles once; each request puts its own values in their place.
NOW = datetime(1900, 1, 1, tzinfo=UTC)
WANTED, LANGUAGE, EDITION, HELD = "\ue001", "\ue002", "\ue003", "\ue004"

# `_still_true` and ``Claim.objects.public()`` by hand, for the read most asked for; held against both in tests.
READY_DOSSIER = """
SELECT dossier.sha256, CASE WHEN dossier.sha256 = %(held)s THEN NULL ELSE dossier.body END
FROM claims_claim claim
JOIN claims_storeddossier dossier ON dossier.claim_id = claim.id
LEFT JOIN claims_dueclaim due ON due.claim_id = claim.id
WHERE claim.public_id = %(public_id)s
  AND claim.workflow_state = ANY(%(public)s) AND claim.trashed_at IS NULL
  AND (claim.embargo_until IS NULL OR claim.embargo_until <= %(now)s)
  AND due.marks IS NOT DISTINCT FROM dossier.marks
  AND NOT EXISTS (
      SELECT FROM claims_claim other
      WHERE other.newsroom_id = claim.newsroom_id
        AND other.embargo_until > dossier.stored_at AND other.embargo_until <= %(now)s
  )
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page as it is sent: its entity tag, and its body compressed with gzip, or None where the reader has it."""

    etag: str
    body: bytes | None


def stored_dossier(claim: Claim) -> tuple[str, str]:
    """The claim's dossier as canonical JSON and its SHA-256: as it is stored, or made now and stored."""
    found = _fresh_dossier(claim)
    if found is not None:
        return found
    with _storing(claim) as (held, marks):
        return _make_dossier(claim, held=held, marks=marks)


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


def stored_page(public_id: str, language: str, edition: str, *, held: str = "") -> Ready | None:
    """The stored page of a public claim, in one query and nothing else; None where there is none to trust.

    ``held``: the entity tag of the page that the reader has already; if it is the same, its body is not read.
    """
    statement, given = _page_statement()
    values: dict[object, Any] = {
        NOW: timezone.now(),
        WANTED: public_id,
        LANGUAGE: language,
        EDITION: edition,
        HELD: held,
    }
    row = fetch_one(statement, {name: values.get(value, value) for name, value in given.items()})
    return None if row is None else Ready(row[0], None if row[1] is None else bytes(row[1]))


def ready_dossier(public_id: str, *, held: str = "") -> tuple[str, str | None] | None:
    """The hash and the body of a public claim's stored dossier, in one query; None where there is none to trust.

    ``held``: the hash that the asker has already; if it is the same, the body is not read and None stands for it.
    """
    asked = {"public_id": public_id, "held": held, "now": timezone.now(), "public": list(PUBLIC_STATES)}
    found = fetch_one(READY_DOSSIER, asked)
    return None if found is None else (found[0], found[1])


def make_page(claim: Claim, language: str, edition: str, write: Callable[[str], bytes]) -> Ready:
    """Make a claim's page from its dossier and store it. ``write`` turns the dossier's JSON into HTML."""
    with _storing(claim) as (held, marks):
        dossier, sha256 = _fresh_dossier(claim) or _make_dossier(claim, held=held, marks=marks)
        html = write(dossier)
        body = gzip.compress(html, 6, mtime=0)
        etag = hashlib.sha256(html).hexdigest()[:32]
        if held:
            values = {
                "body": body,
                "etag": etag,
                "dossier_sha256": sha256,
                "newsroom_name": claim.newsroom.name,
                "edition": edition,
                "marks": marks,
                "stored_at": timezone.now(),
            }
            page = StoredPage(claim=claim, language=language, **values)
            StoredPage.objects.bulk_create(
                [page], update_conflicts=True, unique_fields=["claim", "language"], update_fields=list(values)
            )
    return Ready(etag, body)


def _fresh_dossier(claim: Claim) -> tuple[str, str] | None:
    """The stored dossier and its hash; None where there is none to trust."""
    fresh = StoredDossier.objects.filter(_still_true(timezone.now()), claim=claim)
    return fresh.values_list("body", "sha256").first()


def _make_dossier(claim: Claim, *, held: bool, marks: int | None) -> tuple[str, str]:
    """The dossier made now, and stored if the lock is held: in one statement, as the first reader waits."""
    body, sha256 = canonical(open_dossier(claim))
    if held:
        values = {"body": body, "sha256": sha256, "stored_at": timezone.now(), "marks": marks}
        StoredDossier.objects.bulk_create(
            [StoredDossier(claim=claim, **values)],
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=list(values),
        )
    return body, sha256


@contextmanager
def _storing(claim: Claim) -> Iterator[tuple[bool, int | None]]:
    """Whether what is read inside may be stored, and the due marks before it was read.

    Where another is storing or computing this claim already, nobody waits: the page is made and not stored.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TRY_LOCK, [claim.pk])
            held = bool(cursor.fetchone()[0])
        yield held, DueClaim.objects.filter(claim=claim).values_list("marks", flat=True).first()


def _still_true(now: datetime) -> Q:
    """Not marked due since it was read, and no embargo of its newsroom lifted since it was stored."""
    unmarked = Q(claim__due__isnull=True, marks__isnull=True) | Q(claim__due__marks=F("marks"))
    lifted = Claim.objects.filter(
        newsroom=OuterRef("claim__newsroom"), embargo_until__gt=OuterRef("stored_at"), embargo_until__lte=now
    )
    return unmarked & ~Q(Exists(lifted))


@lru_cache(maxsize=1)
def _page_statement() -> tuple[str, dict[str, Any]]:
    """The page's one statement with its values by name, so that it can be prepared; compiled by Django once."""
    rows = StoredPage.objects.filter(
        _still_true(NOW),
        claim__in=Claim.objects.public(now=NOW).filter(public_id=WANTED, merged_into=None),
        claim__stored_dossier__sha256=F("dossier_sha256"),
        claim__newsroom__name=F("newsroom_name"),
        language=LANGUAGE,
        edition=EDITION,
    )
    unread = Case(When(etag=HELD, then=Value(None)), default=F("body"), output_field=BinaryField())
    sql, given = rows.annotate(unread=unread).values_list("etag", "unread").query.sql_with_params()
    first, *others = sql.split("%s")
    named = first + "".join(f"%(v{number})s{part}" for number, part in enumerate(others))
    return named, {f"v{number}": value for number, value in enumerate(given)}
