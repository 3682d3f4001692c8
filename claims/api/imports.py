"""Imports: a file sent at once, run as due work, with its progress, its faults by line, and a way to stop it."""

from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.import_jobs import ask_import, cancel_import
from claims.api.inputs import NOTHING
from claims.casefile.addresses import fetch_file
from claims.casefile.guessing import guess_form
from claims.models import ImportJob, ImportProblem
from claims.rules import why_not_import
from claims.vocabulary import ImportForm, ImportState
from newsrooms.actions.permission import refuse_if
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import Parameter, component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import ADDRESS_FORM, COUNT, FLAG, ID, INSTANT, Schema, answer, body, or_null, text, word
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Scope
from sources.fetching.installation import make_policy

LARGEST = 2 * 1024**3
COUNTS: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
FORMS = {
    "application/json": ImportForm.CASE,
    "application/jsonl": ImportForm.LINES,
    "application/x-ndjson": ImportForm.LINES,
    "text/csv": ImportForm.REPORTS,
    "application/ld+json": ImportForm.REVIEWS,
}
IMPORT = component(
    "Import",
    answer(
        "A file to be imported, and how far it is.",
        id=ID,
        newsroom=text(),
        title=text(),
        form=word(ImportForm),
        size=COUNT,
        sha256=text(),
        dry_run=FLAG,
        keep_good=FLAG,
        state=word(ImportState),
        records_seen=COUNT,
        added={**COUNTS, "description": "Records written, by kind; in a dry run, that would have been."},
        unchanged={**COUNTS, "description": "Records that were here already, by kind."},
        problem_count=COUNT,
        asked_by=or_null(text()),
        asked_at=INSTANT,
        started_at=or_null(INSTANT),
        ended_at=or_null(INSTANT),
    ),
)
PROBLEM = component(
    "ImportProblem",
    answer(
        "What was wrong with one record.",
        line=or_null({"type": "integer", "description": "In a file of lines; null in a case."}),
        pointer=text("JSON pointer into the record or the case."),
        code=text(),
        reason=text(),
    ),
)
FETCH_INPUT = component(
    "ImportAddress",
    body(
        "Where the file is, and what is to be done with it.",
        required=("address",),
        newsroom=text("Slug; needed when you work in several.", longest=64),
        address=text(longest=2000, least=1, pattern=ADDRESS_FORM),
        title=text("What to call it.", longest=200),
        form=word(ImportForm),
        dry_run=FLAG,
        keep_good=FLAG,
    ),
)
OPTIONS = (
    Parameter("newsroom", text(longest=64), "Slug; needed when you work in several."),
    Parameter("title", text(longest=200, least=1), "What to call it.", "March archive"),
    Parameter("dry_run", FLAG, "Say what would be done, and do nothing.", True),
    Parameter("keep_good", FLAG, "Leave bad records out instead of refusing the whole.", True),
)


def shape_job(job: ImportJob) -> dict[str, Any]:
    return {
        "id": job.public_id,
        "newsroom": job.newsroom.slug,
        "title": job.title,
        "form": job.form,
        "size": job.size,
        "sha256": job.sha256,
        "dry_run": job.dry_run,
        "keep_good": job.keep_good,
        "state": job.state,
        "records_seen": job.records_seen,
        "added": job.added,
        "unchanged": job.unchanged,
        "problem_count": job.problem_count,
        "asked_by": job.asked_by.username if job.asked_by else None,
        "asked_at": job.asked_at.isoformat(),
        "started_at": job.started_at and job.started_at.isoformat(),
        "ended_at": job.ended_at and job.ended_at.isoformat(),
    }


def shape_problem(problem: ImportProblem) -> dict[str, Any]:
    return {"line": problem.line, "pointer": problem.pointer, "code": problem.code, "reason": problem.reason}


class ImportDoor(Endpoint):
    tag = "Imports"

    def rows(self) -> QuerySet[ImportJob]:
        return self.actor.own(ImportJob.objects.visible_to(self.actor.user)).select_related("newsroom", "asked_by")

    def one(self, name: str) -> ImportJob:
        return find(self.rows(), name, self.actor, newsroom=None)


