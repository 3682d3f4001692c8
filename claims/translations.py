"""Claims in the reader's language, where somebody has translated what stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from claims.models import ClaimTranslation

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Translation:
    """A claim in another language; ``assessment`` is the public id of the verdict whose reasons were translated."""

    language: str
    statement: str
    reasons: str
    assessment: str | None


def translation_of(claim: int, language: str) -> Translation | None:
    """The translation of a claim (by primary key) as it is worded now; None where there is none."""
    rows = ClaimTranslation.objects.filter(claim=claim, language=language, of_statement=F("claim__statement"))
    row = rows.values_list("language", "statement", "reasons", "of_assessment__public_id").first()
    return None if row is None else Translation(*row)


def in_language(rows: Sequence[Part], language: str) -> list[Part]:
    """Rows with ``id``, ``statement`` and ``language`` of claims, in a language where somebody has translated them.

    One query at most. A translated one has its ``original`` and the ``original_language`` beside it.
    """
    foreign = [row["id"] for row in rows if row["language"].split("-")[0] != language]
    translated = translated_statements(foreign, language) if foreign else {}
    return [_translate(row, translated.get(row["id"]), language) for row in rows]


def _translate(row: Part, statement: str | None, language: str) -> Part:
    if statement is None:
        return row
    original = {"original": row["statement"], "original_language": row["language"]}
    return row | original | {"statement": statement, "language": language}


def translated_statements(claims: Iterable[str], language: str) -> dict[str, str]:
    """The statements of these claims (by public id) in a language, as far as they are translated. One query."""
    rows = ClaimTranslation.objects.filter(
        claim__public_id__in=list(claims), language=language, of_statement=F("claim__statement")
    )
    return dict(rows.values_list("claim__public_id", "statement"))
