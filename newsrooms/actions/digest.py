"""Mail about what waits in the desk: at once, daily or weekly, as each person wishes; one letter for all of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from newsrooms.clocks import zone_of
from newsrooms.models import Notification, User
from newsrooms.vocabulary import Digest

HOUR = 7
MONDAY = 0
# A moment for what comes together to come together.
SETTLE = timedelta(minutes=2)

Send = Callable[[User, Sequence[Notification]], None]


def last_digest_hour(user: User, now: datetime) -> datetime | None:
    """The newest moment at which this person's digest fell due: 7 in the morning by their own clock (Mondays only for
    a weekly one); ``now`` less a moment for who wants it at once; None for who wants none."""
    if user.digest == Digest.NEVER:
        return None
    if user.digest == Digest.AT_ONCE:
        return now - SETTLE
    local = now.astimezone(zone_of(user.time_zone))
    due = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if due > local:
        due -= timedelta(days=1)
    if user.digest == Digest.WEEKLY:
        due -= timedelta(days=(due.weekday() - MONDAY) % 7)
    return due


def mail_digests(*, now: datetime, send: Send) -> int:
    """Send each person one letter about what came before their last digest hour and was neither seen nor mailed.

    ``send`` gets the person and their notifications, oldest first, and raises if the letter did not go out: then
    they stay due. Each letter is its own transaction, so that a crash repeats one letter at most. Returns how many.
    """
    waiting = Notification.objects.open().filter(user=OuterRef("pk"), mailed_at=None)
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="").exclude(digest=Digest.NEVER.value)
    sent = 0
    for user in people.order_by("pk"):
        hour = last_digest_hour(user, now)
        if hour is None:
            continue
        with transaction.atomic():
            due = Notification.objects.visible_to(user).open().filter(mailed_at=None, last_at__lte=hour)
            letter = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("last_at", "pk"))
            if not letter:
                continue
            Notification.objects.filter(pk__in=[one.pk for one in letter]).update(mailed_at=now)
            send(user, letter)
            sent += 1
    return sent
