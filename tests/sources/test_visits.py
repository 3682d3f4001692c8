"""Manners: one request at a time to a host, five seconds apart, and nobody waits for a host that drips."""

import functools
import itertools
import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsrooms.models import Newsroom, User
from sources.actions.documents import add_document
from sources.actions.due_fetches import request_capture
from sources.actions.feeds import add_feed
from sources.actions.pace import LEASE, release_host, take_host
from sources.actions.visits import DueHost, find_due_hosts, visit_host
from sources.fetching.client import fetch
from sources.fetching.installation import make_policy
from sources.models import Capture, DueFetch, HostPace, Source
from sources.tasks import go_round, visit_due_hosts
from sources.vocabulary import FetchCause
from tests.sources.fake_web import HOST, MORNING, PAGE, Add, FakeWeb, Page, visit_fable
from tests.sources.fetching.raw_server import Reach, Serve, answer


def test_a_host_is_asked_five_seconds_apart(add: Add, web: FakeWeb) -> None:
    for path in ("a", "b"):
        request_capture(document=add(path), by=None, cause=FetchCause.FEED, due_at=MORNING)
        web.pages[f"https://{HOST}/{path}"] = Page(PAGE)
    for _ in range(200):
        visit_fable(web)
        web.pass_time(seconds=0.5)
    moments = [at for at, _ in web.asked]
    assert [url for _, url in web.asked] == [f"https://{HOST}/{path}" for path in ("robots.txt", "a", "b")]
    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert pauses == [timedelta(seconds=5), timedelta(seconds=5)]
    assert not DueFetch.objects.exists()


def test_a_crawl_delay_and_a_retry_after_lengthen_the_pause(add: Add, web: FakeWeb) -> None:
    web.pages[f"https://{HOST}/robots.txt"] = Page(b"user-agent: *\ncrawl-delay: 20\n")
    web.pages[f"https://{HOST}/a"] = Page(PAGE)
    web.pages[f"https://{HOST}/b"] = Page(status=503, headers=(("Retry-After", "600"),))
    for path in ("a", "b"):
        request_capture(document=add(path), by=None, cause=FetchCause.FEED, due_at=MORNING)
    visit_fable(web)
    web.pass_time(seconds=5)
    visit_fable(web)
    web.pass_time(seconds=19)
    assert not visit_fable(web)
    web.pass_time(seconds=1)
    assert visit_fable(web)
    assert HostPace.objects.get().next_allowed_at == web.now + timedelta(minutes=10)


def test_a_host_that_is_being_asked_is_left_alone_until_the_asker_is_given_up(add: Add, web: FakeWeb) -> None:
    request_capture(document=add("a"), by=None, cause=FetchCause.FEED, due_at=MORNING)
    taken = take_host(host=HOST, now=web.now)
    assert taken is not None
    assert find_due_hosts(now=web.now) == [DueHost(HOST, web.now + LEASE)]
    assert not visit_fable(web)
    web.pass_time(seconds=LEASE.total_seconds())
    assert find_due_hosts(now=web.now) == [DueHost(HOST, web.now)]
    again = take_host(host=HOST, now=web.now)
    assert again is not None
    release_host(pace=taken, now=web.now)
    assert HostPace.objects.get().lease == again.lease, "a lost lease gave the host away"


def test_hosts_are_due_in_the_order_of_their_waiting(newsroom: Newsroom, rita: User, fable: Source) -> None:
    for number, minutes in ((1, 5), (2, 9), (3, -5)):
        document = add_document(
            by=rita, newsroom=newsroom, publisher=fable, title="x", url=f"https://n{number}.example/"
        )
        request_capture(document=document, by=None, due_at=MORNING - timedelta(minutes=minutes))
    assert [due.host for due in find_due_hosts(now=MORNING)] == ["n2.example", "n1.example"]


