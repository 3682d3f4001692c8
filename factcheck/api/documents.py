"""What the API says of itself: the OpenAPI 3.1 document, and pages for people that need no network."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.api.openapi import write_document
from newsrooms.api.bytes import etag_of, has_it_already
from newsrooms.api.problems import PROBLEMS


@cache
def _document() -> bytes:
    return json.dumps(write_document(), ensure_ascii=False, indent=1).encode()


@require_safe
def show_schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, for programs."""
    etag = etag_of(_document())
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if has_it_already(request, etag):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(_document(), content_type="application/json", headers=headers)


@require_safe
def show_reference(request: HttpRequest) -> HttpResponse:
    """The browsable reference."""
    return render(request, "factcheck/api/reference.html")


@require_safe
def show_problems(request: HttpRequest) -> HttpResponse:
    """What each kind of refusal means."""
    kinds = [{"code": code, "status": status, "title": title} for code, (status, title) in PROBLEMS.items()]
    return render(request, "factcheck/api/problems.html", {"kinds": kinds})
