"""Lists by keyset: pages that stay right while rows arrive, by cursors that tell nothing about what was skipped."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from newsrooms.api.bytes import JSON, SPARSE, answer_bytes, write_json
from newsrooms.api.cursors import open_cursor, seal_cursor
from newsrooms.api.operations import MOST_EXPANDED, Parameter, component

Row = TypeVar("Row", bound=Model)
Shape = dict[str, Any]
MOST = 200
LIMIT = Parameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50}, "How many at most.", example=50
)
CURSOR = Parameter("cursor", {"type": "string", "maxLength": 100}, "Where to go on: from “next” of the page before.")
ORDER = Parameter(
    "order",
    {"type": "string", "enum": ["newest", "oldest"], "default": "newest"},
    "By when they were entered, newest or oldest first.",
)
FIELDS = Parameter(
    "fields",
    {"type": "array", "items": {"type": "string"}, "maxItems": 40},
    "Only these fields, separated by commas; the answer is then of media type " + SPARSE + ".",
    example=["id"],
)
PAGING = (LIMIT, CURSOR, ORDER, FIELDS)


def expand_with(**names: str) -> Parameter:
    """The parameter that has these given whole; what each gives is in words."""
    told = "; ".join(f"{name}: {what}" for name, what in names.items())
    return Parameter(
        "expand",
        {"type": "array", "items": {"type": "string", "enum": list(names)}, "maxItems": len(names)},
        f"What to give whole, separated by commas. {told}. A page then holds {MOST_EXPANDED} at most.",
        example=[next(iter(names))],
    )


def page_of(name: str) -> str:
    """The component of a page of ``name``."""
    item: Shape = {"$ref": f"#/components/schemas/{name}"}
    return component(
        f"{name}Page",
        {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": {"type": "array", "items": item},
                "next": {
                    "type": ["string", "null"],
                    "description": "The address of the next page; null on the last.",
                },
            },
        },
    )


def answer_page(
    request: HttpRequest,
    rows: QuerySet[Row],
    shape: Callable[[list[Row]], Iterable[Shape]],
    query: dict[str, Any],
) -> HttpResponse:
    """One page of ``rows`` in the order of entry, newest first unless asked. ``shape`` is given the whole page."""
    rows, limit = turn_to(rows, query)
    found = list(rows[: limit + 1])
    onward = seal_cursor(found[limit - 1].pk, rows.model._meta.label_lower) if len(found) > limit else None
    return answer_results(request, list(shape(found[:limit])), onward, query)


def answer_page_of_rows(
    request: HttpRequest,
    rows: QuerySet[Row],
    columns: tuple[str, ...],
    shape: Callable[[list[tuple[Any, ...]]], Iterable[Shape]],
    query: dict[str, Any],
) -> HttpResponse:
    """The same for lists much asked for: ``shape`` is given the bare columns, of which the primary key is first."""
    rows, limit = turn_to(rows, query)
    found = list(rows.values_list(*columns)[: limit + 1])
    onward = seal_cursor(found[limit - 1][0], rows.model._meta.label_lower) if len(found) > limit else None
    return answer_results(request, list(shape(found[:limit])), onward, query)


def turn_to(rows: QuerySet[Row], query: dict[str, Any]) -> tuple[QuerySet[Row], int]:
    """The rows from the cursor on, in their order, and how many of them make a page."""
    newest_first = query.get("order", "newest") == "newest"
    if (at := read_cursor(query, rows.model._meta.label_lower)) is not None:
        rows = rows.filter(**{"pk__lt" if newest_first else "pk__gt": at})
    return rows.order_by("-pk" if newest_first else "pk"), query.get("limit", 50)


def read_cursor(query: dict[str, Any], noun: str) -> int | None:
    """The number in the cursor of the query, None without one. Raises the 400 problem for one of another list."""
    if "cursor" not in query:
        return None
    try:
        return open_cursor(query["cursor"], noun)
    except ValueError as error:
        raise CURSOR.refuse("unknown_cursor", f"{error} Begin again without one.") from None


def answer_results(
    request: HttpRequest, results: list[Shape], onward: str | None, query: dict[str, Any]
) -> HttpResponse:
    """The answer of a page whose rows are shaped; ``onward`` is the cursor of the next, None on the last."""
    written = [write_json(result).decode() for result in pick_fields(results, query.get("fields"))]
    return answer_written(request, written, onward, query)


def answer_written(
    request: HttpRequest, written: Iterable[str], onward: str | None, query: dict[str, Any]
) -> HttpResponse:
    """The same of items that are JSON texts already, with the fields that were asked for."""
    address = next_address(request, onward) if onward else None
    body = f'{{"results":[{",".join(written)}],"next":{write_json(address).decode()}}}'
    answer = answer_bytes(body.encode(), SPARSE if "fields" in query else JSON)
    if address:
        answer["Link"] = f'<{address}>; rel="next"'
    return answer


def next_address(request: HttpRequest, cursor: str) -> str:
    """The address of this list from the cursor on."""
    parameters = [(name, value) for name, value in request.GET.items() if name != "cursor"]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*parameters, ('cursor', cursor)])}"


def pick_fields(results: list[Shape], wanted: list[str] | None) -> list[Shape]:
    """Only the wanted top-level fields of each result."""
    if wanted is None:
        return results
    return [{name: result[name] for name in result if name in wanted} for result in results]
