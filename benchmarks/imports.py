"""How long an import takes: against raw COPY of the same rows into the same indexed tables, in paired rounds.

Run: python -m benchmarks.imports (``--reports 500000``; ``--memory`` measures the growth of resident memory instead,
``--growth`` the pace into a full table against an empty one). It starts its own servers in a throwaway folder. The
file is JSON Lines, read and judged record by record as any other import. Goals of performance: 11, 12 and 13.
"""

import argparse
import io
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

import benchmarks.servers  # noqa: F401 - starts the servers that all below needs
from claims.actions.import_jobs import LINES_AT_A_TIME
from claims.actions.importing import import_case
from claims.casefile.reading import read_case_lines
from claims.models import Attribution, Report
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom

CLAIMS, DOCUMENTS, SOURCES = 10_000, 50_000, 500
TABLES = ("claims_report", "claims_attribution")
GOAL, GOOD = 0.4, 0.1
PAGE = os.sysconf("SC_PAGE_SIZE")


def make_ground() -> str:
    """Sources, documents and claims for the reports to name."""
    made: list[dict[str, Any]] = [
        {"type": "source", "id": f"s{n}", "name": f"Voice {n}", "kind": "outlet" if n % 2 else "official"}
        for n in range(SOURCES)
    ]
    made += [
        {
            "type": "document",
            "id": f"d{n}",
            "publisher": f"s{n % SOURCES}",
            "title": f"Item {n}",
            "published_at": f"2025-06-{1 + n % 28:02}",
        }
        for n in range(DOCUMENTS)
    ]
    made += [{"type": "claim", "id": f"c{n}", "statement": f"Made-up claim number {n}."} for n in range(CLAIMS)]
    return "".join(json.dumps(record) + "\n" for record in made)


def make_reports(first: int, number: int) -> Iterator[str]:
    """Lines of reports: six links for five, a figure in every second, claims as in life of very unlike sizes."""
    dice = random.Random(first)
    for n in range(first, first + number):
        link = {"source": f"s{dice.randrange(SOURCES)}", "relation": "says"}
        via = {"source": f"s{dice.randrange(SOURCES)}", "relation": "reports"}
        record: dict[str, Any] = {
            "type": "report",
            "id": f"r{n}",
            "claim": f"c{int(CLAIMS * dice.random() ** 2)}",
            "document": f"d{dice.randrange(DOCUMENTS)}",
            "stance": "asserts",
            "chains": [[via, link] if n % 5 == 0 else [link]],
        }
        if n % 2:
            low = dice.randrange(10, 9000)
            record["quantity"] = {"worded": f"at least {low}", "low": low, "counted": "people"}
        yield json.dumps(record) + "\n"


class Cost:
    """What something took: seconds by the clock, and processor seconds of this program and its database backend."""

    def __enter__(self) -> "Cost":
        self._clock, self._processor = time.perf_counter(), self._read()
        return self

    def __exit__(self, *_: object) -> None:
        self.clock = time.perf_counter() - self._clock
        self.processor = self._read() - self._processor

    @staticmethod
    def _read() -> float:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            row = cursor.fetchone()
        fields = Path(f"/proc/{row[0]}/stat").read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Lines(io.TextIOBase):
    """Lines made while they are read, so that the file takes no memory of its own."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # text, not bytes
        return next(self._lines, "")


def run_import(newsroom: Newsroom, lines: Any, **how: Any) -> Cost:
    """The cost of an import, committed."""
    with Cost() as cost:
        import_case(
            by=None,
            newsroom=newsroom,
            title="made up",
            records=read_case_lines(lines),
            in_batches_of=LINES_AT_A_TIME,
            **how,
        )
    return cost


def make_twins() -> None:
    """The same tables with the same indexes and checks, without foreign keys and triggers."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE twin_{table} (LIKE {table} INCLUDING ALL)")


