"""Imports over the API: sent at once, run as due work, told with their faults, stopped, and resumed after a kill."""

import json
import time
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from claims.actions import import_jobs
from claims.actions.import_jobs import run_next_import
from claims.models import Claim, ImportJob, ImportPiece, Report
from claims.tasks import run_imports
from claims.vocabulary import ImportState
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.vocabulary import Scope
from sources.models import Source
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Answer, Asker

pytestmark = pytest.mark.django_db(transaction=True)

CASE: dict[str, Any] = {
    "format": "factcheck-case/1",
    "title": "The mill fire",
    "sources": [
        {"id": "src-echo", "name": "Hill Echo", "kind": "outlet"},
        {"id": "src-brigade", "name": "Fire brigade", "kind": "official"},
    ],
    "documents": [{"id": "doc-echo", "publisher": "src-echo", "title": "Fire at the mill"}],
    "claims": [{"id": "clm-fire", "statement": "The mill burned for six hours."}],
    "reports": [
        {
            "id": "rep-echo",
            "claim": "clm-fire",
            "document": "doc-echo",
            "stance": "asserts",
            "chains": [[{"source": "src-brigade", "relation": "told"}]],
        }
    ],
}
KINDS = {"sources": "source", "documents": "document", "claims": "claim", "reports": "report"}


def as_lines(case: dict[str, Any]) -> bytes:
    records = [{"type": kind} | record for name, kind in KINDS.items() for record in case[name]]
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def send(key: Asker, content: bytes, kind: str, query: str = "") -> Answer:
    return key.ask("POST", f"/imports/{query}", content, content_type=kind)


def finish(key: Asker, answer: Answer) -> Any:
    """The import once workers have done what is due."""
    assert answer.status == 202, answer.body
    while run_next_import():
        pass
    return key.get(answer.headers["location"].removeprefix("/api/v1")).json


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps(CASE).encode(), "application/json"),
        (as_lines(CASE), "application/jsonl"),
        (b"\xef\xbb\xbf" + as_lines(CASE), "application/x-ndjson"),
    ],
)
def test_a_case_is_taken_in_any_form_and_twice_changes_nothing(
    house: House, key: Asker, content: bytes, kind: str
) -> None:
    answer = send(key, content, kind, "?title=Mill")
    assert answer.json["state"] == "waiting"
    done = finish(key, answer)
    assert done["state"] == "done"
    assert done["added"] == {"source": 2, "document": 1, "claim": 1, "report": 1}
    again = finish(key, send(key, content, kind))
    assert sum(again["unchanged"].values()) == 5
    assert Report.objects.get().external_id == "rep-echo"
    assert not ImportPiece.objects.exists()


def test_a_table_of_reports_brings_its_chains_and_figures(house: House, key: Asker) -> None:
    mayor = {"id": "src-mayor", "name": "Mayor of Weir", "kind": "official"}
    case = CASE | {"sources": [*CASE["sources"], mayor]}
    finish(key, send(key, json.dumps(case).encode(), "application/json"))
    table = (
        "id,claim,document,stance,chains,quantity,counted,own_reporting\r\n"
        'rep-2,clm-fire,doc-echo,asserts,"src-mayor:reports > src-brigade:told | src-brigade:says",'
        "more than 6,hours,no\r\n"
    )
    done = finish(key, send(key, table.encode(), "text/csv"))
    assert done["added"] == {"report": 1}
    report = key.get("/reports/rep-2/").json
    assert [[link["source"]["external_id"] for link in chain] for chain in report["chains"]] == [
        ["src-mayor", "src-brigade"],
        ["src-brigade"],
    ]
    assert report["quantity"] == {
        "worded": "more than 6",
        "comparator": "more_than",
        "counted": "hours",
        "low": 6,
        "high": None,
        "low_open": True,
    }


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("id,claim\nx,y\n", (1, "/document", "required")),
        ("id,claim,document,stance,colour\n", (1, "/colour", "unknown_field")),
        ("id,claim,document,stance\nrep-9,clm-fire\n", (2, "", "wrong_form")),
        ("id,claim,document,stance,chains\nr,c,d,asserts,nobody\n", (2, "/chains", "wrong_form")),
        ("id,claim,document,stance\nr,c,d,shouts\n", (2, "/stance", "not_a_choice")),
        ("id,claim,document,stance\nr,c,d,asserts\n", (2, "/claim", "unknown_id")),
        ('id,claim,document,stance\n"r,c,d,asserts\n', (2, "", "not_csv")),
    ],
)
def test_a_bad_table_is_refused_with_line_and_column(
    house: House, key: Asker, table: str, fault: tuple[int, str, str]
) -> None:
    done = finish(key, send(key, table.encode(), "text/csv"))
    assert done["state"] == "refused"
    problems = key.get(f"/imports/{done['id']}/problems/").json["results"]
    assert fault in {(one["line"], one["pointer"], one["code"]) for one in problems}
    assert not Report.objects.exists()


def test_one_bad_line_refuses_all_and_with_keep_good_only_itself(house: House, key: Asker) -> None:
    content = as_lines(CASE) + b'{"type":"source","id":"src-x","name":"X","kind":"planet"}\nnot json\n'
    refused = finish(key, send(key, content, "application/jsonl"))
    assert (refused["state"], refused["problem_count"]) == ("refused", 2)
    assert not Source.objects.exists()
    kept = finish(key, send(key, content, "application/jsonl", "?keep_good=true"))
    assert (kept["state"], kept["added"]["source"]) == ("done", 2)
    problems = key.get(f"/imports/{kept['id']}/problems/").json["results"]
    assert [(one["line"], one["code"]) for one in problems] == [(7, "not_json"), (6, "not_a_choice")]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(house: House, key: Asker) -> None:
    done = finish(key, send(key, as_lines(CASE), "application/jsonl", "?dry_run=true"))
    assert (done["state"], done["added"]["report"]) == ("done", 1)
    assert not Source.objects.exists()


