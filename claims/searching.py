"""Searching a newsroom's own holdings: claims, reports, sources and documents, in any script a name is written in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import Count, F, Max, Q, QuerySet

from claims.matching.names import key_of
from claims.models import PUBLIC_STATES, Attribution, Claim, NameKey, Report
from claims.vocabulary import NameForm
from sources.fetching.addresses import make_address_key
from sources.models import Document, Source

CONFIG = "english"
LONGEST = 200
MOST_SOURCES = 40
MOST_NAMES = 24
MOST_WEIGHED = 300
MOST_COUNTED = 1000
ALIKE = 0.5
# Around what was found; private characters, so that no text can hold them and escaping comes before marking.
OPEN, CLOSE = "\ue000", "\ue001"
NOUNS = ("claims", "reports", "sources", "documents")

EVIDENCE: dict[str, tuple[str, Q]] = {
    "single_source": ("One source", Q(standing__status="single_source")),
    "contested": ("Contested", Q(standing__status="contested")),
    "withdrawn": ("Taken back", Q(standing__status="withdrawn")),
    "interested_only": ("Only interested parties", Q(standing__status="interested_only")),
    "corroborated": ("Corroborated", Q(standing__status="corroborated")),
    "due": ("Due for review", Q(standing__due_since__isnull=False)),
    "drift": ("Changed on the way", Q(standing__drifted=True)),
    "contradicted": ("Contradicted", Q(standing__contradicted=True)),
    "one_voice": ("Hangs on one voice", Q(standing__single_voice=True)),
    "public": ("Public", Q(workflow_state__in=PUBLIC_STATES)),
    "draft": ("Not yet public", ~Q(workflow_state__in=PUBLIC_STATES)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for, with the sources its words may name."""

    words: str
    newsrooms: list[int]
    sources: list[int] = field(default_factory=list)
    query: Any = None


def ask(words: str, newsrooms: Iterable[int]) -> Asked:
    """Read what was typed; find the sources it may name, whatever their script, and all their names. Two queries."""
    words = words.replace("\x00", " ").strip()[:LONGEST]
    mine = list(newsrooms)
    if not words:
        return Asked("", mine)
    sources = find_named(words, Q(newsroom__in=mine))
    plain = NameKey.objects.filter(source__in=sources, form=NameForm.PLAIN.value)
    names = [name for name in plain.values_list("name", flat=True).distinct() if not _holds(name, words)]
    names = sorted(names, key=len)[:MOST_NAMES]
    phrases = [SearchQuery(name, config=CONFIG, search_type="phrase") for name in names]
    query = reduce(or_, phrases, SearchQuery(words, config=CONFIG, search_type="websearch"))
    return Asked(words, mine, sources, query)


def _holds(name: str, words: str) -> bool:
    """Whether a text with this name in it has the words in it anyhow, so that it need not be asked for besides."""
    return set(words.casefold().split()) <= set(name.casefold().split())


def find_named(words: str, among: Q) -> list[int]:
    """The sources that go by a name like these words, in any script and romanisation, the likest first.

    ``among``: a condition on name keys, saying of which newsrooms; cut off is only what is left then.
    """
    key = key_of(words)
    if not key:
        return []
    alike = Q(key__trigram_similar=key) | Q(key__contains=key)
    near = NameKey.objects.filter(alike, among, source__merged_into=None).values("source")
    likest = near.annotate(likeness=Max(TrigramSimilarity("key", key))).order_by("-likeness", "source")
    return list(likest.values_list("source", flat=True)[:MOST_SOURCES])


def search_claims(asked: Asked, facets: Iterable[str] = ()) -> QuerySet[Claim]:
    """Claims with the words in their statement, or known by this id; the newest first."""
    rows = Claim.objects.current().filter(newsroom__in=asked.newsrooms)
    if asked.words:
        rows = rows.filter(Q(words=asked.query) | Q(external_id=asked.words) | Q(public_id=asked.words))
    for name in facets:
        if name in EVIDENCE:
            rows = rows.filter(EVIDENCE[name][1])
    return rows.order_by("-pk")


