"""Claims in the reader's language, where somebody has translated what stands now."""

from collections.abc import Iterable

from django.db.models import F

from claims.models import ClaimTranslation


def translation_of(claim: int, language: str) -> ClaimTranslation | None:
    """The translation of a claim (by primary key) as it is worded now; None where there is none."""
    rows = ClaimTranslation.objects.filter(claim=claim, language=language, of_statement=F("claim__statement"))
    return rows.select_related("of_assessment").first()


def translated_statements(claims: Iterable[str], language: str) -> dict[str, str]:
    """The statements of these claims (by public id) in a language, as far as they are translated. One query."""
    rows = ClaimTranslation.objects.filter(
        claim__public_id__in=list(claims), language=language, of_statement=F("claim__statement")
    )
    return dict(rows.values_list("claim__public_id", "statement"))