def test_a_waiting_import_is_stopped_at_once_and_an_ended_one_cannot_be(house: House, key: Asker) -> None:
    job = send(key, as_lines(CASE), "application/jsonl").json
    stopped = key.post(f"/imports/{job['id']}/cancellations/", {})
    assert stopped.json["state"] == "cancelled"
    assert not run_next_import()
    assert key.post(f"/imports/{job['id']}/cancellations/", {}).faults == {("", "ended")}


def test_a_second_import_of_a_newsroom_waits_for_the_first_and_those_of_others_do_not(
    house: House, key: Asker
) -> None:
    for _ in range(2):
        send(key, as_lines(CASE), "application/jsonl")
    first, second = ImportJob.objects.order_by("pk")
    assert import_jobs._take() == first
    assert import_jobs._take() is None
    ImportJob.objects.filter(pk=second.pk).update(newsroom=open_newsroom(by=None, slug="other", name="Other"))
    assert import_jobs._take() == second


def test_an_import_may_take_longer_than_other_tasks(settings: Any) -> None:
    assert run_imports.time_limit > settings.CELERY_TASK_TIME_LIMIT


def test_an_import_that_waits_for_another_keeps_its_lease(house: House, key: Asker) -> None:
    job = ImportJob.objects.get(public_id=send(key, as_lines(CASE), "application/jsonl").json["id"])

    def work() -> None:
        run_next_import()
        connection.close()

    other = connection.copy()
    try:
        with other.cursor() as cursor:  # somebody imports into the newsroom from the command line
            cursor.execute("SELECT pg_advisory_lock(hashtext('import'), %s)", [job.newsroom_id])
        worker = Thread(target=work)
        worker.start()
        leases: set[object] = set()
        while len(leases) < 3:
            leases.add(ImportJob.objects.get(pk=job.pk).leased_until)
            time.sleep(0.05)
        assert Claim.objects.count() == 0
    finally:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('import'), %s)", [job.newsroom_id])
        other.close()
    worker.join(60)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)


def test_a_running_import_stops_at_its_next_step_with_nothing_written(
    house: House, key: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "LINES_AT_A_TIME", 1)
    job = ImportJob.objects.get(public_id=send(key, as_lines(CASE), "application/jsonl").json["id"])
    taken = import_jobs._take()
    assert taken is not None
    assert key.post(f"/imports/{job.public_id}/cancellations/", {}).json["state"] == "running"
    ImportJob.objects.filter(pk=job.pk).update(lease=None, leased_until=None)
    assert run_next_import()
    job.refresh_from_db()
    assert (job.state, Claim.objects.count()) == (ImportState.CANCELLED, 0)


def test_after_a_kill_it_goes_on_where_it_had_written_for_good(
    house: House, key: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_jobs, "LINES_FOR_GOOD", 2)
    job = ImportJob.objects.get(
        public_id=send(key, as_lines(CASE), "application/jsonl", "?keep_good=true").json["id"]
    )
    real, calls = import_jobs._import, []

    def die_at_the_second(*args: Any, **kwargs: Any) -> Any:
        calls.append(kwargs["before"])
        if len(calls) == 2:
            raise SystemExit("killed")
        return real(*args, **kwargs)

    monkeypatch.setattr(import_jobs, "_import", die_at_the_second)
    with pytest.raises(SystemExit):
        run_next_import()
    job.refresh_from_db()
    assert (job.state, job.lines_done, Source.objects.count(), Claim.objects.count()) == ("running", 2, 2, 0)
    assert not run_next_import()
    ImportJob.objects.filter(pk=job.pk).update(leased_until="2000-01-01T00:00Z")
    assert run_next_import()
    job.refresh_from_db()
    assert (job.state, job.added) == ("done", {"source": 2, "document": 1, "claim": 1, "report": 1})
    assert calls == [0, 2, 2, 4]


def test_who_exports_says_what_the_case_is_called_and_about(house: House, key: Asker) -> None:
    assert key.get("/export/").json["title"] == house.herald.name
    said = {"title": "The mill fire", "summary": "What burned, and who says so."}
    query = urlencode(said)
    case = json.loads(key.get(f"/export/?{query}").body)
    assert {name: case[name] for name in said} == said
    head = json.loads(key.get(f"/export/?form=lines&{query}").body.splitlines()[0])
    assert {name: head[name] for name in said} == said
    assert key.get("/export/?title=").faults == {("title", "too_short")}


def test_what_is_exported_can_be_imported_and_changes_nothing(house: House, key: Asker) -> None:
    finish(key, send(key, json.dumps(CASE).encode(), "application/json"))
    for query, kind in (("", "application/json"), ("?form=lines", "application/jsonl")):
        exported = key.get(f"/export/{query}")
        assert exported.headers["content-type"] == kind
        done = finish(key, send(key, exported.body, kind))
        assert done["added"] in ({}, dict.fromkeys(done["added"], 0))


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b" ", "application/json", 202),
        (b"x", "text/plain", 415),
        (b"x", "", 415),
        (b"\xff\xfe", "application/json", 202),
    ],
)
def test_what_cannot_be_a_file_is_refused_at_the_door_or_by_the_worker(
    house: House, key: Asker, content: bytes, kind: str, status: int
) -> None:
    answer = send(key, content, kind)
    assert answer.status == status
    if status == 202:
        assert finish(key, answer)["state"] == "refused"


def test_imports_take_their_scope(house: House) -> None:
    assert send(house.key(Scope.CLAIMS_READ), b"x", "text/csv").status == 403
    assert send(Asker(), b"x", "text/csv").status == 401
