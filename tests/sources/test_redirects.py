"""Redirects: each hop is due work of its own, at the pace and by the robots.txt of the host that it asks."""

import functools
import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsrooms.models import Newsroom, User
from sources.actions.documents import add_document
from sources.actions.due_fetches import request_capture
from sources.actions.feeds import add_feed
from sources.actions.pace import take_host
from sources.actions.visits import find_due_hosts, visit_host
from sources.fetching.client import fetch
from sources.fetching.fetched import FetchReason, Journey
from sources.models import Capture, DueFetch, FeedItem, FeedState, HostPace, Source
from sources.tasks import go_round
from sources.vocabulary import CaptureOutcome, FetchCause
from tests.sources.fake_web import HOST, MORNING, PAGE, Add, FakeWeb, Page, visit_fable
from tests.sources.fetching.raw_server import Reach, Serve, answer

OTHER = "mirror.example"
THERE = f"https://{OTHER}/a"
HERE = f"https://{HOST}/a"


def visit_mirror(web: FakeWeb) -> bool:
    return visit_host(host=OTHER, visit=web.visit, clock=web.clock)


@pytest.fixture
def moved(add: Add, web: FakeWeb) -> DueFetch:
    """A page that is due and has moved to the mirror, whose robots.txt was never read."""
    web.pages |= {HERE: Page(moved_to=THERE), THERE: Page(PAGE)}
    due = request_capture(document=add("a"), by=None, cause=FetchCause.FEED, due_at=MORNING)
    visit_fable(web)
    web.pass_time(seconds=5)
    visit_fable(web)
    return due


def test_a_redirect_makes_the_page_due_at_the_other_host_and_asks_nobody_yet(moved: DueFetch, web: FakeWeb) -> None:
    moved.refresh_from_db()
    assert (moved.host, moved.onward_url, moved.attempts) == (OTHER, THERE, 0)
    assert [due.host for due in find_due_hosts(now=web.now)] == [OTHER]
    assert web.urls() == [HERE]
    assert not Capture.objects.exists()


def test_the_other_hosts_robots_txt_is_read_before_the_hop_and_its_pace_is_kept(
    moved: DueFetch, web: FakeWeb
) -> None:
    visit_mirror(web)
    assert web.asked[-1][1] == f"https://{OTHER}/robots.txt"
    assert not visit_mirror(web), "asked twice within five seconds"
    web.pass_time(seconds=5)
    assert visit_mirror(web)
    capture = Capture.objects.get()
    assert (capture.outcome, capture.requested_url, capture.final_url) == ("captured", HERE, THERE)
    assert [hop["url"] for hop in capture.redirects] == [HERE]
    assert not DueFetch.objects.exists()


def test_a_host_that_forbids_robots_is_not_asked_for_the_page(moved: DueFetch, web: FakeWeb) -> None:
    web.pages[f"https://{OTHER}/robots.txt"] = Page(b"user-agent: *\ndisallow: /\n")
    visit_mirror(web)
    web.pass_time(seconds=5)
    visit_mirror(web)
    capture = Capture.objects.get()
    assert (capture.outcome, capture.final_url, len(capture.redirects)) == ("refused", THERE, 1)
    assert web.urls() == [HERE]


def test_a_host_that_somebody_asks_is_not_asked_for_a_hop(moved: DueFetch, web: FakeWeb) -> None:
    assert take_host(host=OTHER, now=web.now) is not None
    assert not visit_mirror(web)
    assert web.urls() == [HERE]
    assert DueFetch.objects.get().onward_url == THERE


def test_a_hop_at_the_same_host_waits_five_seconds_too(add: Add, web: FakeWeb) -> None:
    web.pages |= {HERE: Page(moved_to=f"{HERE}/"), f"{HERE}/": Page(PAGE)}
    request_capture(document=add("a"), by=None, cause=FetchCause.FEED, due_at=MORNING)
    for _ in range(40):
        visit_fable(web)
        web.pass_time(seconds=0.5)
    assert [url for _, url in web.asked] == [f"https://{HOST}/robots.txt", HERE, f"{HERE}/"]
    assert [later - MORNING for later, _ in web.asked] == [timedelta(seconds=at) for at in (0, 5, 10)]
    assert Capture.objects.get().outcome == "captured"


def test_an_errand_follows_no_redirect_to_where_robots_are_asked_to_stay_away(
    add: Add, rita: User, web: FakeWeb
) -> None:
    web.pages[f"https://{HOST}/robots.txt"] = Page(b"user-agent: *\ndisallow: /members/\n")
    document = add("a")
    web.pages |= {HERE: Page(moved_to=f"https://{HOST}/members/a"), f"https://{HOST}/members/a": Page(PAGE)}
    for by, outcome in ((None, "refused"), (rita, "captured")):
        cause = FetchCause.FEED if by is None else FetchCause.ASKED
        request_capture(document=document, by=by, cause=cause, due_at=web.now)
        for _ in range(4):
            visit_fable(web)
            web.pass_time(seconds=5)
        assert Capture.objects.latest("captured_at").outcome == outcome


