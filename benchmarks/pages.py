"""How long a claim page takes: against a bare view with the same middleware and one query by key, in paired rounds.

Run: python -m benchmarks.pages (add ``--claims 100000`` for so many others beside). It starts its own servers
in a throwaway folder. Goals are those of performance: 2 (warm), 3 (cold), 4 (304) and 5 (queries).
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

import benchmarks.servers  # noqa: F401 - starts the servers that all below needs
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.export import to_json
from claims.casefile.reading import read_case
from claims.models import Claim, StoredDossier
from newsrooms.actions.newsroom import open_newsroom

SIZES = (10, 50, 100, 1000)
SLICE_SECONDS = 0.1
ROUNDS = 12
GOALS = {"warm": 1.5, "304": 1.15, "cold": 8.0}


def show_bare(request: HttpRequest, public_id: str) -> HttpResponse:
    """What nothing that asks the database can be quicker than: one query by key, a few bytes back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM claims_claim WHERE public_id = %s", [public_id])
        row = cursor.fetchone()
    return HttpResponse(f"{row[0]}", content_type="text/html")


urlpatterns = [path("bare/<slug:public_id>/", show_bare), path("", include("claims.urls"))]


def make_case(sizes: tuple[int, ...]) -> dict[str, Any]:
    """A case with one claim of each size; outlets that have it from officials, some through an agency."""
    dice = random.Random(5)
    names = [f"Official {number}" for number in range(40)] + [f"Agency {number}" for number in range(10)]
    sources = [{"id": name, "name": name, "kind": "agency" if "Agency" in name else "official"} for name in names]
    sources += [{"id": f"Outlet {n}", "name": f"Outlet {n}", "kind": "outlet"} for n in range(200)]
    case: dict[str, Any] = {"format": "factcheck-case/1", "title": "Made up", "sources": sources}
    case |= {"documents": [], "claims": [], "reports": []}
    for size in sizes:
        case["claims"].append({"id": f"c{size}", "statement": f"Made up, with {size} reports.", "tags": ["made-up"]})
        for number in range(size):
            key, day = f"{size}-{number}", 1 + number % 28
            outlet = f"Outlet {number % 200}"
            case["documents"].append(
                {"id": key, "publisher": outlet, "title": f"On {key}", "published_at": f"2025-06-{day:02}"}
            )
            chain = [{"source": dice.choice(names[40:]), "relation": "reports"}] * (number % 3 == 0)
            chain.append({"source": dice.choice(names[:40]), "relation": "says"})
            case["reports"].append(
                {"id": key, "claim": f"c{size}", "document": key, "stance": "asserts", "chains": [chain]}
            )
    return case


def fill(number: int, newsroom: int) -> None:
    """So many other public claims, written as rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_claim (newsroom_id, public_id, external_id, statement, language, location, tags,"
            " as_of_precision, workflow_state, first_published_at, created_at, changed_at, version, quantity_worded,"
            " quantity_comparator, quantity_unit, quantity_counted, quantity_low_open, quantity_high_open)"
            " SELECT %s, substr(md5(n::text), 1, 16), 'x' || n, 'Other claim ' || n, 'en', '', '{}', '', 'published',"
            " now() - n * interval '1 second', now(), now(), 1, '', '', '', '', false, false"
            " FROM generate_series(1, %s) AS n",
            [newsroom, number],
        )
        cursor.execute("ANALYZE")


class Door:
    """Requests through all the middleware, without a socket."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.factory = RequestFactory(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})

    def get(self, address: str, **headers: str) -> Any:
        answer = self.handler.get_response(WSGIRequest(self.factory.get(address, headers=headers).environ))
        assert answer.status_code in (200, 304), (address, answer.status_code)
        return answer


def time_slice(work: Callable[[], object]) -> float:
    """Seconds of one call, over as many as fit a slice."""
    began, calls = time.perf_counter(), 0
    while time.perf_counter() - began < SLICE_SECONDS:
        work()
        calls += 1
    return (time.perf_counter() - began) / calls


def compare(work: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float, float]:
    """Milliseconds of ``work``, and the median and lower quartile of its ratio to ``bare`` over paired rounds."""
    ratios, times = [], []
    for _ in range(ROUNDS):
        below, above = time_slice(bare), time_slice(work)
        ratios.append(above / below)
        times.append(above * 1000)
    return statistics.median(times), statistics.median(ratios), statistics.quantiles(ratios)[0]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=0)
    beside = parser.parse_args().claims
    settings.ROOT_URLCONF = "benchmarks.pages"
    call_command("migrate", verbosity=0)
    newsroom = open_newsroom(by=None, slug="bench", name="Bench")
    read = read_case(to_json(make_case(SIZES)))
    result = import_case(by=None, newsroom=newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=newsroom, claims=result.claims)
    settle_all()
    fill(beside, newsroom.pk)
    door = Door()
    print(f"{len(SIZES) + beside} claims; medians of {ROUNDS} paired rounds, ratio to a bare view with one query")
    for size in SIZES:
        claim = Claim.objects.get(external_id=f"c{size}")
        address, bare = f"/claims/{claim.public_id}/", f"/bare/{claim.public_id}/"

        def make_again(address: str = address, pk: int = claim.pk) -> None:
            StoredDossier.objects.filter(claim=pk).delete()
            door.get(address)

        first = door.get(address)
        tag = first.headers["ETag"]
        kinds: dict[str, Callable[[], object]] = {
            "warm": partial(door.get, address),
            "304": partial(door.get, address, if_none_match=tag),
            "cold": make_again,
        }
        for kind, work in kinds.items():
            with CaptureQueriesContext(connection) as queries:
                work()
            took, ratio, low = compare(work, partial(door.get, bare))
            verdict = "ok" if low <= GOALS[kind] else "misses"
            print(
                f"{size:5} reports {kind:5} {took:8.2f} ms  ratio {ratio:6.2f} (lower quartile {low:.2f},"
                f" goal {GOALS[kind]}: {verdict})  {len(queries)} queries  {len(first.content)} bytes sent"
            )
    for name in ("/claims/", "/", "/search/?q=made", "/feeds/changed.atom"):
        took, ratio, _ = compare(partial(door.get, name), partial(door.get, bare))
        print(f"{name:24} {took:8.2f} ms  ratio {ratio:6.2f}")


if __name__ == "__main__":
    main()
