"""Judging the looks at watched documents: what became of each quote, and which losses an editor is asked about.

Silence is no answer: nothing follows from a server that does not answer, asks to be left alone or sends something
that cannot be read. A page that is not found (404), or another page in its place, must be so twice, hours apart;
only "gone" (410) is believed at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists
from django.utils import timezone

from claims.actions.losses import Loss, close_losses, propose_loss
from claims.actions.watching import AGAIN, AT_ONCE_AGAIN, LOOKS, MOST_QUICK_LOOKS, NEWER, choose_next
from claims.anchoring import Anchor, is_corrected, look_for
from claims.models import Attribution, QuoteLook, Report, WatchedDocument
from claims.vocabulary import QuoteOutcome, WithdrawalKind
from newsrooms.acting import acting
from sources.fetching.addresses import make_address_key
from sources.fetching.near_duplicates import compare_texts
from sources.models import Capture
from sources.vocabulary import CaptureOutcome

SILENT = frozenset(
    {CaptureOutcome.UNREACHABLE, CaptureOutcome.REFUSED, CaptureOutcome.TOO_LARGE, CaptureOutcome.UNSUPPORTED}
)
LOST = frozenset({QuoteOutcome.CHANGED, QuoteOutcome.MISSING})
# From bad to good: a document is as bad as the worst of its quotes.
WORST_FIRST = (
    QuoteOutcome.GONE, QuoteOutcome.MISSING, QuoteOutcome.CHANGED, QuoteOutcome.UNREACHABLE,
    QuoteOutcome.MOVED, QuoteOutcome.PRESENT,
)  # fmt: skip
OTHER_PAGE = 0.2  # share of the shorter text found in the other; below it, it is not the same article changed
APART = timedelta(hours=3)  # two looks this far apart confirm each other
MOVED_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Look:
    """What one capture of a watched document showed. ``sure``: nothing of it needs a second look.

    ``page`` holds what the site shows: the capture itself, or the earlier one that the site says is still so.
    """

    capture: Capture
    page: Capture
    outcome: QuoteOutcome
    anchors: dict[int, Anchor]
    sure: bool = True


def judge_looks(*, now: datetime | None = None, limit: int = 100) -> int:
    """Judge the captures of watched documents that came in; give how many documents were judged."""
    now = now or timezone.now()
    ready = WatchedDocument.objects.filter(Exists(NEWER), asked_at__isnull=False).order_by("asked_at", "pk")
    keys = list(ready.values_list("pk", flat=True)[:limit])
    for key in keys:
        with acting(None, "quotes looked for again"):
            watch = WatchedDocument.objects.select_for_update(skip_locked=True).filter(pk=key).first()
            if watch is not None:
                judge_document(watch, now)
    return len(keys)


def judge_document(watch: WatchedDocument, now: datetime) -> None:
    """Judge every capture of one watched document that was not judged yet, in order, and choose the next look."""
    reports = list(
        Report.objects.live()
        .filter(document=watch.document_id)
        .select_related("claim", "capture__text", "document__publisher", "newsroom")
    )
    cited = bool(reports) or Attribution.objects.filter(document=watch.document_id).exists()
    captures = LOOKS.filter(document=watch.document_id, pk__gt=watch.judged_up_to_id or 0)
    for capture in captures.select_related("text", "document").order_by("pk"):
        if cited:
            look = see(watch, capture, reports)
            keep_looks(look, reports)
            follow_look(watch, look, reports, now)
        watch.judged_up_to = capture
    watch.asked_at = None
    if cited:
        watch.save()
    else:
        watch.delete()


def see(watch: WatchedDocument, capture: Capture, reports: Sequence[Report]) -> Look:
    """What a capture shows of the quotes of these reports."""
    outcome = CaptureOutcome(capture.outcome)
    if outcome in (CaptureOutcome.GONE, CaptureOutcome.MISSING):
        sure = outcome is CaptureOutcome.GONE or was_so_before(watch, QuoteOutcome.GONE, capture)
        return Look(capture, capture, QuoteOutcome.GONE, {one.pk: Anchor(QuoteOutcome.GONE) for one in reports}, sure)
    page = find_page_still_there(capture) if outcome is CaptureOutcome.NOT_MODIFIED else capture
    if outcome in SILENT or page is None or page.text is None:
        silent = Anchor(QuoteOutcome.UNREACHABLE)
        return Look(capture, page or capture, QuoteOutcome.UNREACHABLE, {one.pk: silent for one in reports})
    text = page.text.text
    quoted = [one for one in reports if one.quote_exact]
    address = has_moved(page)
    anchors = {one.pk: look_at(one, text, address) for one in quoted}
    found = [anchor.outcome for anchor in anchors.values()]
    worst = min(found, key=WORST_FIRST.index, default=QuoteOutcome.MOVED if address else QuoteOutcome.PRESENT)
    sure = True
    if found and all(one is QuoteOutcome.MISSING for one in found) and is_another_page(quoted, text):
        sure = was_so_before(watch, QuoteOutcome.MISSING, capture)
    return Look(capture, page, worst, anchors, sure)


def was_so_before(watch: WatchedDocument, outcome: QuoteOutcome, capture: Capture) -> bool:
    """Whether the last look, long enough ago, showed the same."""
    looked = watch.looked_at
    return watch.outcome == outcome.value and looked is not None and capture.captured_at - looked >= APART


def look_at(report: Report, text: str, address: str) -> Anchor:
    """What became of one report's quote in a text that was fetched from ``address``, if that is a new one."""
    anchor = look_for(report.quote_exact, text, prefix=report.quote_prefix, suffix=report.quote_suffix)
    if address and anchor.outcome is QuoteOutcome.PRESENT:
        return Anchor(QuoteOutcome.MOVED, anchor.start, anchor.end, {"address": address})
    return anchor


