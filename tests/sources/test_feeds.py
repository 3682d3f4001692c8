"""Polling: exact validators, pauses that only grow, robots asked first, and feeds that may not be added."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.feeds import add_feed, change_feed, choose_wait
from sources.actions.sources import add_source
from sources.actions.visits import visit_host
from sources.fetching.fetched import Validators
from sources.models import Feed, FeedItem, FeedState, Source
from sources.vocabulary import SourceKind
from tests.newsrooms.cast import hire, open_hill_courier
from tests.sources.fake_feed import URL, item, poll, rss
from tests.sources.fake_web import FakeWeb, Page


def test_a_poll_asks_with_exactly_what_the_last_answer_gave(feed: Feed, web: FakeWeb) -> None:
    web.pages[URL] = rss(item("1"), headers=(("ETag", 'W/"x, y"'), ("Last-Modified", "yesterday, they said")))
    poll(web)
    web.pages[URL] = Page(status=304)
    web.pass_time(hours=1)
    state = poll(web)
    assert web.sent[-1] == Validators('W/"x, y"', "yesterday, they said", URL)
    assert (state.last_outcome, state.failures, state.etag) == ("not_modified", 0, 'W/"x, y"')
    assert FeedItem.objects.count() == 1


def test_what_an_old_address_gives_is_dropped_when_an_editor_changed_the_address_meanwhile(
    feed: Feed, web: FakeWeb, rita: User
) -> None:
    elsewhere = "https://fable.example/feed-of-today"

    def change_while_asking(url: str, **asked: object) -> object:
        if url == URL:
            change_feed(by=rita, feed=Feed.objects.get(), why="it has moved", url=elsewhere)
        return web.visit(url, **asked)  # type: ignore[arg-type]  # as it was asked

    web.pages[URL] = rss(item("1"), headers=(("ETag", '"old"'),))
    web.pages[elsewhere] = rss(item("2"))
    while visit_host(host="fable.example", visit=change_while_asking, clock=web.clock):  # type: ignore[arg-type]  # as above
        web.pass_time(seconds=6)
    assert web.urls() == [URL, elsewhere]
    assert web.sent[-1] is None
    assert list(FeedItem.objects.values_list("guid", flat=True)) == ["2"]


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
