"""Which contradictions an editor has looked at and found to be none."""

from collections import defaultdict
from collections.abc import Iterable

from claims.models import SecondLook

# The key under which it is remembered that a claim may hang on this one voice.
ONE_VOICE = "one-voice:"


def looked_at(claims: Iterable[int]) -> defaultdict[int, set[str]]:
    """The keys of the contradictions settled so, by claim. One query."""
    settled: defaultdict[int, set[str]] = defaultdict(set)
    rows = SecondLook.objects.filter(claim__in=list(claims), taken_back_at=None)
    for claim, key in rows.values_list("claim", "key"):
        settled[claim].add(key)
    return settled
