"""The front page and the lists of claims."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from claims.finding import find_claims
from claims.listing import ListedClaim, Wish, list_claims
from claims.mastheads import open_masthead
from claims.paging import Page, read_place
from claims.telling.listed import SHELVES, tell_all
from claims.telling.words import STANDINGS, VERDICTS
from claims.views.frame import Frame
from claims.views.serving import print_page, public_page

ON_A_SHELF = 6
LONGEST_TOPIC = 100


@public_page
def show_home(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """The front page: the latest claims, and those that are contested, corrected or withdrawn."""
    shelves = []
    for name, shelf in SHELVES.items():
        page = list_claims(Wish(shelf=name), size=ON_A_SHELF)
        shelves.append(shelf | {"page": told(page, frame)})
    context = {"masthead": open_masthead(), "room": "home", "shelves": shelves}
    return print_page(request, frame, "home.html", context)


@public_page
def show_claims(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """All public claims, sifted by standing, verdict or topic, newest first."""
    shelf = request.GET.get("shelf", "")
    wish = Wish(
        standing=known(request.GET.get("standing", ""), STANDINGS),
        verdict=known(request.GET.get("verdict", ""), {**VERDICTS, "none": None}),
        topic=clean_topic(request.GET.get("topic", "")),
        shelf=shelf if shelf in SHELVES else "",
    )
    page = told(list_claims(wish, place_of(request)), frame)
    context = {
        "masthead": open_masthead(),
        "room": "claims",
        "page": page,
        "wish": wish,
        "shelf": SHELVES.get(wish.shelf),
        "standings": STANDINGS,
        "verdicts": VERDICTS,
        "sifted": query_of(request),
    }
    return print_page(request, frame, "claims.html", context)


@public_page
def show_search(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Claims found by words, best first, with the same sifters as the list."""
    words = request.GET.get("q", "")
    wish = Wish(
        standing=known(request.GET.get("standing", ""), STANDINGS),
        verdict=known(request.GET.get("verdict", ""), {**VERDICTS, "none": None}),
    )
    number = page_of(request)
    found = find_claims(words, wish, page=number)
    if number > found.pages:
        raise Http404
    context = {
        "masthead": open_masthead(),
        "room": "search",
        "query": words.strip()[:200],
        "found": found,
        "number": number,
        "sifted": query_of(request),
        "rows": tell_all(found.rows, frame.language),
        "wish": wish,
        "standings": STANDINGS,
        "verdicts": VERDICTS,
    }
    return print_page(request, frame, "search.html", context)


def clean_topic(written: str) -> str:
    """A topic as a reader's address names it."""
    return written.replace("\x00", "")[:LONGEST_TOPIC]


def known(word: str, words: dict[str, Any]) -> str:
    """A word of the trade that a reader's address names; 404 for one that is none."""
    if word and word not in words:
        raise Http404
    return word


def told(page: Page[ListedClaim], frame: Frame) -> Page[Any]:
    """A page of claims in the reader's words."""
    return Page(tell_all(page.rows, frame.language), page.before, page.after)


def place_of(request: HttpRequest) -> Any:
    """Where in a list the reader's address stands."""
    return read_place(request.GET.get("after", ""), request.GET.get("before", ""))


def page_of(request: HttpRequest) -> int:
    """The number of the page that a reader's address names; 404 for what is none."""
    written = request.GET.get("page", "1")
    if not (written.isascii() and written.isdecimal()) or len(written) > 6 or int(written) < 1:
        raise Http404
    return int(written)


def query_of(request: HttpRequest) -> str:
    """The sifters of an address without its place in the list, to be kept in the links to other pages."""
    kept = request.GET.copy()
    for name in ("after", "before", "page"):
        kept.pop(name, None)
    return kept.urlencode()