def copy_raw(after: dict[str, int], folder: Path) -> tuple[Cost, int]:
    """Cost and rows of COPY of what the import has just written into the twins, from files."""
    for table in TABLES:
        query = f"COPY (SELECT * FROM {table} WHERE id > {after[table]}) TO STDOUT"  # noqa: S608 - tables of this file
        with connection.cursor() as cursor, (folder / table).open("wb") as file, cursor.copy(query) as copy:
            for piece in copy:
                file.write(piece)
    rows = 0
    with Cost() as cost:
        for table in TABLES:
            with transaction.atomic(), connection.cursor() as cursor, (folder / table).open("rb") as file:
                with cursor.copy(f"COPY twin_{table} FROM STDIN") as copy:
                    while piece := file.read(65_536):
                        copy.write(piece)
                rows += cursor.rowcount
    return cost, rows


def newest() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 - tables of this file
            found[table] = cursor.fetchone()[0]
    return found


def measure_pace(newsroom: Newsroom, reports: int, rounds: int) -> None:
    """Goal 11."""
    make_twins()
    clock, processor, paces = [], [], []
    for number in range(rounds):
        before = newest()
        took = run_import(newsroom, io.StringIO("".join(make_reports(number * reports, reports))))
        with tempfile.TemporaryDirectory() as folder:
            raw, rows = copy_raw(before, Path(folder))
        clock.append(raw.clock / took.clock)
        processor.append(raw.processor / took.processor)
        paces.append(rows / took.clock)
        print(
            f"round {number + 1}: {rows} rows; import {took.clock:.1f} s ({took.processor:.1f} of processor),"
            f" raw COPY {raw.clock:.1f} s ({raw.processor:.1f}); ratio {clock[-1]:.2f} ({processor[-1]:.2f})",
            flush=True,
        )
    low = statistics.quantiles(clock)[0] if rounds > 1 else clock[0]
    verdict = "target held" if low >= GOAL else "good" if low >= GOOD else "misses"
    print(
        f"goal 11: {statistics.median(paces):.0f} rows/s, {statistics.median(clock):.2f} of raw COPY by the clock"
        f" (lower quartile {low:.2f}, good {GOOD}, target {GOAL}: {verdict}), {statistics.median(processor):.2f} by"
        " processor seconds"
    )


def measure_memory(newsroom: Newsroom, reports: int) -> None:
    """Goal 12: resident memory when a tenth of the file is read, and the most that it is afterwards."""
    seen: list[tuple[int, int]] = []

    def look(records: int) -> None:
        seen.append((records, int(Path("/proc/self/statm").read_text().split()[1]) * PAGE))

    took = run_import(newsroom, Lines(make_reports(0, reports)), on_progress=look)
    tenth = max(size for records, size in seen if records <= reports // 10)
    most = max(size for _, size in seen)
    print(
        f"goal 12: {reports} reports in {took.clock:.0f} s; {tenth / 2**20:.0f} MB at a tenth,"
        f" at most {most / 2**20:.0f} MB: grown by {(most - tenth) / 2**20:.0f} MB (target 32)"
    )


def measure_growth(newsroom: Newsroom, reports: int, slice_of: int) -> None:
    """Goal 13: the pace into a nearly empty table, and after so many reports."""
    first = run_import(newsroom, Lines(make_reports(0, slice_of)))
    run_import(newsroom, Lines(make_reports(slice_of, reports)))
    again = [run_import(newsroom, Lines(make_reports(slice_of * n + reports, slice_of))) for n in range(1, 4)]
    last = statistics.median(cost.clock for cost in again)
    print(
        f"goal 13: {slice_of / first.clock:.0f} reports/s into none, {slice_of / last:.0f} into"
        f" {Report.objects.count()} reports and {Attribution.objects.count()} links:"
        f" {first.clock / last:.2f} (target 0.55)"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--growth", action="store_true")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    newsroom = open_newsroom(by=None, slug="bench", name="Bench")
    ground = run_import(newsroom, io.StringIO(make_ground()))
    print(f"ground: {SOURCES + DOCUMENTS + CLAIMS} records in {ground.clock:.1f} s", file=sys.stderr)
    if asked.memory:
        measure_memory(newsroom, asked.reports)
    elif asked.growth:
        measure_growth(newsroom, asked.reports, 50_000)
    else:
        measure_pace(newsroom, asked.reports, asked.rounds)


if __name__ == "__main__":
    main()
