"""Translating claims for readers of other languages."""

from django.conf import settings
from django.core.exceptions import ValidationError

from claims.actions.due import mark_exactly
from claims.actions.notices import tell_readers
from claims.models import Claim, ClaimTranslation
from claims.redactions import struck_in
from claims.rules import why_not_judge
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.texts import clean_text

LONGEST_STATEMENT, LONGEST_REASONS = 1000, 20_000


def translate_claim(
    *, by: User, claim: Claim, language: str, statement: str, reasons: str = "", why: str = "", notice: str = ""
) -> ClaimTranslation:
    """Say a claim in another language of the pages, with the reasons of the verdict that stands now.

    What is translated is remembered: once the claim is reworded or judged anew, readers see the original again until
    somebody translates that. A translation that readers have seen is changed with a ``notice``. Raises
    ``PermissionDenied`` below editor, ``ValidationError`` by field.
    """
    refuse_if(why_not_judge(by, claim.newsroom))
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": "The pages do not speak this language."}, "unknown")
    if language == claim.language.split("-")[0]:
        raise ValidationError({"language": "The claim is in this language already."}, "same")
    told = {
        "statement": clean_text(statement, field="statement", longest=LONGEST_STATEMENT, blank=False),
        "reasons": clean_text(reasons, field="reasons", longest=LONGEST_REASONS),
    }
    if struck := struck_in(claim.newsroom_id, told):
        raise ValidationError({field: ValidationError(why_not, "struck") for field, why_not in struck.items()})
    with acting(by, why or "translated"):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        seen = ClaimTranslation.objects.filter(claim=held, language=language).first()
        if seen is not None and (seen.statement, seen.reasons) != (told["statement"], told["reasons"]):
            tell_readers(by=by, claim=held, notice=notice)
        latest = held.assessments.filter(approval__isnull=False).order_by("-id").first()
        if told["reasons"] and latest is None:
            raise ValidationError(
                {"reasons": "There is no approved verdict whose reasons these could be."}, "no_verdict"
            )
        kept, _ = ClaimTranslation.objects.update_or_create(
            claim=held,
            language=language,
            defaults=told | {"of_statement": held.statement, "of_assessment": latest if told["reasons"] else None},
        )
        mark_exactly([held.pk], cause="claim.translated", cause_id=held.public_id)
    return kept


def drop_translation(*, by: User, translation: ClaimTranslation, why: str, notice: str = "") -> None:
    """Take a translation away; history keeps it. Readers of a public claim are told with a ``notice``."""
    refuse_if(why_not_judge(by, translation.claim.newsroom))
    with acting(by, why):
        held = Claim.objects.select_for_update(of=("self",)).select_related("newsroom").get(pk=translation.claim_id)
        tell_readers(by=by, claim=held, notice=notice)
        mark_exactly([translation.claim_id], cause="claim.translated", cause_id=translation.claim.public_id)
        translation.delete()
