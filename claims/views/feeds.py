"""Feeds: what was published, changed or corrected, as Atom and JSON Feed; and all reviews as one data feed."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from claims.algebra.striking import strike
from claims.finding import CANDIDATES, find_keys
from claims.listing import Wish
from claims.mastheads import masthead_of, open_masthead
from claims.models import Claim
from claims.news import KINDS, read_news
from claims.paging import read_page
from claims.public import public_claims, public_sources
from claims.redactions import struck_words
from claims.stored import read_dossiers
from claims.telling.feeds import Feed, write_atom, write_json_feed
from claims.telling.words import STANDINGS, VERDICTS
from claims.views.frame import Frame
from claims.views.lists import LONGEST_TOPIC, known, place_of
from claims.views.reviews import review_of
from claims.views.serving import answer, machine_page, public_page

TITLES = {"new": _("New claims"), "changed": _("New and changed claims"), "corrected": _("Corrections")}
TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
REVIEWS = 50
ASKED = ("topic", "source", "standing", "verdict", "q")


@public_page
def show_feed(request: HttpRequest, frame: Frame, kind: str, form: str) -> HttpResponseBase:
    """One feed: ``new``, ``changed`` or ``corrected``; of one topic, source, standing or search if that is asked."""
    if kind not in KINDS or form not in TYPES:
        raise Http404
    asked = asked_of(request)
    named = public_sources().annotate(struck=struck_words("newsroom"))
    source: Any = get_object_or_404(named, public_id=asked["source"]) if "source" in asked else None
    page = read_news(kind, wish_of(asked), source=source, place=place_of(request))
    masthead = open_masthead()
    here = f"{frame.site}{frame.prefix}/feeds/{kind}.{form}"
    feed = Feed(
        title=" · ".join(
            [
                masthead.name,
                str(TITLES[kind]),
                *([strike(source.name, source.struck)] if source else []),
                *_subject(asked),
            ]
        ),
        home=f"{frame.site}{frame.prefix}/",
        address=f"{here}?{urlencode(asked)}" if asked else here,
        after=f"{here}?{urlencode(asked | {'after': page.after})}" if page.after else None,
        author=masthead.name,
        language=frame.language,
    )

    def address_of(public_id: str) -> str:
        return f"{frame.site}{frame.prefix}/claims/{public_id}/"

    if form == "atom":
        return answer(request, write_atom(feed, page.rows, address_of).encode(), TYPES[form])
    return answer(request, _json(write_json_feed(feed, page.rows, address_of)), TYPES[form])


@machine_page
def show_reviews(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Every published verdict as a schema.org ``DataFeed`` of ``ClaimReview``, page by page."""
    judged = public_claims().filter(publications__assessment__isnull=False).select_related("newsroom").distinct()
    page = read_page(judged, by="first_published_at", place=place_of(request), size=REVIEWS)
    dossiers = read_dossiers(page.rows)
    items = [_feed_item(claim, dossier) for claim, dossier in zip(page.rows, dossiers, strict=True)]
    feed: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": open_masthead().name,
        "url": f"{frame.site}/feeds/claimreview.json",
        "dataFeedElement": [item for item in items if item is not None],
    }
    if page.after:
        feed["relatedLink"] = f"{frame.site}/feeds/claimreview.json?{urlencode({'after': page.after})}"
    return answer(request, _json(feed), "application/ld+json; charset=utf-8")


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What a feed's address names; PostgreSQL knows no text with a NUL in it, so a NUL is as if it were not there."""
    named = {name: request.GET.get(name, "").replace("\x00", "") for name in ASKED}
    return {name: value for name, value in named.items() if value}


def wish_of(asked: dict[str, str]) -> Wish:
    """What a feed's address asks for."""
    wish = Wish(
        topic=asked.get("topic", "")[:LONGEST_TOPIC],
        standing=known(asked.get("standing", ""), STANDINGS),
        verdict=known(asked.get("verdict", ""), {**VERDICTS, "none": None}),
    )
    if "q" not in asked:
        return wish
    return replace(wish, only=tuple(key for key, _ in find_keys(asked["q"], wish, size=CANDIDATES)))


def _subject(asked: dict[str, str]) -> list[str]:
    return [asked[name] for name in ("topic", "q") if name in asked]


def _feed_item(claim: Claim, dossier: dict[str, Any]) -> dict[str, Any] | None:
    item = review_of(dossier, masthead_of(claim.newsroom))
    if item["@type"] != "ClaimReview":
        return None
    item.pop("@context")
    return {"@type": "DataFeedItem", "dateModified": item["dateModified"], "item": item}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
