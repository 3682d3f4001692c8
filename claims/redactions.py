"""Which words a newsroom has had struck: a column for any query whose rows belong to it."""

from collections.abc import Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.models import Claim, Redaction


def struck_words(newsroom: str) -> ArraySubquery:
    """The words struck by the newsroom that ``newsroom`` names in the outer query, as an array; it costs no query."""
    return ArraySubquery(Redaction.objects.filter(newsroom=OuterRef(newsroom)).order_by("pk").values("words"))


def words_struck_by(newsroom: int) -> list[str]:
    """The words struck by one newsroom, by its primary key. One query."""
    return list(Redaction.objects.filter(newsroom=newsroom).order_by("pk").values_list("words", flat=True))


def struck_in(newsroom: int, *said: Mapping[str, str]) -> dict[str, str]:
    """Why texts, by field, may not be shown to readers of a newsroom: they hold words it has struck. One query."""
    words = [word.casefold() for word in words_struck_by(newsroom)]
    fields = [field for texts in said for field, text in texts.items() if _holds(text, words)]
    return dict.fromkeys(fields, "This holds words that were redacted for readers: say it without them.")


def _holds(text: str, words: list[str]) -> bool:
    return any(word in text.casefold() for word in words)


def said_today(claim: Claim) -> dict[str, str]:
    """What pages and lists print of a claim as it stands today, by field."""
    return {
        "statement": claim.statement,
        "location": claim.location,
        "tags": "\n".join(claim.tags),
        "question": claim.question.text if claim.question else "",
    }
