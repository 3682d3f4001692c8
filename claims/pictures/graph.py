"""Who has it from whom, drawn: publishers on one side, origins on the other, statements joined where chains join."""

from typing import Any

from claims.dossier.frame import Dossier
from claims.pictures.bands import read_bands
from claims.pictures.folding import fold
from claims.pictures.graph_narrow import draw_narrow
from claims.pictures.graph_wide import draw_wide
from claims.pictures.graph_words import tell_graph
from claims.pictures.picture import Picture, make_picture, parts_of
from claims.spoken import gettext as _

NARROW, BROAD = 320.0, 640.0


def draw_graph(dossier: Dossier | dict[str, Any], *, standalone: bool = False) -> Picture | None:
    """The picture of a dossier's chains; None where no report takes a side. ``standalone``: as an SVG document."""
    parts = parts_of(dossier)
    bands = read_bands(parts)
    if not bands:
        return None
    folded = [fold(band) for band in bands]
    return make_picture(
        "graph",
        parts,
        _("Who says so, and from whom they have it"),
        tell_graph(bands, parts),
        wide=draw_wide(folded) or draw_narrow(folded, BROAD),
        narrow=draw_narrow(folded, NARROW),
        standalone=standalone,
    )
