"""Polling: exact validators, pauses that only grow, items that become documents once, and never a flood."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.feeds import add_feed, change_feed, choose_wait
from sources.actions.sources import add_source
from sources.actions.visits import visit_host
from sources.fetching.fetched import Validators
from sources.models import Document, DueFetch, Feed, FeedItem, FeedState, Source
from sources.vocabulary import FeedItemFate, SourceKind
from tests.newsrooms.cast import hire, open_hill_courier
from tests.sources.fake_web import MORNING, FakeWeb, Page

URL = "https://fable.example/rss"


def item(
    guid: str, *, title: str = "", url: str = "", at: datetime | None = MORNING - timedelta(hours=1), more: str = ""
) -> str:
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    link = url or f"https://fable.example/{guid}"
    return (
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{escape(title or f'Item {guid}')}</title>"
        f"<link>{escape(link)}</link>{date}{more}</item>"
    )


def rss(*items: str, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    body = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Fable</title>'
        f"{''.join(items)}</channel></rss>"
    )
    return Page(body.encode(), headers=headers)


@pytest.fixture
def feed(newsroom: Newsroom, rita: User, fable: Source) -> Feed:
    feed = add_feed(by=rita, newsroom=newsroom, url=URL, source=fable, title="The Fable", capture_items=False)
    FeedState.objects.update(next_poll_at=MORNING)
    return feed


def poll(web: FakeWeb) -> FeedState:
    """Visit until nothing is due at this moment, six seconds between visits."""
    while visit_host(host="fable.example", visit=web.visit, clock=web.clock):
        web.pass_time(seconds=6)
    return FeedState.objects.get()


def test_a_poll_asks_with_exactly_what_the_last_answer_gave(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1"), headers=(("ETag", 'W/"x, y"'), ("Last-Modified", "yesterday, they said")))
    poll(web)
    web.pages[URL] = Page(status=304)
    web.pass_time(hours=1)
    state = poll(web)
    assert web.sent[-1] == Validators('W/"x, y"', "yesterday, they said")
    assert (state.last_outcome, state.failures, state.etag) == ("not_modified", 0, 'W/"x, y"')
    assert FeedItem.objects.count() == 1


def test_a_feed_is_not_asked_again_before_its_pause_is_over(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1"))
    poll(web)
    for _ in range(20):
        web.pass_time(seconds=44)
        poll(web)
    assert web.urls() == [URL]
    web.pass_time(minutes=3)
    poll(web)
    assert web.urls() == [URL, URL]


def test_a_worker_that_dies_while_asking_makes_nobody_ask_again_before_the_pause_is_over(
    feed: Feed, web: FakeWeb
) -> None:
    def die(url: str, **asked: object) -> object:
        if url == URL:
            raise SystemExit
        return web.visit(url)

    visit_host(host="fable.example", visit=web.visit, clock=web.clock)
    web.pass_time(seconds=6)
    with pytest.raises(SystemExit):
        visit_host(host="fable.example", visit=die, clock=web.clock)  # type: ignore[arg-type]  # it dies as a fetch would
    web.pages[URL] = rss(item("1"))
    web.pass_time(minutes=14)
    poll(web)
    assert web.urls() == []
    web.pass_time(minutes=1)
    poll(web)
    assert web.urls() == [URL]


def test_failures_double_the_pause_up_to_a_day_and_success_ends_it(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = Page(status=503)
    poll(web)
    assert FeedState.objects.get().failures == 1
    web.pass_time(minutes=29)
    assert len([url for url in web.urls() if url == URL]) == 1
    web.pass_time(minutes=5)
    state = poll(web)
    assert state.failures == 2
    assert timedelta(hours=1) <= state.next_poll_at - web.now + timedelta(seconds=6) <= timedelta(hours=1.1)
    web.pages[URL] = rss(item("1"))
    web.pass_time(hours=2)
    assert poll(web).failures == 0


@pytest.mark.parametrize(
    ("failures", "asked", "least", "most"),
    [
        (0, None, 15, 16.5),
        (1, None, 30, 33),
        (3, None, 120, 132),
        (40, None, 1440, 1584),
        (0, timedelta(hours=3), 180, 198),
        (0, timedelta(minutes=1), 15, 16.5),
        (0, timedelta(days=9), 1440, 1584),
    ],
)
def test_a_pause_is_never_shorter_than_asked_for(
    failures: int, asked: timedelta | None, least: float, most: float
) -> None:
    waits = [choose_wait(timedelta(minutes=15), failures, asked, chance) / timedelta(minutes=1) for chance in (0, 1)]
    assert waits == pytest.approx([least, most])


def test_retry_after_is_kept_to(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = Page(status=503, headers=(("Retry-After", "7200"),))
    state = poll(web)
    assert state.next_poll_at >= web.now + timedelta(hours=2) - timedelta(seconds=6)


def test_a_feed_that_is_gone_is_polled_no_more(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = Page(status=410)
    poll(web)
    feed.refresh_from_db()
    assert not feed.active
    web.pass_time(days=2)
    poll(web)
    assert web.urls() == [URL]


def test_what_is_no_feed_is_a_failure_with_its_reason(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = Page(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>')
    state = poll(web)
    assert (state.last_outcome, state.failures) == ("unsupported", 1)
    assert "document type" in state.last_detail


def test_an_item_becomes_a_document_of_its_publisher(feed: Feed, fable: Source, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1", title="Bridge open", more="<dc:creator>Ann Example</dc:creator>"))
    poll(web)
    document = Document.objects.get()
    assert (document.title, document.publisher, document.authors) == ("Bridge open", fable, ["Ann Example"])
    assert (document.url, document.address_key) == ("https://fable.example/1", "fable.example/1")
    assert document.published is not None
    assert document.created_by is None
    seen = FeedItem.objects.get()
    assert (seen.fate, seen.document, seen.publisher) == (FeedItemFate.NEW, document, "Ann Example")


def test_the_publisher_an_item_names_is_kept_and_known_by_its_other_names(
    newsroom: Newsroom, rita: User, feed: Feed, fable: Source, web: FakeWeb
) -> None:
    agency = add_source(
        by=rita, newsroom=newsroom, name="Harbour Agency", kind=SourceKind.AGENCY, aliases=["HARB", "Гавань"]
    )
    add_source(by=rita, newsroom=newsroom, name="Ann Example", kind=SourceKind.ANALYST)
    web.pages[URL] = rss(
        item("1", more="<source url='https://h.example/rss'>harb</source>"),
        item("2", more="<dc:creator>Гавань</dc:creator>"),
        item("3", more="<dc:publisher>Hill Gazette</dc:publisher>"),
        item("4", more="<dc:creator>Ann Example</dc:creator>"),
        item("5", more="<dc:publisher>hill gazette</dc:publisher>"),
    )
    poll(web)
    publishers = dict(FeedItem.objects.values_list("guid", "document__publisher__name"))
    assert publishers == {
        "1": "Harbour Agency",
        "2": "Harbour Agency",
        "3": "Hill Gazette",
        "4": "The Daily Fable",
        "5": "Hill Gazette",
    }
    entered = Source.objects.get(name="Hill Gazette")
    assert entered.kind == SourceKind.OUTLET
    assert "The Fable" in entered.note
    assert agency.documents.count() == 2


def test_an_item_under_another_guid_address_or_feed_is_one_document(
    newsroom: Newsroom, rita: User, feed: Feed, fable: Source, web: FakeWeb
) -> None:
    same = {"title": "Bridge open again", "at": MORNING - timedelta(minutes=7)}
    web.pages[URL] = rss(
        item("1", url="https://fable.example/a", **same),  # type: ignore[arg-type]  # title and moment
        item("2", url="https://www.fable.example/a/?utm_source=rss", title="Bridge OPEN"),
        item("3", url="https://go.example/x1", **same),  # type: ignore[arg-type]  # as above
        item("4", url="https://fable.example/b", title="Another matter"),
    )
    poll(web)
    other = add_feed(by=rita, newsroom=newsroom, url="https://fable.example/all.xml", source=fable)
    FeedState.objects.filter(feed=other).update(next_poll_at=web.now)
    web.pages[other.url] = rss(item("z", url="http://fable.example/a#top"))
    poll_all(web)
    assert Document.objects.count() == 2
    first = Document.objects.get(address_key="fable.example/a")
    fates = set(first.feed_items.values_list("guid", "fate"))
    assert fates == {("1", "new"), ("2", "known"), ("3", "known"), ("z", "known")}


def poll_all(web: FakeWeb) -> None:
    while visit_host(host="fable.example", visit=web.visit, clock=web.clock):
        web.pass_time(seconds=6)


def test_a_first_poll_of_five_hundred_old_items_floods_nobody(feed: Feed, web: FakeWeb) -> None:
    change_feed(by=None, feed=feed, why="test", capture_items=True)
    old = [item(f"old{n}", at=MORNING - timedelta(days=3 + n)) for n in range(480)]
    fresh = [item(f"new{n}", at=MORNING - timedelta(hours=1 + n)) for n in range(20)]
    web.pages[URL] = rss(*old, *fresh)
    visit_host(host="fable.example", visit=web.visit, clock=web.clock)
    web.pass_time(seconds=6)
    visit_host(host="fable.example", visit=web.visit, clock=web.clock)
    assert FeedItem.objects.count() == 500
    taken = FeedItem.objects.filter(fate=FeedItemFate.NEW.value).values_list("guid", flat=True)
    assert set(taken) == {f"new{n}" for n in range(10)}
    assert Document.objects.count() == DueFetch.objects.count() == 10
    web.pass_time(hours=1)
    web.pages[URL] = rss(*old, *fresh, item("later", at=web.now))
    FeedState.objects.update(next_poll_at=web.now)
    DueFetch.objects.all().delete()
    poll(web)
    assert Document.objects.count() == 11


def test_a_site_that_renames_all_its_old_items_makes_no_news(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1"))
    poll(web)
    web.pass_time(hours=1)
    web.pages[URL] = rss(*[item(f"renamed{n}", at=MORNING - timedelta(days=40 + n)) for n in range(300)])
    poll(web)
    assert Document.objects.count() == 1


def test_one_odd_item_does_not_keep_the_others_from_being_read(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(
        item("1"),
        item("2", url="http://intranet/x"),
        item("3", url="https://fable.example/" + "x" * 1990),
        item("4", at=MORNING + timedelta(days=30)),
        item("5", at=None),
    )
    poll(web)
    assert FeedItem.objects.count() == 5
    documents = dict(FeedItem.objects.exclude(document=None).values_list("guid", "document__published_at"))
    assert {"1", "4", "5"} <= set(documents)
    assert documents["4"] is None


def test_robots_are_asked_first_and_heeded(feed: Feed, web: FakeWeb) -> None:
    web.pages["https://fable.example/robots.txt"] = Page(b"user-agent: *\ndisallow: /rss")
    state = poll(web)
    assert web.urls() == []
    assert (state.last_outcome, state.failures) == ("refused", 1)


def test_a_robots_file_that_cannot_be_read_allows_nothing_for_a_while(feed: Feed, web: FakeWeb) -> None:
    web.pages["https://fable.example/robots.txt"] = Page(status=503)
    web.pages[URL] = rss(item("1"))
    state = poll(web)
    assert web.urls() == []
    assert state.last_outcome == "unreachable"
    web.pages["https://fable.example/robots.txt"] = Page(status=404)
    web.pass_time(hours=1)
    poll(web)
    assert web.urls() == [URL]


def test_robots_are_asked_once_a_day(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1"))
    for _ in range(30):
        poll(web)
        web.pass_time(hours=1)
    asked = [at for at, url in web.asked if url.endswith("/robots.txt")]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= timedelta(hours=24)


@pytest.mark.parametrize("url", ["http://127.1/rss", "ftp://fable.example/rss", "https://u:p@fable.example/", "x"])
def test_a_feed_at_an_unfit_address_is_refused_by_field(
    newsroom: Newsroom, rita: User, fable: Source, url: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_feed(by=rita, newsroom=newsroom, url=url, source=fable)
    assert "url" in refused.value.message_dict


def test_a_feed_is_polled_every_quarter_of_an_hour_at_most(newsroom: Newsroom, rita: User, fable: Source) -> None:
    with pytest.raises(ValidationError):
        add_feed(by=rita, newsroom=newsroom, url=URL, source=fable, poll_every=timedelta(minutes=14))


def test_a_feed_has_a_source_of_its_own_newsroom(newsroom: Newsroom, rita: User) -> None:
    courier, hana = open_hill_courier()
    foreign = add_source(by=hana, newsroom=courier, name="Hill Gazette", kind=SourceKind.OUTLET)
    with pytest.raises(ValidationError):
        add_feed(by=rita, newsroom=newsroom, url=URL, source=foreign)


def test_a_reader_adds_and_changes_no_feed(newsroom: Newsroom, feed: Feed, fable: Source) -> None:
    reader = hire(newsroom, "rolf", Role.READER)
    with pytest.raises(PermissionDenied):
        add_feed(by=reader, newsroom=newsroom, url="https://fable.example/2", source=fable)
    with pytest.raises(PermissionDenied):
        change_feed(by=reader, feed=feed, why="x", active=False)
