"""Items of feeds: documents once, under the publisher they name, and never a flood."""

from datetime import timedelta

from newsrooms.models import Newsroom, User
from sources.actions.feeds import add_feed, change_feed
from sources.actions.sources import add_source
from sources.actions.visits import visit_host
from sources.models import Document, DueFetch, Feed, FeedItem, FeedState, Source
from sources.vocabulary import FeedItemFate, SourceKind
from tests.sources.fake_feed import URL, item, poll, rss
from tests.sources.fake_web import MORNING, FakeWeb


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
