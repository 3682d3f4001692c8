"""How long the API takes: against the statement alone, a bare view, and a bare WSGI program, in paired rounds.

Run: python -m benchmarks.api (``--claims 100000``). It starts its own servers in a throwaway folder. Goals are those
of performance: 1 (detail), 4 (304), 5 (queries), 6 (over HTTP), 8 (lists), 9 and 10 (search).
"""

import argparse
import os
from functools import partial
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

import benchmarks.servers  # noqa: F401 - starts the servers that all below needs
from benchmarks.api_lists import Raw, give_words, measure_lists, measure_search
from benchmarks.api_over_http import measure_http
from benchmarks.copies import fill
from benchmarks.pages import SIZES, Door, make_case, show_bare
from benchmarks.rounds import ROUNDS
from benchmarks.table import HEAD, weigh
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.export import to_json
from claims.casefile.reading import read_case
from claims.models import Claim
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.api.actor import STRANGER
from newsrooms.api.callers import spend

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


def show_counted(request: HttpRequest, public_id: str) -> HttpResponse:
    """The bare view, counted against the caller's budget as every request of the API is."""
    spend(STRANGER, request)
    return show_bare(request, public_id)


urlpatterns = [
    path("counted/<slug:public_id>/", show_counted),
    path("bare/<slug:public_id>/", show_bare),
    path("", include("factcheck.urls")),
]


def measure_detail(door: Door, raw: Raw) -> None:
    for size in SIZES:
        name = Claim.objects.get(external_id=f"c{size}").public_id
        address = f"/api/v1/claims/{name}/"
        tag = door.get(address).headers["ETag"]
        with CaptureQueriesContext(connection) as queries:
            door.get(address)
        bare = partial(raw.execute, ONE_STATEMENT, [name], prepare=True)
        told = f"{len(queries)} queries"
        weigh(f"1 detail of {size} reports / one json_agg", partial(door.get, address), bare, 5, 1.6, more=told)
        again = partial(door.get, address, if_none_match=tag)
        weigh(f"4 304 of {size} reports / bare view", again, partial(door.get, f"/bare/{name}/"), 1.5, 1.15)
        counted = partial(door.get, f"/counted/{name}/")
        weigh(f"4 304 of {size} reports / bare view that counts as well", again, counted, 1.5, 1.15)


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
    print(HEAD)
    measure_detail(door, raw)
    measure_lists(door, raw)
    measure_search(door, raw)
    measure_http(Path(os.environ["FACTCHECK_DATA"]))
    raw.close()


if __name__ == "__main__":
    main()
