"""What newsrooms call the verdicts: their own words beside those of the core list."""

from collections.abc import Iterable

from claims.models import VerdictLabel
from claims.telling.words import VERDICTS
from claims.vocabulary import Verdict


def labels_of(newsrooms: Iterable[int]) -> dict[tuple[int, str], str]:
    """The words of these newsrooms by newsroom and verdict, where they have their own. One query."""
    rows = VerdictLabel.objects.filter(newsroom__in=list(newsrooms))
    return {
        (newsroom, verdict): label for newsroom, verdict, label in rows.values_list("newsroom", "verdict", "label")
    }


def verdict_choices(newsroom: int) -> list[tuple[str, str]]:
    """The core list as this newsroom words it; what the core calls it stands beside."""
    own = labels_of([newsroom])
    return [(word.value, say_verdict(own.get((newsroom, word.value), ""), word.value)) for word in Verdict]


def say_verdict(label: str, verdict: str) -> str:
    """A verdict in the newsroom's word, with the core's where it differs."""
    core = str(VERDICTS[verdict].label)
    return f"{label} ({core})" if label and label != core else core
