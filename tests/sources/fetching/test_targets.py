"""How a URL is read: what is refused and for which part, and what an allowed one becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.policy import PUBLIC
from sources.fetching.targets import RefusedURLError, follow, read_target


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "scheme"),
        ("news.example/a", "scheme"),
        ("ftp://news.example/a", "scheme"),
        ("file:///etc/hostname", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("gopher://news.example/", "scheme"),
        ("http://", "host"),
        ("http:///a", "host"),
        ("http://editor:secret@news.example/", "user name"),
        ("http://editor@news.example/", "user name"),
        ("http://@news.example/", "user name"),
        ("http://news.example:8080/", "port"),
        ("http://news.example:22/", "port"),
        ("http://news.example:99999/", "cannot be read"),
        ("http://news.example:x/", "cannot be read"),
        ("http://news.example\\@inside.example/", "backslash"),
        ("http://news.example/a\r\nX: y", "control"),
        ("http://news.example/a b", "space"),
        ("http://ne\tws.example/", "control"),
        ("http://news%2eexample/", "percent"),
        ("http://localhost/", "public domain"),
        ("http://intranet/", "public domain"),
        ("http://desk.localhost/", "public domain"),
        ("http://printer.local/", "public domain"),
        ("http://metadata.google.internal/", "public domain"),
        ("http://127.1/", "four plain numbers"),
        ("http://2130706433/", "four plain numbers"),
        ("http://0x7f.0.0.1/", "four plain numbers"),
        ("http://0x7f000001/", "four plain numbers"),
        ("http://0177.0.0.1/", "four plain numbers"),
        ("http://127.0.0.1.0x1/", "four plain numbers"),
        ("http://[::1", "cannot be read"),
        ("http://[fe80::1%25eth0]/", "IPv6"),
        ("http://-news.example/", "domain name"),
        ("http://news..example/", "domain name"),
        ("http://" + "a" * 64 + ".example/", "domain name"),
        ("http://news.example/" + "a" * 4000, "longer"),
        ("http://news.example/\ud800", "control"),
    ],
)
def test_a_url_is_refused_with_the_part_that_is_wrong(url: str, reason: str) -> None:
    with pytest.raises(RefusedURLError, match=reason):
        read_target(url, PUBLIC)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("  http://News.Example  ", "http://news.example/"),
        ("https://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("http://news.example:443/a", "http://news.example:443/a"),
        ("http://news.example./", "http://news.example/"),
        ("https://nouvelles-d-été.example/é", "https://xn--nouvelles-d-t-mhbb.example/%C3%A9"),
        ("https://новини.example/", "https://xn--b1amarcd.example/"),
        ("http://news。example/", "http://news.example/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:2800:220:1:0:0:0:1946]/", "http://[2606:2800:220:1::1946]/"),
        ("http://my_blog.example/", "http://my_blog.example/"),
        ("https://news.example/a%2Fb?q=%20x", "https://news.example/a%2Fb?q=%20x"),
    ],
)
def test_an_allowed_url_is_read_into_ascii(url: str, read: str) -> None:
    assert read_target(url, PUBLIC).url == read


def test_digits_from_other_scripts_do_not_hide_an_ipv4_address() -> None:
    assert read_target("http://①②⑦.0.0.1/", PUBLIC).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/b", "https://news.example/b"),
        ("b?x=1", "https://news.example/a/b?x=1"),
        ("//other.example/c", "https://other.example/c"),
        ("http://other.example/c d", "http://other.example/c%20d"),
        ("https://news.example/ü", "https://news.example/%C3%BC"),
    ],
)
def test_a_redirect_is_read_from_where_it_came(location: str, to: str) -> None:
    assert follow(read_target("https://news.example/a/", PUBLIC), location, PUBLIC).url == to


@given(st.text(max_size=80))
def test_any_text_is_either_read_or_refused_and_what_is_read_reads_the_same_again(rest: str) -> None:
    try:
        target = read_target(f"http://{rest}", PUBLIC)
    except RefusedURLError:
        return
    assert read_target(target.url, PUBLIC) == target
    assert target.url.isascii()
