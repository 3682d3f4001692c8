"""Two ways of writing the address of one page have one key; two pages have two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.addresses import make_address_key, read_host_of

SAME = [
    ("https://news.example/a", "http://news.example/a"),
    ("https://news.example/a", "https://www.news.example/a"),
    ("https://news.example/a", "https://NEWS.example:443/a/"),
    ("https://news.example", "https://news.example/"),
    ("https://news.example/a", "https://news.example/a#comments"),
    ("https://news.example/a", "https://news.example/a?utm_source=x&utm_medium=y&fbclid=z"),
    ("https://news.example/a?id=1&p=2", "https://news.example/a?p=2&UTM_Campaign=q&id=1"),
    ("https://news.example/%7Eme", "https://news.example/~me"),
    ("https://news.example/%c3%a9t%c3%a9", "https://news.example/été"),
    ("https://новини.example/a", "https://xn--b1amarcd.example/a"),
    ("https://news.example/a?q=x+y", "https://news.example/a?q=x%20y"),
    (" https://news.example/a\n", "https://news.example/a"),
]
OTHER = [
    ("https://news.example/a", "https://news.example/b"),
    ("https://news.example/a?id=1", "https://news.example/a?id=2"),
    ("https://news.example/a?id=1", "https://news.example/a"),
    ("https://news.example/a%2Fb", "https://news.example/a/b"),
    ("https://news.example/A", "https://news.example/a"),
    ("https://news.example:8080/a", "https://news.example/a"),
    ("https://uk.news.example/a", "https://news.example/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_page_has_one_key(one: str, other: str) -> None:
    assert make_address_key(one) == make_address_key(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_pages_have_two_keys(one: str, other: str) -> None:
    assert make_address_key(one) != make_address_key(other)


@pytest.mark.parametrize(
    "url", ["", "a", "mailto:a@b.example", "http://", "https://intranet/a", "tel:+1", "http://[x"]
)
def test_what_is_no_page_on_the_web_has_no_key(url: str) -> None:
    assert make_address_key(url) == ""


@given(st.text(max_size=60))
def test_a_key_is_the_key_of_itself(rest: str) -> None:
    key = make_address_key(f"https://news.example/{rest}")
    assert make_address_key(f"https://{key}") == key


def test_the_host_to_be_paced_is_read_in_one_form() -> None:
    assert read_host_of("https://Новини.example:443/a") == "xn--b1amarcd.example"
    assert read_host_of("nothing") == ""
