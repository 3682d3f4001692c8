"""How long the API takes: against the statement alone, a bare view, and a bare WSGI program, in paired rounds.

Run: python -m benchmarks.api (``--claims 100000``). It starts its own servers in a throwaway folder. Goals are those
of performance: 1 (detail), 4 (304), 5 (queries), 6 (over HTTP), 8 (lists), 9 and 10 (search).
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

# Starts its servers and sets Django up when it is read.
from benchmarks.copies import fill
from benchmarks.pages import SIZES, Door, make_case, show_bare
from benchmarks.rounds import ROUNDS
from benchmarks.rounds import compare as pair
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.export import to_json
from claims.casefile.reading import read_case
from claims.models import Claim, ClaimStanding
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.api.actor import STRANGER
from newsrooms.api.callers import spend
from newsrooms.api.cursors import seal_cursor

PORTS = {"ours": 8034, "raw": 8035}
CONNECTIONS, SECONDS, HTTP_ROUNDS = 4, 1.5, 6
ONE_STATEMENT = """
SELECT json_build_object('id', claim.public_id, 'statement', claim.statement, 'standing', standing.status,
    'reports', (
    SELECT json_agg(json_build_object(
        'id', report.public_id, 'stance', report.stance, 'recorded_at', report.recorded_at, 'hedge', report.hedge,
        'document', json_build_object('id', document.public_id, 'title', document.title, 'url', document.url),
        'publisher', json_build_object('id', source.public_id, 'name', source.name, 'kind', source.kind),
        'chain', (SELECT json_agg(
                      json_build_object('relation', link.relation, 'source', said.name, 'id', said.public_id)
                      ORDER BY link.chain, link.position)
                  FROM claims_attribution link JOIN sources_source said ON said.id = link.source_id
                  WHERE link.report_id = report.id)) ORDER BY report.id)
    FROM claims_report report JOIN sources_document document ON document.id = report.document_id
    JOIN sources_source source ON source.id = document.publisher_id WHERE report.claim_id = claim.id))::text
FROM claims_claim claim LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id
WHERE claim.public_id = %s
"""
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
WORDS = LIST.format(more="AND claim.words @@ websearch_to_tsquery('english', %s)")
UNBOUNDED = """
SELECT public_id, ts_rank(words, query) AS rank
FROM claims_claim, websearch_to_tsquery('english', %s) query
WHERE words @@ query ORDER BY rank DESC LIMIT 20
"""
# Words by how many of all claims hold them: one in so many.
RARITIES = {"quarter": 4, "tenth": 10, "hundredth": 100, "fivehundredth": 500}


def compare(work: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float, float]:
    """Milliseconds of ``work``, and the median and lower quartile of its ratio to ``bare`` over paired rounds."""
    taken = pair(work, bare)
    return taken.milliseconds, taken.median, taken.low


def show_counted(request: HttpRequest, public_id: str) -> HttpResponse:
    """The bare view, counted against the caller's budget as every request of the API is."""
    spend(STRANGER, request)
    return show_bare(request, public_id)


urlpatterns = [
    path("counted/<slug:public_id>/", show_counted),
    path("bare/<slug:public_id>/", show_bare),
    path("", include("factcheck.urls")),
]


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


def tell(name: str, ratio: float, low: float, took: float, good: float, target: float, *, more: str = "") -> None:
    verdict = "target held" if low <= target else "good" if low <= good else "MISSES"
    print(f"| {name} | {took:.2f} | {ratio:.2f} | {low:.2f} | {good} | {target} | {verdict} | {more} |", flush=True)


def measure_detail(door: Door, raw: psycopg.Connection[tuple[str]]) -> None:
    for size in SIZES:
        claim = Claim.objects.get(external_id=f"c{size}")
        address = f"/api/v1/claims/{claim.public_id}/"

        def bare(name: str = claim.public_id) -> None:
            raw.execute(ONE_STATEMENT, [name], prepare=True).fetchone()

        tag = door.get(address).headers["ETag"]
        with CaptureQueriesContext(connection) as queries:
            door.get(address)
        took, ratio, low = compare(partial(door.get, address), bare)
        tell(f"1 detail of {size} reports / one json_agg", ratio, low, took, 5, 1.6, more=f"{len(queries)} queries")
        took, ratio, low = compare(
            partial(door.get, address, if_none_match=tag), partial(door.get, f"/bare/{claim.public_id}/")
        )
        tell(f"4 304 of {size} reports / bare view", ratio, low, took, 1.5, 1.15)
        took, ratio, low = compare(
            partial(door.get, address, if_none_match=tag), partial(door.get, f"/counted/{claim.public_id}/")
        )
        tell(f"4 304 of {size} reports / bare view that counts as well", ratio, low, took, 1.5, 1.15)


def measure_lists(door: Door, raw: psycopg.Connection[tuple[str]]) -> None:
    first = "/api/v1/claims/?tag=even&limit=50"
    took, ratio, low = compare(partial(door.get, first), lambda: raw.execute(TAGGED, prepare=True).fetchone())
    with CaptureQueriesContext(connection) as queries:
        door.get(first)
    tell("8 list of 50 with a filter / the statement", ratio, low, took, 8, 3.5, more=f"{len(queries)} queries")
    ends = Claim.objects.filter(tags__contains=["even"]).order_by("pk").values_list("pk", flat=True)[100]
    took, ratio, low = compare(partial(door.get, cursor_address(first, ends)), partial(door.get, first))
    tell("8 deepest page / first", ratio, low, took, 2, 1.5)


def cursor_address(first: str, pk: int) -> str:
    """The address of the page that begins below this row."""
    return f"{first}&cursor={seal_cursor(pk, 'claims.claim')}"


