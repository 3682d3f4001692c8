"""The list of claims: which an actor asks for, by filters and by words, and in what order."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from claims.api.claim_rows import COLUMNS, FIELDS, write_claim_rows
from claims.models import Claim
from claims.vocabulary import Standing, WorkflowState
from newsrooms.api.actor import Actor
from newsrooms.api.cursors import open_cursor, seal_cursor
from newsrooms.api.operations import Parameter
from newsrooms.api.pages import CURSOR, LIMIT, answer_page_of_rows, answer_results
from newsrooms.api.pages import FIELDS as FIELDS_PARAMETER
from newsrooms.api.shapes import ID, MOMENT_INPUT, list_of, text, word
from sources.api.entries import asked_since

CANDIDATES = 500
LANGUAGE = "english"
PLACE = "place among the best"
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
)


def answer_list(request: HttpRequest, actor: Actor, visible: QuerySet[Claim], query: dict[str, Any]) -> HttpResponse:
    """One page of the claims that the query asks for."""
    rows = narrow(visible, actor, query)
    if query.get("order") == "relevance":
        if "q" not in query:
            raise BY.refuse("needs_q", "Relevance is to words: say with q to which.")
        return _answer_best(request, rows, visible, query)
    return answer_page_of_rows(
        request, rows, COLUMNS, lambda page: write_claim_rows(page, visible), query, known_fields=FIELDS
    )


def narrow(rows: QuerySet[Claim], actor: Actor, asked: dict[str, Any]) -> QuerySet[Claim]:
    """The rows that the filters of a query leave."""
    if "q" in asked:
        rows = rows.filter(words=read_words(asked["q"]))
    if "standing" in asked:
        rows = rows.filter(standing__status__in=asked["standing"])
    if "state" in asked:
        rows = rows.filter(workflow_state__in=asked["state"])
    if "tag" in asked:
        rows = rows.filter(tags__contains=asked["tag"])
    if "question" in asked:
        called = Q(question__public_id=asked["question"])
        if not actor.is_stranger:
            called |= Q(question__external_id=asked["question"], question__newsroom__in=actor.newsrooms())
        rows = rows.filter(called)
    if "newsroom" in asked:
        rows = rows.filter(newsroom__slug=asked["newsroom"])
    if "external_id" in asked:
        rows = rows.filter(external_id=asked["external_id"])
    if "updated_since" in asked:
        since = asked_since(asked["updated_since"], "updated_since")
        rows = rows.filter(Q(changed_at__gte=since) | Q(standing__computed_at__gte=since))
    return rows


def read_words(written: str) -> SearchQuery:
    """What is searched for, with the operators people know from searching the web; anything can be read so."""
    return SearchQuery(written, config=LANGUAGE, search_type="websearch")


def _answer_best(
    request: HttpRequest, rows: QuerySet[Claim], visible: QuerySet[Claim], query: dict[str, Any]
) -> HttpResponse:
    """The newest matches ranked: a bounded number, so that a common word costs no more than a rare one."""
    limit, start = query.get("limit", 50), 0
    if "cursor" in query:
        try:
            start = open_cursor(query["cursor"], PLACE)
        except ValueError as error:
            raise CURSOR.refuse("unknown_cursor", str(error)) from None
    newest = list(rows.order_by("-pk").values_list("pk", flat=True)[:CANDIDATES])
    ranked = (
        Claim.objects.filter(pk__in=newest)
        .annotate(rank=SearchRank(F("words"), read_words(query["q"])))
        .order_by(F("rank").desc(), "-pk")
    )
    found = list(ranked.values_list(*COLUMNS)[start : start + limit + 1])
    onward = seal_cursor(start + limit, PLACE) if len(found) > limit else None
    return answer_results(request, write_claim_rows(found[:limit], visible), onward, query, FIELDS)
