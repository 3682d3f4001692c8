"""Claims with their questions as they were worded at a moment."""

from collections.abc import Iterable
from datetime import datetime

from claims.models import Claim, Question
from newsrooms.declared import declared_in_bulk


def load_claims(keys: Iterable[int], by: datetime | None) -> dict[int, Claim]:
    """These claims by key, each with its question, as of ``by``; of now without one, and then in one query.

    Of a claim that was published later the wording is the first that was public: what it was as a draft stays in
    the house, whoever asks.
    """
    if by is None:
        return Claim.objects.select_related("question").in_bulk(set(keys))
    claims = declared_in_bulk(Claim, keys, by, earliest="first_published_at")
    asked = {row.question_id for row in claims.values() if row.question_id is not None}
    questions = declared_in_bulk(Question, asked, by)
    for row in claims.values():
        row.question = None if row.question_id is None else questions[row.question_id]
    return claims
