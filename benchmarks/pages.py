"""How long public pages take: against a bare view with the same middleware and one query by key, in paired rounds.

Run: python -m benchmarks.pages (``--claims 1000 100000`` for how many claims there are at each look). It starts its
own servers in a throwaway folder, takes in the worked example and copies it. Goals are those of performance: 2
(warm), 3 (cold), 4 (304) and 5 (queries).
"""

import argparse
import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
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
from benchmarks.copies import copy_all
from benchmarks.rounds import compare
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.export import to_json
from claims.casefile.reading import read_case
from claims.models import Claim, StoredDossier, StoredPage
from claims.said import topics
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom
from sources.models import Source

EXAMPLE = Path(__file__).parent.parent / "examples" / "kursk-june-2025.json"
SIZES = (10, 50, 100, 1000)
ASIDE = ("DELETE", "BEGIN", "COMMIT")  # neither the deletion before a page nor the ends of transactions are counted
GOALS = {"warm": 1.5, "304": 1.15, "printed": 8.0}
LISTS = (
    *("/", "/claims/", "/claims/?shelf=contested", "/claims/?shelf=corrected", "/claims/?shelf=withdrawn"),
    *("/claims/?standing=corroborated", "/claims/?verdict=false", "/questions/", "/topics/", "/topics/{topic}/"),
    *("/sources/", "/sources/{source}/", "/corrections/", "/search/?q=casualties", "/search/?q=bridge"),
    *("/feeds/changed.atom", "/feeds/corrected.atom", "/sitemap.xml"),
)


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


def publish_case(newsroom: Newsroom, written: str) -> None:
    read = read_case(written)
    result = import_case(by=None, newsroom=newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=newsroom, claims=result.claims)
    settle_all()


class Door:
    """Requests through all the middleware, without a socket."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.factory = RequestFactory(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})

    def get(self, address: str, **headers: str) -> Any:
        answer = self.handler.get_response(WSGIRequest(self.factory.get(address, headers=headers).environ))
        assert answer.status_code in (200, 304), (address, answer.status_code)
        return answer


def time_claims(door: Door) -> None:
    """The page of each planted claim: kept, unchanged, printed by its reader, and made before the worker came."""
    print("\n| reports | page | ms | ratio | lower quartile | goal | queries | sent |")
    print("|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        claim = Claim.objects.get(external_id=f"c{size}")
        address = f"/claims/{claim.public_id}/"
        first = door.get(address)

        def print_again(address: str = address, pk: int = claim.pk) -> None:
            StoredPage.objects.filter(claim=pk).delete()
            door.get(address)

        def make_again(address: str = address, pk: int = claim.pk) -> None:
            StoredDossier.objects.filter(claim=pk).delete()
            door.get(address)

        kinds: dict[str, Callable[[], object]] = {
            "warm": partial(door.get, address),
            "304": partial(door.get, address, if_none_match=first.headers["ETag"]),
            "printed": print_again,
            "before the worker": make_again,
        }
        for kind, work in kinds.items():
            with CaptureQueriesContext(connection) as queries:
                work()
            taken = compare(work, partial(door.get, f"/bare/{claim.public_id}/"))
            goal = GOALS.get(kind)
            verdict = "" if goal is None else f"{goal} {'ok' if taken.low <= goal else 'missed'}"
            asked = [query for query in queries if not query["sql"].startswith(ASIDE)]
            print(
                f"| {size} | {kind} | {taken.milliseconds:.2f} | {taken.median:.2f} | {taken.low:.2f} | {verdict} |"
                f" {len(asked)} | {len(first.content)} |"
            )


def time_lists(door: Door) -> dict[str, tuple[float, float]]:
    """Milliseconds of each list and their ratio to the bare view."""
    places = {
        "source": Source.objects.filter(kind="agency", documents__reports__isnull=False).first().public_id,  # type: ignore[union-attr]
        "topic": topics().rows[0][0],
    }
    bare = partial(door.get, f"/bare/{Claim.objects.get(external_id='c50').public_id}/")
    taken = {}
    for name in LISTS:
        ratio = compare(partial(door.get, name.format(**places)), bare, rounds=5)
        taken[name] = (ratio.milliseconds, ratio.median)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, nargs="+", default=[1000, 10_000])
    settings.ROOT_URLCONF = "benchmarks.pages"
    call_command("migrate", verbosity=0)
    newsroom = open_newsroom(by=None, slug="bench", name="Bench")
    publish_case(newsroom, EXAMPLE.read_text())
    each = Claim.objects.count()
    door, copies, lists = Door(), 0, {}
    for number in parser.parse_args().claims:
        times = max(1, number // each)
        copy_all(times, after=copies)
        if not copies:
            publish_case(newsroom, to_json(make_case(SIZES)))
        copies = times
        claims = Claim.objects.count()
        print(f"\n{claims} claims, load {os.getloadavg()[0]:.1f}")
        time_claims(door)
        lists[claims] = time_lists(door)
    print(f"\n| list | {' | '.join(f'{number} claims' for number in lists)} |\n|---|{'---|' * len(lists)}")
    for name in LISTS:
        told = (f"{taken[name][0]:.1f} ms ({taken[name][1]:.1f})" for taken in lists.values())
        print(f"| {name} | {' | '.join(told)} |")


if __name__ == "__main__":
    main()
