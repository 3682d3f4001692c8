"""How the standing moved, drawn: step by step, the independent lines as blocks, withdrawals marked."""

from typing import Any

from django.utils.translation import ngettext

from claims.dossier.frame import Dossier
from claims.pictures.picture import Line, Picture, make_picture, parts_of
from claims.pictures.step_list import draw_list
from claims.pictures.steps import read_steps, tell_step
from claims.pictures.strip import draw_strip
from claims.spoken import gettext as _

BROAD, NARROW = 640.0, 320.0


def draw_timeline(dossier: Dossier | dict[str, Any], *, standalone: bool = False) -> Picture | None:
    """The picture of a dossier's timeline; None where nothing dated is known. ``standalone``: as an SVG document."""
    parts = parts_of(dossier)
    steps = read_steps(parts)
    if not steps:
        return None
    outline = Line(
        ngettext("%(count)d step, the oldest first.", "%(count)d steps, the oldest first.", len(steps))
        % {"count": len(steps)},
        tuple(Line(tell_step(step)) for step in steps),
    )
    return make_picture(
        "timeline",
        parts,
        _("How the evidence came in, and where it stood"),
        [outline],
        wide=draw_strip(steps) or draw_list(steps, BROAD),
        narrow=draw_list(steps, NARROW),
        standalone=standalone,
    )
