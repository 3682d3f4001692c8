"""Redacting: words that must go from all that is shown, also of the past, and readers are told that they are gone."""

import json

from django.core.exceptions import ValidationError
from django.db.models import F, Func, Q, TextField, Value

from claims.actions.due import mark_exactly
from claims.actions.outbox import tell_of_claim
from claims.models import PUBLIC_STATES, Claim, ClaimTranslation, Correction, Publication, Redaction, StoredDossier
from claims.rules import why_not_publish
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.texts import clean_text
from newsrooms.vocabulary import EventType

SHORTEST, LONGEST = 3, 1000


def why_not_redact(user: User | None, claim: Claim) -> str | None:
    """Why this person may not redact words of this claim."""
    if claim.workflow_state not in PUBLIC_STATES:
        return "It is not public: what nobody was shown needs no redaction."
    return why_not_publish(user, claim.newsroom)


def redact_words(*, by: User, claim: Claim, words: str, notice: str, why: str) -> Redaction:
    """Strike words from every page, version, feed and export of the newsroom, as of any date, for good.

    The rows stay as they were for the house. ``notice`` tells readers of the claim that words were removed. What is
    shown today of the claim itself must be corrected first. Raises ``PermissionDenied`` below publisher and
    ``ValidationError`` by field.
    """
    refuse_if(why_not_publish(by, claim.newsroom))
    told = {
        "words": clean_text(words, field="words", longest=LONGEST, blank=False),
        "notice": clean_text(notice, field="notice", longest=5000, blank=False),
        "why": clean_text(why, field="why", longest=5000, blank=False),
    }
    struck = told["words"]
    if len(struck) < SHORTEST:
        raise ValidationError({"words": f"At least {SHORTEST} characters, or too much would be struck."}, "too_short")
    if struck.casefold() in told["notice"].casefold():
        raise ValidationError({"notice": "The notice is public: it must not repeat the words."}, "repeats")
    with acting(by, told["why"]):
        held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        if held.workflow_state not in PUBLIC_STATES:
            raise ValidationError({"claim": "It was never public: nothing of it needs to be redacted."}, "not_public")
        _refuse_while_said(held, struck)
        if Redaction.objects.filter(newsroom=held.newsroom_id, words__iexact=struck).exists():
            raise ValidationError({"words": "These words are struck already."}, "struck")
        kept = Redaction.objects.create(
            newsroom=held.newsroom, claim=held, words=struck, why=told["why"], redacted_by=by
        )
        Correction.objects.create(claim=held, notice=told["notice"], corrected_by=by)
        tell_of_claim(held, EventType.CORRECTION_ISSUED)
        shown = {held.pk, *_where_shown(held.newsroom_id, struck)}
        mark_exactly(shown, cause="claim.redacted", cause_id=held.public_id)
    return kept


def _refuse_while_said(claim: Claim, struck: str) -> None:
    """Lists, search and translations print what stands today as it is: that is corrected, not struck."""
    tags = Func(F("tags"), Value("\n"), function="array_to_string", output_field=TextField())
    said = Q(statement__icontains=struck) | Q(location__icontains=struck) | Q(question__text__icontains=struck)
    rows = Claim.objects.annotate(topics=tags).filter(said | Q(topics__icontains=struck), newsroom=claim.newsroom_id)
    if rows.filter(workflow_state__in=PUBLIC_STATES).exists():  # also under embargo, and in the trash
        message = "A public claim, its topics or its question say this today. Correct that first, then redact."
        raise ValidationError({"words": message}, "still_said")
    translated = Q(statement__icontains=struck) | Q(reasons__icontains=struck)
    if ClaimTranslation.objects.filter(translated, claim__newsroom=claim.newsroom_id).exists():
        raise ValidationError({"words": "A translation says this. Change or drop it first."}, "still_translated")


def _where_shown(newsroom: int, struck: str) -> set[int]:
    """The claims in whose stored dossiers, sealed versions or notices the words stand: what is printed of them."""
    written = json.dumps(struck, ensure_ascii=False)[1:-1]
    dossiers = StoredDossier.objects.filter(claim__newsroom=newsroom, body__icontains=written)
    versions = Publication.objects.filter(
        Q(sealed__icontains=written) | Q(override__icontains=struck), claim__newsroom=newsroom
    )
    notices = Correction.objects.filter(claim__newsroom=newsroom, notice__icontains=struck)
    return {pk for rows in (dossiers, versions, notices) for pk in rows.values_list("claim", flat=True)}
