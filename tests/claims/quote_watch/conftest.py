"""What the tests of the quote watch stand on: a page that was captured and quoted, and a clock that is moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from claims.actions.due import follow_ground_changes
from claims.actions.quote_looks import judge_looks
from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report
from claims.actions.watching import ask_for_due_looks
from claims.algebra.hedges import read_quantity
from claims.models import Claim, ProposedWithdrawal, QuoteLook, Report, WatchedDocument
from claims.vocabulary import Relation, Stance
from sources.actions.captures import capture_document
from sources.actions.documents import add_document
from sources.actions.visits import visit_host
from sources.algebra.moments import read_moment
from sources.models import Document
from tests.claims.cast import Desk
from tests.sources.fake_web import FakeWeb, Page, write_page

URL = "https://fable.example/storm"
SENTENCE = (
    "A storm on Sunday night damaged at least 17 fishing boats in the harbour of Tamra, the port authority said."
)
FURTHER = "More than 40 fishermen lost their nets that night, according to the Ministry of Fisheries."
REST = (
    "Nobody had expected such waves in June, and the old breakwater held for less than an hour before it gave way.",
    "The ferry to the islands will not sail before Thursday, and the fish market stays closed for the time being.",
)


@dataclass
class Watch:
    """The Fable's article about the storm on a web of its own, and two reports that quote it."""

    desk: Desk
    web: FakeWeb
    document: Document
    boats: Claim
    nets: Claim
    boats_report: Report
    nets_report: Report

    def write(self, *paragraphs: str, title: str = "Storm damages fishing fleet") -> None:
        self.web.pages[URL] = Page(write_page(*paragraphs, title=title))

    def look(self, **later: float) -> None:
        """Let time pass, then do all that is due at the end of it: fetch, follow, judge."""
        self.web.pass_time(**later)
        ask_for_due_looks(now=self.web.now)
        for _ in range(4):
            visit_host(host="fable.example", visit=self.web.visit, clock=self.web.clock)
            self.web.pass_time(seconds=6)
        follow_ground_changes()
        judge_looks(now=self.web.now)

    def row(self) -> WatchedDocument:
        return WatchedDocument.objects.get(document=self.document)

    def outcomes(self, report: Report) -> list[str]:
        """What became of a report's quote, look by look."""
        return list(QuoteLook.objects.filter(report=report).order_by("pk").values_list("outcome", flat=True))


def losses() -> list[tuple[str, str]]:
    """What is proposed: the kind, and whose quote or the whole page."""
    rows = ProposedWithdrawal.objects.proposed().order_by("pk").select_related("report__claim")
    return [(row.kind, row.report.claim.quantity_worded if row.report else "page") for row in rows]


@pytest.fixture
def watch(desk: Desk) -> Watch:
    web = FakeWeb()
    fable = desk.source("The Daily Fable")
    document = add_document(
        by=desk.by,
        newsroom=desk.newsroom,
        publisher=fable,
        title="Storm damages fishing fleet",
        url=URL,
        published=read_moment("2025-06-16T07:00Z"),
    )
    web.pages[URL] = Page(write_page(SENTENCE, FURTHER, *REST, title="Storm damages fishing fleet"))
    capture_document(document=document, by=desk.by, fetch=web.visit)
    boats = desk.claim("A storm damaged at least 17 fishing boats in Tamra", "at least 17")
    nets = desk.claim("More than 40 fishermen of Tamra lost their nets", "more than 40")
    first = quote(desk, boats, document, SENTENCE, "port authority", "at least 17")
    second = quote(desk, nets, document, FURTHER, "Ministry of Fisheries", "more than 40")
    restart(document, web.now)
    return Watch(desk, web, document, boats, nets, first, second)


def quote(desk: Desk, claim: Claim, document: Document, exact: str, origin: str, worded: str) -> Report:
    entry = ReportEntry(
        stance=Stance.ASSERTS,
        chains=[[LinkEntry(desk.official(origin), Relation.SAYS)]],
        quantity=read_quantity(worded),
        quote=Quote(exact),
    )
    return record_report(by=desk.by, claim=claim, document=document, entry=entry)


def restart(document: Document, now: datetime) -> None:
    """The watch of a document as if it had been begun at that moment of the story."""
    watch = WatchedDocument.objects.filter(document=document).get()
    since = {"since": now, "next_at": now + timedelta(days=1), "asked_at": None}
    WatchedDocument.objects.filter(pk=watch.pk).update(**since)
