"""Which documents are looked at again, and when: those that reports rest on, at growing intervals."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import WatchedDocument
from sources.actions.due_fetches import request_capture
from sources.models import Capture, Document
from sources.vocabulary import CaptureMethod, FetchCause

# After how many days since somebody relied on a document it is looked at again; afterwards once a year.
SCHEDULE = tuple(timedelta(days=days) for days in (1, 3, 7, 30, 90, 180, 365))
AFTERWARDS = timedelta(days=365)
# A page that is not found, and a server that does not answer, are asked again before anything is made of it.
AT_ONCE_AGAIN, AGAIN = timedelta(hours=8), timedelta(days=1)
MOST_QUICK_LOOKS = 6
GIVEN_UP = timedelta(days=2)
# A look is what the site itself gave: a copy that an editor handed in says nothing of what stands there now.
LOOKS = Capture.objects.filter(method=CaptureMethod.FETCH.value)
# The looks at a watched document that were not judged yet.
NEWER = LOOKS.filter(document=OuterRef("document"), pk__gt=Coalesce(OuterRef("judged_up_to"), 0))


def watch_documents(documents: Iterable[int], *, now: datetime | None = None) -> None:
    """Look at these documents again from now on, by primary key; what is captured by now is what they said.

    Those watched already, or without an address, are left as they are.
    """
    now = now or timezone.now()
    fit = Document.objects.filter(pk__in=set(documents)).exclude(address_key="").annotate(latest=Max("captures"))
    rows = [
        WatchedDocument(document_id=pk, since=now, next_at=now + SCHEDULE[0], judged_up_to_id=latest)
        for pk, latest in fit.values_list("pk", "latest")
    ]
    WatchedDocument.objects.bulk_create(rows, ignore_conflicts=True)


def expect_look(documents: Iterable[int], *, now: datetime) -> None:
    """Captures of these documents came in; where they are watched, what is newer than the last look is judged."""
    watched = WatchedDocument.objects.filter(Exists(NEWER), document__in=set(documents), asked_at=None)
    watched.update(asked_at=now)


def choose_next(since: datetime, step: int, now: datetime) -> tuple[int, datetime]:
    """The next step of the schedule that has not passed, and its moment. Missed looks are not made up for."""
    while step < len(SCHEDULE) and since + SCHEDULE[step] <= now:
        step += 1
    return step, since + SCHEDULE[step] if step < len(SCHEDULE) else now + AFTERWARDS


def ask_for_due_looks(*, now: datetime | None = None, limit: int = 200) -> int:
    """Make the fetches of watched documents that are due; give how many. A look never answered is asked for again."""
    now = now or timezone.now()
    WatchedDocument.objects.filter(asked_at__lt=now - GIVEN_UP).update(asked_at=None)
    asked = 0
    with transaction.atomic():
        due = WatchedDocument.objects.filter(asked_at=None, next_at__lte=now).order_by("next_at", "pk")
        for watch in list(due.select_for_update(skip_locked=True, of=("self",)).select_related("document")[:limit]):
            try:
                request_capture(document=watch.document, by=None, cause=FetchCause.WATCH, due_at=now)
            except ValidationError:  # the address was taken away meanwhile
                watch.delete()
                continue
            watch.asked_at = now
            watch.save()
            asked += 1
    return asked
