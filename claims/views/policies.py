"""How the newsrooms that publish here work: methodology, corrections policy, ownership, as they wrote it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.mastheads import open_masthead
from claims.public import public_newsrooms
from claims.telling.words import STANDINGS, VERDICTS
from claims.views.frame import Frame
from claims.views.serving import print_page, public_page

MOST_NEWSROOMS = 50


@public_page
def show_methodology(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """How claims are checked and how the evidence is counted."""
    newsrooms = list(public_newsrooms()[:MOST_NEWSROOMS])
    context = {
        "masthead": open_masthead(),
        "room": "methodology",
        "newsrooms": newsrooms,
        "silent": [newsroom for newsroom in newsrooms if not newsroom.methodology],
        "standings": STANDINGS,
        "verdicts": VERDICTS,
    }
    return print_page(request, frame, "methodology.html", context)


@public_page
def show_corrections_policy(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """How mistakes are corrected, and how to report one."""
    newsrooms = list(public_newsrooms()[:MOST_NEWSROOMS])
    context = {
        "masthead": open_masthead(),
        "room": "corrections_policy",
        "newsrooms": newsrooms,
        "silent": [newsroom for newsroom in newsrooms if not newsroom.corrections_policy],
    }
    return print_page(request, frame, "corrections_policy.html", context)


@public_page
def show_feeds(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Where machines find what these pages say."""
    return print_page(request, frame, "feeds.html", {"masthead": open_masthead(), "room": "feeds"})
