"""Finding public claims by words: one function, so that another engine can take its place."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q

from claims.listing import ListedClaim, Wish, list_claim, rows_of
from claims.models import Claim

CANDIDATES = 500
MOST_COUNTED = 1000
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first; ``count`` is exact up to ``MOST_COUNTED``, and ``more`` when it is larger."""

    rows: list[ListedClaim]
    count: int
    more: bool


def find_claims(words: str, wish: Wish, *, size: int = 50) -> Findings:
    """Public claims whose statement, question, place or topics hold these words.

    Ranked are the newest ``CANDIDATES`` matches, so that a common word costs no more than a rare one.
    """
    words = words.replace("\x00", " ").strip()[:LONGEST]
    if not words:
        return Findings([], 0, more=False)
    vector = SearchVector("statement", "question__text", "location", "tags", config="simple")
    query = SearchQuery(words, config="simple", search_type="websearch")
    matching = rows_of(wish).annotate(words=vector).filter(Q(words=query) | Q(statement__icontains=words))
    newest = list(matching.order_by("-first_published_at", "-pk").values_list("pk", flat=True)[: MOST_COUNTED + 1])
    ranked = (
        rows_of(wish)
        .filter(pk__in=newest[:CANDIDATES])
        .annotate(rank=SearchRank(vector, query))
        .order_by(F("rank").desc(), "-first_published_at", "-pk")
    )
    found: list[Claim] = list(ranked[:size])
    return Findings(
        [list_claim(claim) for claim in found], min(len(newest), MOST_COUNTED), more=len(newest) > MOST_COUNTED
    )
