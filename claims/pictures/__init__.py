"""Pictures of a dossier, drawn on the server: who has it from whom, the figures, how the standing moved."""

from claims.pictures.figures import draw_figures
from claims.pictures.graph import draw_graph
from claims.pictures.picture import Line, Picture
from claims.pictures.timeline import draw_timeline

__all__ = ["Line", "Picture", "draw_figures", "draw_graph", "draw_timeline"]
