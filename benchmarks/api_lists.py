"""How long lists and searches of the API take against their statements alone, in paired rounds; see `benchmarks.api`.

Goals 8, 9 and 10. The raw statements give the same rows in the same form by bare psycopg.
"""

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.pages import Door
from benchmarks.rounds import ROUNDS
from benchmarks.table import tell, weigh
from claims.models import Claim, ClaimStanding
from newsrooms.api.cursors import seal_cursor

Raw = psycopg.Connection[tuple[str, ...]]
LIST = """
SELECT json_agg(row_to_json(found))::text FROM (
    SELECT claim.public_id, claim.external_id, claim.statement, claim.language, newsroom.slug, claim.quantity_low,
        claim.quantity_high, claim.quantity_worded, claim.quantity_counted, claim.as_of_at, claim.location,
        claim.tags, claim.workflow_state, claim.first_published_at, claim.changed_at, standing.status,
        standing.lines_low, standing.lines_with_parties, standing.lines_high, standing.reports, standing.outlets
    FROM claims_claim claim JOIN newsrooms_newsroom newsroom ON newsroom.id = claim.newsroom_id
    LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id
    WHERE claim.workflow_state IN ('published', 'paused', 'corrected', 'withdrawn') AND claim.trashed_at IS NULL
        AND (claim.embargo_until IS NULL OR claim.embargo_until <= now()) {more}
    ORDER BY claim.id DESC LIMIT 51) found
"""
TAGGED = LIST.format(more="AND claim.tags @> ARRAY['even']::varchar[]")
# What the API runs for the best of a word, with the rows in the form above.
BEST = """
SELECT row_to_json(found)::text FROM (
    SELECT claim.public_id, claim.external_id, claim.statement, claim.language, newsroom.slug, claim.quantity_low,
        claim.quantity_high, claim.quantity_worded, claim.quantity_counted, claim.as_of_at, claim.location,
        claim.tags, claim.workflow_state, claim.first_published_at, claim.changed_at, standing.status,
        standing.lines_low, standing.lines_with_parties, standing.lines_high, standing.reports, standing.outlets
    FROM (
        SELECT id, ts_rank(words, websearch_to_tsquery('english', %(q)s)) AS rank FROM (
            SELECT id, words FROM claims_claim claim
            WHERE claim.words @@ websearch_to_tsquery('english', %(q)s)
                AND claim.workflow_state IN ('published', 'paused', 'corrected', 'withdrawn')
                AND claim.trashed_at IS NULL AND (claim.embargo_until IS NULL OR claim.embargo_until <= now())
            ORDER BY id DESC LIMIT 500
        ) newest ORDER BY rank DESC, id DESC LIMIT 21
    ) best JOIN claims_claim claim ON claim.id = best.id
    JOIN newsrooms_newsroom newsroom ON newsroom.id = claim.newsroom_id
    LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id ORDER BY best.rank DESC, claim.id DESC
) found
"""
UNBOUNDED = """
SELECT public_id, ts_rank(words, query) AS rank
FROM claims_claim, websearch_to_tsquery('english', %s) query
WHERE words @@ query ORDER BY rank DESC LIMIT 20
"""
# Words by how many of all claims hold them: one in so many.
RARITIES = {"quarter": 4, "tenth": 10, "hundredth": 100, "fivehundredth": 500}


def give_words() -> None:
    """Statements, tags and standings for the claims that `fill` wrote."""
    words = " || ".join(
        f"CASE WHEN id %% {rarity} = 0 THEN ' {word}' ELSE '' END" for word, rarity in RARITIES.items()
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            f"UPDATE claims_claim SET statement = statement || {words},"  # noqa: S608 - words of this file
            " tags = CASE WHEN id %% 2 = 0 THEN ARRAY['even'] ELSE ARRAY['odd'] END WHERE external_id LIKE 'x%%'",
            [],
        )
    ClaimStanding.objects.bulk_create(
        (
            ClaimStanding(
                claim_id=pk,
                status="single_source",
                lines_low=1,
                lines_with_parties=1,
                lines_high=1,
                reports=1,
                outlets=1,
                inputs_hash="x",
                engine_version="x",
                computed_at="2025-06-01T00:00Z",
            )
            for pk in Claim.objects.filter(external_id__startswith="x").values_list("pk", flat=True)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE claims_claim, claims_claimstanding")


def measure_lists(door: Door, raw: Raw) -> None:
    first = "/api/v1/claims/?tag=even&limit=50"
    with CaptureQueriesContext(connection) as queries:
        door.get(first)
    told = f"{len(queries)} queries"
    weigh(
        "8 list of 50 with a filter / the statement",
        partial(door.get, first),
        lambda: raw.execute(TAGGED, prepare=True).fetchone(),
        8,
        3.5,
        more=told,
    )
    ends = Claim.objects.filter(tags__contains=["even"]).order_by("pk").values_list("pk", flat=True)[100]
    deepest = f"{first}&cursor={seal_cursor(ends, 'claims.claim')}"
    weigh("8 deepest page / first", partial(door.get, deepest), partial(door.get, first), 2, 1.5)


def best_of(word: str, more: str = "") -> str:
    return f"/api/v1/claims/?q={word}&order=relevance&limit=20{more}"


def measure_search(door: Door, raw: Raw) -> None:
    """Goal 9 over a list of words, rare and common: the median and the 95th percentile of each side."""
    taken: dict[str, list[float]] = {"ours": [], "raw": []}
    for _ in range(ROUNDS * 4):
        for word in RARITIES:
            taken["raw"].append(seconds(lambda word=word: raw.execute(BEST, {"q": word}).fetchall()))  # type: ignore[misc]  # the loop’s word, kept
            taken["ours"].append(seconds(partial(door.get, best_of(word))))
    for place, name, good, target in ((9, "median", 2.5, 1.25), (18, "95th percentile", 2.5, 1.35)):
        ours, below = (statistics.quantiles(taken[side], n=20)[place] for side in ("ours", "raw"))
        tell(f"9 best of a word / the statement, {name}", ours / below, ours / below, ours * 1000, good, target)
    weigh(
        "10 best of a word in a quarter / unbounded ranking",
        partial(door.get, best_of("quarter")),
        lambda: raw.execute(UNBOUNDED, ["quarter"]).fetchall(),
        0.2,
        0.05,
        more=f"{agreeing(door, raw)} of the 20 agree",
    )
    for word in ("quarter", "tenth", "hundredth"):
        rare = partial(door.get, best_of("fivehundredth"))
        weigh(f"10 best of “{word}” / of the 0.2 % word", partial(door.get, best_of(word)), rare, 10, 5)
    plain = partial(door.get, best_of("quarter"))
    weigh("10 best with a filter / without", partial(door.get, best_of("quarter", "&tag=even")), plain, 5, 2)


def agreeing(door: Door, raw: Raw) -> int:
    """How many of the best twenty have a rank that is among the best of all."""
    ranks = [row[1] for row in raw.execute(UNBOUNDED, ["quarter"]).fetchall()]
    found = [row["id"] for row in json.loads(door.get(best_of("quarter")).content)["results"]]
    least: float = min(ranks)  # type: ignore[assignment]  # a rank
    asked = "SELECT count(*) FROM claims_claim WHERE public_id = ANY(%s) AND ts_rank(words, {}) >= %s - 1e-6"
    query = "websearch_to_tsquery('english', 'quarter')"
    row = raw.execute(asked.format(query), [found, least]).fetchone()
    return int(row[0]) if row else 0


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
