"""Imports as due work: taken in, cancelled, and run by whoever comes, also after the one before was killed."""

import logging
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import IO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from claims.actions.import_files import hand_over, may_be_written, put_aside, read_file
from claims.actions.import_progress import LEASE, CancelledError, LostLeaseError, Ticker
from claims.actions.importing import ImportResult, import_case
from claims.casefile.problems import BadCaseError, Problem
from claims.casefile.reading import Record
from claims.models import ImportJob, ImportPiece, ImportProblem
from claims.models.import_job import ENDED
from claims.rules import why_not_import
from claims.vocabulary import ImportForm, ImportState
from newsrooms.acting import acting, through
from newsrooms.actions.notification import notify
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import NotificationKind

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
MOST_PROBLEMS = 10_000
LARGEST_WHOLE = 64 * 1_048_576
READ_WHOLE = (ImportForm.CASE, ImportForm.REVIEWS)
LINES_AT_A_TIME = 5_000
LINES_FOR_GOOD = 20_000
ONE_TAKES = "SELECT pg_advisory_xact_lock(hashtext('taking imports'))"


def ask_import(
    *,
    by: User,
    newsroom: Newsroom,
    title: str,
    form: ImportForm,
    content: IO[bytes],
    dry_run: bool = False,
    keep_good: bool = False,
    door: str = "",
) -> ImportJob:
    """Take a file in, to be imported as soon as a worker is free. It is put aside in pieces, never held whole.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` for an empty file, or a case that is one JSON
    object of more than 64 MB, which is better sent as JSON Lines or in parts.
    """
    refuse_if(why_not_import(by, newsroom))
    with acting(by, f"asked for the import of {title}", via=door):
        job = ImportJob.objects.create(
            newsroom=newsroom,
            title=title[:200],
            form=form.value,
            size=0,
            sha256="",
            dry_run=dry_run,
            keep_good=keep_good,
            asked_by=by,
            door=door[:200],
        )
        put_aside(job, content)
        if not job.size:
            raise ValidationError("The file is empty.", "empty")
        if form in READ_WHOLE and job.size > LARGEST_WHOLE:
            smaller = "in parts" if form is ImportForm.REVIEWS else "as JSON Lines"
            raise ValidationError(f"One JSON text of more than 64 MB is sent {smaller}.", "too_large")
        job.save(update_fields=["size", "sha256"])
    return job


def write_previewed(*, by: User, job: ImportJob, door: str = "") -> ImportJob:
    """Have exactly the file that was previewed written, under the same terms, by an import of its own.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` for what is no good preview, or when its file is
    kept no longer or is not the one whose hash was previewed.
    """
    refuse_if(why_not_import(by, job.newsroom))
    with acting(by, f"had the preview of {job.title} written", via=door):
        previewed = ImportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if not may_be_written(previewed, ImportState(previewed.state)):
            raise ValidationError("This is no preview that ended well; there is nothing to write.", "no_preview")
        writing = ImportJob.objects.create(
            newsroom=previewed.newsroom,
            title=previewed.title,
            form=previewed.form,
            size=0,
            sha256="",
            keep_good=previewed.keep_good,
            asked_by=by,
            door=door[:200],
        )
        hand_over(previewed, writing)
        writing.save(update_fields=["size", "sha256"])
    return writing


def cancel_import(*, by: User, job: ImportJob) -> ImportJob:
    """Stop an import: at once while it waits, at its next step while it runs. What was written for good stays.

    Raises ``ValidationError`` when it has ended.
    """
    refuse_if(why_not_import(by, job.newsroom))
    with acting(by, "cancelled the import"):
        now = timezone.now()
        waiting = ImportJob.objects.filter(pk=job.pk, state=ImportState.WAITING.value)
        if waiting.update(state=ImportState.CANCELLED.value, cancel_asked_at=now, ended_at=now):
            ImportPiece.objects.filter(job=job).delete()
        elif not ImportJob.objects.filter(pk=job.pk).exclude(state__in=ENDED).update(cancel_asked_at=now):
            raise ValidationError("This import has ended.", "ended")
    job.refresh_from_db()
    return job


def run_next_import() -> bool:
    """Take the import that waits longest, or whose worker is gone, and run it; False when there is none."""
    job = _take()
    if job is None:
        return False
    try:
        with Ticker(job) as ticker, through(f"import {job.public_id}"):
            _run(job, ticker)
    except CancelledError:
        _end(job, ImportState.CANCELLED)
    except BadCaseError as error:
        _end(job, ImportState.REFUSED, problems=error.problems)
    except LostLeaseError:
        logger.warning("import %s was taken by another worker", job.public_id)
    except Exception as error:
        logger.exception("import %s failed", job.public_id)
        _fail(job, error)
    return True


