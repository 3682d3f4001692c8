"""The narrow drawing of who has it from whom: one column of boxes, what readers see above, origins below."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from claims.pictures.boxes import draw_box, make_box
from claims.pictures.graph_wide import link_attributes
from claims.pictures.layers import split_back_edges
from claims.pictures.lettering import break_lines
from claims.pictures.markup import join, trace, write
from claims.pictures.network import Band
from claims.pictures.picture import Sheet
from claims.pictures.rails import Rail, lay_rails, order_rows
from claims.pictures.signs import draw_arrow
from claims.pictures.titles import title_band

MARGIN = 4.0
STEP, MOST_GUTTER = 13.0, 96.0
GAP, AFTER, HEADING = 11.0, 22.0, 26.0
BEND = 6.0
PORT = 5.0


def draw_narrow(bands: Sequence[Band], width: float) -> Sheet:
    """The drawing, ``width`` wide, as long as it must be."""
    pieces: list[SafeString] = []
    top = MARGIN
    for band in bands:
        if len(bands) > 1:
            for line in break_lines(title_band(band), width - 2 * MARGIN, 15, 2):
                pieces.append(write("text", {"class": "pic-band", "x": MARGIN, "y": top + 15, "font-size": 15}, line))
                top += HEADING
        drawn, height = _draw_band(band, width, top)
        pieces += drawn
        top += height + AFTER
    return Sheet(width, top - AFTER + MARGIN + 4, join(pieces))


def _draw_band(band: Band, width: float, top: float) -> tuple[list[SafeString], float]:
    forward, back = split_back_edges(band)
    rows = order_rows(band, forward)
    rails = lay_rails(band, rows, back)
    places = 1 + max((rail.place for rail in rails), default=-1)
    step = min(STEP, MOST_GUTTER / max(places, 1))
    left = MARGIN + (places * step + 10 if places else 0)
    ins, outs = band.ins(), band.outs()
    pieces: list[SafeString] = []
    middles: list[float] = []
    boxes: list[SafeString] = []
    y = top
    for key in rows:
        room = width - left - MARGIN - 4
        box = make_box(band.nodes[key], band, room, cited=bool(ins[key]), cites=bool(outs[key]))
        boxes.append(draw_box(box, left, y))
        middles.append(y + box.height / 2)
        y += box.height + GAP
    for rail in sorted(rails, key=lambda rail: -rail.place):
        pieces += _draw_rail(rail, left - 12 - rail.place * step, left, middles)
    return [*pieces, *boxes], y - GAP - top


def _draw_rail(rail: Rail, x: float, left: float, middles: Sequence[float]) -> list[SafeString]:
    """Links turn into the rail, the rail turns into the boxes it leads to."""
    pieces: list[SafeString] = []
    down = -1 if rail.up else 1
    ends = [middles[target] - down * PORT for target in rail.targets]
    for live in (False, True):
        starts = [
            middles[row] + down * PORT for row, alive in zip(rail.rows, rail.live, strict=True) if alive is live
        ]
        if not starts:
            continue
        steps: list[str | float] = []
        for start in starts:
            steps += ["M", left, start, "H", x + BEND, "Q", x, start, x, start + down * BEND]
        # The rail itself once: where some of its links stand, it stands.
        if live or not any(rail.live):
            furthest, end = (max(starts), min(ends)) if rail.up else (min(starts), max(ends))
            steps += ["M", x, furthest + down * BEND, "V", end - down * BEND]
        for end in ends if live or not any(rail.live) else ():
            steps += ["M", x, end - down * BEND, "Q", x, end, x + BEND, end, "H", left]
        pieces.append(write("path", {**link_attributes(live=live, turned=rail.up), "d": trace(*steps)}))
    pieces += [draw_arrow(left, end, dashed=not any(rail.live)) for end in ends]
    return pieces