def test_a_redirect_kept_too_long_or_of_an_old_address_is_forgotten(moved: DueFetch, web: FakeWeb) -> None:
    web.pass_time(hours=2)
    visit_mirror(web)
    web.pass_time(seconds=5)
    visit_mirror(web)
    assert (DueFetch.objects.get().host, DueFetch.objects.get().onward_url) == (HOST, "")
    assert web.urls() == [HERE]


def test_a_robots_txt_that_has_moved_waits_for_the_host_it_has_moved_to(add: Add, web: FakeWeb) -> None:
    web.pages |= {
        f"https://{HOST}/robots.txt": Page(moved_to=f"https://{OTHER}/robots.txt"),
        f"https://{OTHER}/robots.txt": Page(b"user-agent: *\ndisallow: /\n"),
    }
    request_capture(document=add("a"), by=None, cause=FetchCause.FEED, due_at=MORNING)
    visit_fable(web)
    assert HostPace.objects.get(host=HOST).robots_expire_at is None
    assert take_host(host=OTHER, now=web.now) is not None
    web.pass_time(seconds=5)
    visit_fable(web)
    assert len(web.asked) == 1, "a host that somebody asks was asked"
    web.pass_time(minutes=5)
    visit_fable(web)
    assert web.asked[-1][1] == f"https://{OTHER}/robots.txt"
    assert HostPace.objects.get(host=OTHER).next_allowed_at == web.now + timedelta(seconds=5)
    web.pass_time(seconds=5)
    visit_fable(web)
    assert Capture.objects.get().outcome == "refused"


def test_a_feed_that_has_moved_is_polled_where_it_is_at_that_hosts_pace(
    newsroom: Newsroom, rita: User, fable: Source, web: FakeWeb
) -> None:
    item = b"<item><guid>1</guid><title>Bridge</title></item>"
    rss = b"<rss version='2.0'><channel><title>F</title>" + item + b"</channel></rss>"
    feed = add_feed(by=rita, newsroom=newsroom, url=f"https://{HOST}/rss", source=fable)
    FeedState.objects.update(next_poll_at=MORNING)
    web.pages |= {feed.url: Page(moved_to=f"https://{OTHER}/rss"), f"https://{OTHER}/rss": Page(rss)}
    visit_fable(web)
    web.pass_time(seconds=5)
    visit_fable(web)
    assert [due.host for due in find_due_hosts(now=web.now)] == [OTHER]
    visit_mirror(web)
    web.pass_time(seconds=5)
    visit_mirror(web)
    assert web.urls() == [feed.url, f"https://{OTHER}/rss"]
    assert FeedItem.objects.get().title == "Bridge"
    state = FeedState.objects.get()
    assert (state.onward_url, state.onward_host, state.last_outcome) == ("", "", "captured")
    assert state.next_poll_at >= web.now + timedelta(minutes=15)


def test_a_leg_ends_at_a_redirect_and_a_loop_ends_after_five(serve: Serve, reach: Reach) -> None:
    server = serve(answer("302 Found", "Location: /again"))
    policy, journey = reach(server), None
    for _ in range(5):
        leg = fetch(server.url, policy=policy, journey=journey, one_leg=True)
        assert leg.reason is FetchReason.REDIRECTED
        journey = Journey(leg.final_url, leg.hops)
    last = fetch(server.url, policy=policy, journey=journey, one_leg=True)
    assert (last.reason, last.outcome) == (FetchReason.TOO_MANY_REDIRECTS, CaptureOutcome.UNSUPPORTED)
    assert (last.url, len(last.hops), len(server.heard)) == (server.url, 6, 6)


def test_a_leg_that_would_lead_inside_is_refused_before_it_is_kept(serve: Serve, reach: Reach) -> None:
    server = serve(answer("302 Found", "Location: ftp://files.example/x"))
    refused = fetch(server.url, policy=reach(server), one_leg=True)
    assert refused.reason is FetchReason.BAD_REDIRECT
    inside = Journey("http://10.0.0.7/", ())
    assert fetch(server.url, policy=reach(server), journey=inside).reason is FetchReason.FORBIDDEN_ADDRESS


@pytest.mark.django_db(transaction=True)
def test_hops_over_real_sockets_never_meet_a_host_twice_at_once(
    newsroom: Newsroom, rita: User, fable: Source, serve: Serve, reach: Reach, fast: None
) -> None:
    """Eight pages of one host that all point at one other: whoever is asked is asked by one at a time."""
    open_now, most = [0], [0]

    def hand_out(connection: socket.socket, head: bytes) -> None:
        open_now[0] += 1
        most[0] = max(most[0], open_now[0])
        time.sleep(0.01)
        open_now[0] -= 1
        connection.sendall(answer("404 Not Found") if b"robots" in head else answer("200 OK", body=PAGE))

    target = serve(hand_out)
    onward = serve(answer("302 Found", f"Location: http://mirror.example:{target.port}/x"))
    policy = reach(target, onward, resolve=lambda host, port: ["127.0.0.1"])
    for number in range(8):
        document = add_document(
            by=rita, newsroom=newsroom, publisher=fable, title=f"Page {number}",
            url=f"http://fable.example:{onward.port}/{number}",
        )  # fmt: skip
        request_capture(document=document, by=rita, due_at=timezone.now())
    go_round(functools.partial(fetch, policy=policy), seconds=60.0)
    assert Capture.objects.filter(outcome="captured").count() == 8
    assert most == [1]
