"""The pictures of a claim, each alone at its own address, to be embedded, downloaded or quoted."""

import json

from csp.decorators import csp
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from claims.pictures import draw_figures, draw_graph, draw_timeline
from claims.pictures.sheet import SHEET_HASH
from claims.stored import stored_dossier
from claims.views.found import find_claim
from claims.views.frame import Frame
from claims.views.serving import answer, public_page

SVG = "image/svg+xml; charset=utf-8"
KINDS = {"graph": draw_graph, "figures": draw_figures, "timeline": draw_timeline}
# Opened by itself an SVG is a document of its own: this one may use the style it carries, and nothing else.
NOTHING_ELSE = {
    "default-src": ["'none'"],
    "style-src": [f"'{SHEET_HASH}'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": True,
}


@csp(NOTHING_ELSE)
@public_page
def show_picture(request: HttpRequest, frame: Frame, public_id: str, kind: str) -> HttpResponseBase:
    """One picture as an SVG document, in the language of the address; 404 where there is nothing to draw."""
    claim = find_claim(public_id)
    draw = KINDS.get(kind)
    picture = draw(json.loads(stored_dossier(claim)[0]), standalone=True) if draw else None
    if picture is None:
        raise Http404
    response = answer(request, picture.svg.encode(), SVG)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'inline; filename="claim-{claim.public_id}-{kind}.svg"'
    return response