class Imports(ImportDoor):
    @operation("list_imports", "List imports", scope=Scope.IMPORTS_WRITE, query=PAGING, answers=page_of(IMPORT))
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.rows(), lambda page: map(shape_job, page), self.query)

    @operation(
        "start_import",
        "Import a file",
        detail="A case as JSON, its records as JSON Lines, reports as CSV, or reviews by others as JSON-LD"
        " (ClaimReview), told apart by Content-Type. All or nothing unless keep_good. Ask for the import to see its"
        " progress; faults are listed by line.",
        scope=Scope.IMPORTS_WRITE,
        query=OPTIONS,
        raw=tuple(FORMS),
        largest=LARGEST,
        answers=IMPORT,
        status=202,
        conditional=False,
    )
    def post(self) -> HttpResponse:
        kind = str(self.asked.META.get("CONTENT_TYPE")).partition(";")[0].strip().lower()
        job = ask_import(
            by=self.actor.person,
            newsroom=self.actor.choose_newsroom(self.query.get("newsroom"), asked=True),
            title=self.query.get("title", "sent over the API"),
            form=FORMS[kind],
            content=self.sent_file(),
            dry_run=self.query.get("dry_run", False),
            keep_good=self.query.get("keep_good", False),
            door=self.actor.door,
        )
        where = reverse("api-import", args=[job.public_id])
        return answer_json(shape_job(job), status=202, headers={"Location": where}, tagged=False)


class Fetches(ImportDoor):
    room: Newsroom
    called: str
    fetched: bytes

    def dial(self) -> None:
        self.room = self.actor.choose_newsroom(self.body.get("newsroom"))
        refuse_if(why_not_import(self.actor.person, self.room))
        self.called, self.fetched = fetch_file(self.body["address"], policy=make_policy())

    @operation(
        "fetch_import",
        "Import a file from its address",
        detail="A public http or https address of a file of 10 MB at most, fetched now and imported as one sent to"
        " /imports/ is. What it is may be said, and is else told by its name and beginning.",
        scope=Scope.IMPORTS_WRITE,
        body=FETCH_INPUT,
        answers=IMPORT,
        status=202,
        conditional=False,
        dials=True,
        example={"address": "https://archive.example.org/march.jsonl", "dry_run": True},
    )
    def post(self) -> HttpResponse:
        content = BytesIO(self.fetched)
        said = self.body.get("form")
        job = ask_import(
            by=self.actor.person,
            newsroom=self.room,
            title=self.body.get("title") or self.called,
            form=ImportForm(said) if said else guess_form(self.called, content),
            content=content,
            dry_run=self.body.get("dry_run", False),
            keep_good=self.body.get("keep_good", False),
            door=self.actor.door,
        )
        where = reverse("api-import", args=[job.public_id])
        return answer_json(shape_job(job), status=202, headers={"Location": where}, tagged=False)


class OneImport(ImportDoor):
    @operation("read_import", "See how an import goes", scope=Scope.IMPORTS_WRITE, answers=IMPORT)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_job(self.one(id)))


class Problems(ImportDoor):
    @operation(
        "list_import_problems",
        "List what was wrong with an import",
        scope=Scope.IMPORTS_WRITE,
        query=PAGING,
        answers=page_of(PROBLEM),
    )
    def get(self, id: str) -> HttpResponse:
        rows = ImportProblem.objects.filter(job=self.one(id))
        query = {"order": "oldest", **self.query}
        return answer_page(self.asked, rows, lambda page: map(shape_problem, page), query)


class Cancellations(ImportDoor):
    @operation(
        "cancel_import",
        "Stop an import",
        detail="At once while it waits, at its next step while it runs.",
        scope=Scope.IMPORTS_WRITE,
        body=NOTHING,
        answers=IMPORT,
        conditional=False,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        job = cancel_import(by=self.actor.person, job=self.one(id))
        return answer_json(shape_job(job), tagged=False)
