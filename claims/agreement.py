"""How far editors agree with what the extractor suggested: by tier, by what they changed, by why they refused.

A suggestion was read right when an editor accepted it, or changed only what the reader cannot know (which claim or
question it is about, how the claim is worded, as of when), or refused it as not worth recording. It was misread when
who says it, what is said of it, or the figure was changed, or was the reason for refusing it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, QuerySet

from claims.models import Extraction, Suggestion
from claims.track_record import share_range
from claims.vocabulary import SuggestionOutcome
from newsrooms.models import Newsroom

READING = ("quantity", "stance", "chains", "hedge", "own_reporting", "withdrawal")
MISREAD = "Misread"
MOST_REASONS = 20

CHANGED = """
    SELECT suggestion.candidate ->> 'tier', field.name, count(*),
        count(*) FILTER (WHERE field.name = (
            SELECT min(other.name) FROM jsonb_object_keys(suggestion.amended) AS other(name)
            WHERE other.name = ANY(%(reading)s)
        ))
    FROM claims_suggestion AS suggestion, jsonb_object_keys(suggestion.amended) AS field(name)
    WHERE suggestion.newsroom_id = %(newsroom)s AND suggestion.outcome = 'amended'
        AND (%(since)s::timestamptz IS NULL OR suggestion.judged_at >= %(since)s)
    GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class TierAgreement:
    """What became of the suggestions of one tier. ``low`` and ``high``: the share read right, as a 95 % range."""

    tier: str
    waiting: int
    accepted: int
    amended: int
    refused: int
    misread: int

    @property
    def judged(self) -> int:
        return self.accepted + self.amended + self.refused

    @property
    def read_right(self) -> int:
        return self.judged - self.misread

    @property
    def range(self) -> tuple[float | None, float | None]:
        return share_range(self.read_right, self.judged)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over one newsroom: tiers from the highest, fields changed and reasons given with how often."""

    extractors: tuple[str, ...]
    tiers: tuple[TierAgreement, ...]
    changed: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]


def measure_agreement(newsroom: Newsroom, *, since: datetime | None = None) -> Agreement:
    """How far the editors of a newsroom agreed with what was suggested to them; four queries, whatever there is."""
    rows = Suggestion.objects.filter(newsroom=newsroom)
    judged = rows.filter(judged_at__gte=since) if since is not None else rows
    outcomes: Counter[tuple[str, str]] = Counter()
    misread: Counter[str] = Counter()
    for tier, outcome, count in count_by(judged, "candidate__tier", "outcome"):
        outcomes[tier, outcome] = count
    reasons: Counter[str] = Counter()
    refused = judged.filter(outcome=SuggestionOutcome.REFUSED.value)
    for tier, reason, count in count_by(refused, "candidate__tier", "reason"):
        reasons[reason or "no reason given"] += count
        misread[tier] += count if reason.startswith(MISREAD) else 0
    changed: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"newsroom": newsroom.pk, "since": since, "reading": list(READING)})
        for tier, field, count, first_of_reading in cursor.fetchall():
            changed[field] += count
            misread[tier] += first_of_reading
    done = Extraction.objects.filter(newsroom=newsroom).exclude(extractor="")
    return Agreement(
        extractors=tuple(done.order_by("extractor").values_list("extractor", flat=True).distinct()),
        tiers=tuple(
            TierAgreement(
                tier=tier,
                waiting=outcomes[tier, "waiting"],
                accepted=outcomes[tier, "accepted"],
                amended=outcomes[tier, "amended"],
                refused=outcomes[tier, "refused"],
                misread=misread[tier],
            )
            for tier in ("high", "medium", "low")
        ),
        changed=tuple(changed.most_common()),
        reasons=tuple(reasons.most_common(MOST_REASONS)),
    )


def count_by(rows: QuerySet[Suggestion], *names: str) -> list[tuple[str, str, int]]:
    """So many rows of each pair of values."""
    return list(rows.order_by().values_list(*names).annotate(Count("pk")))
