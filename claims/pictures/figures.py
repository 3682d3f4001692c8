"""The figures drawn: a row for each in the order of time, the claim's own as a band, what counts otherwise apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from claims.dossier.frame import Dossier
from claims.pictures.axis import Axis, make_axis, make_share_axis
from claims.pictures.bars import draw_bar, draw_claimed
from claims.pictures.figure_rows import Panel, Row, fold_rows, read_panels
from claims.pictures.figure_words import (
    say_dated,
    say_figure,
    say_powers,
    say_relation,
    say_who,
    sign_of,
    tell_figures,
    title_panel,
)
from claims.pictures.lettering import break_lines, width_of
from claims.pictures.markup import Attributes, join, trace, write
from claims.pictures.picture import Picture, Sheet, make_picture, parts_of
from claims.pictures.signs import draw_sign
from claims.spoken import gettext as _

MARGIN = 6.0
NAME, SMALL, STEP = 14.0, 12.0, 15.5


@dataclass(frozen=True, slots=True)
class Measures:
    """One width of the picture. ``beside``: words and bars side by side, else bars below their words."""

    width: float
    label: float
    ticks: int
    beside: bool

    @property
    def left(self) -> float:
        """Where the axis begins, with room for half a tick's number."""
        return (self.label + 34 if self.beside else 0) + MARGIN + 12

    @property
    def span(self) -> float:
        return self.width - self.left - MARGIN - 18


WIDE = Measures(960, 400, 6, beside=True)
NARROW = Measures(320, 308, 3, beside=False)


def draw_figures(dossier: Dossier | dict[str, Any], *, standalone: bool = False) -> Picture | None:
    """The picture of the figures reported; None where there are none. ``standalone``: as an SVG document."""
    parts = parts_of(dossier)
    panels = read_panels(parts)
    if not panels:
        return None
    axes = [_choose_axis(panel) for panel in panels]
    return make_picture(
        "figures",
        parts,
        _("The figures, as they were reported"),
        tell_figures(panels, powers=[axis.powers for axis in axes]),
        wide=_draw(panels, axes, WIDE),
        narrow=_draw(panels, axes, NARROW),
        standalone=standalone,
    )


def _choose_axis(panel: Panel) -> Axis:
    quantities = [row.quantity for row in panel.rows] + ([panel.claimed] if panel.claimed else [])
    values = [float(part[end]) for part in quantities for end in ("low", "high") if part[end] is not None]
    if panel.shares:
        return make_share_axis(values)
    return make_axis(
        values,
        open_above=any(part["high"] is None for part in quantities),
        open_below=any(part["low"] is None for part in quantities),
    )


def _draw(panels: Sequence[Panel], axes: Sequence[Axis], measures: Measures) -> Sheet:
    pieces: list[SafeString] = []
    top = MARGIN
    for panel, axis in zip(panels, axes, strict=True):
        drawn, top = _draw_panel(panel, axis, measures, top)
        pieces += drawn
        top += 22
    return Sheet(measures.width, top - 16, join(pieces))


def _draw_panel(panel: Panel, axis: Axis, measures: Measures, top: float) -> tuple[list[SafeString], float]:
    """One axis with its rows, and where it ends below."""
    head, top = _draw_head(panel, axis, measures, top)
    rows: list[SafeString] = []
    fields: list[tuple[float, float]] = []
    bottom = top + 6
    for row in fold_rows(panel.rows):
        drawn, middle, bottom = _draw_row(row, axis, measures, bottom)
        rows.append(drawn)
        fields.append((middle - 11, middle + 11))
    # Where words stand over the bars, band and lines are drawn beside each bar only, and not behind the words.
    fields = [(top, bottom)] if measures.beside or not fields else fields
    pieces = [*head]
    for over, under in fields:
        if panel.claimed:
            pieces += draw_claimed(panel.claimed, axis, measures.left, measures.span, over, under)
    pieces += _draw_axis(axis, measures, fields, bottom)
    return [*pieces, *rows], bottom + 20