def test_an_unreachable_page_is_tried_six_times_and_then_parked(add: Add, web: FakeWeb) -> None:
    document = add("a")
    request_capture(document=document, by=None, cause=FetchCause.FEED, due_at=MORNING)
    web.pages[f"https://{HOST}/a"] = Page(status=None)
    for _ in range(400):
        visit_fable(web)
        web.pass_time(minutes=5)
    assert web.urls() == [document.url] * 6
    assert Capture.objects.filter(outcome="unreachable").count() == 6
    parked = DueFetch.objects.get()
    assert parked.parked_at is not None
    assert "deadline" in parked.last_detail
    request_capture(document=document, by=None, cause=FetchCause.ASKED, due_at=web.now)
    web.pages[f"https://{HOST}/a"] = Page(PAGE)
    assert visit_fable(web)
    assert DueFetch.objects.get() == parked


def test_a_missing_page_is_an_answer_and_asked_for_no_more(add: Add, web: FakeWeb) -> None:
    request_capture(document=add("a"), by=None, cause=FetchCause.FEED, due_at=MORNING)
    for _ in range(5):
        visit_fable(web)
        web.pass_time(minutes=1)
    assert Capture.objects.get().outcome == "missing"
    assert not DueFetch.objects.exists()


def test_a_page_is_due_once_at_the_earlier_moment_and_a_person_goes_first(add: Add, rita: User) -> None:
    document = add("a")
    request_capture(document=document, by=None, cause=FetchCause.WATCH, due_at=MORNING + timedelta(hours=4))
    request_capture(document=document, by=None, cause=FetchCause.FEED, due_at=MORNING + timedelta(hours=9))
    assert DueFetch.objects.get().due_at == MORNING + timedelta(hours=4)
    due = request_capture(document=document, by=rita, due_at=MORNING)
    assert (due.cause, due.asked_by, due.due_at) == (FetchCause.ASKED, rita, MORNING)


def test_what_a_person_asks_for_while_an_errand_is_under_way_is_still_done(
    add: Add, rita: User, web: FakeWeb
) -> None:
    document = add("a")
    request_capture(document=document, by=None, cause=FetchCause.WATCH, due_at=MORNING)

    def ask_meanwhile(url: str, **asked: object) -> object:
        if url == document.url:
            request_capture(document=document, by=rita, due_at=web.now)
        return web.visit(url, **asked)  # type: ignore[arg-type]  # as it was asked

    web.pages[document.url] = Page(status=None)
    visit_host(host=HOST, visit=web.visit, clock=web.clock)  # robots.txt first
    web.pass_time(seconds=6)
    visit_host(host=HOST, visit=ask_meanwhile, clock=web.clock)  # type: ignore[arg-type]  # as above
    due = DueFetch.objects.get()
    assert (due.cause, due.asked_by) == (FetchCause.ASKED, rita)
    web.pages[document.url] = Page(PAGE)
    web.pass_time(seconds=6)
    assert visit_host(host=HOST, visit=web.visit, clock=web.clock)
    assert list(Capture.objects.order_by("pk").values_list("outcome", flat=True)) == ["unreachable", "captured"]
    assert not DueFetch.objects.exists()


def test_errands_heed_robots_and_a_person_is_no_robot(add: Add, rita: User, web: FakeWeb) -> None:
    web.pages[f"https://{HOST}/robots.txt"] = Page(b"user-agent: *\ndisallow: /\n")
    document = add("a")
    web.pages[document.url] = Page(PAGE)
    request_capture(document=document, by=None, cause=FetchCause.FEED, due_at=MORNING)
    visit_fable(web)
    web.pass_time(seconds=5)
    visit_fable(web)
    assert web.urls() == []
    assert Capture.objects.get().outcome == "refused"
    request_capture(document=document, by=rita, due_at=web.now)
    web.pass_time(seconds=5)
    visit_fable(web)
    assert web.urls() == [document.url]


def test_a_failing_visit_gives_the_host_back(add: Add, web: FakeWeb, caplog: pytest.LogCaptureFixture) -> None:
    request_capture(document=add("a"), by=None, cause=FetchCause.ASKED, due_at=MORNING)

    def fail(url: str, **asked: object) -> object:
        raise ZeroDivisionError

    assert visit_host(host=HOST, visit=fail, clock=web.clock)  # type: ignore[arg-type]  # it fails as nothing should
    assert "visiting fable.example failed" in caplog.text
    assert HostPace.objects.get().lease is None
    assert DueFetch.objects.get().due_at == MORNING + timedelta(minutes=10)


