"""How long the desk takes on the server with 100,000 claims: all its pages and lists, for an editor with full queues.

Run: python -m benchmarks.desk (``--copies 20`` for a small one). It starts its own servers, takes in the worked
example and copies it until there are 100,000 claims; in a throwaway folder, or in FACTCHECK_DATA, where the next run
finds them. Goal: every page under 300 ms, at a number of queries that does not depend on
how much there is (tests/desk/test_queries.py).
"""

import argparse
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import benchmarks.servers  # noqa: F401 - starts the servers that all below needs
from benchmarks.copies import copy_all
from claims.actions.importing import import_case
from claims.actions.name_keys import refresh_name_keys
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.reading import read_case
from claims.models import Assessment, Claim, ClaimStanding, CorrectionRequest, Report, Suggestion
from claims.queues import QUEUES
from claims.vocabulary import Verdict
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.actions.user import make_editor
from newsrooms.models import Membership, Newsroom, User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.models import Capture, Document

EXAMPLE = Path(__file__).parent.parent / "examples" / "kursk-june-2025.json"
ROUNDS = 7
GOAL = 300.0
SEARCHES = (
    "q=kursk",
    "q=Зеленський",
    "q=zelensky&in=sources",
    "q=bridge&facet=contested",
    "q=kursk&in=reports",
    "q=kursk&in=documents",
    "facet=single_source",
    "q=북한",
    "",
)
LISTS = (
    *("?q=kursk", "?standing=contested", "?state=draft", "?evidence=due", "?assigned=me", "?p=1500", "?o=2"),
    "?_facets=True",
)


def fill(copies: int) -> tuple[Newsroom, User]:
    """The newsroom and its editor; every queue of the editor's has something in it, some have thousands."""
    newsroom = open_newsroom(by=None, slug="bench", name="Bench")
    read = read_case(EXAMPLE.read_text())
    result = import_case(by=None, newsroom=newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=newsroom, claims=result.claims)
    settle_all()
    copy_all(copies)
    refresh_name_keys(newsroom.pk)
    editor = make_editor(newsroom=newsroom, username="editor", password="stone-lamp-42", role=Role.PUBLISHER)  # noqa: S106 - of a throwaway database
    colleague = make_editor(newsroom=newsroom, username="colleague", password="lamp-stone-42", role=Role.EDITOR)  # noqa: S106 - as above
    keep_queues_full(newsroom, editor, colleague)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return newsroom, editor


def keep_queues_full(newsroom: Newsroom, editor: User, colleague: User) -> None:
    """One claim in ten a draft or in review; some judged, assigned, due, stale, suggested and asked about."""
    now = timezone.now().replace(microsecond=0)
    old = now - timedelta(days=200)
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    unpublished = Claim.objects.filter(pk__in=keys[5::10])
    unpublished.update(workflow_state="draft", first_published_at=None)
    Claim.objects.filter(pk__in=keys[5::20]).update(workflow_state="in_review")
    Claim.objects.filter(pk__in=keys[7::100]).update(assigned_to=editor)
    Claim.objects.filter(pk__in=keys[3::50]).update(changed_at=old)
    ClaimStanding.objects.filter(pk__in=keys[2::50]).update(due_since=now)
    Assessment.objects.bulk_create(
        Assessment(
            claim_id=key,
            external_id=f"bench-{key}",
            verdict=Verdict.UNVERIFIED.value,
            reasons="One voice.",
            author=colleague,
            made_at=now,
            made_precision="second",
        )
        for key in keys[5::40]
    )
    capture = Capture.objects.exclude(text=None).select_related("document").earliest("pk")
    Suggestion.objects.bulk_create(
        Suggestion(
            newsroom=newsroom,
            capture=capture,
            document=capture.document,
            claim_id=key,
            fingerprint=f"{key:064}",
            start=0,
            end=40,
            candidate={"stance": "asserts", "tier": "high"},
        )
        for key in keys[::25]
    )
    CorrectionRequest.objects.bulk_create(
        CorrectionRequest(newsroom=newsroom, claim_id=key, version=1, message="The date is wrong.")
        for key in keys[1::500]
    )


