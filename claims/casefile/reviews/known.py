"""What a newsroom has already of what reviews name: sources by their names, documents by their addresses, and ids."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models import Model
from django.db.models.functions import Upper

from claims.casefile.reviews.reading import Review, named_in
from claims.casefile.reviews.records import Known, ids_in
from claims.models import Claim, Report
from newsrooms.models import Newsroom
from sources.fetching.addresses import make_address_key
from sources.models import Document, Source

NOUNS: dict[str, type[Model]] = {"source": Source, "document": Document, "claim": Claim, "report": Report}
ASKED_AT_ONCE = 5_000


def find_known(newsroom: Newsroom, reviews: Sequence[Review]) -> Known:
    """What is here, in a number of queries that grows only with every 5,000 names."""
    ids: dict[str, set[str]] = {kind: set() for kind in NOUNS}
    for review in reviews:
        for kind, name in ids_in(review):
            ids[kind].add(name)
    documents = _documents_at(newsroom, reviews)
    sources = _sources_named(newsroom, reviews)
    ids["source"].update(sources.values())
    ids["document"].update(documents.values())
    taken = {
        (kind, name)
        for kind, noun in NOUNS.items()
        for asked in _slices(ids[kind])
        for name in noun._default_manager.filter(newsroom=newsroom, external_id__in=asked).values_list(
            "external_id", flat=True
        )
    }
    ratings = {
        name: (stance, hedge)
        for asked in _slices({name for kind, name in taken if kind == "report"})
        for name, stance, hedge in Report.objects.filter(newsroom=newsroom, external_id__in=asked).values_list(
            "external_id", "stance", "hedge"
        )
    }
    return Known(sources, documents, frozenset(taken), ratings)


def _sources_named(newsroom: Newsroom, reviews: Sequence[Review]) -> dict[str, str]:
    """The id of the one source that goes by each name, in capitals. A name of several stands for none."""
    found: dict[str, set[str]] = defaultdict(set)
    current = Source.objects.filter(newsroom=newsroom).current()
    for asked in _slices({named.name.upper() for review in reviews for named in named_in(review)}):
        for field in ("name", "aliases__name"):
            rows = current.annotate(called=Upper(field)).filter(called__in=asked)
            for called, name in rows.values_list("called", "external_id"):
                found[called].add(name)
    return {called: min(names) for called, names in found.items() if len(names) == 1}


def _documents_at(newsroom: Newsroom, reviews: Sequence[Review]) -> dict[str, str]:
    """The id of the document at each address, the earliest where there are several."""
    keys = {
        make_address_key(url)
        for review in reviews
        for url in (review.url, *(appearance.url for appearance in review.appearances))
    } - {""}
    found: dict[str, str] = {}
    for asked in _slices(keys):
        rows = Document.objects.filter(newsroom=newsroom, address_key__in=asked).order_by("pk")
        for key, name in rows.values_list("address_key", "external_id"):
            found.setdefault(key, name)
    return found


def _slices(names: set[str]) -> Iterator[list[str]]:
    rest = iter(sorted(names))
    while taken := list(islice(rest, ASKED_AT_ONCE)):
        yield taken
