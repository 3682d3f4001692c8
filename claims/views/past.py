"""The claim page as it was: as published then, or as things stood then with all that was corrected later."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from claims.dossier import open_dossier
from claims.mastheads import masthead_of
from claims.models import Claim
from claims.telling.page import tell_claim
from claims.telling.words import STANDINGS
from claims.versions import Version, steps_of, versions_of
from claims.views.frame import Frame
from claims.views.memento import dated_address, link_original, memento_headers
from claims.views.serving import print_page
from sources.algebra.moments import read_moment

VIEWS = ("published", "known")


def print_past(request: HttpRequest, frame: Frame, claim: Claim, written: str) -> HttpResponseBase:
    """The page as it was at the end of the year, month, day or minute that the reader names."""
    try:
        at = read_moment(written.strip()).last_instant
    except ValueError:
        context = {"masthead": masthead_of(claim.newsroom), "room": "claim", "claim": claim, "written": written[:60]}
        return print_page(request, frame, "no_date.html", context, status=400)
    if at >= timezone.now():
        return HttpResponseRedirect(f"{frame.prefix}/claims/{claim.public_id}/")
    every = versions_of(claim.pk)
    shown = [version for version in every if version.published_at <= at]
    view = request.GET.get("view", "")
    view = view if view in VIEWS and (shown or view == "known") else VIEWS[0 if shown else 1]
    dossier = published_then(claim, shown[-1], at) if view == "published" else known_then(claim, at)
    context = tell_claim(dossier, shown, steps_of(claim.pk, at=at)) | {
        "masthead": masthead_of(claim.newsroom),
        "room": "claim",
        "dated": dated_address(claim.public_id, at),
        "translation": None,
        "past": tell_past(view, at, written.strip(), every, shown, claim),
    }
    response = print_page(request, frame, "claim.html", context)
    if view == "published":
        for name, value in memento_headers(claim.public_id, shown[-1].published_at).items():
            response.headers[name] = value
    else:  # evidence as it is entered today: no such page was ever shown, so it is no memento
        response.headers["Link"] = link_original(claim.public_id)
    return response


def known_then(claim: Claim, at: datetime) -> dict[str, Any]:
    """The evidence known by then, as it is entered today."""
    return open_dossier(claim, at).as_json()


def published_then(claim: Claim, version: Version, at: datetime) -> dict[str, Any]:
    """What readers were shown: the sealed words of the version then in force, beside the evidence entered by then."""
    dossier = open_dossier(claim, at, recorded_by=at).as_json()
    sealed = version.sealed
    kept = {name: sealed[name] for name in ("statement", "language", "quantity", "as_of", "location", "assessment")}
    question = dossier["question"] and dossier["question"] | {
        "text": sealed["question"] or dossier["question"]["text"]
    }
    checked = sealed["assessment"]["at"] if sealed["assessment"] else None
    return dossier | kept | {"question": question, "checked_at": checked, "workflow_state": "published"}


def tell_past(
    view: str, at: datetime, written: str, every: list[Version], shown: list[Version], claim: Claim
) -> dict[str, Any]:
    """What the banner over a past page says."""
    version = shown[-1] if shown else None
    standing = (version.sealed.get("standing") if version else "") or ""
    return {
        "view": view,
        "at": at.isoformat(timespec="seconds"),
        "written": written,
        "version": version,
        "sealed_standing": STANDINGS[standing].label if standing else "",
        "later": [later for later in every if later.published_at > at],
        "never_shown": version is None,
        "state": claim.workflow_state,
        "merged": claim.merged_into_id is not None,
    }
