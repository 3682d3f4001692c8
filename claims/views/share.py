"""The share image of a claim: drawn once for each state of the claim and kept in the cache by what it shows."""

import hashlib
import json

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from claims.exports.share_card import ShareCard, draw_share_card
from claims.mastheads import masthead_of
from claims.stored import stored_dossier
from claims.telling.listed import WATCHED
from claims.telling.page import tell_standing, tell_verdict
from claims.telling.words import STATES
from claims.views.found import find_claim
from claims.views.frame import Frame
from claims.views.serving import answer, public_page
from claims.vocabulary import WorkflowState

KEPT_SECONDS = 24 * 3600


@public_page
def show_share_image(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """The claim as a picture of 1200 by 630 pixels, for those who share its address."""
    claim = find_claim(public_id)
    dossier = json.loads(stored_dossier(claim)[0])
    verdict, standing = tell_verdict(dossier), tell_standing(dossier["standing"])
    if dossier["workflow_state"] in (WorkflowState.PAUSED, WorkflowState.WITHDRAWN):
        word, tone = STATES[dossier["workflow_state"]], WATCHED.tone
    else:
        word, tone = (verdict["label"], verdict["tone"]) if verdict else (WATCHED.label, WATCHED.tone)
    card = ShareCard(
        newsroom=masthead_of(claim.newsroom).name,
        statement=dossier["statement"],
        verdict_caption=gettext("Our verdict"),
        verdict=str(word),
        verdict_tone=tone,
        standing_caption=gettext("Where the evidence stands"),
        standing=str(standing["label"]),
        standing_tone=standing["tone"],
        lines=tuple(standing["dots"]),
    )
    key = hashlib.sha256(repr(card).encode()).hexdigest()[:32]
    picture = cache.get(f"share:{key}")
    if picture is None:
        picture = draw_share_card(card)
        cache.set(f"share:{key}", picture, KEPT_SECONDS)
    return answer(request, picture, "image/png", etag=key)
