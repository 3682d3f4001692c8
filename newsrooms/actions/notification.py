"""Telling people of what waits for them, and taking their word that they have seen it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.utils import timezone

from newsrooms.models import Newsroom, Notification, User
from newsrooms.vocabulary import NotificationKind


def notify(
    *,
    users: Iterable[User],
    newsroom: Newsroom | None,
    kind: NotificationKind,
    object_type: str,
    object_id: str,
    params: Mapping[str, str] | None = None,
    by: User | None = None,
) -> None:
    """Tell people of an object; nobody is told of what they did themselves (``by``).

    ``params``: the words to say it with, such as {"statement": "…", "from": "corroborated", "to": "contested"}.
    Who has not yet acknowledged the same kind for the same object is not told twice: it is counted, and has the
    newest words. Who no longer works in the newsroom is not told.
    """
    now = timezone.now()
    told = [user.pk for user in users if user != by]
    if newsroom is not None:
        works_here = Q(memberships__newsroom=newsroom, memberships__ended_at=None) | Q(is_superuser=True)
        told = list(
            User.objects.filter(works_here, pk__in=told, is_active=True).distinct().values_list("pk", flat=True)
        )
    words = dict(params or {})
    about = {"kind": kind.value, "object_type": object_type, "object_id": object_id}
    # In order of the person, so that two tellings at once never wait for each other.
    for pk in sorted(set(told)):
        repeat = Notification.objects.open().filter(user_id=pk, **about)
        if repeat.update(times=F("times") + 1, last_at=now, params=words, mailed_at=None):
            continue
        fresh = Notification(user_id=pk, newsroom=newsroom, params=words, created_at=now, last_at=now, **about)
        if not _insert(fresh):
            repeat.update(times=F("times") + 1, last_at=now, params=words, mailed_at=None)


def acknowledge(*, by: User, notification: Notification) -> None:
    """The person has seen it. Acknowledging again changes nothing; nobody can for another."""
    if notification.user_id != by.pk:
        raise PermissionDenied("This notification is for somebody else.")
    Notification.objects.open().filter(pk=notification.pk).update(acknowledged_at=timezone.now())


def acknowledge_all(*, by: User, until: datetime) -> int:
    """The person has seen all that came up to a moment, the one at which their page was made; returns how many."""
    return Notification.objects.open().filter(user=by, last_at__lte=until).update(acknowledged_at=timezone.now())


def acknowledge_object(*, by: User, object_type: str, object_id: str) -> int:
    """The person has opened the object itself, and so has seen all that waited about it."""
    about = Notification.objects.open().filter(user=by, object_type=object_type, object_id=object_id)
    return about.update(acknowledged_at=timezone.now())


def _insert(notification: Notification) -> bool:
    """Whether it was written; False if another telling of the same came first."""
    written = Notification.objects.bulk_create([notification], ignore_conflicts=True)
    return Notification.objects.filter(public_id=written[0].public_id).exists()
