"""The claim page: stored as it is sent, and made again when anything it says has changed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from claims.exports.jsonld import write_for_script
from claims.mastheads import Masthead, masthead_of
from claims.models import Claim, StoredPage
from claims.printed import Makings, Ready, keep_page, read_makings, stored_page
from claims.stored import stored_dossier
from claims.telling.chains import tell_reports
from claims.telling.page import tell_claim, tell_translation
from claims.versions import versions_of
from claims.views.edition import read_edition
from claims.views.found import find_any_claim, find_claim
from claims.views.frame import OWN, Frame
from claims.views.lists import page_of
from claims.views.memento import (
    LINK_FORMAT,
    asked_datetime,
    dated_address,
    link_original,
    write_at,
    write_timemap,
)
from claims.views.merged import print_merged
from claims.views.past import print_past
from claims.views.reviews import review_of
from claims.views.serving import answer, held_tag, machine_page, print_page, public_page, send_compressed

REPORTS_ON_A_PAGE = 100


@public_page
def show_claim(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """One public claim at its permanent address; with ``?at=`` as it was."""
    if "at" in request.GET:
        return print_past(request, frame, find_any_claim(public_id), request.GET["at"])
    if moment := asked_datetime(request):
        return lead_to_past(frame, public_id, moment)
    frame = replace(frame, path=f"/claims/{public_id}/")
    edition = read_edition()
    ready = stored_page(public_id, frame.prefix.strip("/"), edition, held=held_tag(request))
    if ready is None:
        makings = read_makings(public_id, frame.language)
        if makings is None:
            raise Http404
        if makings.merged:
            return print_merged(request, frame, find_any_claim(public_id))
        ready = print_claim(frame, public_id, makings, edition)
    response = send_compressed(request, ready, "text/html; charset=utf-8")
    response.headers["Link"] = link_original(public_id)
    patch_vary_headers(response, ["Accept-Datetime"])
    return response


@public_page
def show_reports(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """Every report of a claim, page by page, for claims with more of them than one page should hold."""
    claim = find_claim(public_id)
    dossier = json.loads(stored_dossier(claim)[0])
    reports = tell_reports(dossier)
    number = page_of(request)
    last = max(1, -(-len(reports) // REPORTS_ON_A_PAGE))
    if number > last:
        raise Http404
    context = {
        "masthead": masthead_of(claim.newsroom),
        "room": "claim",
        "claim": dossier,
        "reports": reports[(number - 1) * REPORTS_ON_A_PAGE : number * REPORTS_ON_A_PAGE],
        "number": number,
        "last": last,
        "sifted": "",
    }
    return print_page(request, frame, "reports.html", context)


@machine_page
def show_timemap(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """The published versions of a claim's page, for programs that read web archives."""
    claim = find_any_claim(public_id)
    return answer(request, write_timemap(public_id, versions_of(claim.pk)).encode(), LINK_FORMAT)


def print_claim(frame: Frame, public_id: str, makings: Makings, edition: str) -> Ready:
    """The page of a claim, made now and kept in the language of the address.

    The worker stores the dossier of what changed; whoever comes before it has it made, and all is read again beside
    it, for the dossier is newer.
    """
    if makings.dossier is None:
        body, _ = stored_dossier(find_any_claim(public_id))
        again = read_makings(public_id, frame.language)
        if again is None:
            raise Http404
        makings = again if again.dossier is not None else replace(again, dossier=body)
    html = render_to_string("claims/claim.html", claim_context(frame, public_id, makings))
    return keep_page(makings, frame.prefix.strip("/"), edition, html.encode())


def print_ahead(claims: Sequence[int]) -> None:
    """Print the pages of these claims, by primary key, before a reader asks: in every language in which theirs was
    kept, and in the one that an address without a language speaks."""
    kept = StoredPage.objects.filter(claim__in=claims).values_list("claim__public_id", "language")
    unmerged = Claim.objects.public().current().filter(pk__in=claims).values_list("public_id", flat=True)
    for public_id, named in sorted({*kept, *((public_id, "") for public_id in unmerged)}):
        frame = Frame(named or OWN, f"/{named}" if named else "", f"/claims/{public_id}/")
        with translation.override(frame.language):
            makings = read_makings(public_id, frame.language)
            if makings is not None and makings.dossier is not None and not makings.merged:
                print_claim(frame, public_id, makings, read_edition())


def claim_context(frame: Frame, public_id: str, makings: Makings) -> dict[str, Any]:
    """What the template of a claim page is given."""
    dossier = json.loads(makings.dossier or "")
    masthead = Masthead(makings.newsroom_name, makings.newsroom_website)
    computed_at = datetime.fromisoformat(dossier["standing"]["computed_at"])
    return tell_claim(dossier, makings.versions, makings.steps) | {
        "frame": frame,
        "masthead": masthead,
        "room": "claim",
        "dated": dated_address(public_id, max(computed_at, *(one.published_at for one in makings.versions))),
        "taken_in": makings.taken_in,
        "translation": tell_translation(makings.translation, dossier),
        "jsonld": SafeString(write_for_script(review_of(dossier, masthead))),
    }


def lead_to_past(frame: Frame, public_id: str, moment: datetime) -> HttpResponse:
    """A time gate's answer: the version that readers were shown at the moment; before any, the first there is."""
    versions = versions_of(find_any_claim(public_id).pk)
    then = [version for version in versions if version.published_at <= moment] or versions[:1]
    here = f"{frame.prefix}/claims/{public_id}/"
    target = f"{here}?at={write_at(then[-1].published_at)}" if then and moment < timezone.now() else here
    headers = {"Link": link_original(public_id), "Vary": "Accept-Datetime"}
    return HttpResponseRedirect(target, headers=headers)
