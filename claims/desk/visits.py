"""Since when things are new to a person. Knows no page: the site itself asks here before any page is there."""

from collections.abc import Iterable
from datetime import datetime

from newsrooms.actions.desk import record_visit
from newsrooms.models import Newsroom, User


def last_visit_of(user: User, newsrooms: Iterable[int], now: datetime) -> datetime | None:
    """When this person was at the desk before, in whichever of their newsrooms that was longest ago."""
    moments = [
        record_visit(by=user, newsroom=newsroom, now=now)
        for newsroom in Newsroom.objects.filter(pk__in=newsrooms).order_by("pk")[:5]
    ]
    known = [moment for moment in moments if moment is not None]
    return min(known) if known else None
