"""News as Atom (RFC 4287) and JSON Feed 1.1, in the reader's words."""

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.utils.html import escape as escape_html

from claims.news import NewsItem
from claims.spoken import gettext as _
from claims.telling.listed import WATCHED
from claims.telling.words import STANDINGS, VERDICTS

# Characters that XML 1.0 cannot hold in any form.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its title, the page it belongs to, its own address, the next page of it, and who publishes."""

    title: str
    home: str
    address: str
    after: str | None
    author: str
    language: str


def title_of(item: NewsItem) -> str:
    """The headline of one item: the statement, marked where it was corrected."""
    statement: str = item.sealed["statement"]
    if not item.notice:
        return statement
    words = _("Corrected: %(statement)s") if item.number else _("Notice: %(statement)s")
    return words % {"statement": statement}


def text_of(item: NewsItem) -> list[str]:
    """The paragraphs of one item: the notice, the verdict and the standing, kept apart; of a notice only itself."""
    if not item.number:
        return [item.notice]
    assessment, standing = item.sealed.get("assessment"), item.sealed.get("standing")
    verdict = VERDICTS[assessment["verdict"]] if assessment else WATCHED
    told = [item.notice] if item.notice else []
    label = (assessment or {}).get("label") or verdict.label
    told.append(_("Our verdict: %(verdict)s") % {"verdict": label})
    if assessment:
        told.append(assessment["reasons"])
    if standing:
        told.append(_("Where the evidence stood: %(standing)s") % {"standing": STANDINGS[standing].label})
    return told


def html_of(item: NewsItem) -> str:
    return "".join(f"<p>{escape_html(part)}</p>" for part in text_of(item))


def write_atom(feed: Feed, items: list[NewsItem], address_of: Any) -> str:
    """The feed as Atom. ``address_of`` gives the page of a claim by its id."""
    updated = items[0].seen_at.isoformat() if items else "1970-01-01T00:00:00Z"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>',
        f"<id>{_text(feed.address)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed.address)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(feed.home)}/>',
    ]
    if feed.after:
        parts.append(f'<link rel="next" type="application/atom+xml" href={_quoted(feed.after)}/>')
    parts += [_write_entry(item, address_of(item.claim)) for item in items]
    return "\n".join([*parts, "</feed>", ""])


def _write_entry(item: NewsItem, address: str) -> str:
    seen = item.seen_at.isoformat()
    tags = "".join(f"<category term={_quoted(tag)}/>" for tag in item.tags)
    return (
        f"<entry><id>{_text(f'{address}#{item.mark}')}</id>"
        f"<title>{_text(title_of(item))}</title>"
        f"<updated>{seen}</updated><published>{seen}</published>"
        f'<link rel="alternate" type="text/html" href={_quoted(address)}/>'
        f"<author><name>{_text(item.newsroom)}</name></author>{tags}"
        f'<content type="html">{_text(html_of(item))}</content></entry>'
    )


def write_json_feed(feed: Feed, items: list[NewsItem], address_of: Any) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    written: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": f"{address_of(item.claim)}#{item.mark}",
                "url": address_of(item.claim),
                "title": title_of(item),
                "content_html": html_of(item),
                "content_text": "\n\n".join(text_of(item)),
                "date_published": item.seen_at.isoformat(),
                "tags": item.tags,
                "authors": [{"name": item.newsroom}],
            }
            for item in items
        ],
    }
    return written | ({"next_url": feed.after} if feed.after else {})


def _text(value: str) -> str:
    return escape(UNWRITABLE.sub("\ufffd", value))


def _quoted(value: str) -> str:
    return quoteattr(UNWRITABLE.sub("\ufffd", value))
