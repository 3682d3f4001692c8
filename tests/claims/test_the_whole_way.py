"""The whole way: a site with a feed, polled, captured, extracted, suggested, accepted, published; then it changes.

Real sockets on loopback, the guarded client with a policy that permits this one server, real rows, and the very
functions that the clock wakes a worker for.
"""

import functools
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims import tasks
from claims.actions.losses import accept_loss
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.standings import settle_all
from claims.actions.suggestions import accept_suggestion
from claims.models import Claim, ClaimStanding, ProposedWithdrawal, QuoteLook, Report, Suggestion, WatchedDocument
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom, User
from sources.actions.feeds import add_feed
from sources.actions.sources import add_source
from sources.fetching.client import fetch
from sources.fetching.policy import Policy
from sources.models import Capture, Document
from sources.tasks import go_round
from sources.vocabulary import SourceKind
from tests.newsrooms.cast import sign_up
from tests.sources.fake_web import write_page

STORM = "Storm damages fishing fleet in Tamra"
BOATS = "A storm on Sunday night damaged at least 17 fishing boats in the harbour of Tamra, the port authority said."
WAVES = (
    "Nobody had expected such waves in June, and the old breakwater held for less than an hour before it gave way."
)
FERRY = "Ferry cancels crossings to the islands"
CROSSINGS = "Upland Ferries told the Daily Fable that 12 crossings to the islands had been cancelled since Sunday."
TICKETS = (
    "Tickets stay valid for a month, and the next boat will leave the southern quay when the harbour is open again."
)


