"""The page of a claim that was merged into another: it keeps its address, and says what happened."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.algebra.striking import strike
from claims.listing import Wish, list_claims
from claims.mastheads import masthead_of
from claims.models import Claim
from claims.redactions import words_struck_by
from claims.telling.listed import tell_all
from claims.telling.page import tell_translation
from claims.translations import translation_of
from claims.versions import CORRECTED_BEFORE_LIFT, NOTICED_AT, versions_of
from claims.views.found import find_successor
from claims.views.frame import Frame
from claims.views.memento import link_original, write_at
from claims.views.serving import print_page


def print_merged(request: HttpRequest, frame: Frame, claim: Claim) -> HttpResponseBase:
    """What the claim said, which one it became, why, and how to see the page as it was."""
    target = find_successor(claim)
    versions = versions_of(claim.pk)
    struck = words_struck_by(claim.newsroom_id)
    noticed = claim.corrections.exclude(CORRECTED_BEFORE_LIFT).annotate(seen_at=NOTICED_AT)
    translation = translation_of(claim.pk, frame.language)
    context = {
        "masthead": masthead_of(claim.newsroom),
        "room": "claim",
        "claim": {"id": claim.public_id, "statement": claim.statement, "language": claim.language},
        "translation": tell_translation(translation, {"assessment": None}),
        "rows": tell_all(list_claims(Wish(only=(target.pk,))).rows, frame.language),
        "corrections": [
            {"id": row.public_id, "notice": strike(row.notice, struck), "corrected_at": row.seen_at.isoformat()}
            for row in noticed.order_by("-corrected_at", "-pk")
        ],
        "last_shown": write_at(versions[-1].published_at) if versions else "",
        "target_address": f"{frame.site}{frame.prefix}/claims/{target.public_id}/",
    }
    response = print_page(request, frame, "merged.html", context)
    response.headers["Link"] = f'{link_original(claim.public_id)}, <{context["target_address"]}>; rel="canonical"'
    return response