def best_first(claims: QuerySet[Claim], asked: Asked) -> list[int]:
    """The keys of those that were found, the best first; of very many only the newest are weighed. One query."""
    newest = claims.order_by("-pk").values("pk")[:MOST_WEIGHED]
    if not asked.words:
        return [row["pk"] for row in newest]
    weighed = (
        Claim.objects.filter(pk__in=newest)
        .annotate(rank=SearchRank(F("words"), asked.query))
        .order_by(F("rank").desc(), "-pk")
    )
    return list(weighed.values_list("pk", flat=True))


def count_found(rows: QuerySet[Any]) -> int:
    """How many were found, counted no further than is of use to anybody. One query."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def count_facets(claims: QuerySet[Claim]) -> dict[str, int]:
    """How many of these claims each facet holds, of very many the newest; so it is at least that. One query."""
    newest = claims.order_by("-pk").values("pk")[: MOST_COUNTED + 1]
    counted: dict[str, int] = Claim.objects.filter(pk__in=newest).aggregate(
        **{name: Count("pk", filter=condition) for name, (_, condition) in EVIDENCE.items()}
    )
    return counted


def search_reports(asked: Asked) -> QuerySet[Report]:
    """Live reports with the words in their quote, or in whose chain or masthead the source stands: the newest."""
    rows = Report.objects.live().filter(newsroom__in=asked.newsrooms)
    if asked.words:
        mine = rows.order_by("-pk").values("pk")
        credited = (
            Attribution.objects.filter(source__in=asked.sources).order_by("-report").values("report").distinct()
        )
        rows = rows.filter(
            pk__in=_any_of(
                mine.filter(words=asked.query),
                mine.filter(document__publisher__in=asked.sources),
                credited.filter(report__superseded_by=None),
            )
        )
    return rows.select_related("document__publisher", "claim").order_by("-pk")


def search_sources(asked: Asked) -> QuerySet[Source]:
    """Sources by any of their names."""
    rows = Source.objects.current().filter(newsroom__in=asked.newsrooms)
    if asked.words:
        rows = rows.filter(Q(pk__in=asked.sources) | Q(name__icontains=asked.words) | Q(external_id=asked.words))
    return rows.prefetch_related("aliases").order_by("name", "pk")


def search_documents(asked: Asked) -> QuerySet[Document]:
    """Documents with the words in their title, at this address, or published by the source: the newest."""
    rows = Document.objects.filter(newsroom__in=asked.newsrooms)
    if asked.words:
        mine = rows.order_by(F("published_at").desc(nulls_last=True), "-pk").values("pk")
        rows = rows.filter(
            pk__in=_any_of(
                mine.filter(words=asked.query),
                mine.filter(publisher__in=asked.sources),
                mine.filter(address_key=key) if (key := make_address_key(asked.words)) else mine.none(),
            )
        )
    return rows.select_related("publisher").order_by(F("published_at").desc(nulls_last=True), "-pk")


def _any_of(first: QuerySet[Any], *others: QuerySet[Any]) -> QuerySet[Any]:
    """Keys found in one of several ways: each by its own index, which one condition with “or” could not use, and
    each no further than is counted."""
    most = MOST_COUNTED + 1
    return first[:most].union(*(other[:most] for other in others))


def mark_found(rows: QuerySet[Any], asked: Asked, text: str) -> QuerySet[Any]:
    """The rows with ``marked``: this text with what was found between ``OPEN`` and ``CLOSE``."""
    found: Any = F(text)
    if asked.words:
        found = SearchHeadline(text, asked.query, config=CONFIG, start_sel=OPEN, stop_sel=CLOSE, highlight_all=True)
    marked: QuerySet[Any] = rows.annotate(marked=found)
    return marked
