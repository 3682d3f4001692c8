"""robots.txt as RFC 9309 has it: groups, longest match, wildcards, and what a missing file means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.robots import expire_at, judge_robots, read_robots

NOW = datetime(2025, 6, 15, 12, 0, tzinfo=UTC)


def asked(text: str, path: str) -> bool:
    return read_robots(text, product_token="FactcheckDesk").allows(f"https://news.example{path}")


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("user-agent: *\ndisallow: /", "/a", False),
        ("user-agent: *\ndisallow: /", "/robots.txt", True),
        ("user-agent: *\ndisallow:", "/a", True),
        ("user-agent: other\ndisallow: /", "/a", True),
        ("User-Agent: FACTCHECKDESK/2.0\nDisallow: /a", "/a", False),
        ("user-agent: factcheckdesk\nallow: /\n\nuser-agent: *\ndisallow: /", "/a", True),
        ("user-agent: x\nuser-agent: factcheckdesk\ndisallow: /a", "/a/b", False),
        ("user-agent: factcheckdesk\ndisallow: /a\nuser-agent: y\ndisallow: /b", "/b", True),
        ("user-agent: factcheckdesk\ndisallow: /a\n\nuser-agent: factcheckdesk\ndisallow: /b", "/b", False),
        ("user-agent: *\ndisallow: /a\nallow: /a/b", "/a/b/c", True),
        ("user-agent: *\ndisallow: /a\nallow: /a", "/a", True),
        ("user-agent: *\nallow: /a\ndisallow: /a/b", "/a/b", False),
        ("user-agent: *\ndisallow: /*.pdf$", "/x/y.pdf", False),
        ("user-agent: *\ndisallow: /*.pdf$", "/x/y.pdf?a", True),
        ("user-agent: *\ndisallow: /*.pdf", "/x/y.pdf?a", False),
        ("user-agent: *\ndisallow: /a*b*c", "/a1b2c3", False),
        ("user-agent: *\ndisallow: /a*b*c", "/a1c2b3", True),
        ("user-agent: *\ndisallow: /a$", "/ab", True),
        ("user-agent: *\ndisallow: *secret", "/very/secret", False),
        ("user-agent: *\ndisallow: /a?q=", "/a?q=1", False),
        ("user-agent: *\ndisallow: /caf%C3%A9", "/café", False),
        ("user-agent: *\ndisallow: /café", "/caf%c3%a9", False),
        ("user-agent: *\ndisallow: /a%2Fb", "/a/b", True),
        ("user-agent: * # all\ndisallow: /a # this", "/a", False),
        ("user-agent: *\r\ndisallow: /a\r\n", "/a", False),
        ("disallow: /", "/a", True),
        ("sitemap: /x\nuser-agent: *\nsitemap: /y\ndisallow: /a", "/a", False),
        ("user-agent: *\ndisallow: a", "/a", True),
        ("<html><body>Not found</body></html>", "/a", True),
    ],
)
def test_what_a_site_asks(text: str, path: str, allowed: bool) -> None:
    assert asked(text, path) is allowed


def test_the_longest_delay_asked_of_us_is_kept_within_reason() -> None:
    assert read_robots("user-agent: *\ncrawl-delay: 7.5\ndisallow: /a").delay_seconds == 7.5
    assert read_robots("user-agent: *\ncrawl-delay: 99999").delay_seconds == 300
    assert read_robots("user-agent: *\ncrawl-delay: soon").delay_seconds == 0


@pytest.mark.parametrize(
    ("status", "allowed", "kept"),
    [
        (404, True, timedelta(hours=24)),
        (403, True, timedelta(hours=24)),
        (401, True, timedelta(hours=24)),
        (500, False, timedelta(minutes=15)),
        (503, False, timedelta(minutes=15)),
        (429, False, timedelta(minutes=15)),
        (None, False, timedelta(minutes=15)),
        (302, True, timedelta(hours=24)),
    ],
)
def test_no_file_allows_all_and_a_failing_server_nothing(status: int | None, allowed: bool, kept: timedelta) -> None:
    assert judge_robots(status, "").allows("https://news.example/a") is allowed
    assert expire_at(status, NOW) == NOW + kept


@given(st.text(alphabet="uaserdilow-gnt:*$/ \n%2Fé", max_size=300), st.text(max_size=20))
def test_no_file_and_no_path_can_make_reading_fail(text: str, path: str) -> None:
    read_robots(text).allows(f"https://news.example/{path}")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert asked("user-agent: *\ndisallow: /" + "*a" * 2000 + "$", "/" + "a" * 1999)
