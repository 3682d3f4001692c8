"""Finding public claims by words: one function, so that another engine can take its place."""

import re
from dataclasses import dataclass

from claims.listing import ListedClaim, Wish, list_keys
from claims.models import PUBLIC_STATES
from newsrooms.prepared import fetch_all

CANDIDATES = 500
MOST_COUNTED = 1000
MOST_QUESTIONS = 200
LONGEST = 200
PLAIN, APART = re.compile(r"(?<![\w.,])\d{4,15}(?![\w.,])"), re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w.,])")

# Each place is searched by its own index, the newest first, so that a word in every second claim costs no more than a
# rare one; conditions are written as the indexes are, or PostgreSQL would not use them. ``public_claims`` by hand.
QUERY = "websearch_to_tsquery('{0}'::regconfig, %(words)s)"
ENGLISH = QUERY.format("english")
NEWEST = f"""
    SELECT {{dated}}.first_published_at, claim.id FROM claims_claim claim {{join}}
    WHERE claim.workflow_state IN ({", ".join(repr(state) for state in PUBLIC_STATES)})
      AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
      AND (claim.embargo_until IS NULL OR claim.embargo_until <= statement_timestamp())
      AND {{place}} {{wish}}
    ORDER BY {{dated}}.first_published_at DESC, {{dated}}.{{key}} DESC LIMIT {MOST_COUNTED + 1}
"""  # noqa: S608 - words of this file
LISTING = "JOIN claims_publiclisting listing ON listing.claim_id = claim.id"
TRANSLATION = "JOIN claims_claimtranslation told ON told.claim_id = claim.id AND told.of_statement = claim.statement"
TOLD = "to_tsvector('{0}'::regconfig, COALESCE(told.statement, '')) @@ " + QUERY
ASKED = f"""claim.question_id = ANY(ARRAY(
    SELECT id FROM claims_question
    WHERE to_tsvector('english'::regconfig, COALESCE(text, '') || ' ' || COALESCE(counted, '')) @@ {ENGLISH}
    LIMIT {MOST_QUESTIONS}))"""  # noqa: S608 - words of this file
PLACES = (
    ("", f"claim.words @@ {ENGLISH}"),
    ("", ASKED),
    ("", "claim.tags @> ARRAY[%(topic)s]::varchar[]"),
    (TRANSLATION, TOLD.format("simple")),
    (TRANSLATION, "told.language = 'fr' AND " + TOLD.format("french")),
)
WISHES = {
    "standing": "listing.standing = %(standing)s",
    "verdict": "listing.verdict = %(verdict)s",
    "topic": "EXISTS (SELECT FROM claims_publictopic topic WHERE topic.claim_id = claim.id AND topic.topic = %(of)s)",
}
# Ranked are the newest of those found, by their own words alone.
RANKED = f"""
WITH found AS ({{found}}),
     newest AS (SELECT id FROM found ORDER BY first_published_at DESC, id DESC LIMIT {CANDIDATES})
SELECT claim.id, (SELECT count(*) FROM found)
FROM newest JOIN claims_claim claim ON claim.id = newest.id
ORDER BY ts_rank(claim.words, {ENGLISH}) DESC, claim.first_published_at DESC, claim.id DESC
LIMIT %(most)s OFFSET %(start)s
"""  # noqa: S608 - words of this file


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first; ``count`` is exact up to ``MOST_COUNTED``, and ``more`` when it is larger.

    ``pages``: how many pages of the best there are to turn to.
    """

    rows: list[ListedClaim]
    count: int
    more: bool
    pages: int = 1


def find_claims(words: str, wish: Wish, *, size: int = 50, page: int = 1) -> Findings:
    """Public claims whose statement, question, topics or translation hold these words. Two queries at most."""
    found = find_keys(words, wish, size=size, start=(page - 1) * size)
    count = found[0][1] if found else 0
    return Findings(
        list_keys([key for key, _ in found]),
        min(count, MOST_COUNTED),
        more=count > MOST_COUNTED,
        pages=max(1, -(-min(count, CANDIDATES) // size)),
    )


def find_keys(words: str, wish: Wish, *, size: int, start: int = 0) -> list[tuple[int, int]]:
    """The primary keys of what was found, best first, each with the number of all that were. One query."""
    words = words.replace("\x00", " ").strip()[:LONGEST]
    if not words:
        return []
    asked = {"standing": wish.standing, "verdict": wish.verdict, "topic": wish.topic}
    conditions = "".join(f" AND {WISHES[name]}" for name, value in asked.items() if value)
    listed = bool(wish.standing or wish.verdict)
    # Sifted by what the listing knows, the newest are read along its index, which begins with that.
    walk = {"dated": "listing", "key": "claim_id"} if listed else {"dated": "claim", "key": "id"}
    places = [
        NEWEST.format(join=f"{join} {LISTING if listed else ''}", place=place, wish=conditions, **walk)
        for join, place in PLACES
    ]
    values = {"words": spell(words), "topic": words.lower(), "of": wish.topic, "standing": wish.standing}
    values["verdict"] = "" if wish.verdict == "none" else wish.verdict
    statement = RANKED.format(found=" UNION ".join(f"({place})" for place in places))
    rows = fetch_all(statement, values | {"most": size, "start": start}, planned_for_values=True)
    return [(key, count) for key, count in rows]


def spell(words: str) -> str:
    """What was typed, and the same with its numbers as others write them: 6000 for 6,000 and 6,000 for 6000."""
    plain = APART.sub(lambda number: number[0].replace(",", ""), words)
    apart = PLAIN.sub(lambda number: f"{int(number[0]):,}", words)
    return " or ".join(dict.fromkeys((words, plain, apart)))
