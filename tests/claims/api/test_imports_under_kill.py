"""Importers killed with SIGKILL in the middle of a file: it is finished by the next, with nothing lost or doubled."""

import json
import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from claims.actions import import_files, import_jobs
from claims.actions.import_jobs import run_next_import
from claims.models import ImportJob, Report
from tests.claims.api.conftest import House
from tests.claims.api.test_imports import CASE, as_lines, send
from tests.factcheck.processes import wait_until
from tests.newsrooms.api.asking import Asker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REPORTS = 3000


def long_file() -> bytes:
    report: dict[str, Any] = {"type": "report", **CASE["reports"][0]}
    lines = [json.dumps({**report, "id": f"rep-{number}"}).encode() + b"\n" for number in range(REPORTS)]
    return as_lines({**CASE, "reports": []}) + b"".join(lines)


def kill_when(job: ImportJob, lines_done: int) -> None:
    command = [sys.executable, "-m", "tests.claims.api.doomed_importer", str(connection.settings_dict["NAME"])]
    importer = subprocess.Popen(command, env=os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"})

    def has_come_so_far() -> bool:
        job.refresh_from_db()
        return job.lines_done >= lines_done or job.records_seen >= lines_done

    assert wait_until(has_come_so_far, 60)
    importer.send_signal(signal.SIGKILL)
    importer.wait()
    job.refresh_from_db()
    assert job.state == "running", "it was too quick to be killed"
    ImportJob.objects.filter(pk=job.pk).update(leased_until="2000-01-01T00:00Z")


def test_keeping_good_records_it_goes_on_where_the_killed_one_had_written_for_good(house: House, key: Asker) -> None:
    sent = send(key, long_file(), "application/jsonl", "?keep_good=true").json
    job = ImportJob.objects.get(public_id=sent["id"])
    for lines in (80, 200):
        kill_when(job, lines)
    assert 0 < Report.objects.count() < REPORTS
    assert run_next_import()
    job.refresh_from_db()
    assert (job.state, job.added["report"]) == ("done", REPORTS)
    assert Report.objects.count() == REPORTS


def test_all_or_nothing_it_leaves_nothing_behind_and_the_next_does_it_whole(
    house: House, key: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(key, long_file(), "application/jsonl").json
    job = ImportJob.objects.get(public_id=sent["id"])
    kill_when(job, 50)
    assert Report.objects.count() == 0
    assert run_next_import()
    job.refresh_from_db()
    assert (job.state, job.added["report"], Report.objects.count()) == ("done", REPORTS, REPORTS)


def test_a_file_of_many_pieces_is_read_while_its_rows_are_being_copied(
    house: House, key: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "PIECE", 4096)
    monkeypatch.setattr(import_jobs, "LINES_AT_A_TIME", 7)
    sent = send(key, long_file(), "application/jsonl").json
    assert run_next_import()
    job = ImportJob.objects.get(public_id=sent["id"])
    assert (job.state, Report.objects.count(), job.records_seen > 0) == ("done", REPORTS, True)
