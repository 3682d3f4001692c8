"""The file of an import: put aside in pieces, read in its form, and kept from its preview to its writing."""

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import IO

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from claims.casefile.problems import BadCaseError, Problem
from claims.casefile.reading import Record, read_case, read_case_lines
from claims.casefile.reports_csv import read_reports_csv
from claims.casefile.reviews.known import find_known
from claims.casefile.reviews.reading import Review, read_reviews
from claims.casefile.reviews.records import Written, write_records
from claims.models import ImportJob, ImportPiece
from claims.vocabulary import ImportForm, ImportState
from newsrooms.models import Newsroom

PIECE = 1_048_576
PIECE_OF = "SELECT content FROM claims_importpiece WHERE job_id = %s AND number = %s"
KEPT_AFTER_PREVIEW = timedelta(days=1)


def put_aside(job: ImportJob, content: IO[bytes]) -> None:
    """Keep the file in pieces, never whole in memory, and note its size and hash on the job, which is not saved."""
    digest = hashlib.sha256()
    number = 0
    while piece := content.read(PIECE):
        digest.update(piece)
        ImportPiece.objects.create(job=job, number=number, content=piece)
        job.size += len(piece)
        number += 1
    job.sha256 = digest.hexdigest()


def hand_over(previewed: ImportJob, job: ImportJob) -> None:
    """Give the file of a preview to the job that writes it, byte by byte the same.

    Raises ``ValidationError`` when it is kept no longer, or is not what its hash says was previewed.
    """
    pieces = ImportPiece.objects.filter(job=previewed).order_by("number")
    digest = hashlib.sha256()
    seen = 0
    for content in pieces.values_list("content", flat=True).iterator(chunk_size=4):
        digest.update(content)
        seen += len(content)
    if not seen:
        raise ValidationError("The file of this preview is kept no longer; send it again.", "no_file")
    if digest.hexdigest() != previewed.sha256:
        raise ValidationError("The file kept here is not the one that was previewed; send it again.", "other_file")
    pieces.update(job=job)
    job.size, job.sha256 = seen, previewed.sha256


def may_be_written(job: ImportJob, state: ImportState) -> bool:
    """Whether this, ended so, is a preview of something that could be written: its file is kept for a day."""
    return job.dry_run and state is ImportState.DONE


def drop_old_previews() -> int:
    """Let go of the files of previews that nobody wrote within a day; how many pieces went."""
    old = ImportJob.objects.filter(dry_run=True, ended_at__lt=timezone.now() - KEPT_AFTER_PREVIEW)
    return ImportPiece.objects.filter(job__in=old).delete()[0]


def read_file(job: ImportJob, side: BaseDatabaseWrapper) -> Iterator[Record | Problem]:
    """The records of the file in the form the job gives it. What of reviews is here already is noted on the job."""
    text = io.TextIOWrapper(io.BufferedReader(Pieces(job, side)), encoding="utf-8-sig", newline="")
    match ImportForm(job.form):
        case ImportForm.CASE:
            yield from read_case(_read_all(text)).records
        case ImportForm.LINES:
            yield from _decoded(read_case_lines(text))
        case ImportForm.REPORTS:
            yield from _decoded(read_reports_csv(text))
        case ImportForm.REVIEWS:
            yield from _read_reviews(job, _read_all(text))


def take_reviews(newsroom: Newsroom, text: str) -> Written:
    """The records of a file of reviews as this newsroom would take them: without what is here already."""
    found = list(read_reviews(text))
    return write_records(found, find_known(newsroom, [review for review in found if isinstance(review, Review)]))


def _read_reviews(job: ImportJob, text: str) -> Iterator[Record | Problem]:
    written = take_reviews(job.newsroom, text)
    for kind, _ in written.known:
        job.unchanged[kind] = job.unchanged.get(kind, 0) + 1
    yield from written.in_order()


def _decoded(records: Iterator[Record | Problem]) -> Iterator[Record | Problem]:
    try:
        yield from records
    except UnicodeDecodeError as error:
        raise BadCaseError([Problem("", "not_utf8", f"is not UTF-8: {error.reason}")]) from None


def _read_all(text: io.TextIOWrapper) -> str:
    try:
        return text.read()
    except UnicodeDecodeError as error:
        raise BadCaseError([Problem("", "not_utf8", f"is not UTF-8: {error.reason}")]) from None


class Pieces(io.RawIOBase):
    """The file of a job as a stream, read piece by piece over a connection of its own."""

    def __init__(self, job: ImportJob, side: BaseDatabaseWrapper) -> None:
        self._job, self._side, self._next, self._left = job, side, 0, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what RawIOBase gives
        if not self._left:
            with self._side.cursor() as cursor:
                cursor.execute(PIECE_OF, [self._job.pk, self._next])
                row = cursor.fetchone()
            self._left, self._next = bytes(row[0]) if row else b"", self._next + 1
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
