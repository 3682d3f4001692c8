"""The card that other sites embed, and oEmbed, by which they find it."""

import json
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from claims.mastheads import masthead_of
from claims.stored import stored_dossier
from claims.telling.page import tell_standing, tell_verdict
from claims.views.found import MergedError, find_claim
from claims.views.frame import LANGUAGES, Frame
from claims.views.serving import machine_page, print_page, public_page

WIDTH, HEIGHT = 600, 340
LEAST, MOST = 240, 1200


@xframe_options_exempt
@csp_replace({"frame-ancestors": list(settings.CARD_FRAME_ANCESTORS)})
@public_page
def show_card(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """One claim on a card: no script, nothing from elsewhere, for the sites that may frame it."""
    claim = find_claim(public_id)
    dossier = json.loads(stored_dossier(claim)[0])
    context = {
        "masthead": masthead_of(claim.newsroom),
        "room": "card",
        "claim": dossier,
        "verdict": tell_verdict(dossier),
        "standing": tell_standing(dossier["standing"]),
        "latest_correction": next(iter(dossier["corrections"]), None),
    }
    return print_page(request, frame, "card.html", context)


@machine_page
def show_oembed(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """oEmbed 1.0 for the address of a claim page."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "Only json is written here."}, status=501)
    public_id, language = claim_of(request.GET.get("url", ""))
    try:
        claim = find_claim(public_id)
    except MergedError as merged:  # whoever embeds the one is shown the other
        claim = merged.into
        public_id = claim.public_id
    width = bounded(request.GET.get("maxwidth"), WIDTH)
    height = bounded(request.GET.get("maxheight"), HEIGHT)
    prefix = f"/{language}" if language else ""
    card = f"{settings.SITE_URL}{prefix}{reverse('claims:card', args=[public_id])}"
    image = f"{settings.SITE_URL}{prefix}{reverse('claims:share_image', args=[public_id])}"
    written: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": claim.statement,
        "provider_name": claim.newsroom.name,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": 300,
        "width": width,
        "height": height,
        "thumbnail_url": image,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "html": format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0;max-width:100%"></iframe>',
            card,
            width,
            height,
            claim.statement,
        ),
    }
    response = JsonResponse(written, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def claim_of(url: str) -> tuple[str, str]:
    """The public id and the language of a claim page's address; 404 for any other address."""
    parts, own = urlsplit_or_none(url), urlsplit(settings.SITE_URL)
    if parts is None or (parts[0], parts[1]) != (own.scheme, own.netloc):
        raise Http404
    try:
        found = resolve(parts[2])
    except Resolver404 as error:
        raise Http404 from error
    language = found.kwargs.get("language", "")
    if found.view_name != "claims:claim" or (language and language not in LANGUAGES):
        raise Http404
    return found.kwargs["public_id"], language


def urlsplit_or_none(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc, parts.path


def bounded(written: str | None, own: int) -> int:
    """A width or height that the asking site can live with, and that a reader can read."""
    if written is None or not written.isdecimal() or len(written) > 6:
        return own
    return max(LEAST, min(own, MOST, int(written)))
