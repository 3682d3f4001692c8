"""Pages that change and vanish while the story of `test_any_sequence` goes on: captured, quoted, lost, judged."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from claims.actions.due import follow_ground_changes
from claims.actions.losses import accept_loss, refuse_loss
from claims.actions.quote_looks import judge_looks
from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report
from claims.models import Claim, ProposedWithdrawal, WatchedDocument
from claims.vocabulary import Relation, Stance, WithdrawalKind
from sources.actions.captures import store
from sources.actions.documents import change_document
from sources.algebra.moments import read_moment
from sources.fetching.text import extract_text
from sources.models import Capture, Document
from sources.vocabulary import CaptureMethod, CaptureOutcome
from tests.claims.cast import Desk
from tests.claims.standings.test_incremental import BODIES
from tests.sources.fake_web import write_page

REST = "Nobody had expected such waves in June, and the old breakwater held for less than an hour before it gave way."
VERSIONS = (
    "The port authority said that 41 boats had been hit in the harbour during the night.",
    "The port authority said that at least 21 boats had been hit in the harbour during the night.",
    "An earlier version of this article gave another number of boats; the authority has corrected it.",
)

which = st.integers(0, 5)
decisions = st.none() | st.tuples(st.booleans(), st.sampled_from(list(WithdrawalKind)), st.booleans())
versions = st.sampled_from(VERSIONS[:2])


class PagesInTime(RuleBasedStateMachine):
    """The part of the newsroom's story that happens to the pages its reports rest on."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.now = read_moment("2025-06-02").start

    def claim(self, number: int) -> Claim:
        raise NotImplementedError

    def act(self, doing: Callable[..., object], *words: Any, **more: Any) -> bool:
        raise NotImplementedError

    @rule(number=which, told=which, version=versions, body=st.sampled_from(BODIES))
    def quote_a_page(self, number: int, told: int, version: str, body: str) -> None:
        """A page is captured as it is, and a report quotes it."""
        document = self.page(number)
        if document is None:
            return
        if not document.url:
            address = f"https://fable.example/{document.pk}"
            change_document(by=self.desk.by, document=document, why="found it", url=address)
        self.capture(document, version)
        chain = [[LinkEntry(self.desk.source(body), Relation.SAYS)]]
        entry = ReportEntry(stance=Stance.ASSERTS, chains=chain, quote=Quote(version))
        self.act(record_report, by=self.desk.by, claim=self.claim(told), document=document, entry=entry)

    @precondition(lambda self: WatchedDocument.objects.exists())
    @rule(number=which, version=st.sampled_from([*VERSIONS, ""]), decided=decisions)
    def look_at_a_page_again(
        self, number: int, version: str, decided: tuple[bool, WithdrawalKind, bool] | None
    ) -> None:
        """It says something else by now, or is gone; every quote of it is found, changed or lost, and an editor
        says at once, or never, what that means."""
        watched = list(WatchedDocument.objects.order_by("pk"))
        document = watched[number % len(watched)].document
        if version:
            self.capture(document, version)
        else:
            Capture.objects.create(document=document, **fetched(CaptureOutcome.GONE, self.tick()))
        follow_ground_changes()
        WatchedDocument.objects.update(asked_at=self.now)
        judge_looks(now=self.now)
        if decided is not None:
            self.decide(*decided)

    def decide(self, accepted: bool, kind: WithdrawalKind, whole: bool) -> None:
        for loss in ProposedWithdrawal.objects.proposed().order_by("pk"):
            if accepted:
                self.act(accept_loss, by=self.desk.by, loss=loss, kind=kind, whole_document=whole)
            else:
                self.act(refuse_loss, by=self.desk.by, loss=loss, reason="it only moved")

    @rule(number=which)
    def withdraw_a_page(self, number: int) -> None:
        document = self.page(number)
        if document is not None:
            self.act(self.desk.withdraw_document, document, "2025-06-04")

    def capture(self, document: Document, version: str) -> None:
        content, at = write_page(version, REST, title="The night in the harbour"), self.tick()
        capture = Capture(document=document, media_type="text/html", **fetched(CaptureOutcome.CAPTURED, at))
        text = extract_text(content, "text/html", captured_at=at)
        store(capture, content=content, warc=b"", extracted=text, by=self.desk.by)

    def page(self, number: int) -> Document | None:
        documents = list(Document.objects.order_by("id"))
        return documents[number % len(documents)] if documents else None

    def tick(self) -> datetime:
        """Half a day later."""
        self.now += timedelta(hours=12)
        return self.now


def fetched(outcome: CaptureOutcome, at: datetime) -> dict[str, Any]:
    """The columns of a look at a page: what its own site gave."""
    return {
        "method": CaptureMethod.FETCH.value,
        "outcome": outcome.value,
        "public_code": outcome.value,
        "captured_at": at,
    }
