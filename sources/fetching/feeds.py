"""RSS, Atom and JSON feeds as frozen items. Every word in them was written by strangers and is plain text here."""

import codecs
import html
import io
import re
from calendar import timegm
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from sources.algebra.moments import EARLIEST_YEAR, Moment, read_moment
from sources.fetching.json_feeds import looks_like_json_feed, read_json_feed
from sources.vocabulary import Precision

MOST_BYTES = 5_000_000
MOST_ITEMS = 1_000
LONGEST_TITLE = 500
LONGEST_SUMMARY = 5_000
LONGEST_GUID = 1_000
ENCODINGS = re.compile(r"utf-?8|us-ascii|utf-?16(le|be)?|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|latin-?1", re.I)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
PROLOG = re.compile(r"\s*(?:(?:<!--.*?-->|<\?.*?\?>)\s*)*", re.S)
ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|(?:\w+:)?(?:feed|RDF))[\s>]")
MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>")
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class UnreadableFeedError(ValueError):
    """What was fetched is no feed that will be read; the message says why in words for an editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item of a feed. ``guid`` names it within the feed; ``publisher`` is whom the item itself names.

    ``publisher_from`` is the element that named the publisher (``source``, ``dc:publisher``, ``dc:creator``): a
    ``dc:creator`` is as often a person as a paper, so it counts only if it is known as an outlet.
    """

    guid: str
    url: str
    title: str
    summary: str = ""
    published: Moment | None = None
    authors: tuple[str, ...] = ()
    publisher: str = ""
    publisher_from: str = ""
    publisher_url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeed:
    """A feed as read: its title, language and items in its own order, each guid once."""

    title: str
    entries: tuple[FeedEntry, ...]
    language: str = ""
    ttl_minutes: int = 0


def read_feed(content: bytes, *, url: str, content_type: str = "") -> ReadFeed:
    """Read a feed fetched from ``url``, or raise ``UnreadableFeedError``.

    A DOCTYPE is refused before any parser sees it (entities are declared nowhere else), and so is anything
    above 5 MB; of more than 1,000 items the first 1,000 are read. An item without guid and address is left out.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFeedError("the feed is larger than 5 MB")
    is_json = looks_like_json_feed(content)
    parsed = read_json_feed(content) if is_json else parse_xml(decode(content, content_type))
    about: Mapping[str, Any] = parsed.get("feed", {})
    entries: dict[str, FeedEntry] = {}
    for raw in parsed["entries"][:MOST_ITEMS]:
        entry = read_entry(raw, url)
        if entry is not None:
            entries.setdefault(entry.guid, entry)
    ttl = str(about.get("ttl", ""))
    return ReadFeed(
        title=plain(about.get("title"), LONGEST_TITLE),
        entries=tuple(entries.values()),
        language=plain(about.get("language"), 35),
        ttl_minutes=int(ttl) if re.fullmatch(r"[0-9]{1,5}", ttl) else 0,
    )


def decode(content: bytes, content_type: str) -> str:
    """The feed as text, in one of the character sets feeds are really written in (no UTF-7, no EBCDIC)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    else:
        told = re.search(r"charset\s*=\s*[\"']?([\w.-]{1,40})", content_type, re.I)
        declared = DECLARED.match(content.lstrip()[:300])
        name = declared[1].decode("ascii") if declared else told[1] if told else "utf-8"
        if not ENCODINGS.fullmatch(name):
            raise UnreadableFeedError(f"the character set {name[:40]} is not read")
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        return content.decode(
            "windows-1252" if name.lower() in {"utf-8", "utf8", "utf-8-sig"} else "utf-8", "replace"
        )


