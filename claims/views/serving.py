"""How every public page is served: in the language of its address, readable by anybody, cacheable and checkable."""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from claims.mastheads import open_masthead
from claims.printed import Ready
from claims.views.found import MergedError
from claims.views.frame import LANGUAGES, OWN, Frame, frame_of

View = Callable[Concatenate[HttpRequest, Frame, ...], HttpResponseBase]
READING = ("GET", "HEAD")
SMALL = 1000
# Any cache may keep a page and asks before each use: a correction is seen at once, an unchanged page costs a 304.
REVALIDATED = "public, max-age=0, must-revalidate"


def public_page(view: View) -> Callable[..., HttpResponseBase]:
    """A page for everybody: never personal, in the language of the address, with a kind 404.

    An address without a language is English and permanent; a browser that asks for another of our languages is
    sent to the address that names it.
    """

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, language: str | None = None, **kwargs: Any) -> HttpResponseBase:
        frame = frame_of(request, language)
        if language is None and (wanted := preferred_language(request)) != OWN and request.method in READING:
            return keep_apart(HttpResponseRedirect(f"/{wanted}{frame.path}"), frame)
        return keep_apart(_serve(view, request, frame, args, kwargs), frame)

    return serve


def machine_page(view: View) -> Callable[..., HttpResponseBase]:
    """Something for programs: at one address, in one language, whatever the program says it prefers."""

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        frame = frame_of(request, None)
        response = _serve(view, request, frame, args, kwargs)
        response.headers.setdefault("Content-Language", frame.language)
        response.headers.setdefault("Cache-Control", REVALIDATED if response.status_code < 400 else "no-cache")
        return response

    return serve


def _serve(
    view: View, request: HttpRequest, frame: Frame, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    with translation.override(frame.language):
        try:
            return view(request, frame, *args, **kwargs)
        except Http404:
            return show_missing_page(frame)
        except MergedError as merged:
            return lead_on(frame, merged)


def lead_on(frame: Frame, merged: MergedError) -> HttpResponse:
    """Where the same of the claim that took this one in is."""
    path = frame.path.replace(merged.claim.public_id, merged.into.public_id, 1)
    return HttpResponsePermanentRedirect(f"{frame.prefix}{path}")


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
    """``body``, compressed where that is worth it and wanted, with its hash as ETag; or 304."""
    tag = etag or hashlib.sha256(body).hexdigest()[:32]
    if status == 200 and tag in held_tags(request):
        return unchanged(tag)
    wanted = len(body) > SMALL and accepts_gzip(request)
    response = HttpResponse(gzip.compress(body, 5, mtime=0) if wanted else body, content_type=content_type)
    response.status_code = status
    return mark(response, tag, compressed=wanted)


def send_compressed(request: HttpRequest, ready: Ready, content_type: str) -> HttpResponseBase:
    """A page that lies compressed; or 304 where the reader has it."""
    if ready.body is None or ready.etag in held_tags(request):
        return unchanged(ready.etag)
    wanted = accepts_gzip(request)
    response = HttpResponse(ready.body if wanted else gzip.decompress(ready.body), content_type=content_type)
    return mark(response, ready.etag, compressed=wanted)


def unchanged(tag: str) -> HttpResponse:
    """304: the reader has it already."""
    return mark(HttpResponseNotModified(), tag, compressed=False)


def mark(response: HttpResponse, tag: str, *, compressed: bool) -> HttpResponse:
    """Name the version of what is sent: weakly, because one reader gets it compressed and another plain."""
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Vary"] = "Accept-Encoding"
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the browser takes gzip, which it may refuse by ``q=0``."""
    accepted = request.headers.get("Accept-Encoding", "").replace(" ", "")
    return any(
        part in ("gzip", "*") or (part.startswith("gzip;q=") and float_of(part[7:]) > 0)
        for part in accepted.split(",")
    )


def float_of(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0


def held_tags(request: HttpRequest) -> set[str]:
    """The entity tags of what the reader has already, without their marks."""
    written = request.headers.get("If-None-Match", "")
    return {tag.strip().removeprefix("W/").strip('"') for tag in written.split(",")} if written else set()


def held_tag(request: HttpRequest) -> str:
    """The first of them, which is nearly always the only one; "" for none."""
    return request.headers.get("If-None-Match", "").split(",")[0].strip().removeprefix("W/").strip('"')


def show_missing_page(frame: Frame) -> HttpResponse:
    """The page for an address where nothing is, or nothing that everybody may read: both say the same."""
    context = {"frame": frame, "masthead": open_masthead(), "room": "missing"}
    return HttpResponse(render_to_string("claims/missing.html", context), status=404)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """The 404 of every address that no door answers."""
    first = request.path_info.strip("/").split("/")[0]
    frame = frame_of(request, first if first in LANGUAGES else None)
    with translation.override(frame.language):
        return keep_apart(show_missing_page(frame), frame)
