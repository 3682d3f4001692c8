"""A claim's data in the formats of others: dossier, CSV, case file, PROV-JSON, web annotations, JSON-LD."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from claims.casefile.export import to_json
from claims.exports.annotations import write_annotations
from claims.exports.case import write_case
from claims.exports.prov import write_prov
from claims.exports.reports_csv import write_reports_csv
from claims.mastheads import masthead_of
from claims.models import Claim
from claims.stored import stored_dossier
from claims.versions import versions_of
from claims.views.found import find_claim
from claims.views.frame import Frame
from claims.views.reviews import publisher_of, review_of
from claims.views.serving import answer, machine_page

Dossier = dict[str, Any]
JSON = "application/json; charset=utf-8"


@machine_page
def show_data(request: HttpRequest, frame: Frame, public_id: str, name: str) -> HttpResponseBase:
    """One claim in one of these formats."""
    if name not in FORMATS:
        raise Http404
    claim = find_claim(public_id)
    body, sha256 = stored_dossier(claim)
    content_type, write = FORMATS[name]
    if name == "claim.json":
        response = answer(request, body.encode(), content_type, etag=sha256[:32])
    else:
        response = answer(request, write(claim, json.loads(body)).encode(), content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    if name.endswith(".csv"):
        response.headers["Content-Disposition"] = f'attachment; filename="claim-{claim.public_id}-{name}"'
    return response


def _csv(claim: Claim, dossier: Dossier) -> str:
    return write_reports_csv(dossier)


def _case(claim: Claim, dossier: Dossier) -> str:
    return to_json(write_case(claim), indent=2) + "\n"


def _prov(claim: Claim, dossier: Dossier) -> str:
    return to_json(write_prov(dossier, versions_of(claim.pk), publisher_of(masthead_of(claim.newsroom))))


def _annotations(claim: Claim, dossier: Dossier) -> str:
    return to_json(write_annotations(dossier))


def _jsonld(claim: Claim, dossier: Dossier) -> str:
    return to_json(review_of(dossier, masthead_of(claim.newsroom)))


def _dossier(claim: Claim, dossier: Dossier) -> str:
    return to_json(dossier)


FORMATS: dict[str, tuple[str, Callable[[Claim, Dossier], str]]] = {
    "claim.json": (JSON, _dossier),
    "reports.csv": ("text/csv; charset=utf-8", _csv),
    "case.json": (JSON, _case),
    "prov.json": (JSON, _prov),
    "annotations.json": ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', _annotations),
    "claim.jsonld": ("application/ld+json; charset=utf-8", _jsonld),
}
