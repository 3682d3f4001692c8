"""One import from start to end: judged record by record, written in batches, kept whole or not at all."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice

from django.db import connection, transaction

from claims.actions.due import mark_due, mark_due_for_documents, mark_due_for_sources
from claims.actions.importing.copying import Copier
from claims.actions.importing.ground import import_documents, import_sources, import_ties
from claims.actions.importing.ledger import Item, Ledger
from claims.actions.importing.questions import import_claims, import_questions
from claims.actions.importing.reports import import_reports
from claims.actions.importing.verdicts import import_assessments, import_withdrawals
from claims.algebra.hedge_table import HedgeTable
from claims.casefile.became import what_became
from claims.casefile.normalise import normalise
from claims.casefile.problems import BadCaseError, Problem
from claims.casefile.reading import Record
from claims.casefile.shape import problems_of_shape
from claims.hedge_table import hedges_of
from claims.rules import why_not_import, why_not_vouch
from newsrooms.acting import acting
from newsrooms.actions.event import record_event
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType

BATCH = 5000
BETWEEN_LOOKS = 0.5
TOLD_EVERY = 500
MOST_PROBLEMS = 200
MARKED_AT_ONCE = 5_000
MOST_TOUCHED = 100_000
WRITERS: dict[str, Callable[[list[Item], Ledger], None]] = {
    "source": import_sources,
    "tie": import_ties,
    "document": import_documents,
    "question": import_questions,
    "claim": import_claims,
    "report": import_reports,
    "withdrawal": import_withdrawals,
    "assessment": import_assessments,
}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: records added and unchanged by kind, what was left out, accounts made for authors."""

    title: str
    added: dict[str, int]
    unchanged: dict[str, int]
    problems: list[Problem]
    accounts_made: list[str]
    claims: list[int]
    """Primary keys of the claims the file is about, new or not."""
    dry_run: bool
    batch: str


def import_case(
    *,
    by: User | None,
    newsroom: Newsroom,
    title: str,
    records: Iterable[Record | Problem],
    dry_run: bool = False,
    keep_good: bool = False,
    in_batches_of: int | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Import records into a newsroom, in one transaction.

    ``records`` that share a kind are taken together, or at most ``in_batches_of`` at a time (for JSON Lines, which
    may be long). ``keep_good`` writes the sound records and reports the others; otherwise any fault refuses the
    whole with `BadCaseError`. ``dry_run`` writes nothing and says what would have been. ``on_progress`` is told
    how many records have been seen. Raises ``PermissionDenied`` below editor.
    """
    refuse_if(why_not_import(by, newsroom))
    batch = new_public_id()
    with acting(by, f"import of {title}", via=f"import {batch}"), Copier() as copier, _sparing_the_collector():
        may_vouch = why_not_vouch(by, newsroom) is None
        ledger = Ledger(newsroom=newsroom, by=by, may_vouch=may_vouch, copier=copier)
        _wait_for_other_imports(newsroom, on_progress)
        before = transaction.savepoint()
        _check_keys(at_once=True)
        hedges = hedges_of(newsroom)
        ledger.became = what_became(newsroom)
        seen: Counter[str] = Counter()
        for kind, taken in _batches(records, ledger, in_batches_of):
            items = list(_judge(kind, _told(taken, seen.total(), on_progress), ledger, hedges))
            copier.settle()
            if items:
                WRITERS[kind](items, ledger)
            if in_batches_of:
                ledger.forget()
            if len(ledger.touched_claims) > MOST_TOUCHED:
                copier.settle()
                _mark(ledger, batch)
            seen[kind] += len(taken)
            if on_progress:
                on_progress(seen.total())
            if not keep_good and len(ledger.problems) >= MOST_PROBLEMS:
                break
        if ledger.problems and not keep_good:
            raise BadCaseError(ledger.problems)
        copier.settle()
        _check_keys(at_once=False)
        _mark(ledger, batch)
        record_event(
            newsroom=newsroom, kind=EventType.IMPORT_FINISHED, object_type="import", object_id=batch, facets={}
        )
        mark_due_for_documents(ledger.fallen_documents, cause="import.finished", cause_id=batch, batch=batch)
        mark_due_for_sources(ledger.tied_sources, cause="import.finished", cause_id=batch, batch=batch)
        if dry_run:
            transaction.savepoint_rollback(before)
    return ImportResult(
        title=title,
        added=dict(ledger.added),
        unchanged=dict(ledger.unchanged),
        problems=ledger.problems,
        accounts_made=ledger.accounts_made,
        claims=sorted(ledger.claims),
        dry_run=dry_run,
        batch=batch,
    )


def _told(records: list[Record], seen: int, on_progress: Callable[[int], None] | None) -> Iterator[Record]:
    """The records, telling on the way: a batch may be a whole file, and whoever runs it must be heard of."""
    for number, record in enumerate(records):
        if on_progress and number % TOLD_EVERY == 0:
            on_progress(seen + number)
        yield record


def _judge(kind: str, records: Iterable[Record], ledger: Ledger, hedges: HedgeTable) -> Iterator[Item]:
    """The sound records in canonical form; the others are put aside."""
    for record in records:
        content, problems = record.content, problems_of_shape(kind, record.content, record.place)
        if not problems:
            content, problems = normalise(kind, record.content, record.place, hedges)
        item = Item(content, record.place)
        if problems:
            ledger.refuse(kind, item, problems)
        else:
            yield item


def _batches(
    records: Iterable[Record | Problem], ledger: Ledger, size: int | None
) -> Iterator[tuple[str, list[Record]]]:
    for kind, same in groupby(_sound(records, ledger), key=lambda record: record.kind):
        while taken := list(islice(same, size)):
            yield kind, taken


def _sound(records: Iterable[Record | Problem], ledger: Ledger) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Record):
            yield record
        else:
            ledger.problems.append(record)


def _wait_for_other_imports(newsroom: Newsroom, on_progress: Callable[[int], None] | None) -> None:
    """One import at a time for each newsroom: what was judged absent must still be absent when it is written.

    Whoever is told of the progress is told meanwhile that there is none.
    """
    with connection.cursor() as cursor:
        while on_progress:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('import'), %s)", [newsroom.pk])
            if cursor.fetchone()[0]:
                return
            on_progress(0)
            time.sleep(BETWEEN_LOOKS)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import'), %s)", [newsroom.pk])


def _check_keys(*, at_once: bool) -> None:
    """Whether foreign keys are checked with each statement, or all at the end, which keeps every row in memory."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {'IMMEDIATE' if at_once else 'DEFERRED'}")


def _mark(ledger: Ledger, batch: str) -> None:
    """Mark due what was touched so far."""
    touched = sorted(ledger.touched_claims)
    for start in range(0, len(touched), MARKED_AT_ONCE):
        part = touched[start : start + MARKED_AT_ONCE]
        mark_due(part, cause="import.finished", cause_id=batch, batch=batch)
    ledger.touched_claims.clear()


@contextmanager
def _sparing_the_collector() -> Iterator[None]:
    """Records are no cycles, yet so many make the collector go through all that the program has loaded, again and
    again; for the time of the import it leaves aside what was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
