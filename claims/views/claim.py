"""The claim page."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from claims.dossier import open_dossier
from claims.mastheads import masthead_of
from claims.models import Claim
from claims.telling.page import tell_claim
from claims.versions import steps_of, versions_of
from claims.views.frame import Frame
from claims.views.serving import print_page, public_page


@public_page
def show_claim(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """One public claim at its permanent address."""
    claim = Claim.objects.public().select_related("newsroom", "merged_into").filter(public_id=public_id).first()
    if claim is None:
        raise Http404
    dossier = open_dossier(claim).as_json()
    context = tell_claim(dossier, versions_of(claim.pk), steps_of(claim.pk))
    context |= {"masthead": masthead_of(claim.newsroom), "room": "claim"}
    return print_page(request, frame, "claim.html", context)