@pytest.mark.django_db(transaction=True)
def test_a_dripping_host_delays_no_other(
    newsroom: Newsroom, rita: User, fable: Source, serve: Serve, reach: Reach, fast: None
) -> None:
    def drip(connection: socket.socket, head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(60):
            connection.sendall(b"x")
            time.sleep(0.05)

    slow, quick = serve(drip), serve(answer("200 OK", "Content-Type: text/html", body=PAGE))
    policy = reach(slow, quick, deadline_seconds=2.0, resolve=lambda host, port: ["127.0.0.1"])
    finished: dict[str, float] = {}
    begun = time.monotonic()
    for name, server, count in (("slow", slow, 1), ("quick", quick, 3)):
        for number in range(count):
            document = add_document(
                by=rita,
                newsroom=newsroom,
                publisher=fable,
                title=name,
                url=f"http://{name}.example:{server.port}/{number}",
            )
            request_capture(document=document, by=rita, due_at=timezone.now())

    def visit(url: str, **asked: object) -> object:
        got = fetch(url, policy=policy)
        finished[url] = time.monotonic() - begun
        return got

    made = go_round(visit, seconds=1.0, at_once=3)  # type: ignore[arg-type]  # it is a visit
    assert made == 4
    slow_end = next(at for url, at in finished.items() if "slow" in url)
    assert slow_end > 2
    assert all(at < 1.5 for url, at in finished.items() if "quick" in url)
    assert sorted(Capture.objects.values_list("outcome", flat=True)) == ["captured"] * 3 + ["unreachable"]


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_from_a_feed_to_texts_over_real_sockets(
    newsroom: Newsroom, rita: User, fable: Source, serve: Serve, reach: Reach, fast: None
) -> None:
    def behave(connection: socket.socket, head: bytes) -> None:
        path = head.split(b" ")[1].decode()
        rss = (
            "<rss version='2.0'><channel><title>F</title><item><guid>1</guid><title>Bridge open</title>"
            f"<link>http://site.example:{server.port}/a</link></item></channel></rss>"
        )
        bodies = {"/rss": rss.encode(), "/a": PAGE}
        missing = answer("404 Not Found")
        connection.sendall(answer("200 OK", body=bodies[path]) if path in bodies else missing)

    server = serve(behave)
    policy = reach(server, resolve=lambda host, port: ["127.0.0.1"])
    add_feed(by=rita, newsroom=newsroom, url=f"http://site.example:{server.port}/rss", source=fable, policy=policy)
    assert go_round(functools.partial(fetch, policy=policy), seconds=2.0) == 3
    asked = [head.split(b" ")[1] for head in server.heard]
    assert asked == [b"/robots.txt", b"/rss", b"/a"]
    capture = Capture.objects.get()
    assert capture.text is not None
    assert "opened again for lorries" in capture.text.text
    assert capture.document.captured
    assert go_round(functools.partial(fetch, policy=policy), seconds=0.5) == 0, "a restart asked again"


@pytest.mark.django_db
def test_one_round_runs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def round_within_a_round(visit: object, *, seconds: float) -> int:
        rounds.append(len(rounds))
        return visit_due_hosts() if len(rounds) == 1 else 1

    monkeypatch.setattr("sources.tasks.go_round", round_within_a_round)
    assert visit_due_hosts() == 0
    assert rounds == [0]
    assert visit_due_hosts() == 1


def test_what_the_settings_permit_means_nothing_in_production(settings: object) -> None:
    settings.FETCH_PERMITTED = [("127.0.0.1", 8099)]  # type: ignore[attr-defined]  # pytest-django's own
    settings.SITE_URL = "https://desk.example"  # type: ignore[attr-defined]  # as above
    settings.PRODUCTION = False  # type: ignore[attr-defined]  # as above
    assert make_policy().permitted == {("127.0.0.1", 8099)}
    assert "https://desk.example" in make_policy().user_agent
    settings.PRODUCTION = True  # type: ignore[attr-defined]  # as above
    assert make_policy().permitted == frozenset()