def measure_search(door: Door, raw: psycopg.Connection[tuple[str]]) -> None:
    search = "/api/v1/claims/?q={word}&limit=50"
    for word in RARITIES:
        took, ratio, low = compare(
            partial(door.get, search.format(word=word)),
            lambda word=word: raw.execute(WORDS, [word]).fetchone(),  # type: ignore[misc]  # the loop’s word, kept
        )
        tell(f"9 search “{word}” / the statement, median", ratio, low, took, 2.5, 1.25)
    best = "/api/v1/claims/?q={word}&order=relevance&limit=20"
    took, ratio, low = compare(
        partial(door.get, best.format(word="quarter")), lambda: raw.execute(UNBOUNDED, ["quarter"]).fetchall()
    )
    tell("10 best of a word in a quarter / unbounded ranking", ratio, low, took, 0.2, 0.05)
    rare = partial(door.get, best.format(word="fivehundredth"))
    for word in ("quarter", "tenth", "hundredth"):
        took, ratio, low = compare(partial(door.get, best.format(word=word)), rare)
        tell(f"10 best of “{word}” / of the 0.2 % word", ratio, low, took, 10, 5)
    plain = partial(door.get, best.format(word="quarter"))
    took, ratio, low = compare(partial(door.get, best.format(word="quarter") + "&tag=even"), plain)
    tell("10 best with a filter / without", ratio, low, took, 5, 2)


RAW_PROGRAM = '''
import os
from psycopg_pool import ConnectionPool
pool = ConnectionPool(os.environ["RAW_DSN"], min_size=4, max_size=8, open=True, kwargs={"autocommit": True})
SQL = """SELECT dossier.body, dossier.sha256 FROM claims_claim claim
JOIN claims_storeddossier dossier ON dossier.claim_id = claim.id WHERE claim.public_id = %s"""
def application(environ, start):
    name = environ["PATH_INFO"].rstrip("/").rpartition("/")[2]
    with pool.connection() as connection:
        body, tag = connection.execute(SQL, [name], prepare=True).fetchone()
    content = body.encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content))), ("ETag", tag)])
    return [content]
'''


def serve(kind: str, application: str, folder: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{PORTS[kind]}", "-k", "gthread", "-w", "1"]
    command += ["--threads", "8", "--keep-alive", "30", "--log-level", "error", application]
    dsn = connection.get_connection_params()
    env = os.environ | {
        "PYTHONPATH": folder,
        "RAW_DSN": f"host={dsn['host']} dbname={dsn['dbname']} user={dsn['user']}",
        "API_LIMIT_STRANGER": "1000000000",
    }
    return subprocess.Popen(command, env=env)


def ask_for(port: int, address: str, seconds: float) -> tuple[float, int]:
    """Requests a second over so many connections, and how many answers were none."""
    until, counts, wrong = time.perf_counter() + seconds, [0] * CONNECTIONS, [0] * CONNECTIONS

    def run(number: int) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            client.request("GET", address, headers={"Host": "127.0.0.1"})
            answer = client.getresponse()
            answer.read()
            counts[number] += 1
            wrong[number] += answer.status != 200
        client.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began), sum(wrong)


def measure_http(folder: Path) -> None:
    (folder / "raw_program.py").write_text(RAW_PROGRAM, encoding="utf-8")
    claim = Claim.objects.get(external_id="c50")
    address = f"/api/v1/claims/{claim.public_id}/"
    servers = [
        serve("ours", "factcheck.wsgi:application", str(Path.cwd())),
        serve("raw", "raw_program:application", str(folder)),
    ]
    try:
        for port in PORTS.values():
            wait_for(port, address)
        ratios, paces, wrong = [], [], 0
        for _ in range(HTTP_ROUNDS):
            below, _ = ask_for(PORTS["raw"], address, SECONDS)
            pace, failed = ask_for(PORTS["ours"], address, SECONDS)
            ratios.append(pace / below)
            paces.append(pace)
            wrong += failed
        ratio, high = statistics.median(ratios), statistics.quantiles(ratios)[2]
        verdict = "target held" if high >= 0.55 else "good" if high >= 0.2 else "MISSES"
        print(
            f"| 6 over HTTP, requests/s / a bare WSGI program | {1000 / statistics.median(paces):.2f} | {ratio:.2f} |"
            f" {high:.2f} | 0.2 | 0.55 | {verdict} | {statistics.median(paces):.0f} requests/s, {wrong} not 200 |"
        )
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def wait_for(port: int, address: str) -> None:
    for _ in range(300):
        client = http.client.HTTPConnection("127.0.0.1", port)
        try:
            client.request("GET", address, headers={"Host": "127.0.0.1"})
            client.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            client.close()
    raise TimeoutError(port)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100_000)
    beside = parser.parse_args().claims
    settings.ROOT_URLCONF = "benchmarks.api"
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, 1_000_000_000)
    call_command("migrate", verbosity=0)
    newsroom = open_newsroom(by=None, slug="bench", name="Bench")
    read = read_case(to_json(make_case(SIZES)))
    result = import_case(by=None, newsroom=newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=newsroom, claims=result.claims)
    settle_all()
    fill(beside, newsroom.pk)
    give_words()
    dsn = connection.get_connection_params()
    raw = psycopg.connect(host=dsn["host"], dbname=dsn["dbname"], user=dsn["user"], autocommit=True)
    door = Door()
    print(f"{len(SIZES) + beside} claims, medians of {ROUNDS} paired rounds\n")
    print("| goal | ms | ratio | lower quartile | good | target | verdict | |\n|---|---|---|---|---|---|---|---|")
    measure_detail(door, raw)
    measure_lists(door, raw)
    measure_search(door, raw)
    measure_http(Path(os.environ["FACTCHECK_DATA"]))
    raw.close()


if __name__ == "__main__":
    main()
