"""The evidence policy in force in each newsroom, as the rules take it."""

from collections.abc import Iterable
from datetime import datetime

from claims.algebra.policy import DEFAULT, Policy
from claims.models import EvidencePolicy


def policies_of(newsrooms: Iterable[int], *, set_by: datetime | None = None) -> dict[int, Policy]:
    """The policy of each newsroom, by primary key: its newest version, or the house's. One query.

    ``set_by``: the one that was in force at that moment.
    """
    wanted = set(newsrooms)
    until = {} if set_by is None else {"set_at__lte": set_by}
    rows = (
        EvidencePolicy.objects.filter(newsroom__in=wanted, **until)
        .order_by("newsroom_id", "-version")
        .distinct("newsroom_id")
    )
    own = {row.newsroom_id: as_rules(row) for row in rows}
    return {newsroom: own.get(newsroom, DEFAULT) for newsroom in wanted}


def as_rules(row: EvidencePolicy) -> Policy:
    """One version of a policy as the rules take it."""
    return Policy(
        name=row.name,
        version=row.version,
        least_to_refute=row.least_to_refute,
        least_to_corroborate=row.least_to_corroborate,
        least_to_confirm=row.least_to_confirm,
        parties_count=row.parties_count,
        most_days=row.most_days,
        own_reporting_of=frozenset(str(source) for source in row.own_reporting_of),
    )
