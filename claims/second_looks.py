"""Which contradictions an editor has looked at and found to be none."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from claims.models import SecondLook

# The key under which it is remembered that a claim may hang on this one voice.
ONE_VOICE = "one-voice:"


def looked_at(claims: Iterable[int], *, by: datetime | None = None) -> defaultdict[int, set[str]]:
    """The keys of the contradictions settled so, now or as of ``by``, by claim. One query."""
    settled: defaultdict[int, set[str]] = defaultdict(set)
    standing = Q(taken_back_at=None)
    if by is not None:
        standing = (standing | Q(taken_back_at__gt=by)) & Q(looked_at__lte=by)
    rows = SecondLook.objects.filter(standing, claim__in=list(claims))
    for claim, key in rows.values_list("claim", "key"):
        settled[claim].add(key)
    return settled