def find_page_still_there(capture: Capture) -> Capture | None:
    """The page that a site means when it answers that nothing has changed: the last one it gave at that address."""
    given = LOOKS.filter(document=capture.document_id, outcome=CaptureOutcome.CAPTURED.value, pk__lt=capture.pk)
    return given.filter(requested_url=capture.requested_url).select_related("text").order_by("-pk").first()


def keep_looks(look: Look, reports: Iterable[Report]) -> None:
    """Write down what became of each quote at this look."""
    rows = [
        QuoteLook(
            report=one,
            capture=look.capture,
            outcome=anchor.outcome.value,
            start=anchor.start,
            end=anchor.end,
            differs=anchor.differs,
            looked_at=look.capture.captured_at,
        )
        for one in reports
        if (anchor := look.anchors.get(one.pk)) is not None
    ]
    QuoteLook.objects.bulk_create(rows, ignore_conflicts=True)


def follow_look(watch: WatchedDocument, look: Look, reports: Sequence[Report], now: datetime) -> None:
    """What follows from a look: losses proposed or closed, and when to look next."""
    silent = look.outcome is QuoteOutcome.UNREACHABLE
    if look.sure and not silent:
        if look.outcome is QuoteOutcome.GONE:
            before = latest_text_capture(look.capture)
            propose_loss(Loss(watch.document, None, WithdrawalKind.DELETED, before, look.capture, QuoteOutcome.GONE))
        else:
            close_losses(document=watch.document_id, report=None, now=now)
            for report in reports:
                follow_anchor(report, look, now)
    was = watch.outcome
    watch.looked_at, watch.outcome = look.capture.captured_at, look.outcome.value
    watch.failures = watch.failures + 1 if silent or not look.sure else 0
    watch.failing_since = (watch.failing_since or look.capture.captured_at) if silent else None
    choose_next_look(watch, look, now, changed=was != watch.outcome and look.outcome in LOST)


def follow_anchor(report: Report, look: Look, now: datetime) -> None:
    """Propose the loss of one quote, or close what was proposed when it is there again."""
    anchor = look.anchors.get(report.pk)
    if anchor is None:
        return
    if anchor.outcome not in LOST:
        close_losses(document=report.document_id, report=report.pk, now=now)
        return
    text = look.page.text.text if look.page.text else ""
    before = report.capture.text.text if report.capture and report.capture.text else ""
    kind = WithdrawalKind.CORRECTED if is_corrected(before, text) else WithdrawalKind.EDITED
    capture = report.capture or latest_text_capture(look.capture)
    propose_loss(Loss(report.document, report, kind, capture, look.page, anchor.outcome, anchor))


def choose_next_look(watch: WatchedDocument, look: Look, now: datetime, *, changed: bool) -> None:
    """When to look next: soon after silence or an unsure look, from the beginning after a change, else later."""
    if not look.sure and watch.failures <= MOST_QUICK_LOOKS:
        watch.next_at = now + AT_ONCE_AGAIN
    elif look.outcome is QuoteOutcome.UNREACHABLE and watch.failures <= MOST_QUICK_LOOKS:
        watch.next_at = now + AGAIN
    elif changed:
        watch.since = now
        watch.step, watch.next_at = choose_next(now, 0, now)
    else:
        watch.step, watch.next_at = choose_next(watch.since, watch.step, now)


def has_moved(capture: Capture) -> str:
    """The address a page has moved to for good, as its site says; empty when it is where it was."""
    hops: list[dict[str, Any]] = capture.redirects
    if not hops or any(hop.get("status") not in MOVED_FOR_GOOD for hop in hops):
        return ""
    same = make_address_key(capture.final_url) == make_address_key(capture.requested_url)
    return "" if same else capture.final_url


def is_another_page(reports: Sequence[Report], text: str) -> bool:
    """Whether a text is no later state of the article at all: a home page, a notice, a question about cookies."""
    before = next((one.capture.text.text for one in reports if one.capture and one.capture.text), "")
    return bool(before) and compare_texts(before, text).containment < OTHER_PAGE


def latest_text_capture(capture: Capture) -> Capture | None:
    """The last capture of the same document before this one that holds a text."""
    earlier = Capture.objects.with_text().filter(document=capture.document_id, pk__lt=capture.pk)
    return earlier.order_by("-pk").first()
