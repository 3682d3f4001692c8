"""Independent lines as blocks: full for disinterested ones, striped for interested parties, empty for loose ends."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from claims.pictures.lettering import width_of
from claims.pictures.markup import Attributes, trace, write
from claims.spoken import gettext as _

MOST_BLOCKS = 5
BLOCK = 11.0
HIGH = 8.0
RUN_WIDTH = 26.0
SMALL = 12.0
STRIPE = 5.0


def draw_block(kind: int, left: float, top: float, width: float) -> SafeString:
    """One line. ``kind``: 0 counts even without parties, 1 with them, 2 only if loose ends are each taken as one."""
    field: Attributes = {"x": left, "y": top, "width": width, "height": HIGH}
    line: Attributes = {"stroke": "currentColor", "stroke-width": 1.2}
    if kind == 0:
        return write("rect", {"class": "pic-block", **field, **line, "fill": "currentColor"})
    if kind == 2:
        return write(
            "rect", {"class": "pic-block pic-loose", **field, **line, "fill": "none", "stroke-dasharray": "3 2"}
        )
    steps: list[str | float] = ["M", left, top, "h", width, "v", HIGH, "h", -width, "z"]
    at = left
    while at + HIGH <= left + width:
        steps += ["M", at, top + HIGH, "l", HIGH, -HIGH]
        at += STRIPE if width < 60 else STRIPE * 2
    return write("path", {"class": "pic-block pic-party", "d": trace(*steps), **line, "fill": "none"})


def kinds_of(levels: Sequence[int]) -> list[int]:
    """The kind of each block, the surest first."""
    return [
        next(kind for kind, level in enumerate(levels) if count < level) for count in range(max(levels, default=0))
    ]


def draw_pile(levels: Sequence[int], left: float, base: float, width: float) -> list[SafeString]:
    """The blocks of a step, one on the other."""
    return [
        draw_block(kind, left, base - (at + 1) * BLOCK, width)
        for at, kind in enumerate(kinds_of(levels)[:MOST_BLOCKS])
    ]


def draw_run(levels: Sequence[int], left: float, top: float) -> list[SafeString]:
    """The blocks of a step beside each other; a flat line where there is none."""
    kinds = kinds_of(levels)[:MOST_BLOCKS]
    if not kinds:
        line = {"class": "pic-base", "d": trace("M", left, top + HIGH / 2, "h", RUN_WIDTH), "stroke": "currentColor"}
        return [write("path", line)]
    return [draw_block(kind, left + at * (RUN_WIDTH + 4), top, RUN_WIDTH) for at, kind in enumerate(kinds)]


def draw_key(shown: Iterable[Sequence[int]], left: float, base: float, width: float) -> tuple[list[SafeString], int]:
    """What the blocks that are ``shown`` stand for, and in how many rows that is told."""
    words = (_("independent line"), _("with interested parties, or in doubt"), _("with unnamed or untraced"))
    pieces: list[SafeString] = []
    kinds = sorted({kind for levels in shown for kind in kinds_of(levels)})
    x, y = left, base
    for kind in kinds:
        wide = 28 + width_of(words[kind], SMALL) + 16
        if x > left and x + wide > width:
            x, y = left, y + 17
        pieces.append(draw_block(kind, x, y - HIGH, 20))
        pieces.append(write("text", {"class": "pic-mark", "x": x + 27, "y": y, "font-size": SMALL}, words[kind]))
        x += wide
    return pieces, (1 + round((y - base) / 17) if kinds else 0)
