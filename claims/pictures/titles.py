"""What the parts of the pictures are called."""

from claims.pictures.network import Band
from claims.spoken import gettext as _
from claims.vocabulary import Bearing


def title_band(band: Band) -> str:
    """The heading over one side."""
    if band.side == Bearing.OPPOSES:
        return _("Says otherwise")
    if band.side == Bearing.COMPATIBLE:
        return _("Gives a figure that fits, but says less")
    return _("Says so")
