"""Reading one `ClaimReview`: who reviewed what where, with what rating, and who had said it where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from claims.casefile.problems import Place, Problem
from claims.casefile.reading import parse
from claims.casefile.reviews.finding import find_reviews
from claims.casefile.reviews.parts import Named, Part, Reading, types_of
from claims.casefile.reviews.ratings import stance_of_rating
from claims.vocabulary import Stance

LONGEST_STATEMENT = 1000
LONGEST_TITLE = 1000
LONGEST_RATING = 300
LONGEST_LANGUAGE = 35
OUTLET = frozenset({"NewsMediaOrganization"})
WORK = "a CreativeWork with its address"


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the claim was made: a work at an address, or one that is only named."""

    url: str
    title: str
    publisher: Named
    published_at: str
    language: str


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's published review of a claim."""

    place: Place
    url: str
    title: str
    statement: str
    reviewer: Named
    published_at: str
    language: str
    rating: str
    stance: Stance
    claimants: tuple[Named, ...] = ()
    appearances: tuple[Appearance, ...] = ()


def read_reviews(text: str) -> Iterator[Review | Problem]:
    """Every review of a file, or what is wrong with it. Raises `BadCaseError` when the file is not strict JSON."""
    for found in find_reviews(parse(text, Place(""))):
        if isinstance(found, Problem):
            yield found
            continue
        place, content, nodes = found
        reading = Reading(place, nodes)
        review = _read(Part(content, reading), reading)
        if reading.problems or review is None:
            yield from reading.problems
        else:
            yield review


def _read(part: Part, reading: Reading) -> Review | None:
    url = part.address("url", needed=True)
    statement = part.text("claimReviewed", longest=LONGEST_STATEMENT, needed=True)
    reviewer = next(iter(part.named("author") or part.named("publisher")), None)
    if reviewer is None and not reading.problems:
        part.refuse("required", "is missing: who reviewed it", "author")
    words, stance = _read_rating(part)
    claim = _Claim()
    for item in part.parts("itemReviewed", "a Claim"):
        claim.read(item)
    title = part.text("headline", longest=LONGEST_TITLE) or part.text("name", longest=LONGEST_TITLE)
    published_at, language = part.date("datePublished"), part.text("inLanguage", longest=LONGEST_LANGUAGE)
    if reviewer is None or not url or not statement:
        return None
    return Review(
        place=reading.place,
        url=url,
        title=title or f"“{statement}” rated “{words}”",
        statement=statement,
        reviewer=reviewer,
        published_at=published_at,
        language=language,
        rating=words,
        stance=stance,
        claimants=tuple(claim.claimants),
        appearances=tuple(claim.appearances.values()),
    )


def _read_rating(part: Part) -> tuple[str, Stance]:
    ratings = list(part.parts("reviewRating", "a Rating"))
    if not ratings:
        if not part.content.get("reviewRating"):
            part.refuse("required", "is missing", "reviewRating")
        return "", Stance.NO_POSITION
    rating = ratings[0]
    words = rating.text("alternateName", longest=LONGEST_RATING)
    value, best, worst = (rating.number(key) for key in ("ratingValue", "bestRating", "worstRating"))
    if not words and value is None:
        rating.refuse("required", "is missing, and no ratingValue stands beside it", "alternateName")
    return words or f"{value} of {best or 5}", stance_of_rating(words, value, best, worst)


@dataclass
class _Claim:
    """What the reviewed item tells: who said it, and where."""

    claimants: list[Named] = field(default_factory=list)
    appearances: dict[tuple[str, str], Appearance] = field(default_factory=dict)

    def read(self, item: Part) -> None:
        authors = item.named("author")
        self.claimants += [one for one in authors if one not in self.claimants]
        said_at = item.date("datePublished")
        for key in ("firstAppearance", "appearance"):
            for part in item.parts(key, WORK, or_address=True):
                self._note(part, said_at if key == "firstAppearance" else "")
        # Before 2019 the reviewed item was not the claim but the work in which it stood.
        if "Claim" not in types_of(item.content) and not self.appearances and item.content.get("url"):
            self._note(item, "")

    def _note(self, part: Part, said_at: str) -> None:
        url = part.address("url")
        title = part.text("headline", longest=LONGEST_TITLE) or part.text("name", longest=LONGEST_TITLE)
        if not url and not title:
            if not part.content.get("url"):
                part.refuse("required", "is missing, and no name stands in its place", "url")
            return
        publishers = part.named("publisher") or part.named("author")
        if not publishers and not url:
            part.refuse("required", "is missing: who published a work that has no address", "publisher")
            return
        appearance = Appearance(
            url=url,
            title=title or url,
            publisher=publishers[0] if publishers else Named(_site_of(url), OUTLET, ""),
            published_at=part.date("datePublished") or said_at,
            language=part.text("inLanguage", longest=LONGEST_LANGUAGE),
        )
        self.appearances.setdefault((url, "" if url else title), appearance)


def _site_of(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def named_in(review: Review) -> Iterator[Named]:
    """Everybody a review names."""
    yield review.reviewer
    yield from review.claimants
    for appearance in review.appearances:
        yield appearance.publisher
