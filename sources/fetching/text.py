"""The readable text of what was captured: the same bytes give the same text, to which all offsets refer."""

import copy
import functools
import io
import logging
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

import lxml.etree
import pypdf
import pypdf.errors
import trafilatura
from trafilatura.settings import Document
from w3lib.encoding import html_to_unicode

from sources.algebra.moments import Moment, read_moment
from sources.fetching.page_facts import read_language, read_published, read_web_date

MOST_CHARACTERS = 1_000_000
MOST_PAGES = 300
MOST_HTML = 4_000_000  # characters: what takes longer than some seconds to read is no article
SHORTEST_PRECISE = 100
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PDF_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")

for noisy in ("trafilatura", "htmldate", "pypdf"):  # they report every odd page as if it were our fault
    logging.getLogger(noisy).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """Text and what the page says of itself. ``text`` is NFC, lines end with a line feed, and it is never empty.

    Everything in it was written by strangers: plain text, to be escaped wherever it is shown.
    """

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    language: str = ""
    site_name: str = ""
    extractor: str = ""


def extract_text(
    content: bytes, media_type: str, *, captured_at: datetime, content_type: str = ""
) -> Extracted | None:
    """The text of a capture of that (sniffed) media type, or ``None`` when it has none that can be read.

    ``content_type`` is the header as sent: it may name the character set. ``captured_at`` bounds the dates that
    are believed. Never raises for what is in ``content``.
    """
    if media_type == "text/html":
        return extract_html(html_to_unicode(content_type, content, default_encoding="utf-8")[1], captured_at)
    if media_type == "application/pdf":
        return extract_pdf(content)
    if media_type == "text/plain":
        text = clean(html_to_unicode(content_type, content, default_encoding="utf-8")[1])
        return Extracted(text=text, extractor="plain") if text else None
    return None


def extract_html(html: str, captured_at: datetime) -> Extracted | None:
    """The article in a page, by trafilatura in its precise mode; in the balanced one where that finds little."""
    if len(html) > MOST_HTML:
        return None
    try:
        tree = trafilatura.load_html(html)
    except (ValueError, lxml.etree.LxmlError):
        return None
    if tree is None:
        return None
    language, published = read_language(tree), read_published(tree)
    found = read_article(tree, captured_at, precise=True)
    if found is None or len(found.text or "") < SHORTEST_PRECISE:
        found = read_article(tree, captured_at, precise=False) or found
    text = clean(found.text or "") if found else ""
    if not found or not text:
        return None
    return Extracted(
        text=text,
        title=clean_line(found.title),
        authors=tuple(name for part in (found.author or "").split(";") if (name := clean_line(part))),
        published=published or read_web_date(found.date or ""),
        language=language,
        site_name=clean_line(found.sitename)[:200],
        extractor=name_extractor("trafilatura"),
    )


def read_article(
    tree: lxml.html.HtmlElement, captured_at: datetime, *, precise: bool
) -> trafilatura.settings.Document | None:
    """One pass of trafilatura over a copy of the tree; it keeps no memory of other pages."""
    dates = {"original_date": True, "extensive_search": False, "max_date": captured_at.date().isoformat()}
    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree),
            favor_precision=precise,
            include_comments=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, lxml.etree.LxmlError):
        return None  # a page can always be odder than a library thought
    return found if isinstance(found, Document) else None


def extract_pdf(content: bytes) -> Extracted | None:
    """The text layer of a PDF, page by page; ``None`` when it is locked, damaged or only pictures."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            return None
        pages, length = [], 0
        for page in reader.pages[:MOST_PAGES]:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > MOST_CHARACTERS:
                break
        about: Mapping[str, Any] = reader.metadata or {}
        title, author = str(about.get("/Title") or ""), str(about.get("/Author") or "")
        dated = PDF_DATE.match(str(about.get("/CreationDate") or ""))
    except (pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    except (OverflowError, ArithmeticError, AssertionError, NotImplementedError, OSError):
        return None  # found by feeding it damaged files
    text = clean("\n\n".join(pages))
    if not text:
        return None
    return Extracted(
        text=text,
        title=clean_line(title),
        authors=(clean_line(author),) if clean_line(author) else (),
        published=read_pdf_date(dated),
        extractor=name_extractor("pypdf"),
    )


def read_pdf_date(match: re.Match[str] | None) -> Moment | None:
    """The day a PDF says it was made: its clock and offset are too often wrong to keep."""
    if match is None:
        return None
    try:
        return read_moment("-".join(part for part in match.groups() if part))
    except ValueError:
        return None


def clean(text: str) -> str:
    """Text that can be stored and measured: NFC, line feeds, nothing that PostgreSQL or JSON cannot hold."""
    lines = UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    joined = "\n".join(line.rstrip() for line in lines)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", joined)).strip()[:MOST_CHARACTERS]


def clean_line(text: str | None) -> str:
    """One line of clean text of at most 1,000 characters."""
    return " ".join(clean(text or "").split())[:1000]


@functools.cache
def name_extractor(package: str) -> str:
    """The extractor with its version, kept beside the text it made."""
    return f"{package} {version(package)}"
