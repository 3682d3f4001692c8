"""The wide drawing of a timeline: a strip of steps in order, the independent lines of each piled up as blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.pictures.blocks import BLOCK, MOST_BLOCKS, draw_key, draw_pile
from claims.pictures.lettering import break_lines, width_of
from claims.pictures.markup import join, trace, write
from claims.pictures.picture import Sheet
from claims.pictures.signs import draw_sign
from claims.pictures.steps import Step, say_withdrawn
from claims.telling.figures import tell_day

MARGIN = 6.0
WIDE = 960.0
LEAST_STEP, LEAST_RUN, MOST_STEP = 34.0, 118.0, 200.0
NAME, SMALL, STEP = 14.0, 12.0, 15.5


@dataclass(frozen=True, slots=True)
class Run:
    """Steps in a row with one standing."""

    steps: tuple[Step, ...]

    @property
    def width(self) -> float:
        return max(LEAST_RUN, LEAST_STEP * len(self.steps))


def gather_runs(steps: Sequence[Step]) -> list[Run]:
    """The steps by standing: a new run where it changed."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and runs[-1][-1].status == step.status:
            runs[-1].append(step)
        else:
            runs.append([step])
    return [Run(tuple(run)) for run in runs]


def draw_strip(steps: Sequence[Step]) -> Sheet | None:
    """Steps side by side, in order and not to scale; None where they do not fit."""
    runs = gather_runs(steps)
    needed = sum(run.width for run in runs)
    room = WIDE - 2 * MARGIN
    if needed > room:
        return None
    stretch = min(room / needed, MOST_STEP * len(steps) / needed)
    labels = [break_lines(run.steps[0].label, run.width * stretch - 16, NAME, 3) for run in runs]
    head = max(len(lines) for lines in labels) * 17 + 12
    high = max(1, min(MOST_BLOCKS, max(step.levels[2] for step in steps)))
    base = MARGIN + head + high * BLOCK + 8
    pieces: list[SafeString] = []
    left = MARGIN
    free = 0.0
    day = ""
    deepest = base
    for run, lines in zip(runs, labels, strict=True):
        width = run.width * stretch
        pieces.append(_draw_standing(left, width, head, lines, base))
        each = width / len(run.steps)
        for at, step in enumerate(run.steps):
            x = left + at * each
            pieces += draw_pile(step.levels, x + 3, base - 4, each - 6)
            again = tell_day(step.at) == day
            drawn, free, bottom = _draw_below(step, x, each, base, free, first=at == 0, again=again)
            day = tell_day(step.at)
            pieces += drawn
            deepest = max(deepest, bottom)
        left += width
    base_line = trace("M", MARGIN, base, "H", left)
    pieces.append(write("path", {"class": "pic-base", "d": base_line, "stroke": "currentColor"}))
    key, rows = draw_key([step.levels for step in steps], MARGIN, deepest + 26, WIDE)
    return Sheet(min(WIDE, max(left, 640.0) + MARGIN), deepest + 14 + rows * 17, join([*pieces, *key]))


def _draw_standing(left: float, width: float, head: float, lines: Sequence[str], base: float) -> SafeString:
    """The name of a standing over the steps it lasted."""
    spans = [write("tspan", {"x": left + 8, "y": MARGIN + 15 + at * 17}, line) for at, line in enumerate(lines)]
    return write(
        "g",
        {"class": "pic-run"},
        write("path", {"class": "pic-tick", "d": trace("M", left, MARGIN, "V", base), "stroke": "currentColor"}),
        write("text", {"class": "pic-name", "font-size": NAME, "font-weight": "600"}, *spans),
    )


def _draw_below(
    step: Step, left: float, width: float, base: float, free: float, *, first: bool, again: bool
) -> tuple[list[SafeString], float, float]:
    """The date of a step where there is room for it, how many reports came in, and what was taken back."""
    pieces = []
    date = step.clock if again and step.clock else tell_day(step.at)
    wide = width_of(date, SMALL)
    y = base + 16
    if left >= free and (first or width >= wide / 2):
        x = min(left + 3, WIDE - MARGIN - wide)
        pieces.append(write("text", {"class": "pic-mark", "x": x, "y": y, "font-size": SMALL}, date))
        free = x + wide + 10
    y += STEP
    if step.reports:
        count = f"+{step.reports}"
        pieces.append(write("text", {"class": "pic-worded", "x": left + 3, "y": y, "font-size": SMALL}, count))
        pieces.append(draw_sign("page", left + 7 + width_of(count, SMALL), y - 10))
    if step.withdrawn:
        y += STEP
        pieces.append(draw_sign("cross", left + 3, y - 10))
        room = max(width - 20, 60)
        lines = break_lines(say_withdrawn(step), room, SMALL, 4) if width >= 90 else []
        spans = [write("tspan", {"x": left + 19, "y": y + STEP * at}, line) for at, line in enumerate(lines)]
        pieces.append(write("text", {"class": "pic-mark pic-cross", "font-size": SMALL}, *spans))
        y += STEP * max(0, len(lines) - 1)
    return pieces, free, y
