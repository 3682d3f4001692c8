"""What follows from a capture on this floor: its text is due to be gone through, its quotes due to be looked for."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from claims.actions.watching import expect_look, watch_documents
from claims.models import Extraction, Report
from sources.models import Capture

CAPTURED = "document.captured"


def follow_captures(public_ids: Iterable[str], *, now: datetime | None = None) -> None:
    """See to captures that the ground floor told of, by public id: one due row for each text never gone through."""
    now = now or timezone.now()
    captures = list(Capture.objects.filter(public_id__in=list(public_ids)).select_related("document"))
    request_extractions(captures, now=now)
    documents = {capture.document_id for capture in captures}
    expect_look(documents, now=now)
    cited = Report.objects.filter(document__in=documents).values_list("document", flat=True)
    watch_documents(set(cited), now=now)


def request_extractions(captures: Iterable[Capture], *, now: datetime) -> None:
    """Have the texts of these captures gone through. A text that a newsroom has had before is not, ever again."""
    rows = [
        Extraction(newsroom_id=capture.document.newsroom_id, capture=capture, text_id=capture.text_id, due_at=now)
        for capture in captures
        if capture.text_id is not None
    ]
    Extraction.objects.bulk_create(rows, ignore_conflicts=True)
