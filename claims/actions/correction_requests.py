"""Readers ask for corrections; editors answer."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from claims.models import Claim, CorrectionRequest
from claims.rules import why_not_judge
from claims.vocabulary import RequestOutcome
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.texts import clean_text

LONGEST_MESSAGE = 5000
LEAST_MESSAGE = 10


def ask_correction(*, claim: Claim, message: str, evidence: str = "", contact: str = "") -> CorrectionRequest:
    """A reader's request about a public claim; nobody is signed in. Raises ``ValidationError`` by field."""
    problems: dict[str, list[ValidationError]] = {}
    cleaned: dict[str, str] = {}
    for field, text, longest in (
        ("message", message, LONGEST_MESSAGE),
        ("evidence", evidence, 2000),
        ("contact", contact, 254),
    ):
        try:
            cleaned[field] = clean_text(text, field=field, longest=longest, blank=field != "message")
        except ValidationError as error:
            problems[field] = error.error_dict[field]
    if "message" in cleaned and len(cleaned["message"]) < LEAST_MESSAGE:
        problems["message"] = [ValidationError("Says too little to be looked into.", "too_short")]
    if cleaned.get("evidence") and not is_web_address(cleaned["evidence"]):
        problems["evidence"] = [ValidationError("Is no web address.", "no_address")]
    if not Claim.objects.public().filter(pk=claim.pk).exists():
        raise ValidationError("This claim is not public.", "not_public")
    if problems:
        raise ValidationError(problems)
    with transaction.atomic():
        shown = claim.publications.aggregate(number=Max("number"))["number"] or 0
        return CorrectionRequest.objects.create(newsroom=claim.newsroom, claim=claim, version=shown, **cleaned)


def answer_request(
    *, by: User, request: CorrectionRequest, outcome: RequestOutcome, answer: str
) -> CorrectionRequest:
    """Tell what came of a request. The claim itself is corrected by ``correct_claim``, never from here.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` without an answer or when it has one already.
    """
    refuse_if(why_not_judge(by, request.newsroom))
    told = clean_text(answer, field="answer", longest=LONGEST_MESSAGE, blank=False)
    if outcome is RequestOutcome.WAITING:
        raise ValidationError({"outcome": "Say what came of it."}, "required")
    with acting(by, told[:300]):
        held = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
        if held.outcome != RequestOutcome.WAITING:
            raise ValidationError("This request has been answered already.", "answered")
        held.outcome, held.answer = outcome.value, told
        held.answered_at, held.answered_by = timezone.now(), by
        held.save()
    return held


def is_web_address(text: str) -> bool:
    """Whether a reader's text is an address that an editor's browser may open."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
