"""The wide drawing of who has it from whom: columns from what readers see, on the left, to origins on the right."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from claims.pictures.boxes import Box, draw_box, make_box
from claims.pictures.layers import Edge, Layout, choose_columns, lay_out, split_back_edges
from claims.pictures.markup import Attributes, join, trace, write
from claims.pictures.network import Band, Key
from claims.pictures.picture import Sheet
from claims.pictures.signs import draw_arrow, draw_sign
from claims.pictures.titles import title_band
from claims.spoken import gettext as _
from claims.vocabulary import OriginKind

# Columns: how wide a box is, and how wide the space between two columns.
SIZES = {1: (320.0, 60.0), 2: (290.0, 130.0), 3: (250.0, 90.0), 4: (202.0, 58.0), 5: (166.0, 42.0)}
MOST_COLUMNS = max(SIZES)
MOST_HIGH = 2000.0
MARGIN = 5.0
HEAD, HEADING, AFTER = 26.0, 30.0, 26.0


def draw_wide(bands: Sequence[Band]) -> Sheet | None:
    """The drawing; None where there are more columns than a page has room for, or where it would be too high."""
    split = [split_back_edges(band) for band in bands]
    runs = [with_reversed(forward, back) for forward, back in split]
    count = max(1 + max(choose_columns(band, forward).values()) for band, forward in zip(bands, runs, strict=True))
    if count > MOST_COLUMNS:
        return None
    width, gap = SIZES[count]
    lefts = [MARGIN + column * (width + gap) for column in range(count)]
    pieces: list[SafeString] = []
    top = MARGIN
    if count > 1:
        pieces += _draw_heads(lefts)
        top += HEAD
    for band, forward, (_forward, back) in zip(bands, runs, split, strict=True):
        boxes = _make_boxes(band, width)
        layout = lay_out(band, {key: box.height for key, box in boxes.items()}, count, forward)
        if len(bands) > 1:
            title: Attributes = {"class": "pic-band", "x": MARGIN, "y": top + 17, "font-size": 15}
            pieces.append(write("text", title, title_band(band)))
            top += HEADING
        pieces += _draw_band(band, layout, boxes, back, lefts, top)
        top += layout.height + AFTER
    if top > MOST_HIGH:
        return None
    room = 56.0 if count == 1 else 0.0
    return Sheet(lefts[-1] + width + MARGIN + room, top - AFTER + MARGIN + 5, join(pieces))


def with_reversed(forward: Sequence[Edge], back: set[Edge]) -> list[Edge]:
    """The links without circles: those that close one are turned round, and drawn turned back."""
    turned = [(below, above) for above, below in sorted(back) if (below, above) not in forward]
    return [*forward, *turned]


def _make_boxes(band: Band, width: float) -> dict[Key, Box]:
    ins, outs = band.ins(), band.outs()
    return {
        key: make_box(node, band, width, cited=bool(ins[key]), cites=bool(outs[key]))
        for key, node in band.nodes.items()
    }


def _draw_heads(lefts: Sequence[float]) -> list[SafeString]:
    heads = [_("Published by"), *([_("Passed on by")] if len(lefts) > 2 else []), _("Goes back to")]
    places = [lefts[0], *([lefts[1]] if len(lefts) > 2 else []), lefts[-1]]
    return [
        write("text", {"class": "pic-head-line", "x": left, "y": MARGIN + 13, "font-size": 12.5}, words)
        for left, words in zip(places, heads, strict=True)
    ]


def _draw_band(
    band: Band, layout: Layout, boxes: dict[Key, Box], back: set[Edge], lefts: Sequence[float], top: float
) -> list[SafeString]:
    column = {key: place for place, keys in enumerate(layout.columns) for key in keys}
    width = next(iter(boxes.values())).width
    pieces: list[SafeString] = []
    pointed: set[tuple[Key, bool]] = set()
    for (above, below), live in band.edges.items():
        turned = (above, below) in back
        way = layout.ways[(below, above) if turned else (above, below)]
        places = [(lefts[column[key]], top + layout.middles[key]) for key in way]
        pieces.append(_draw_link(places, width, live=live, turned=turned))
        if turned:
            left, middle = places[0]
            pieces.append(_point_back(left + width, middle + 9))
        else:
            pointed.add((below, live))
    for key, live in sorted(pointed):
        if live or (key, True) not in pointed:
            pieces.append(draw_arrow(lefts[column[key]], top + layout.middles[key], dashed=not live))
    for key, box in boxes.items():
        left, middle = lefts[column[key]], top + layout.middles[key]
        pieces.append(draw_box(box, left, middle - box.height / 2))
        if box.node.kind == OriginKind.UNTRACED and (key not in {above for above, _below in band.edges}):
            pieces += _draw_loose_end(left + width, middle)
    return pieces


def _draw_link(places: Sequence[tuple[float, float]], width: float, *, live: bool, turned: bool) -> SafeString:
    """A curve from the right side of one box to the left side of the next, level through the columns between."""
    aside = 9.0 if turned else 0.0
    left, middle = places[0]
    steps: list[str | float] = ["M", left + width, middle + aside]
    for place, (left_next, middle_next) in enumerate(places[1:], 1):
        start, end = left + width, left_next
        bend = (end - start) / 2
        steps += ["C", start + bend, middle + aside, end - bend, middle_next + aside, end, middle_next + aside]
        if place < len(places) - 1:
            steps += ["H", left_next + width]
        left, middle = left_next, middle_next
    return write("path", {**link_attributes(live=live, turned=turned), "d": trace(*steps)})


def link_attributes(*, live: bool, turned: bool) -> Attributes:
    """How a link is drawn: whole, in dots where it no longer stands, in dashes where it runs back."""
    named = "pic-link" + ("" if live else " pic-dead") + (" pic-turned" if turned else "")
    dashes = "2 4" if not live else "7 4" if turned else None
    return {"class": named, "fill": "none", "stroke": "currentColor", "stroke-width": 1.4, "stroke-dasharray": dashes}


def _point_back(left: float, middle: float) -> SafeString:
    path = trace("M", left, middle, "l", 8, -4.5, "v", 9, "z")
    return write("path", {"class": "pic-head", "d": path, "fill": "currentColor"})


def _draw_loose_end(left: float, middle: float) -> list[SafeString]:
    """The short way to nowhere of an outlet that does not say from whom it has it."""
    line = {**link_attributes(live=True, turned=True), "d": trace("M", left, middle, "h", 24)}
    return [write("path", line), draw_sign("unnamed", left + 28, middle - 6)]