class Site:
    """The Daily Fable on this machine: a feed, its articles, and what each answers now."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.pages: dict[str, Response] = {}
        self.asked: list[str] = []
        self.put("/storm", STORM, BOATS, WAVES)
        self.put("/ferry", FERRY, CROSSINGS, TICKETS)
        server.expect_request("").respond_with_handler(self.answer)
        for path in ("/robots.txt", "/rss", "/storm", "/ferry"):
            server.expect_request(path).respond_with_handler(self.answer)

    def address(self, path: str) -> str:
        return f"http://fable.example:{self.server.port}{path}"

    def put(self, path: str, title: str, *paragraphs: str) -> None:
        self.pages[path] = Response(write_page(*paragraphs, title=title), content_type="text/html; charset=utf-8")

    def answer(self, request: Request) -> Response:
        self.asked.append(request.path)
        if request.path == "/rss":
            return Response(self.write_feed(), content_type="application/rss+xml")
        return self.pages.get(request.path, Response("no such page", status=404))

    def write_feed(self) -> str:
        now = format_datetime(datetime.now(UTC) - timedelta(hours=1))
        items = "".join(
            f"<item><guid>{path}</guid><title>{title}</title><link>{self.address(path)}</link>"
            f"<pubDate>{now}</pubDate></item>"
            for path, title in (("/storm", STORM), ("/ferry", FERRY))
        )
        return f"<rss version='2.0'><channel><title>Fable</title>{items}</channel></rss>"


class House:
    """A newsroom with one person who may do everything, and the workers that the clock would wake."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.ada: User = sign_up("ada")
        self.newsroom: Newsroom = open_newsroom(by=None, slug="weir", name="Weir Herald", administrator=self.ada)

    def work(self) -> None:
        """One round of everything: hosts are visited, texts gone through, quotes looked for, standings settled."""
        tasks.watch_quotes()
        go_round(functools.partial(fetch, policy=self.policy), seconds=3.0)
        settle_all()
        tasks.suggest_reports()
        tasks.watch_quotes()
        settle_all()

    def let_a_day_pass(self) -> None:
        """The watch is due, as it will be tomorrow."""
        WatchedDocument.objects.update(next_at=datetime.now(UTC) - timedelta(seconds=1))

    def accept(self, words: str) -> Claim:
        waiting = [one for one in Suggestion.objects.waiting() if words in one.candidate["statement"]]
        claim = accept_suggestion(by=self.ada, suggestion=waiting[0]).claim
        assert claim is not None
        return claim


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def house(site: Site, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> House:
    monkeypatch.setattr("sources.actions.visits.APART", timedelta(milliseconds=20))
    permitted = frozenset({("127.0.0.1", site.server.port)})
    return House(Policy(permitted=permitted, deadline_seconds=5.0, resolve=lambda host, port: ["127.0.0.1"]))


def read(client: Client, claim: Claim) -> str:
    """The public page of a claim, as a reader gets it."""
    answer = client.get(reverse("claims:claim", args=[claim.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_feed_to_a_public_page_and_what_follows_when_articles_change(
    site: Site, house: House, client: Client
) -> None:
    # A feed is added; the workers do the rest: two articles are kept with their texts, and suggest what they say.
    fable = add_source(by=house.ada, newsroom=house.newsroom, name="The Daily Fable", kind=SourceKind.OUTLET)
    add_feed(by=house.ada, newsroom=house.newsroom, url=site.address("/rss"), source=fable, policy=house.policy)
    house.work()
    assert site.asked == ["/robots.txt", "/rss", "/storm", "/ferry"]
    assert Capture.objects.exclude(text=None).exclude(warc=None).count() == 2
    house.work()
    assert site.asked == ["/robots.txt", "/rss", "/storm", "/ferry"], "a second round asked again"

    # An editor confirms: claims, chains and quotes stand as they were read.
    boats, crossings = house.accept("17 fishing boats"), house.accept("12 crossings")
    report = Report.objects.get(claim=boats)
    assert report.quote_exact == BOATS
    assert [link.source.name for link in report.attributions.all()] == ["port authority"]
    assert boats.quantity_worded == "at least 17"
    settle_all()
    for claim in (boats, crossings):
        publish_claim(by=house.ada, claim=claim)
    settle_all()
    for claim, outlet in ((boats, "port authority"), (crossings, "Upland Ferries")):
        page = read(client, claim)
        assert "One source" in page
        assert outlet in page

    # The next day the articles are as they were.
    house.let_a_day_pass()
    house.work()
    assert set(QuoteLook.objects.values_list("outcome", flat=True)) == {"present"}
    assert not ProposedWithdrawal.objects.exists()

    # Then one changes its figure, and the other is taken down.
    site.put("/storm", STORM, BOATS.replace("at least 17", "at least 14"), WAVES)
    site.pages["/ferry"] = Response("removed", status=410)
    house.let_a_day_pass()
    house.work()
    edited = ProposedWithdrawal.objects.proposed().get(kind="edited")
    deleted = ProposedWithdrawal.objects.proposed().get(kind="deleted")
    assert edited.differs["figures"] == {"before": ["at least 17"], "now": ["at least 14"]}
    assert (deleted.document, deleted.report) == (Document.objects.get(title=FERRY), None)
    assert "Taken back" not in read(client, boats), "a machine has withdrawn something"

    # The editor decides, and the public pages say what follows.
    for loss in (edited, deleted):
        accept_loss(by=house.ada, loss=loss)
    settle_all()
    for claim in (boats, crossings):
        page = read(client, claim)
        assert "Taken back" in page
        assert ClaimStanding.objects.get(claim=claim).due_since is not None

    # What the article says now was suggested from its new text, and only that.
    assert [one.candidate["quantity"]["worded"] for one in Suggestion.objects.waiting()] == ["at least 14"]
    fourteen = house.accept("14 fishing boats")
    settle_all()
    assert fourteen != boats
    publish_claim(by=house.ada, claim=fourteen)
    correct_claim(by=house.ada, claim=boats, notice="The Daily Fable has changed its figure to at least 14.")
    settle_all()
    assert "at least 14" in read(client, fourteen)
    assert "has changed its figure" in read(client, boats)