def parse_xml(text: str) -> Mapping[str, Any]:
    """RSS or Atom through feedparser, which is given text of a known character set and no DOCTYPE."""
    beginning = text[PROLOG.match(text).end() :][:200]  # type: ignore[union-attr]  # it matches the empty string too
    if beginning[:2] == "<!":
        raise UnreadableFeedError("the feed declares a document type, which is not read")
    if not ROOT.match(beginning):
        raise UnreadableFeedError("this is neither RSS nor Atom nor a JSON feed")
    body = re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.S)
    try:
        # No address is given to it: it would make absolute addresses of guids, and guids must stay as they are.
        parsed = feedparser.parse(
            io.BytesIO(body.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError) as error:
        raise UnreadableFeedError("the feed is damaged") from error
    if not parsed.get("version") or (not parsed["entries"] and parsed.get("bozo")):
        raise UnreadableFeedError("the feed is damaged")
    # Plain mappings: feedparser's own answers some questions with other fields, and with warnings.
    return {"feed": dict(parsed["feed"]), "entries": [dict(entry) for entry in parsed["entries"]]}


def read_entry(raw: Mapping[str, Any], feed_url: str) -> FeedEntry | None:
    """One item from what a parser made of it."""
    url = read_link(raw, feed_url)
    guid = plain(raw.get("id"), LONGEST_GUID) or url[:LONGEST_GUID]
    if not guid:
        return None
    named, named_by, named_url = read_publisher(raw)
    details = raw.get("title_detail") or {}
    title_is_html = "html" in str(details.get("type", "text/plain"))
    return FeedEntry(
        guid=guid,
        url=url,
        title=plain(raw.get("title"), LONGEST_TITLE, markup=title_is_html),
        summary=plain(raw.get("summary"), LONGEST_SUMMARY, markup=True),
        published=read_date(raw, "published") or read_date(raw, "updated"),
        authors=read_authors(raw),
        publisher=named,
        publisher_from=named_by,
        publisher_url=named_url,
        language=plain((raw.get("title_detail") or {}).get("language"), 35),
    )


def read_link(raw: Mapping[str, Any], feed_url: str) -> str:
    """The item's own http(s) address: its link, else a guid that is one."""
    link, guid = str(raw.get("link") or "").strip(), str(raw.get("id") or "").strip()
    try:
        joined = urljoin(feed_url, link) if link and link != guid else ""
    except ValueError:
        joined = ""
    for address in (joined, guid):
        if re.match(r"https?://", address, re.I) and not UNWRITABLE.search(address) and len(address) <= 2000:
            return address.replace(" ", "%20")
    return ""


def read_authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    found = [plain(person.get("name"), 200) for person in raw.get("authors") or [] if isinstance(person, Mapping)]
    return tuple(dict.fromkeys(name for name in found if name))[:20]


def read_publisher(raw: Mapping[str, Any]) -> tuple[str, str, str]:
    """Whom the item names as its publisher: (name, by which element, address), each empty when not named."""
    source = raw.get("source") or {}
    choices: tuple[tuple[Any, str, Any], ...] = (
        (source.get("title"), "source", source.get("href")),
        (raw.get("publisher"), "dc:publisher", ""),
        (raw.get("author"), "dc:creator", ""),
    )
    for name, element, address in choices:
        if named := plain(name, 200):
            return named, element, str(address or "")[:2000]
    return "", "", ""


def read_date(raw: Mapping[str, Any], name: str) -> Moment | None:
    """A date of an item to the precision it was written with; ``None`` when unreadable or out of this world."""
    parsed, written = raw.get(f"{name}_parsed"), str(raw.get(name, ""))
    if parsed is None:
        return None
    try:
        start = datetime.fromtimestamp(timegm(parsed), UTC)
        if not EARLIEST_YEAR <= start.year <= 9000:
            return None
        if re.search(r"\d:\d\d", written) is None:
            return read_moment(coarse_date(start, written))
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    exact = re.search(r"\d:\d\d:\d\d", written) is not None
    return Moment(start if exact else start.replace(second=0), Precision.SECOND if exact else Precision.MINUTE)


def coarse_date(start: datetime, written: str) -> str:
    shapes: tuple[tuple[str, Callable[[datetime], str]], ...] = (
        (r"\s*\d{4}\s*", lambda day: f"{day:%Y}"),
        (r"\s*\d{4}-\d{2}\s*", lambda day: f"{day:%Y-%m}"),
    )
    for shape, write in shapes:
        if re.fullmatch(shape, written):
            return write(start)
    return f"{start:%Y-%m-%d}"


def plain(value: object, longest: int, *, markup: bool = False) -> str:
    """One line of text without markup, control characters or direction tricks, cut to ``longest`` characters."""
    if not isinstance(value, str):
        return ""
    text = value[: longest * 20]
    if markup or "<" in text:
        text = MARKUP.sub(" ", text)
        text = html.unescape(text)
    return " ".join(UNWRITABLE.sub(" ", text).split())[:longest]
