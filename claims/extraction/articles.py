"""An article as captured, and its blocks: headline, lead, body and captions apart, what is no article left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from claims.extraction.furniture import is_byline, is_caption, is_furniture, is_listing, opens_listing
from claims.extraction.sentences import split_paragraphs
from claims.extraction.spans import Span

DATELINE = regex.compile(
    r"\A\p{Lu}[\p{Lu}\p{M} .,'/-]{2,40}(?:,\s[\p{L}\d. ]{2,24})?\s(?:\([\p{L} .]{2,30}\)\s)?[-–—]\s"
    r"|\A\p{Lu}[\p{L} ]{2,24},\s(?:\d{1,2}\s\p{L}+|\p{L}+\.?\s\d{1,2})\s(?:\([\p{L} .]{2,30}\)\s)?[-–—]\s"
)
ENDS = regex.compile(r"[.!?…:;,\"”»’')\]]\Z")
SPACE = regex.compile(r"\s+")


class BlockKind(StrEnum):
    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    TEASER = "teaser"
    FURNITURE = "furniture"


READABLE = frozenset({BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.BODY, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Article:
    """A captured text, never changed: all places refer to it. ``title`` is looked for in it."""

    text: str
    publisher: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the text and what it is. A dateline before the first sentence is not in it."""

    kind: BlockKind
    span: Span


def split_blocks(article: Article) -> tuple[Block, ...]:
    """Every paragraph of the article in order with its kind; furniture too, marked as such."""
    paragraphs = split_paragraphs(article.text)
    headline = find_headline(paragraphs, article.title)
    repeated = find_repeated(paragraphs, headline)
    blocks: list[Block] = []
    listing = lead_seen = False
    for i, span in enumerate(paragraphs):
        if i == headline:
            blocks.append(Block(BlockKind.HEADLINE, span))
            continue
        if len(paragraphs) == 1 and not is_furniture(span.text):
            return (Block(BlockKind.LEAD, drop_dateline(article.text, span)),)
        kind = judge_paragraph(span, i in repeated, listing, lead_seen)
        listing = opens_listing(span.text) or (
            listing and kind in (BlockKind.TEASER, BlockKind.SUBHEAD, BlockKind.FURNITURE)
        )
        if kind is BlockKind.LEAD:
            lead_seen = True
            span = drop_dateline(article.text, span)
        blocks.append(Block(kind, span))
    return tuple(blocks)


def judge_paragraph(span: Span, repeated: bool, listing: bool, lead_seen: bool) -> BlockKind:
    text = span.text
    if repeated or is_furniture(text):
        return BlockKind.FURNITURE
    if is_byline(text):
        return BlockKind.BYLINE
    if is_caption(text):
        return BlockKind.CAPTION
    if is_listing(text):
        return BlockKind.TEASER
    if not ENDS.search(text):
        return BlockKind.TEASER if listing or len(text) > 60 else BlockKind.SUBHEAD
    if listing and len(text) < 90:
        return BlockKind.TEASER
    return BlockKind.BODY if lead_seen else BlockKind.LEAD


def find_headline(paragraphs: Sequence[Span], title: str) -> int | None:
    """Which paragraph is the headline: the title given, else a first line that does not end as sentences do."""
    if title:
        wanted = SPACE.sub(" ", title).strip().lower()
        for i, span in enumerate(paragraphs[:12]):
            if SPACE.sub(" ", span.text).lower() == wanted:
                return i
    if paragraphs and len(paragraphs) > 1 and not title:
        first = paragraphs[0].text
        if (
            len(first) <= 220
            and not ENDS.search(first.rstrip("\"'”’»)"))
            and not is_furniture(first)
            and not is_byline(first)
        ):
            return 0
    return None


def find_repeated(paragraphs: Sequence[Span], headline: int | None) -> frozenset[int]:
    """Paragraphs that only repeat another one or begin it (teasers of feeds, titles in links); one is kept."""
    seen: dict[str, int] = {}
    repeated = set()
    for i, span in enumerate(paragraphs):
        key = SPACE.sub(" ", span.text[:70]).lower()
        if len(key) < 30:
            continue
        if key in seen:
            other = seen[key]
            # A feed's summary is cut off in the middle; the paragraph that ends as sentences do is the article's own.
            better = bool(ENDS.search(span.text)), len(span.text)
            known = bool(ENDS.search(paragraphs[other].text)), len(paragraphs[other].text)
            shorter = i if better <= known or other == headline else other
            repeated.add(shorter)
            seen[key] = other if shorter == i else i
        else:
            seen[key] = i
    return frozenset(repeated - {headline})


def drop_dateline(text: str, span: Span) -> Span:
    """The paragraph without "TAMRA, 3 May (Agence Sud) - "."""
    match = DATELINE.match(span.text)
    return Span.cut(text, span.start + match.end(), span.end) if match and match.end() < len(span) else span
