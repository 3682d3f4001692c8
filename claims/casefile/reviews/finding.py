"""Finding the reviews in a file of structured data: one object, an array, a graph, or a feed of data."""

import re
from collections.abc import Iterator
from typing import Any

from claims.casefile.problems import Place, Problem, escape, shorten
from claims.casefile.reviews.parts import Nodes, types_of

REVIEW = "ClaimReview"
FEED, ELEMENTS, ITEM, GRAPH = "DataFeed", "dataFeedElement", "item", "@graph"
SIGNS = re.compile(r'"(?:@context|@type|@graph|dataFeedElement)"\s*:')
MOST_REVIEWS = 100_000
Found = tuple[Place, dict[str, Any], Nodes]


def looks_like_reviews(beginning: str) -> bool:
    """Whether a JSON text that begins so is structured data of the web, and no case file."""
    return SIGNS.search(beginning[:4096]) is not None


def find_reviews(whole: Any) -> Iterator[Found | Problem]:
    """Every `ClaimReview` of a parsed file with where it stands, and what stands where one should.

    Objects of another type beside one in an array or a graph are passed over, as a page has many; alone they are
    refused, and so is a file without any review.
    """
    found = 0
    for one in _look(whole, "", {}, alone=True):
        found += 1
        if found > MOST_REVIEWS:
            yield Problem("", "too_many", f"holds more than {MOST_REVIEWS:,} reviews; send it in parts")
            return
        yield one
    if not found:
        yield Problem("", "no_review", "holds no ClaimReview")


def _look(value: Any, pointer: str, nodes: Nodes, *, alone: bool) -> Iterator[Found | Problem]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _look(one, f"{pointer}/{number}", nodes, alone=False)
        return
    if not isinstance(value, dict):
        yield Problem(pointer, "wrong_type", f"{shorten(value)} stands where a ClaimReview belongs")
        return
    types = types_of(value)
    if REVIEW in types:
        yield Place(pointer), value, nodes
    elif GRAPH in value:
        graph = value[GRAPH]
        yield from _look(graph, f"{pointer}/{GRAPH}", _nodes_of(graph), alone=not isinstance(graph, list))
    elif ELEMENTS in value:
        elements, where = _listed(value[ELEMENTS], f"{pointer}/{ELEMENTS}")
        for element, place in zip(elements, where, strict=True):
            yield from _look_into_element(element, place)
    elif not types:
        yield Problem(f"{pointer}/@type", "required", "is missing, or is no name of a type")
    elif alone:
        yield Problem(f"{pointer}/@type", "not_a_choice", f"{', '.join(sorted(types))} is no ClaimReview or DataFeed")


def _nodes_of(graph: Any) -> Nodes:
    nodes = graph if isinstance(graph, list) else [graph]
    return {node["@id"]: node for node in nodes if isinstance(node, dict) and isinstance(node.get("@id"), str)}


def _look_into_element(element: Any, pointer: str) -> Iterator[Found | Problem]:
    """One element of a feed: a `DataFeedItem` around reviews, or a review itself."""
    if not isinstance(element, dict) or ITEM not in element or REVIEW in types_of(element):
        yield from _look(element, pointer, {}, alone=True)
        return
    items, where = _listed(element[ITEM], f"{pointer}/{ITEM}")
    for item, place in zip(items, where, strict=True):
        yield from _look(item, place, {}, alone=True)


def _listed(value: Any, pointer: str) -> tuple[list[Any], list[str]]:
    if isinstance(value, list):
        return value, [f"{pointer}/{escape(number)}" for number in range(len(value))]
    return [value], [pointer]
