"""The bars of figures: an interval as it was given, with ends that show whether they belong to it."""

from django.utils.safestring import SafeString

from claims.pictures.axis import Axis
from claims.pictures.figure_rows import Part, Row
from claims.pictures.markup import Attributes, trace, write

THICK = 9.0
DOT = 5.0
HATCH = 6.0


def draw_bar(row: Row, axis: Axis, left: float, width: float, middle: float) -> list[SafeString]:
    """A point for an exact figure, else a bar: a full dot where an end belongs to it, an empty one where it does not,
    an arrow where there is none; hatched where the words were vague."""
    if row.low is not None and row.low == row.high:
        x = left + width * axis.place(row.low)
        return [write("circle", {"class": "pic-dot", "cx": x, "cy": middle, "r": DOT, "fill": "currentColor"})]
    start = left + width * axis.place(row.low) if row.low is not None else left
    end = left + width * axis.place(row.high) if row.high is not None else left + width
    pieces = [_draw_body(row, start, end, middle)]
    pieces.append(
        _draw_end(start, middle, given=row.low is not None, within=not row.quantity.get("low_open"), turn=-1)
    )
    pieces.append(
        _draw_end(end, middle, given=row.high is not None, within=not row.quantity.get("high_open"), turn=1)
    )
    return pieces


def _draw_body(row: Row, start: float, end: float, middle: float) -> SafeString:
    line: Attributes = {"fill": "none", "stroke": "currentColor", "stroke-width": 1}
    if not row.is_vague and not row.folded:
        body = {"x": start, "y": middle - THICK / 2, "width": max(end - start, 1), "height": THICK}
        return write("rect", {"class": "pic-bar", **body, "fill": "currentColor", "fill-opacity": "0.45"})
    steps: list[str | float] = ["M", start, middle - THICK / 2, "H", end, "M", start, middle + THICK / 2, "H", end]
    at = start
    while row.is_vague and at + THICK <= end:
        steps += ["M", at, middle + THICK / 2, "l", THICK, -THICK]
        at += HATCH
    return write("path", {"class": "pic-bar pic-vague", "d": trace(*steps), **line})


def _draw_end(x: float, middle: float, *, given: bool, within: bool, turn: int) -> SafeString:
    if not given:
        path = trace("M", x, middle, "l", -turn * 10, -7, "v", 14, "z")
        return write("path", {"class": "pic-end", "d": path, "fill": "currentColor"})
    ring: Attributes = {"class": "pic-end" if within else "pic-end pic-open", "cx": x, "cy": middle, "r": 4.2}
    fill = "currentColor" if within else "#fff"
    return write("circle", {**ring, "fill": fill, "stroke": "currentColor", "stroke-width": 1.6})


def draw_claimed(claimed: Part, axis: Axis, left: float, width: float, top: float, bottom: float) -> list[SafeString]:
    """The claim's own figure as a band over all rows: a line at each end it has, in dashes where that is left out."""
    low, high = claimed["low"], claimed["high"]
    start = left + width * axis.place(low) if low is not None else left
    end = left + width * axis.place(high) if high is not None else left + width
    ground = {"x": start, "y": top, "width": max(end - start, 1.5), "height": bottom - top}
    pieces = [write("rect", {"class": "pic-claimed", **ground, "fill": "currentColor", "fill-opacity": "0.09"})]
    for given, x, left_out in ((low, start, claimed.get("low_open")), (high, end, claimed.get("high_open"))):
        if given is not None:
            line: Attributes = {"d": trace("M", x, top, "V", bottom), "stroke": "currentColor", "stroke-width": 1.3}
            dashes = "4 3" if left_out else None
            pieces.append(
                write("path", {"class": "pic-claimed-end", **line, "stroke-dasharray": dashes, "fill": "none"})
            )
    return pieces