def pages_of(editor: User) -> dict[str, str]:
    """Every page of the desk by what it is, and every list of the admin."""
    claim = Claim.objects.filter(external_id="clm-nk-casualties-6000").get()
    document = Document.objects.exclude(captures=None).earliest("pk")
    report = Report.objects.filter(claim=claim).earliest("pk")
    desk = reverse("desk:search").removesuffix("search/")
    workspace = reverse("admin:claims_claim_workspace", args=[claim.pk])
    changelist = reverse("admin:claims_claim_changelist")
    newsroom = claim.newsroom_id
    pages = {
        "desk": reverse("admin:index"),
        **{f"queue {name}": reverse("desk:queue", args=[name]) for name in QUEUES},
        "queue one-voice, page 900": reverse("desk:queue", args=["one-voice"]) + "?page=900",
        "workspace": workspace,
        "assess": workspace.replace("workspace", "assess"),
        "history of a claim": workspace.replace("workspace", "history"),
        "edit a claim": workspace.replace("workspace", "change"),
        "write a claim": reverse("admin:claims_claim_add"),
        "enter a report": f"{reverse('desk:report')}?claim={claim.pk}",
        "supersede a report": reverse("desk:supersede", args=[report.pk]),
        "similar claims": reverse("desk:similar")
        + f"?newsroom={newsroom}&statement=North+Korean+losses+exceed+6%2C000",
        "pick a source": reverse("desk:pick", args=["sources"]) + f"?newsroom={newsroom}&q=zelens",
        "pick a source (Київ)": reverse("desk:pick", args=["sources"]) + f"?newsroom={newsroom}&q=Київ",
        "pick a claim": reverse("desk:pick", args=["claims"]) + f"?newsroom={newsroom}&q=casualties",
        "pick a document": reverse("desk:pick", args=["documents"]) + f"?newsroom={newsroom}&q=kursk",
        "captured text": reverse("desk:text", args=[document.pk]),
        "a figure read": reverse("desk:figure", args=[newsroom]) + "?worded=more+than+6%2C000",
        "suggestions": reverse("desk:suggestions"),
        "imports": reverse("desk:imports"),
        "exports": reverse("desk:exports"),
        "who did what": reverse("desk:history"),
        "notices": reverse("desk:notices"),
        **{f"search {asked or 'nothing'}": f"{desk}search/?{asked}" for asked in SEARCHES},
        **{f"claims {asked}": changelist + asked for asked in LISTS},
    }
    for model, page in admin.site._registry.items():
        opts = model._meta
        if isinstance(page, ActingAdmin) and page.least_to_see is not Role.ADMINISTRATOR:
            name = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            pages[f"list of {opts.verbose_name_plural}"] = name
            if page.search_fields:
                pages[f"list of {opts.verbose_name_plural}, searched"] = f"{name}?q=kursk"
    return pages


def measure(client: Client, address: str) -> tuple[float, float, float, int]:
    """Milliseconds of the server for a page: of processors, how much of that the database's, of the clock; and how
    many queries it asks."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        questions = len(queries)
    busy, walls, databases = [], [], []
    for _ in range(ROUNDS):
        began, thought, asked = time.perf_counter(), time.process_time(), database_time()
        read(client.get(address))
        databases.append((database_time() - asked) * 1000)
        busy.append((time.process_time() - thought) * 1000 + databases[-1])
        walls.append((time.perf_counter() - began) * 1000)
    return statistics.median(busy), statistics.median(databases), statistics.median(walls), questions


def database_time() -> float:
    """Seconds of processor that the one database process of this connection has taken; its helpers are off (main)."""
    assert connection.connection is not None
    return read_busy(connection.connection.info.backend_pid)


def read_busy(pid: int) -> float:
    fields = Path(f"/proc/{pid}/schedstat").read_text().split()
    return int(fields[0]) / 1e9


def read(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=595)
    parser.add_argument("--only", default="", help="only pages with this in their name")
    parser.add_argument("--slow", type=float, default=0.0, help="print the slowest query of pages above so many ms")
    said = parser.parse_args()
    call_command("migrate", verbosity=0)
    if Newsroom.objects.exists():
        editor = User.objects.get(username="editor")
    else:
        _, editor = fill(said.copies)
    Membership.objects.get(user=editor)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(editor)
    total = Claim.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    print(f"{total:,} claims, {Report.objects.count():,} reports; median of {ROUNDS}, goal {GOAL:.0f} ms\n")
    print(
        "| page | ms of processors | of them the database | ms by the clock | queries | |\n|---|---|---|---|---|---|"
    )
    for name, address in pages_of(editor).items():
        if said.only not in name:
            continue
        took, database, wall, queries = measure(client, address)
        verdict = "" if took <= GOAL else "**over**"
        print(f"| {name} | {took:.0f} | {database:.0f} | {wall:.0f} | {queries} | {verdict} |", flush=True)
        if said.slow and took > said.slow:
            tell_slowest(client, address)


def tell_slowest(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    for query in sorted(queries.captured_queries, key=lambda one: -float(one["time"]))[:3]:
        print(f"    {query['time']} s: {query['sql'][:1500]}")


if __name__ == "__main__":
    main()
