"""The outbox read as a feed: every event once, in an order that no late writer can slip into behind the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from newsrooms.models import Event
from newsrooms.vocabulary import EventType

MOST_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Some of the feed: ``last`` is the place up to which it was read, None where there was nothing."""

    events: list[Event]
    last: int | None
    more: bool


def numbered_events(after: int = 0) -> QuerySet[Event]:
    """Events behind a place in the feed, in the order of their places (``newsrooms.actions.event.number_events``).

    What is committed but has no place yet comes later; nothing ever comes before a place that was shown.
    """
    return Event.objects.filter(position__gt=after).order_by("position")


def read_feed(
    after: int, limit: int, *, newsrooms: Sequence[int] = (), types: Sequence[str] = (), most: int = MOST_LOOKED_AT
) -> Passage:
    """What readers, and the members of ``newsrooms``, may know of what happened behind a place: ``limit`` at most.

    Where only some ``types`` are asked for, ``most`` events are looked at, and what was found so far is given with
    the place of the last one looked at: a rare type is found in several answers, and no answer takes long. What one
    may not know of is not looked at, so that no place tells of it.
    """
    if not types:
        found = _look(after, newsrooms, limit + 1)
        page = found[:limit]
        return Passage(page, page[-1].position if page else None, len(found) > limit)
    looked = _look(after, newsrooms, max(most, limit) + 1)
    seen = looked[: max(most, limit)]
    asked = [event for event in seen if event.type in types]
    if len(asked) > limit:
        page = asked[:limit]
        return Passage(page, page[-1].position, more=True)
    return Passage(asked, seen[-1].position if seen else None, len(looked) > len(seen))


def _look(after: int, newsrooms: Sequence[int], most: int) -> list[Event]:
    """The first of them, by one index for what readers may know and by another for what is one's own; in one
    statement, so that none gets its place between two."""
    told = numbered_events(after).exclude(type=EventType.TEST.value)
    public = told.filter(public=True)[:most]
    if not newsrooms:
        return list(public)
    own = told.filter(public=False, newsroom__in=newsrooms)[:most]
    return list(public.union(own, all=True).order_by("position")[:most])


def have_all_a_place() -> bool:
    """Whether no committed event waits for its place."""
    return not Event.objects.filter(position=None).exists()
