"""What a review becomes: a claim, whoever is named in it as sources, its documents, and what each of these reports.

Whoever made the claim asserts it, in the works where it appeared or, when none is named, as the review tells. The
review is a document of the house that reviewed, and its rating that house's report on the claim, never our
assessment.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.casefile.problems import Problem
from claims.casefile.reading import Record
from claims.casefile.reviews.parts import Named
from claims.casefile.reviews.reading import Appearance, Review, named_in
from claims.vocabulary import Relation, Stance
from sources.fetching.addresses import make_address_key
from sources.vocabulary import SourceKind

KINDS = (
    ("NewsMediaOrganization", SourceKind.OUTLET),
    ("GovernmentOrganization", SourceKind.GOVERNMENT),
    ("Corporation", SourceKind.COMPANY),
    ("Person", SourceKind.CHANNEL),
)
OFFICES = re.compile(
    r"\b(?:president|premier|chancellor|minister|secretary|senator|governor|mayor|ambassador|judge|general|spokes\w+"
    r"|congress\w*|deputy|lawmaker|commissioner|member of parliament|mp|representative)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"\b(?:unknown|anonymous|various|multiple|several|many|some|viral|users?|posts?|bloggers?|social media|internet"
    r"|facebook|instagram|twitter|x|tiktok|whatsapp|telegram|youtube|chain (?:mail|message|e-?mail))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the newsroom has already: ids by name and by address, the ids that are taken, and reports by id."""

    sources: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    taken: frozenset[tuple[str, str]] = frozenset()
    ratings: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The stance and the rating's words of reports that are here, by their id."""


@dataclass
class Written:
    """The records of a file of reviews by kind, in the order in which they may name each other."""

    records: dict[str, dict[str, Record]] = field(
        default_factory=lambda: {"source": {}, "document": {}, "claim": {}, "report": {}}
    )
    problems: list[Problem] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)
    """The kind and id of what is here already and left as it is."""

    def in_order(self) -> Iterator[Record | Problem]:
        yield from self.problems
        for records in self.records.values():
            yield from records.values()


def write_records(reviews: Iterable[Review | Problem], known: Known) -> Written:
    """The records of these reviews without what is here already; a rating that has changed since is refused."""
    written = Written()
    for review in reviews:
        if isinstance(review, Problem):
            written.problems.append(review)
        else:
            _Writer(review, known, written).write()
    return written


def id_of(kind: str, *parts: str) -> str:
    """The natural key of what a review names: the same in every file that names it so."""
    said = "\x1f".join(part.casefold() for part in parts)
    return f"claimreview-{kind}-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def id_of_source(named: Named) -> str:
    return id_of("source", named.name)


def id_of_review(review: Review) -> str:
    """The document a review is, by its address."""
    return id_of("document", make_address_key(review.url))


def id_of_appearance(appearance: Appearance) -> str:
    key = make_address_key(appearance.url)
    return id_of("document", key) if key else id_of("document", appearance.publisher.name, appearance.title)


def id_of_claim(review: Review) -> str:
    """One claim for each review: whether two reviews are of the same claim is for an editor to say."""
    return id_of("claim", make_address_key(review.url), review.statement)


def ids_in(review: Review) -> Iterator[tuple[str, str]]:
    """The kind and id of all that a review could become."""
    claim, document = id_of_claim(review), id_of_review(review)
    yield from (("source", id_of_source(named)) for named in named_in(review))
    yield from (("document", document), ("claim", claim), ("report", id_of("rating", claim, document)))
    yield ("report", id_of("report", claim, document))
    for appearance in review.appearances:
        own = id_of_appearance(appearance)
        yield from (("document", own), ("report", id_of("report", claim, own)))


def kind_of(named: Named) -> SourceKind:
    """What sort of source somebody is, as far as their types and office tell."""
    if not named.types - {"Person", "Organization", "Thing"} and NOBODY.search(named.name):
        return SourceKind.UNNAMED
    if "Person" in named.types and OFFICES.search(named.job):
        return SourceKind.OFFICIAL
    return next((kind for word, kind in KINDS if word in named.types), SourceKind.ORGANISATION)


class _Writer:
    """Writes one review's records."""

    def __init__(self, review: Review, known: Known, written: Written) -> None:
        self.review, self.known, self.written = review, known, written
        self.claim = id_of_claim(review)

    def write(self) -> None:
        review = self.review
        reviewer = self.source(review.reviewer)
        document = self.document(
            id_of_review(review), review.url, review.title, reviewer, review.published_at, review.language
        )
        self.note("claim", self.claim, {"statement": review.statement})
        claimants = [self.source(named) for named in review.claimants]
        for appearance in review.appearances:
            self.appear(appearance, claimants)
        if claimants and not review.appearances:
            self.report(id_of_review(review), document, claimants, reviewer)
        self.rate(document)

    def appear(self, appearance: Appearance, claimants: list[str]) -> None:
        publisher = self.source(appearance.publisher)
        key = id_of_appearance(appearance)
        document = self.document(
            key,
            appearance.url,
            appearance.title,
            publisher,
            appearance.published_at,
            appearance.language,
        )
        self.report(key, document, claimants, publisher)

    def report(self, key: str, document: str, claimants: list[str], publisher: str) -> None:
        """That the claimants said it there; in a work of their own they are not credited by themselves."""
        others = [name for name in claimants if name != publisher]
        chains = [[{"source": name, "relation": Relation.SAYS.value}] for name in others]
        content: dict[str, Any] = {
            "claim": self.claim,
            "document": document,
            "stance": Stance.ASSERTS.value,
            "chains": chains,
        }
        if publisher in claimants:
            content["own_reporting"] = True
        self.note("report", id_of("report", self.claim, key), content)

    def rate(self, document: str) -> None:
        review, name = self.review, id_of("rating", self.claim, id_of_review(self.review))
        said = (review.stance.value, review.rating)
        held = self.known.ratings.get(name, said)
        if held != said:
            reason = f"was rated “{held[1]}” ({held[0]}) when it was imported, and is “{said[1]}” ({said[0]}) now;"
            problem = Problem(review.place.at("reviewRating"), "changed_content", f"{reason} supersede its report")
            self.written.problems.append(problem)
            return
        content: dict[str, Any] = {"claim": self.claim, "document": document, "stance": said[0], "hedge": said[1]}
        if review.stance in (Stance.ASSERTS, Stance.DISPUTES):
            content["own_reporting"] = True
        self.note("report", name, content)

    def source(self, named: Named) -> str:
        name = self.known.sources.get(named.name.upper()) or id_of_source(named)
        self.note("source", name, {"name": named.name, "kind": kind_of(named).value})
        return name

    def document(self, name: str, url: str, title: str, publisher: str, published_at: str, language: str) -> str:
        name = self.known.documents.get(make_address_key(url)) or name
        said = {"url": url, "published_at": published_at, "language": language}
        content = {"title": title, "publisher": publisher} | {key: value for key, value in said.items() if value}
        self.note("document", name, content)
        return name

    def note(self, kind: str, name: str, content: dict[str, Any]) -> None:
        """Put down a record once; what is here already is only counted."""
        if (kind, name) in self.known.taken:
            self.written.known.add((kind, name))
            return
        records = self.written.records[kind]
        before = records.setdefault(name, Record(kind, {"id": name, **content}, self.review.place))
        if kind == "report" and before.content != {"id": name, **content}:
            told = f"rates the claim otherwise than the same review at {before.place.at()}"
            self.written.problems.append(Problem(self.review.place.at(), "changed_content", told))
