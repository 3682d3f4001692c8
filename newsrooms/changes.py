"""The outbox read as a feed: every event once, in an order that no late writer can slip into behind the reader."""

from django.db.models import QuerySet

from newsrooms.models import Event


def numbered_events(after: int = 0) -> QuerySet[Event]:
    """Events behind a place in the feed, in the order of their places (``newsrooms.actions.event.number_events``).

    What is committed but has no place yet comes later; nothing ever comes before a place that was shown.
    """
    return Event.objects.filter(position__gt=after).order_by("position")


def have_all_a_place() -> bool:
    """Whether no committed event waits for its place."""
    return not Event.objects.filter(position=None).exists()
