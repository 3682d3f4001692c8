"""A fact-check as another house publishes it, and the forms of file in which it may come."""

import json
from copy import deepcopy
from typing import Any

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": ["ClaimReview", "Review"],
    "url": "https://checkers.example/weir-opened",
    "headline": "Did the ministry open the weir?",
    "claimReviewed": "The weir was opened on Sunday&nbsp;night",
    "datePublished": "2025-03-02 08:30:00.000+0100",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "River Checkers", "url": "https://checkers.example/"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ada Brook", "jobTitle": "Minister of Works"},
        "datePublished": "2025-03-01",
        "firstAppearance": "https://www.social.example/brook/1",
        "appearance": [
            {"@type": "CreativeWork", "url": "https://social.example/brook/1"},
            {
                "@type": "NewsArticle",
                "url": "https://herald.example/weir",
                "headline": "Weir opened, says minister",
                "publisher": {"@type": "NewsMediaOrganization", "name": "The Herald"},
            },
        ],
    },
}


def feed_of(*reviews: Any) -> dict[str, Any]:
    """As Data Commons lists them: each element of the feed holds its reviews."""
    elements = [{"@type": "DataFeedItem", "url": "https://checkers.example/", "item": [one]} for one in reviews]
    return {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": elements}


def graph_of(review: dict[str, Any]) -> dict[str, Any]:
    """As a page carries it: parts referred to by their ids, among nodes of other kinds."""
    inside = deepcopy(review)
    author = {"@id": "https://checkers.example/#org", **inside["author"]}
    inside["author"] = {"@id": author["@id"]}
    return {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "A page"}, inside, author]}


def changed(**parts: Any) -> dict[str, Any]:
    """The review with some of its parts replaced; None takes one away."""
    said = {**deepcopy(REVIEW), **parts}
    return {key: value for key, value in said.items() if value is not None}


def bytes_of(value: Any) -> bytes:
    return json.dumps(value).encode()
