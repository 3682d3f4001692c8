"""How every public page is served: in the language of its address, readable by anybody, cacheable and checkable."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from claims.views.frame import LANGUAGES, OWN, Frame, frame_of

View = Callable[Concatenate[HttpRequest, Frame, ...], HttpResponseBase]
READING = ("GET", "HEAD")
# Any cache may keep a page and asks before each use: a correction is seen at once, an unchanged page costs a 304.
REVALIDATED = "public, max-age=0, must-revalidate"


def public_page(view: View) -> Callable[..., HttpResponseBase]:
    """A page for everybody: never personal, in the language of the address, with a kind 404.

    An address without a language is English and permanent; a browser that asks for another of our languages is
    sent to the address that names it.
    """

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, language: str | None = None, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        frame = frame_of(request, language)
        if language is None and (wanted := preferred_language(request)) != OWN:
            return keep_apart(HttpResponseRedirect(f"/{wanted}{frame.path}"), frame)
        with translation.override(frame.language):
            try:
                response = view(request, frame, *args, **kwargs)
            except Http404 as missing:
                response = show_missing_page(frame, str(missing))
        return keep_apart(response, frame)

    return serve


def keep_apart(response: HttpResponseBase, frame: Frame) -> HttpResponseBase:
    """Name the language of a response, and say on what it depends: never on who asks."""
    response.headers.setdefault("Content-Language", frame.language)
    response.headers.setdefault("Cache-Control", REVALIDATED if response.status_code < 400 else "no-cache")
    if not frame.prefix:
        patch_vary_headers(response, ["Accept-Language"])
    return response


def preferred_language(request: HttpRequest) -> str:
    """The first of our languages that the browser asks for; English when it asks for none of them."""
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500]):
        if wanted == "*":
            break
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return OWN


def print_page(
    request: HttpRequest, frame: Frame, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    """A page printed from a template, with its hash as ETag, or 304 where the reader has it already."""
    body = render_to_string(f"claims/{template}", {"frame": frame, **context})
    return answer(request, body.encode(), "text/html; charset=utf-8", status=status)


def answer(
    request: HttpRequest, body: bytes, content_type: str, *, status: int = 200, etag: str | None = None
) -> HttpResponseBase:
    """``body`` with an ETag, or 304. Weak, because a proxy may compress it on the way."""
    etag = f'W/"{etag or hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type, status=status)
    response.headers["ETag"] = etag
    if status != 200:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response


def show_missing_page(frame: Frame, reason: str = "") -> HttpResponse:
    """The page for an address where nothing is, or nothing that everybody may read: both say the same."""
    body = render_to_string("claims/missing.html", {"frame": frame, "reason": reason})
    return HttpResponse(body, status=404)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """The 404 of every address that no door answers."""
    first = request.path_info.strip("/").split("/")[0]
    frame = frame_of(request, first if first in LANGUAGES else None)
    with translation.override(frame.language):
        return keep_apart(show_missing_page(frame), frame)
