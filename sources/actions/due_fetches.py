"""Pages that are due to be captured: asked for as rows, taken one by one, parked when they never work."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.captures import Fetch, capture_document
from sources.actions.journeys import GoesOnElsewhereError, host_after, keep_journey
from sources.actions.reprints import propose_reprints
from sources.fetching.addresses import read_host_of
from sources.fetching.fetched import Fetched
from sources.models import Capture, Document, DueFetch
from sources.rules import why_not_enter
from sources.vocabulary import CaptureOutcome, FetchCause

MOST_ATTEMPTS = 6
FIRST_RETRY = timedelta(minutes=10)
WORTH_ANOTHER_TRY = {CaptureOutcome.UNREACHABLE}


def request_capture(
    *, document: Document, by: User | None, cause: FetchCause = FetchCause.ASKED, due_at: datetime | None = None
) -> DueFetch:
    """Have a document's page captured soon, or at ``due_at``. One that is due already is due at the earlier moment.

    Raises ``PermissionDenied``, and ``ValidationError`` on ``url`` when the document has no web address.
    """
    refuse_if(why_not_enter(by, document.newsroom))
    host, due_at = read_host_of(document.url), due_at or timezone.now()
    if not host:
        raise ValidationError({"url": "The document has no web address to fetch."}, code="no_address")
    with acting(by, f"capture due ({cause.value})"):
        DueFetch.objects.bulk_create(
            [DueFetch(document=document, host=host, cause=cause.value, due_at=due_at, asked_by=by)],
            ignore_conflicts=True,
        )
        due = DueFetch.objects.select_for_update().get(document=document, parked_at=None)
        asked_by_a_person = cause is FetchCause.ASKED and due.cause != cause.value
        moved = due.host != host and not due.onward_url
        if due.due_at > due_at or asked_by_a_person or moved:
            due.due_at, due.host = min(due.due_at, due_at), due.host if due.onward_url else host
            due.cause, due.asked_by = (cause.value, by) if asked_by_a_person else (due.cause, due.asked_by)
            due.save()
    return due


def take_fetch(*, due: DueFetch, now: datetime) -> bool:
    """Take a due fetch: the try counts, and the next is due later, whatever becomes of the one who takes it."""
    retry_at = now + FIRST_RETRY * 2 ** min(due.attempts, 8)
    waiting = DueFetch.objects.filter(pk=due.pk, due_at__lte=now, parked_at=None, attempts=due.attempts)
    taken = bool(waiting.update(attempts=due.attempts + 1, due_at=retry_at))
    if taken:
        due.attempts, due.due_at = due.attempts + 1, retry_at
    return taken


def perform_fetch(*, due: DueFetch, fetch: Fetch, now: datetime) -> Capture | None:
    """Capture the page of a taken due fetch. Done, the row goes; unreachable, it waits; after six tries it is parked.

    A redirect that is still to be followed leaves the row due at the next host, and was no try. A document that turns
    out to be a copy of another is proposed as a reprint. ``None`` when nothing was kept.
    """
    is_watched = due.cause == FetchCause.WATCH.value
    try:
        capture = capture_document(document=due.document, by=due.asked_by, fetch=fetch, conditional=is_watched)
    except GoesOnElsewhereError as onward:
        go_on_elsewhere(due, onward.fetched, now)
        return None
    except (ValidationError, PermissionDenied) as refused:
        settle(due, now, park=True, detail=str(refused))
        return None
    again = CaptureOutcome(capture.outcome) in WORTH_ANOTHER_TRY and not is_watched
    settle(due, now, park=again and due.attempts >= MOST_ATTEMPTS, done=not again, detail=capture.detail)
    if capture.text is not None:
        propose_reprints(capture=capture)
    return capture


def settle(due: DueFetch, now: datetime, *, park: bool, done: bool = False, detail: str = "") -> None:
    """Take a fetch off the list, park it, or leave it for its next try. Asked for anew meanwhile, it stays."""
    rows = DueFetch.objects.filter(pk=due.pk, cause=due.cause, due_at=due.due_at)
    if done and not park:
        rows.delete()
    else:
        home = read_host_of(due.document.url)
        rows.update(parked_at=now if park else None, last_detail=detail[:2000], host=home, onward_url="", hops=[])


def start_over(*, due: DueFetch) -> None:
    """Forget where a redirect pointed: the fetch begins at the document's own address again."""
    home = read_host_of(due.document.url)
    DueFetch.objects.filter(pk=due.pk).update(host=home, onward_url="", hops=[])


def go_on_elsewhere(due: DueFetch, fetched: Fetched, now: datetime) -> None:
    """Leave a fetch due where a redirect pointed, at once, for that host's own pace to say when."""
    DueFetch.objects.filter(pk=due.pk).update(
        host=host_after(fetched), due_at=now, attempts=max(0, due.attempts - 1), **keep_journey(fetched)
    )
