"""Readers answer back: the form for a correction, without an account, and the page that says what came of it."""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from claims.actions.correction_requests import ask_correction
from claims.mastheads import masthead_of
from claims.models import Claim, CorrectionRequest
from claims.telling.words import OUTCOMES
from claims.views.found import MergedError, find_claim
from claims.views.frame import Frame, frame_of
from claims.views.serving import lead_on, print_page, public_page, show_missing_page
from newsrooms.api.callers import address_of
from newsrooms.limits import Budget, open_limiter

logger = logging.getLogger(__name__)

HOUR, DAY = 3600, 24 * 3600
FROM_ONE_ADDRESS, FROM_ALL = 8, 300
LEAST_SECONDS, MOST_SECONDS = 3, DAY
SALT = "claims.asking"


@dataclass
class Asked:
    """What a reader wrote so far, and what is wrong with it by field ("" for the whole)."""

    message: str = ""
    evidence: str = ""
    contact: str = ""
    problems: dict[str, str] = field(default_factory=dict)


@csrf_exempt
def ask_for_correction(request: HttpRequest, public_id: str, language: str | None = None) -> HttpResponseBase:
    """The form, and what is sent with it.

    Nobody is signed in here, so no session can be abused by another site and no cookie is needed against it. Against
    machines stand a field that people do not see, a signed time that says the form was open for some seconds, and
    a number of requests per address and hour.
    """
    frame = frame_of(request, language)
    with translation.override(frame.language):
        try:
            claim = find_claim(public_id)
        except Http404:
            return show_missing_page(frame)
        except MergedError as merged:
            return lead_on(frame, merged)
        if request.method == "POST":
            return take_request(request, frame, claim)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return show_form(frame, claim, Asked())


def show_form(frame: Frame, claim: Claim, asked: Asked, status: int = 200) -> HttpResponse:
    """The form, with what was written already and what is wrong with it. Each has its own time and is never kept."""
    token = TimestampSigner(salt=SALT).sign(claim.public_id)
    context = {
        "frame": frame,
        "masthead": masthead_of(claim.newsroom),
        "room": "claim",
        "claim": {"id": claim.public_id, "statement": claim.statement, "language": claim.language},
        "asked": asked,
        "token": token,
    }
    body = render_to_string("claims/ask_correction.html", context)
    headers = {"Cache-Control": "no-store", "Content-Language": frame.language, "X-Robots-Tag": "noindex"}
    return HttpResponse(body, status=status, headers=headers)


def take_request(request: HttpRequest, frame: Frame, claim: Claim) -> HttpResponse:
    """Store what a reader sent, or show the form again with the reason."""
    sent = {name: request.POST.get(name, "") for name in ("message", "evidence", "contact")}
    asked = Asked(sent["message"], sent["evidence"], sent["contact"])
    if request.POST.get("website"):
        logger.info("a request for a correction filled the field that people do not see")
        return HttpResponseRedirect(f"{frame.prefix}{reverse('claims:claim', args=[claim.public_id])}", status=303)
    if problem := why_not_timely(request.POST.get("token", ""), claim):
        asked.problems[""] = problem
        return show_form(frame, claim, asked, 422)
    address = address_of(request)
    budgets = [Budget(f"corrections from {address}", FROM_ONE_ADDRESS, HOUR), Budget("corrections", FROM_ALL, DAY)]
    verdict = open_limiter().spend(budgets)
    if not verdict.allowed:
        asked.problems[""] = gettext("Too many requests came from your address. Please try again later.")
        response = show_form(frame, claim, asked, 429)
        response.headers["Retry-After"] = str(max(1, round(verdict.retry_after)))
        return response
    try:
        kept = ask_correction(claim=claim, **sent)
    except ValidationError as error:
        asked.problems = tell_problems(error)
        return show_form(frame, claim, asked, 422)
    where = reverse("claims:correction_request", args=[kept.public_id])
    return HttpResponseRedirect(f"{frame.prefix}{where}", status=303)


def why_not_timely(token: str, claim: Claim) -> str | None:
    """Why a form is not taken: never handed out by us, open for too short to be read, or for too long."""
    signer = TimestampSigner(salt=SALT)
    try:
        signed = signer.unsign(token, max_age=MOST_SECONDS)
    except SignatureExpired:
        return gettext("This form was open for too long. Please send it again.")
    except BadSignature:
        signed = ""
    if signed != claim.public_id:
        return gettext("This form was not filled in on this page. Please send it again.")
    try:
        signer.unsign(token, max_age=LEAST_SECONDS)
    except SignatureExpired:
        return None
    return gettext("That was faster than people write. Please wait a few seconds and send it again.")


def tell_problems(error: ValidationError) -> dict[str, str]:
    """What is wrong, by field, in the reader's language."""
    if not hasattr(error, "error_dict"):
        return {"": gettext("This page cannot take requests now.")}
    words = {
        "required": gettext("Please write what is wrong."),
        "too_short": gettext("Please say a little more, so that we can look into it."),
        "too_long": gettext("This is longer than we can take."),
        "no_address": gettext("This is no web address. It begins with https:// or http://."),
        "unstorable": gettext("This holds a character that cannot be stored."),
    }
    return {name: words.get(str(found[0].code), str(found[0].message)) for name, found in error.error_dict.items()}


@public_page
def show_correction_request(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """What came of a request: for the reader who has its address. What they wrote is not shown."""
    rows = CorrectionRequest.objects.filter(public_id=public_id, claim__in=Claim.objects.public())
    kept = rows.select_related("claim", "newsroom").first()
    if kept is None:
        raise Http404
    context: dict[str, Any] = {
        "masthead": masthead_of(kept.newsroom),
        "room": "claim",
        "claim": {"id": kept.claim.public_id, "statement": kept.claim.statement, "language": kept.claim.language},
        "outcome": OUTCOMES[kept.outcome],
        "waiting": kept.outcome == "waiting",
        "answer": kept.answer,
        "received_at": kept.received_at.isoformat(timespec="seconds"),
        "answered_at": kept.answered_at.isoformat(timespec="seconds") if kept.answered_at else None,
    }
    return print_page(request, frame, "correction_request.html", context)
