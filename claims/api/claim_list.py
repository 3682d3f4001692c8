"""The list of claims: what may be asked of it, and its pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from claims.api.expanding import MOST_REPORTS, reports_of
from claims.api.hot_list import find_best, find_page
from claims.vocabulary import Standing, WorkflowState
from newsrooms.api.actor import Actor
from newsrooms.api.bytes import write_json
from newsrooms.api.cursors import seal_cursor
from newsrooms.api.operations import Parameter
from newsrooms.api.pages import CURSOR, LIMIT, answer_written, expand_with, read_cursor
from newsrooms.api.pages import FIELDS as FIELDS_PARAMETER
from newsrooms.api.shapes import ID, MOMENT_INPUT, list_of, text, word

NOUN = "claims.claim"
PLACE = "place among the best"
PLACES = 1024  # a cursor to the best holds the key of the newest among them, and the place: at most 500
BY = Parameter(
    "order",
    {"type": "string", "enum": ["newest", "oldest", "relevance"], "default": "newest"},
    "By when they were entered; or, with q, the best first of the newest 500 that are found.",
)
PARAMETERS = (
    Parameter(
        "q",
        text(longest=200),
        'With these words in the statement: all of them, "as a phrase", one or the other, -without one.',
        'harbour "ran aground" -drill',
    ),
    Parameter("standing", list_of(word(Standing), most=20), "With one of these standings.", ["contested"]),
    Parameter("state", list_of(word(WorkflowState), most=10), "In one of these workflow states.", ["published"]),
    Parameter("tag", list_of(text(longest=100), most=20), "With all of these tags.", ["losses"]),
    Parameter("question", ID, "That answer this question (its id, or your external_id)."),
    Parameter("newsroom", text(longest=64), "Of the newsroom of this slug."),
    Parameter("external_id", ID, "The one you call so."),
    Parameter("updated_since", MOMENT_INPUT, "Changed, or with a standing that moved, since.", "2025-06-15"),
    LIMIT,
    CURSOR,
    BY,
    FIELDS_PARAMETER,
    expand_with(reports=f"the newest {MOST_REPORTS} that stand"),
)


def answer_list(request: HttpRequest, actor: Actor, query: dict[str, Any]) -> HttpResponse:
    """One page of the claims that the query asks for."""
    limit = query.get("limit", 50)
    onward = None
    if query.get("order") != "relevance":
        page = find_page(actor, query, beyond=read_cursor(query, NOUN))
        keys, items = [key for key, _ in page], [item for _, item in page]
        if len(page) > limit:
            onward = seal_cursor(page[limit - 1][0], NOUN)
    elif "q" not in query:
        raise BY.refuse("needs_q", "Relevance is to words: say with q to which.")
    else:
        cursor = read_cursor(query, PLACE)
        newest, start = divmod(cursor, PLACES) if cursor is not None else (None, 0)
        best = find_best(actor, query, start=start, newest=newest)
        keys, items = [key for key, _, _ in best], [item for _, item, _ in best]
        if len(best) > limit:
            onward = seal_cursor(best[0][2] * PLACES + start + limit, PLACE)
    items = items[:limit]
    if query.get("expand"):
        items = with_reports(keys[:limit], items, actor)
    return answer_written(request, items, onward, query)


def with_reports(keys: list[int], items: list[str], actor: Actor) -> list[str]:
    """The items, which are JSON texts, with the reports on each."""
    found = reports_of(keys, actor)
    written = [write_json(found.get(key, [])).decode() for key in keys]
    return [
        f'{item[:-1]}{"," if len(item) > 2 else ""}"reports":{reports}}}'
        for item, reports in zip(items, written, strict=True)
    ]
