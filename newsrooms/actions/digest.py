"""Mail about what waits in the desk: at once, daily or weekly, as each person wishes; one letter for all of it."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from newsrooms.clocks import zone_of
from newsrooms.models import Notification, User
from newsrooms.vocabulary import Digest

logger = logging.getLogger(__name__)
LETTERS_LOCK = 7_241
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
    they stay due, and the others get theirs. A crash repeats one letter at most; while one is sent nothing of it is
    locked but the person's letters, for other workers. Returns how many.
    """
    waiting = Notification.objects.open().filter(user=OuterRef("pk"), mailed_at=None)
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="").exclude(digest=Digest.NEVER.value)
    sent = 0
    for user in people.order_by("pk"):
        hour = last_digest_hour(user, now)
        if hour is None:
            continue
        try:
            sent += _mail(user, hour, now, send)
        except Exception:  # an address that takes no mail is one person's trouble
            logger.exception("the letter to %s did not go out", user.public_id)
    return sent


def _mail(user: User, hour: datetime, now: datetime, send: Send) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LETTERS_LOCK, user.pk])
            if not cursor.fetchone()[0]:
                return False
        due = Notification.objects.visible_to(user).open().filter(mailed_at=None, last_at__lte=hour)
        letter = list(due.order_by("last_at", "pk"))
        if not letter:
            return False
        send(user, letter)
        for one in letter:  # what was said again meanwhile stays due
            Notification.objects.filter(pk=one.pk, last_at=one.last_at).update(mailed_at=now)
    return True