def _draw_head(panel: Panel, axis: Axis, measures: Measures, top: float) -> tuple[list[SafeString], float]:
    """What is counted, what is claimed, and a warning where the axis is not straight."""
    room = measures.width - 2 * MARGIN
    told = [(line, "pic-band", 15.0) for line in break_lines(title_panel(panel), room, 15, 3)]
    if panel.claimed:
        claimed = _("Claimed: %(figure)s") % {"figure": say_figure(panel.claimed)}
        told += [(line, "pic-name", NAME) for line in break_lines(claimed, room, NAME, 2)]
    if axis.powers:
        told += [(line, "pic-mark", SMALL) for line in break_lines(say_powers(), room, SMALL, 2)]
    pieces = []
    for line, named, size in told:
        top += size + 4
        pieces.append(write("text", {"class": named, "x": MARGIN, "y": top, "font-size": size}, line))
    return pieces, top + 10


def _draw_row(row: Row, axis: Axis, measures: Measures, top: float) -> tuple[SafeString, float, float]:
    """Who, in what words, what that does to the claim, and the bar; also the bar's middle, and where the row ends."""
    room = measures.label
    texts = []
    y = top
    for line in break_lines(say_who(row), room, NAME, 2):
        y += STEP + 1
        texts.append(write("tspan", {"x": MARGIN, "y": y}, line))
    struck = None if row.live else "line-through"
    pieces = [write("text", {"class": "pic-name", "font-size": NAME, "text-decoration": struck}, *texts)]
    words = []
    for line in break_lines(say_dated(row), room, SMALL, 2):
        y += STEP
        words.append(write("tspan", {"x": MARGIN, "y": y}, line))
    pieces.append(write("text", {"class": "pic-worded", "font-size": SMALL, "text-decoration": struck}, *words))
    relation = say_relation(row)
    sign = sign_of(row)
    if relation:
        pieces.append(draw_sign(sign, MARGIN, y + STEP - 10))
        lines = break_lines(relation, room - 16, SMALL, 2)
        spans = [write("tspan", {"x": MARGIN + 16, "y": y + STEP * (at + 1)}, line) for at, line in enumerate(lines)]
        pieces.append(write("text", {"class": f"pic-mark pic-{sign}", "font-size": SMALL}, *spans))
        y += STEP * len(lines)
    middle = (top + 4 + y) / 2 if measures.beside else y + 15
    pieces += draw_bar(row, axis, measures.left, measures.span, middle)
    bottom = y + 14 if measures.beside else y + 32
    named = f"pic-row pic-{sign}" + ("" if row.live else " pic-dead")
    return write("g", {"class": named}, *pieces), middle, bottom


def _draw_axis(
    axis: Axis, measures: Measures, fields: Sequence[tuple[float, float]], bottom: float
) -> list[SafeString]:
    """A thin line at each round number, and the number below; numbers that would touch are left out."""
    pieces = []
    line: Attributes = {"class": "pic-tick", "stroke": "currentColor", "stroke-opacity": "0.25", "fill": "none"}
    free = 0.0
    for tick in axis.ticks(measures.ticks):
        x = measures.left + measures.span * axis.place(tick)
        steps = [step for over, under in fields for step in ("M", x, over, "V", under)]
        pieces.append(write("path", {**line, "d": trace(*steps, "M", x, bottom - 4, "V", bottom)}))
        label = axis.label(tick)
        half = width_of(label, SMALL) / 2
        middle = min(max(x, half), measures.width - half)
        if middle - half >= free:
            attributes: Attributes = {"class": "pic-mark", "x": middle, "y": bottom + 15, "font-size": SMALL}
            pieces.append(write("text", {**attributes, "text-anchor": "middle"}, label))
            free = middle + half + 6
    base: Attributes = {"class": "pic-base", "stroke": "currentColor", "fill": "none"}
    pieces.append(write("path", {**base, "d": trace("M", measures.left, bottom, "h", measures.span)}))
    return pieces
