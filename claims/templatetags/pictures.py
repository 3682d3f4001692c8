"""How templates draw the pictures of a dossier."""

from typing import Any

from django import template

from claims.pictures import Picture, draw_figures, draw_graph, draw_timeline

register = template.Library()
KINDS = {"graph": draw_graph, "figures": draw_figures, "timeline": draw_timeline}


@register.simple_tag
def picture(kind: str, dossier: dict[str, Any]) -> Picture | None:
    """``{% picture "graph" dossier as graph %}``: a picture of a dossier's JSON object; None with nothing to show."""
    return KINDS[kind](dossier)
