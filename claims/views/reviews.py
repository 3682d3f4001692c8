"""A claim's structured data, with the verdict in the reader's words."""

from typing import Any

from django.conf import settings

from claims.exports.jsonld import claim_jsonld
from claims.exports.publisher import Publisher
from claims.mastheads import Masthead
from claims.telling.page import tell_verdict


def publisher_of(masthead: Masthead) -> Publisher:
    """Who publishes, as machines are told: the newsroom's own site, or this one."""
    return Publisher(masthead.name, masthead.website or f"{settings.SITE_URL}/")


def review_of(dossier: dict[str, Any], masthead: Masthead) -> dict[str, Any]:
    """The claim's JSON-LD as an object."""
    verdict = tell_verdict(dossier)
    words = (str(verdict["label"]), str(verdict["meaning"])) if verdict else ("", "")
    return claim_jsonld(dossier, publisher_of(masthead), rating=words[0], meaning=words[1])
