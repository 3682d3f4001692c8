"""The narrow drawing of a timeline: one step below the other, a bead for each, filled where something moved."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from claims.pictures.blocks import draw_key, draw_run
from claims.pictures.lettering import break_lines
from claims.pictures.markup import Attributes, join, trace, write
from claims.pictures.picture import Sheet
from claims.pictures.signs import draw_sign
from claims.pictures.steps import Step, join_steps, say_reports, say_withdrawn

MARGIN = 6.0
MOST_QUIET = 3
NAME, SMALL, STEP = 14.0, 12.0, 15.5


def draw_list(steps: Sequence[Step], width: float) -> Sheet:
    """One step below the other; steps that changed nothing in few words."""
    pieces: list[SafeString] = []
    y = MARGIN
    room = width - 2 * MARGIN - 18
    left = MARGIN + 18
    told = shorten(steps)
    for step in told:
        top = y
        rows: list[tuple[str, str, float, str | None]] = [(step.when, "pic-mark", SMALL, None)]
        if step.moved:
            rows.append((step.label, "pic-name", NAME, "600"))
        for words, named, size, weight in rows:
            for line in break_lines(words, room, size, 3):
                y += size + 4
                attributes: Attributes = {"class": named, "x": left, "y": y, "font-size": size, "font-weight": weight}
                pieces.append(write("text", attributes, line))
        if step.moved:
            pieces += draw_run(step.levels, left, y + 7)
            y += 18
        signed = (("page", say_reports(step)), ("cross", say_withdrawn(step)))
        for sign, words in [(sign, words) for sign, words in signed if words]:
            pieces.append(draw_sign(sign, left, y + 5))
            for line in break_lines(words, room - 18, SMALL, 3):
                y += STEP
                attributes = {"class": f"pic-mark pic-{sign}", "x": left + 17, "y": y, "font-size": SMALL}
                pieces.append(write("text", attributes, line))
        pieces.append(_draw_bead(MARGIN + 6, top + 11, moved=step.moved))
        y += 12
        if step is not told[-1]:
            line_down = trace("M", MARGIN + 6, top + 18, "V", y + 4)
            pieces.append(write("path", {"class": "pic-tick", "d": line_down, "stroke": "currentColor"}))
    key, lines = draw_key([step.levels for step in told], left, y + 14, width)
    return Sheet(width, y + 4 + lines * 17, join([*pieces, *key]))


def _draw_bead(x: float, y: float, *, moved: bool) -> SafeString:
    ring: Attributes = {"class": "pic-bead", "cx": x, "cy": y, "r": 5, "stroke": "currentColor", "stroke-width": 1.5}
    return write("circle", {**ring, "fill": "currentColor" if moved else "none"})


def shorten(steps: Sequence[Step]) -> list[Step]:
    """The steps, with four and more in a row that changed nothing told as one."""
    told: list[Step] = []
    quiet: list[Step] = []
    for step in [*steps, None]:
        if step is not None and not step.moved and not step.withdrawn:
            quiet.append(step)
            continue
        told += [join_steps(quiet)] if len(quiet) > MOST_QUIET else quiet
        quiet = []
        if step is not None:
            told.append(step)
    return told
