"""Which words a newsroom has had struck: a column for any query whose rows belong to it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.models import Redaction


def struck_words(newsroom: str) -> ArraySubquery:
    """The words struck by the newsroom that ``newsroom`` names in the outer query, as an array; it costs no query."""
    return ArraySubquery(Redaction.objects.filter(newsroom=OuterRef(newsroom)).order_by("pk").values("words"))


def words_struck_by(newsroom: int) -> list[str]:
    """The words struck by one newsroom, by its primary key. One query."""
    return list(Redaction.objects.filter(newsroom=newsroom).order_by("pk").values_list("words", flat=True))
