"""What a page says of itself in its head: its language, and when it was published, as exactly as it says."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from sources.algebra.moments import Moment, read_moment

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?", re.I)
PUBLISHED_META = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='parsely-pub-date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
LARGEST_LINKED_DATA = 200_000


def read_published(tree: HtmlElement) -> Moment | None:
    """When the page says it was published: its linked data first, then its meta elements."""
    written = [*read_linked_dates(tree), *(found for path in PUBLISHED_META for found in tree.xpath(path))]
    return next((moment for text in written if (moment := read_web_date(str(text))) is not None), None)


def read_web_date(written: str) -> Moment | None:
    """A W3C date or date-time as a moment of its own precision; ``None`` when it is neither."""
    match = WRITTEN.fullmatch(written.strip())
    if match is None:
        return None
    day, minute, second, offset = match.groups()
    offset = (offset or "").upper()
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    try:
        return read_moment(f"{day}T{minute}{second or ''}{offset}" if minute else day)
    except ValueError:
        return None


def read_language(tree: HtmlElement) -> str:
    """The page's language as a BCP 47 tag, or an empty string when it names none that could be one."""
    named = [*tree.xpath("/html/@lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    tags = (str(text).strip().replace("_", "-") for text in named)
    return next((tag for tag in tags if LANGUAGE.fullmatch(tag)), "")


def read_linked_dates(tree: HtmlElement) -> list[str]:
    """Every ``datePublished`` of the JSON-LD in the page, in order; what cannot be read is passed over."""
    dates: list[str] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if len(script) > LARGEST_LINKED_DATA:
            continue
        try:
            dates += [item["datePublished"] for item in walk(json.loads(script)) if "datePublished" in item]
        except (ValueError, RecursionError):
            continue
    return [date for date in dates if isinstance(date, str)]


def walk(data: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value, outermost first."""
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
