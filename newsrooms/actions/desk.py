"""A person's own corner of the desk: kept views, and when they were last here."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, SavedView, User, Visit
from newsrooms.rules import why_not
from newsrooms.texts import clean_text
from newsrooms.vocabulary import Verb

AWAY = timedelta(minutes=30)


def save_view(*, by: User, newsroom: Newsroom, page: str, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep a list with its filters under a name; the same name again replaces the filters."""
    refuse_if(why_not(by, newsroom, Verb.SEE_NEWSROOM))
    view = SavedView(
        user=by,
        newsroom=newsroom,
        page=clean_text(page, field="page", longest=60, blank=False),
        name=clean_text(name, field="name", longest=80, blank=False),
    )
    kept, _ = SavedView.objects.update_or_create(
        user=by,
        newsroom=newsroom,
        page=view.page,
        name=view.name,
        defaults={"query": clean_text(query, field="query", longest=2000).lstrip("?"), "shared": shared},
    )
    return kept


def forget_view(*, by: User, view: SavedView) -> None:
    """Remove one's own view."""
    if view.user_id != by.pk:
        raise PermissionDenied("This view belongs to somebody else.")
    view.delete()


def record_visit(*, by: User, newsroom: Newsroom, now: datetime) -> datetime | None:
    """Note that the person is at the desk; returns since when things are new to them, None on the first visit.

    A visit goes on until half an hour passes without a page; “new” is what came since the visit before began to end.
    """
    with transaction.atomic():
        fresh = {"began_at": now, "last_at": now, "previous_at": None}
        visit, first = Visit.objects.select_for_update().get_or_create(user=by, newsroom=newsroom, defaults=fresh)
        if first:
            return None
        if now - visit.last_at > AWAY:
            visit.previous_at, visit.began_at = visit.last_at, now
        visit.last_at = max(now, visit.last_at)
        visit.save(update_fields=["previous_at", "began_at", "last_at"])
        return visit.previous_at
