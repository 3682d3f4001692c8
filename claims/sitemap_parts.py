"""Which public pages stand in which file of the sitemap: ranges of keys, so that no file counts pages."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Max, QuerySet

from claims.models import SitemapPart
from claims.public import public_claims, public_questions, public_sources

KINDS: dict[str, Callable[[], QuerySet[Any]]] = {
    "claims": public_claims,
    "questions": public_questions,
    "sources": public_sources,
}
IN_A_PART = 5000
LONGEST = 50_000  # what sitemaps.org allows in one file; the last part grows until the clock cuts it


def part_names() -> list[str]:
    """The files that there are, in four queries however many pages."""
    names = []
    cut = dict(SitemapPart.objects.values_list("kind").annotate(last=Max("number")))
    for kind, rows in KINDS.items():
        if rows().exists():
            names += [f"{kind}-{number}" for number in range(1, cut.get(kind, 1) + 1)]
    return names


def rows_of_part(kind: str, number: int) -> QuerySet[Any] | None:
    """The public rows of one file in the order of their keys; None where there is no such file. One query."""
    around = SitemapPart.objects.filter(kind=kind, number__in=(number, number + 1))
    firsts = dict(around.values_list("number", "first"))
    if kind not in KINDS or (number > 1 and number not in firsts):
        return None
    rows = KINDS[kind]().filter(pk__gte=firsts.get(number, 0))
    if number + 1 in firsts:
        rows = rows.filter(pk__lt=firsts[number + 1])
    return rows.order_by("pk")[:LONGEST]


def cuts_of(kind: str) -> Iterator[int]:
    """The keys at which the second part and those after it begin. Goes through all public rows."""
    keys = KINDS[kind]().order_by("pk").values_list("pk", flat=True)
    for place, key in enumerate(keys.iterator(chunk_size=20_000)):
        if place and place % IN_A_PART == 0:
            yield key
