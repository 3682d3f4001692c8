"""The share image of a claim, drawn with Pillow and vendored fonts (claims/fonts, SIL Open Font License)."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
PAPER, INK, SOFT, LINE = "#fbfaf6", "#1c1b18", "#55524a", "#8a8577"
TONES = {"good": "#17653a", "mixed": "#7a4d00", "bad": "#9b2226", "open": "#31477a", "none": "#55524a"}
STATEMENT_SIZES = (64, 56, 50, 44, 38, 34)
STATEMENT_HEIGHT = 292
Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the image shows, all of it in words that readers know from the page."""

    newsroom: str
    statement: str
    verdict_caption: str
    verdict: str
    verdict_tone: str
    standing_caption: str
    standing: str
    standing_tone: str
    lines: tuple[str, ...]


def draw_share_card(card: ShareCard) -> bytes:
    """A PNG of 1200 by 630 pixels. Letters that the fonts do not have are left out rather than drawn as boxes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 14), fill=TONES[card.verdict_tone])
    draw.text((MARGIN, 46), fit(readable(card.newsroom), font("NotoSans-Regular", 28), WIDTH - 2 * MARGIN), fill=SOFT,
              font=font("NotoSans-Regular", 28))  # fmt: skip
    face, rows = set_statement(readable(card.statement))
    step = round(face.size * 1.28)
    for number, row in enumerate(rows):
        draw.text((MARGIN, 106 + number * step), row, fill=INK, font=face)
    draw.line((MARGIN, 436, WIDTH - MARGIN, 436), fill=LINE, width=2)
    middle = WIDTH // 2
    draw_mark(draw, MARGIN, card.verdict_caption, card.verdict, card.verdict_tone, middle - MARGIN - 30)
    draw_mark(draw, middle, card.standing_caption, card.standing, card.standing_tone, middle - MARGIN)
    draw_lines(draw, middle, card.lines)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def draw_mark(draw: ImageDraw.ImageDraw, left: int, caption: str, word: str, tone: str, width: int) -> None:
    """A caption and under it the word, with a mark that is not colour alone."""
    small, large = font("NotoSans-Regular", 24), font("NotoSans-Bold", 36)
    draw.text((left, 456), fit(readable(caption), small, width), fill=SOFT, font=small)
    top, size = 510, 22
    box = (left, top, left + size, top + size)
    match tone:
        case "good":
            draw.ellipse(box, fill=TONES[tone])
        case "bad":
            half = size // 2
            draw.polygon(
                [(left + half, top), (left + size, top + half), (left + half, top + size), (left, top + half)],
                fill=TONES[tone],
            )
        case "mixed":
            draw.ellipse(box, outline=TONES[tone], width=3)
            draw.pieslice(box, 90, 270, fill=TONES[tone])
        case "open":
            draw.ellipse(box, outline=TONES[tone], width=4)
        case _:
            draw.rectangle((left, top + 9, left + size, top + 13), fill=TONES["none"])
    draw.text((left + 34, 496), fit(readable(word), large, width - 34), fill=TONES.get(tone, INK), font=large)


def draw_lines(draw: ImageDraw.ImageDraw, left: int, lines: tuple[str, ...]) -> None:
    """The independent lines as on the page: filled, hatched for interested parties, hollow for the rest."""
    for number, kind in enumerate(lines):
        start = left + number * 62
        box = (start, 562, start + 48, 578)
        draw.rectangle(box, fill=INK if kind == "low" else None, outline=LINE if kind == "nothing" else INK, width=2)
        if kind == "with_parties":
            for offset in range(4, 48, 8):
                draw.line((start + offset, 577, start + offset + 6, 563), fill=INK, width=2)


def set_statement(statement: str) -> tuple[Font, list[str]]:
    """The largest size at which the statement fits its place, and its lines; cut short where none is small enough."""
    rows: list[str] = []
    for size in STATEMENT_SIZES:
        face = font("NotoSerif-Bold", size)
        rows = wrap(statement, face, WIDTH - 2 * MARGIN)
        if len(rows) * size * 1.28 <= STATEMENT_HEIGHT:
            return face, rows
    most = int(STATEMENT_HEIGHT / (STATEMENT_SIZES[-1] * 1.28))
    return face, [*rows[: most - 1], fit(rows[most - 1] + " …", face, WIDTH - 2 * MARGIN)]


def wrap(text: str, face: Font, width: int) -> list[str]:
    """The text in lines no wider than ``width``; a word that is wider alone is cut short."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and face.getlength(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(fit(word, face, width))
    return rows


def fit(text: str, face: Font, width: int) -> str:
    """The text, cut short with an ellipsis where it is wider than ``width``."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' .…')}…"


@lru_cache(maxsize=16)
def font(name: str, size: int) -> Font:
    """One of the vendored fonts; Pillow's own layout, so that every machine draws the same."""
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


def readable(text: str) -> str:
    """The text without letters that the fonts lack."""
    return "".join(letter for letter in text if letter.isspace() or has_letter(letter)).strip()


@lru_cache(maxsize=8192)
def has_letter(letter: str) -> bool:
    """Whether the fonts have a picture for a letter, told apart from the box they draw for what they lack."""
    face = font("NotoSans-Regular", 24)
    lacking = bytes(face.getmask("\U000e0fff"))
    return bytes(face.getmask(letter)) != lacking