def _take() -> ImportJob | None:
    now = timezone.now()
    ready = ImportJob.objects.exclude(state__in=ENDED).filter(Q(leased_until=None) | Q(leased_until__lte=now))
    # A newsroom's imports go one after another; a worker that only waited for its turn would be missing elsewhere.
    running = ImportJob.objects.filter(state=ImportState.RUNNING.value, leased_until__gt=now)
    free = ready.exclude(newsroom__in=running.values("newsroom"))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_TAKES)
        job = free.select_for_update(skip_locked=True).order_by("pk").first()
        if job is None:
            return None
        job.attempts += 1
        if job.attempts > MOST_ATTEMPTS:
            job.state, job.ended_at, job.lease = ImportState.FAILED.value, now, None
            job.failure = "Every worker that tried this died."
            tell_of_the_end(job, ImportState.FAILED)
        else:
            job.state, job.lease, job.leased_until = ImportState.RUNNING.value, uuid.uuid4(), now + LEASE
            job.started_at = job.started_at or now
        job.save()
    return job if job.state == ImportState.RUNNING else None


def _run(job: ImportJob, ticker: Ticker) -> None:
    """Import in one transaction with the end of the job; or, keeping good records, for good slice by slice."""
    records = read_file(job, ticker.side)
    if not job.keep_good or job.dry_run or job.form in READ_WHOLE:
        with transaction.atomic():
            _finish(job, _import(job, records, ticker))
        return
    done = 0
    for _ in islice(records, job.lines_done):
        done += 1
    while taken := list(islice(records, LINES_FOR_GOOD)):
        with transaction.atomic():
            result = _import(job, iter(taken), ticker, before=done)
            done += len(taken)
            _add_up(job, result, done)
    _end(job, ImportState.DONE)


def _import(job: ImportJob, records: Iterator[Record | Problem], ticker: Ticker, *, before: int = 0) -> ImportResult:
    return import_case(
        by=job.asked_by,
        newsroom=job.newsroom,
        title=job.title,
        records=records,
        dry_run=job.dry_run,
        keep_good=job.keep_good,
        in_batches_of=None if job.form in READ_WHOLE else LINES_AT_A_TIME,
        on_progress=lambda seen: ticker.tick(before + seen),
    )


def _finish(job: ImportJob, result: ImportResult) -> None:
    """Write down what an import did, in its own transaction."""
    _count(job, result)
    _write_problems(job, result.problems)
    _end(job, ImportState.DONE)


def _add_up(job: ImportJob, result: ImportResult, done: int) -> None:
    """The same for one slice; from here it goes on if the worker is killed."""
    _count(job, result)
    _write_problems(job, result.problems)
    mine = ImportJob.objects.filter(pk=job.pk, lease=job.lease)
    job.lines_done = done
    if not mine.update(lines_done=done, added=job.added, unchanged=job.unchanged):
        raise LostLeaseError


def _count(job: ImportJob, result: ImportResult) -> None:
    for counted, new in ((job.added, result.added), (job.unchanged, result.unchanged)):
        for kind, number in new.items():
            counted[kind] = counted.get(kind, 0) + number


def _write_problems(job: ImportJob, problems: Sequence[Problem]) -> None:
    room = max(0, MOST_PROBLEMS - ImportProblem.objects.filter(job=job).count())
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(job=job, line=line, pointer=pointer, code=problem.code, reason=problem.reason[:2000])
            for problem in problems[:room]
            for line, pointer in [_place_of(problem)]
        ),
        batch_size=1000,
    )
    ImportJob.objects.filter(pk=job.pk).update(problem_count=F("problem_count") + len(problems))


def _place_of(problem: Problem) -> tuple[int | None, str]:
    """The line and the JSON pointer of a problem, whose path is a pointer after “line N: ” in a file of lines."""
    if not problem.path.startswith("line "):
        return None, problem.path
    line, _, pointer = problem.path.removeprefix("line ").partition(": ")
    return int(line), "" if pointer == "/" else pointer


def _end(job: ImportJob, state: ImportState, *, problems: Sequence[Problem] = (), failure: str = "") -> None:
    with transaction.atomic():
        if problems:
            _write_problems(job, problems)
        mine = ImportJob.objects.filter(pk=job.pk, lease=job.lease)
        ended = mine.update(
            state=state.value,
            ended_at=timezone.now(),
            lease=None,
            leased_until=None,
            added=job.added,
            unchanged=job.unchanged,
            records_seen=job.records_seen,
            failure=failure,
        )
        if not ended:
            raise LostLeaseError
        tell_of_the_end(job, state)
        if not may_be_written(job, state):
            ImportPiece.objects.filter(job=job).delete()


def tell_of_the_end(job: ImportJob, state: ImportState) -> None:
    """Whoever asked for an import is told that it has ended, unless they ended it themselves."""
    if job.asked_by is not None and state is not ImportState.CANCELLED:
        notify(
            users=[job.asked_by],
            newsroom=job.newsroom,
            kind=NotificationKind.IMPORT_FINISHED,
            object_type="import",
            object_id=job.public_id,
            params={"title": f"{job.title} ({state.value})"},
        )


def _fail(job: ImportJob, error: Exception) -> None:
    """Let it be tried again when the lease is over, or end it after the last try."""
    if job.attempts >= MOST_ATTEMPTS:
        _end(job, ImportState.FAILED, failure=repr(error)[:2000])
    else:
        mine = ImportJob.objects.filter(pk=job.pk, lease=job.lease)
        mine.update(failure=repr(error)[:2000], leased_until=timezone.now() + timedelta(seconds=2**job.attempts))
