"""Finding public claims by words: one function, so that another engine can take its place."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q

from claims.listing import ListedClaim, Wish, list_claim, rows_of
from claims.models import Claim, ClaimTranslation, Question
from claims.public import public_claims

CONFIG = "english"  # the one that the indexes on statements and questions are built with
CANDIDATES = 500
MOST_COUNTED = 1000
MOST_QUESTIONS = 200
TRANSLATED = {"simple": Q(), "french": Q(language="fr")}  # the index of each configuration, and what is in it
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first; ``count`` is exact up to ``MOST_COUNTED``, and ``more`` when it is larger.

    ``pages``: how many pages of the best there are to turn to.
    """

    rows: list[ListedClaim]
    count: int
    more: bool
    pages: int = 1


def find_claims(words: str, wish: Wish, *, size: int = 50, page: int = 1) -> Findings:
    """Public claims whose statement, question or topics hold these words, in a fixed number of queries.

    Each place is searched by its own index. Ranked are the newest ``CANDIDATES`` matches, so that a common word
    costs no more than a rare one.
    """
    words = words.replace("\x00", " ").strip()[:LONGEST]
    if not words:
        return Findings([], 0, more=False)
    query = SearchQuery(words, config=CONFIG, search_type="websearch")
    asked = Question.objects.annotate(words=SearchVector("text", "counted", config=CONFIG)).filter(words=query)
    questions = list(asked.values_list("pk", flat=True)[:MOST_QUESTIONS])
    found: set[tuple[object, int]] = set()
    translated = Q(pk__in=list(_translated(words)))
    for place in (Q(words=query), Q(question__in=questions), Q(tags__contains=[words.lower()]), translated):
        matching = rows_of(wish).filter(place).order_by("-first_published_at", "-pk")
        found.update(matching.values_list("first_published_at", "pk")[: MOST_COUNTED + 1])
    newest = [pk for _, pk in sorted(found, reverse=True)[:CANDIDATES]]
    ranked = rows_of(wish).filter(pk__in=newest).annotate(rank=SearchRank(F("words"), query))
    ordered = ranked.order_by(F("rank").desc(), "-first_published_at", "-pk")
    best: list[Claim] = list(ordered[(page - 1) * size : page * size])
    return Findings(
        [list_claim(row) for row in best],
        min(len(found), MOST_COUNTED),
        more=len(found) > MOST_COUNTED,
        pages=max(1, -(-len(newest) // size)),
    )


def _translated(words: str) -> set[int]:
    """The newest public claims whose translation, if it is of the words they have now, holds these. Two queries."""
    found: set[int] = set()
    for config, languages in TRANSLATED.items():
        rows = ClaimTranslation.objects.annotate(words=SearchVector("statement", config=config)).filter(
            languages,
            words=SearchQuery(words, config=config, search_type="websearch"),
            of_statement=F("claim__statement"),
            claim__in=public_claims(),
        )
        newest = rows.order_by("-claim__first_published_at", "-claim").values_list("claim", flat=True)
        found.update(newest[: MOST_COUNTED + 1])
    return found
