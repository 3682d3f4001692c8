"""Exports: a newsroom's holdings in the format that imports take, streamed."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from claims.casefile.export import export_case, export_lines
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import Parameter, operation
from newsrooms.api.shapes import text
from newsrooms.vocabulary import Scope

PIECE = 65_536
FORM = Parameter(
    "form",
    {"type": "string", "enum": ["case", "lines"], "default": "case"},
    "One JSON object, or JSON Lines for very many records.",
)

NEWSROOM = Parameter("newsroom", text(longest=64), "Slug; needed when you work in several.")
TITLE = Parameter("title", text(longest=200, least=1), "What to call the case; the newsroom's name unless given.")
SUMMARY = Parameter("summary", text(longest=2000), "What the case is about; nothing unless given.")


class Export(Endpoint):
    tag = "Exports"

    @operation(
        "export_case",
        "Export a newsroom's holdings",
        detail="Everything, drafts too, in the case format. Importing it elsewhere gives the same.",
        scope=Scope.EXPORTS_READ,
        query=(FORM, NEWSROOM, TITLE, SUMMARY),
        media=("application/json", "application/jsonl"),
        conditional=False,
    )
    def get(self) -> HttpResponse:
        newsroom = self.actor.choose_newsroom(self.query.get("newsroom"), asked=True)
        lines = self.query.get("form") == "lines"
        title = self.query.get("title", "").strip() or newsroom.name
        write = export_lines if lines else export_case
        ending, kind = ("jsonl", "application/jsonl") if lines else ("json", "application/json")
        answer: HttpResponseBase = StreamingHttpResponse(
            gather(as_of_one_moment(write(newsroom, title=title, summary=self.query.get("summary", "")))),
            content_type=kind,
            headers={"Content-Disposition": f'attachment; filename="{newsroom.slug}.{ending}"'},
        )
        return answer  # type: ignore[return-value]  # a door streams what need not be held


def as_of_one_moment(texts: Iterator[str]) -> Iterator[str]:
    """The same, all read as the database was when the first was asked for: what is written meanwhile is in none of
    it, and no record names one that is missing. Each statement may take as long as it needs."""
    if connection.in_atomic_block:  # whoever began it has seen to that
        yield from texts
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT 1")  # the moment is that of the first query
        yield from texts


def gather(texts: Iterator[str]) -> Iterator[bytes]:
    """The same in larger pieces, for each piece costs a write to the socket."""
    held: list[str] = []
    size = 0
    for one in texts:
        held.append(one)
        size += len(one)
        if size >= PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
