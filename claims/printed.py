"""Printed pages of claims, kept as they are sent; and all that one is printed from, in one query.

A page is valid beside the one storing of the dossier that it was printed from, and only while that is still true
(``claims.stored``). Whatever changes on a page beside the dossier (versions, steps, translations, claims taken in)
deletes the dossier in its own transaction, and both are read here in one statement; so keeping a page needs no lock.
"""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from claims.algebra.striking import strike
from claims.stored import IN_PUBLIC, STILL_TRUE, asking
from claims.translations import Translation
from claims.versions import Step, Version, without_unseen
from newsrooms.prepared import fetch_one

Part = dict[str, Any]
# A page of 50 reports is 2 % larger than at 6, and is ready in half the time.
SQUEEZE = 4

READY_PAGE = f"""
SELECT page.etag, CASE WHEN page.etag = %(held)s THEN NULL ELSE page.body END
FROM claims_claim claim
JOIN newsrooms_newsroom newsroom ON newsroom.id = claim.newsroom_id
JOIN claims_storeddossier dossier ON dossier.claim_id = claim.id
JOIN claims_storedpage page ON page.claim_id = claim.id AND page.language = %(language)s
WHERE claim.public_id = %(public_id)s AND claim.merged_into_id IS NULL AND {IN_PUBLIC} AND {STILL_TRUE}
  AND page.storing = dossier.storing AND page.edition = %(edition)s
  AND page.newsroom_name = newsroom.name AND page.newsroom_website = newsroom.website
"""  # noqa: S608 - nothing but the conditions of claims.stored

# ``versions_of``, ``steps_of``, ``translation_of`` and the claims taken in, by hand; held against those in tests.
MAKINGS = f"""
SELECT claim.id, claim.merged_into_id, newsroom.name, newsroom.website, ready.body, ready.storing,
  ARRAY(SELECT words FROM claims_redaction WHERE newsroom_id = claim.newsroom_id ORDER BY id),
  (SELECT json_agg(json_build_array(made.public_id, made.number,
                                    greatest(made.published_at, claim.embargo_until), made.sealed, made.sha256,
                                    made.override,
                                    CASE WHEN made.published_at <= claim.embargo_until THEN ''
                                         ELSE coalesce(correction.notice, '') END) ORDER BY made.number)
     FROM claims_publication made LEFT JOIN claims_correction correction ON correction.publication_id = made.id
    WHERE made.claim_id = claim.id),
  (SELECT json_agg(json_build_array(step.before, step.after, step.recorded_at, step.causes) ORDER BY step.id)
     FROM claims_standingstep step WHERE step.claim_id = claim.id AND step.published),
  (SELECT json_agg(json_build_object('public_id', taken.public_id, 'statement', taken.statement,
                                     'language', taken.language) ORDER BY taken.id)
     FROM (SELECT * FROM claims_claim claim WHERE {IN_PUBLIC}) taken WHERE taken.merged_into_id = claim.id),
  (SELECT json_build_array(told.language, told.statement, told.reasons, judged.public_id)
     FROM claims_claimtranslation told LEFT JOIN claims_assessment judged ON judged.id = told.of_assessment_id
    WHERE told.claim_id = claim.id AND told.language = %(language)s AND told.of_statement = claim.statement)
FROM claims_claim claim
JOIN newsrooms_newsroom newsroom ON newsroom.id = claim.newsroom_id
LEFT JOIN LATERAL (
    SELECT dossier.body, dossier.storing FROM claims_storeddossier dossier
    WHERE dossier.claim_id = claim.id AND {STILL_TRUE}
) ready ON true
WHERE claim.public_id = %(public_id)s AND {IN_PUBLIC}
"""  # noqa: S608 - nothing but the conditions of claims.stored

# A page that a crash of the server forgets is printed again: nobody waits for the disk.
KEEP = """
WITH lazily AS (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO claims_storedpage AS page
    (claim_id, language, body, etag, storing, newsroom_name, newsroom_website, edition, stored_at)
SELECT %(claim)s, %(language)s, %(body)s, %(etag)s, %(storing)s, %(name)s, %(website)s, %(edition)s, %(now)s
FROM lazily
ON CONFLICT (claim_id, language) DO UPDATE SET
    body = excluded.body, etag = excluded.etag, storing = excluded.storing, newsroom_name = excluded.newsroom_name,
    newsroom_website = excluded.newsroom_website, edition = excluded.edition, stored_at = excluded.stored_at
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page as it is sent: its entity tag, and its body compressed with gzip, or None where the reader has it."""

    etag: str
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Makings:
    """What a claim's page is printed from. ``dossier`` is None where none that is stored is still true."""

    claim: int
    merged: bool
    newsroom_name: str
    newsroom_website: str
    dossier: str | None
    storing: str | None
    versions: list[Version]
    steps: list[Step]
    taken_in: list[Part]
    translation: Translation | None


def stored_page(public_id: str, language: str, edition: str, *, held: str = "") -> Ready | None:
    """The stored page of a public claim, in one query and nothing else; None where there is none to trust.

    ``language`` is as the address names it. ``held``: the entity tag of the page that the reader has already; if it
    is the same, its body is not read.
    """
    row = fetch_one(READY_PAGE, asking(public_id) | {"language": language, "edition": edition, "held": held})
    return None if row is None else Ready(row[0], None if row[1] is None else bytes(row[1]))


def read_makings(public_id: str, language: str) -> Makings | None:
    """All that the page of a public claim is printed from, for readers of a language, in one query; None for none."""
    row = fetch_one(MAKINGS, asking(public_id) | {"language": language})
    if row is None:
        return None
    claim, merged_into, name, website, dossier, storing, struck, versions, steps, taken_in, translation = row
    return Makings(
        claim=claim,
        merged=merged_into is not None,
        newsroom_name=name,
        newsroom_website=website,
        dossier=dossier,
        storing=storing,
        versions=without_unseen([_version(version, struck) for version in versions or ()]),
        steps=[Step(was, now, datetime.fromisoformat(at), causes) for was, now, at, causes in steps or ()],
        taken_in=taken_in or [],
        translation=Translation(*translation) if translation else None,
    )


def keep_page(makings: Makings, language: str, edition: str, html: bytes) -> Ready:
    """Keep a page that was just printed, unless its dossier could not be stored; give it as it is sent.

    To be called outside transactions, for it lets the one it is in end before that is on disk.
    """
    ready = Ready(hashlib.sha256(html).hexdigest()[:32], gzip.compress(html, SQUEEZE, mtime=0))
    if makings.storing is not None:
        values: Part = {
            "claim": makings.claim,
            "language": language,
            "body": ready.body,
            "etag": ready.etag,
            "storing": makings.storing,
            "name": makings.newsroom_name,
            "website": makings.newsroom_website,
            "edition": edition,
            "now": timezone.now(),
        }
        with connection.cursor() as cursor:
            cursor.execute(KEEP, values)
    return ready


def _version(row: list[Any], struck: list[str]) -> Version:
    """A published version as ``versions_of`` gives it."""
    public_id, number, published_at, sealed, sha256, override, notice = row
    return Version(
        id=public_id,
        number=number,
        published_at=datetime.fromisoformat(published_at),
        sealed=strike(sealed, struck),
        sha256=sha256,
        override=strike(override, struck),
        notice=strike(notice, struck),
    )
