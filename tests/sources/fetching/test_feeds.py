"""Feeds of three kinds become the same frozen items; what could harm a parser or a page never gets there."""

import contextlib
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.algebra.moments import read_moment
from sources.fetching.feeds import MOST_BYTES, FeedEntry, ReadFeed, UnreadableFeedError, read_feed

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River &amp; wire</title>
<language>en</language><ttl>60</ttl>{items}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>River</title>{items}</feed>"""


def read_rss(items: str) -> ReadFeed:
    return read_feed(RSS.replace("{items}", items).encode(), url="https://wire.example/rss")


def only(items: str) -> FeedEntry:
    (entry,) = read_rss(f"<item>{items}</item>").entries
    return entry


def test_an_rss_item_is_read() -> None:
    feed = read_rss(
        """<item><title>Bridge open</title><link>https://news.example/a</link><guid isPermaLink="false">id-1</guid>
        <pubDate>Sun, 15 Jun 2025 22:02:09 +0300</pubDate>
        <description>&lt;p&gt;Nine weeks.&lt;/p&gt;</description></item>"""
    )
    assert (feed.title, feed.language, feed.ttl_minutes) == ("River & wire", "en", 60)
    assert feed.entries == (
        FeedEntry(
            guid="id-1",
            url="https://news.example/a",
            title="Bridge open",
            summary="Nine weeks.",
            published=read_moment("2025-06-15T19:02:09Z"),
        ),
    )


def test_an_atom_entry_is_read_with_its_authors_and_source() -> None:
    atom = ATOM.replace(
        "{items}",
        """<entry><id>tag:news.example,2025:1</id><title type="html">Bridge &amp;amp; &lt;i&gt;road&lt;/i&gt;</title>
        <link rel="alternate" href="https://news.example/a"/><updated>2025-06-15T10:00:00Z</updated>
        <author><name>Ann</name></author><author><name>Bo</name></author>
        <source><title>Harbour Agency</title></source></entry>""",
    )
    (entry,) = read_feed(atom.encode("utf-16"), url="https://news.example/atom").entries
    assert (entry.guid, entry.title, entry.authors) == ("tag:news.example,2025:1", "Bridge & road", ("Ann", "Bo"))
    assert (entry.publisher, entry.publisher_from) == ("Harbour Agency", "source")


def test_a_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "River",
        "items": [
            {
                "id": 7,
                "url": "https://news.example/a",
                "title": "Bridge open",
                "content_html": "<p>Nine <b>weeks</b>.</p>",
                "date_published": "2025-06-15T22:02:09+03:00",
                "authors": [{"name": "Ann"}],
                "language": "en",
            },
            "no item",
        ],
    }
    (entry,) = read_feed(json.dumps(feed).encode(), url="https://news.example/feed.json").entries
    assert (entry.guid, entry.title, entry.authors, entry.language) == ("7", "Bridge open", ("Ann",), "en")
    assert entry.summary == "Nine weeks ."
    assert entry.published == read_moment("2025-06-15T19:02:09Z")


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<source url='https://h.example/rss'>Harbour</source><dc:creator>Ann</dc:creator>", ("Harbour", "source")),
        ("<dc:publisher>Harbour</dc:publisher><dc:creator>Ann</dc:creator>", ("Harbour", "dc:publisher")),
        ("<dc:creator>Harbour</dc:creator>", ("Harbour", "dc:creator")),
        ("", ("", "")),
    ],
)
def test_the_publisher_an_item_names_itself_is_kept_with_where_it_stood(inside: str, named: tuple[str, str]) -> None:
    entry = only(f"<guid>1</guid><title>x</title>{inside}")
    assert (entry.publisher, entry.publisher_from) == named


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Sun, 15 Jun 2025 19:02:09 GMT", "2025-06-15T19:02:09Z"),
        ("Sun, 15 Jun 2025 19:02 GMT", "2025-06-15T19:02Z"),
        ("2025-06-15T19:02:09-02:00", "2025-06-15T21:02:09Z"),
        ("2025-06-15", "2025-06-15"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        ("15 Jun 2025", "2025-06-15"),
        ("soon", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(written: str, moment: str | None) -> None:
    published = only(f"<guid>1</guid><pubDate>{written}</pubDate>").published
    assert published == (read_moment(moment) if moment else None)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Bridge", "alert(1) Bridge"),
        ("&lt;img src=x onerror=alert(1)&gt;Bridge", "Bridge"),
        ("<![CDATA[<b>Bridge</b> open]]>", "Bridge open"),
        ("3 &lt; 5 and 7 &gt; 2", "3 < 5 and 7 > 2"),
        ("Bridge&#10;open&#13;\tnow", "Bridge open now"),
        ("Bridge &#x202E;nepo", "Bridge nepo"),
        ("x" * 900, "x" * 500),
    ],
)
def test_a_hostile_title_is_one_line_of_plain_text(title: str, read: str) -> None:
    assert only(f"<guid>1</guid><title>{title}</title>").title == read


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>https://news.example/a b</link>", "https://news.example/a%20b"),
        ("<link>javascript:alert(1)</link><guid>https://news.example/g</guid>", "https://news.example/g"),
        ("<link>data:text/html,x</link><guid>1</guid>", ""),
        ("<link>file:///etc/hostname</link><guid>1</guid>", ""),
    ],
)
def test_only_a_web_address_is_an_address(inside: str, url: str) -> None:
    assert only(f"<title>x</title>{inside}").url == url


def test_each_guid_counts_once_and_an_item_without_any_name_is_left_out() -> None:
    feed = read_rss(
        "<item><guid>1</guid><title>first</title></item><item><guid>1</guid><title>again</title></item>"
        "<item><title>nameless</title></item><item><link>https://news.example/a</link></item>"
    )
    assert [(entry.guid, entry.title) for entry in feed.entries] == [("1", "first"), ("https://news.example/a", "")]


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel>'
    "<item><guid>1</guid><title>&b;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    "content",
    [
        BILLION_LAUGHS.encode(),
        b'<?xml version="1.0"?>' + BILLION_LAUGHS.encode(),
        b"<!-- a comment -->\n<?pi x?>\n" + BILLION_LAUGHS.encode(),
        BILLION_LAUGHS.encode("utf-16"),
        BILLION_LAUGHS.replace("DOCTYPE", "doctype").encode(),
        b'<!DOCTYPE rss SYSTEM "file:///etc/hostname"><rss version="2.0"><channel/></rss>',
    ],
)
def test_a_document_type_is_refused_before_parsing(content: bytes) -> None:
    with pytest.raises(UnreadableFeedError, match="document type"):
        read_feed(content, url="https://wire.example/rss")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "neither"),
        (b"<html><body>Not a feed</body></html>", "neither"),
        (b"Some words", "neither"),
        (b'<?xml version="1.0" encoding="utf-7"?><rss version="2.0"/>', "character set"),
        (b'<?xml version="1.0" encoding="cp037"?><rss version="2.0"/>', "character set"),
        (b"<rss version='2.0'><channel>" + b"x" * MOST_BYTES, "larger"),
        (b"\x00" * 100, "neither"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableFeedError, match=why):
        read_feed(content, url="https://wire.example/rss")


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5", "utf-8"])
def test_the_character_set_a_feed_declares_is_read(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><item><guid>1</guid>'
    content = (text + "<title>Мост открыт</title></item></channel></rss>").encode(charset)
    (entry,) = read_feed(content, url="https://wire.example/rss").entries
    assert entry.title == "Мост открыт"


def test_only_the_first_thousand_items_are_read() -> None:
    items = "".join(f"<item><guid>{n}</guid></item>" for n in range(1200))
    assert len(read_rss(items).entries) == 1000


def test_a_feed_of_deep_nesting_ends_in_time() -> None:
    before = time.monotonic()
    content = b"<rss version='2.0'><channel><item><guid>1</guid><description>" + b"<a>" * 100_000
    with contextlib.suppress(UnreadableFeedError):
        read_feed(content, url="https://wire.example/rss")
    assert time.monotonic() - before < 10


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_either_read_or_refused(content: bytes) -> None:
    within = b"<rss version='2.0'><channel><item><guid>1</guid>" + content + b"</item></channel></rss>"
    for wrapped in (content, within):
        with contextlib.suppress(UnreadableFeedError):
            assert isinstance(read_feed(wrapped, url="https://wire.example/rss"), ReadFeed)


def nest(of: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(of) | st.dictionaries(st.text(max_size=5), of)


@given(st.recursive(st.none() | st.text(max_size=9) | st.integers(), nest))
@settings(max_examples=60, deadline=None)
def test_any_json_that_calls_itself_a_feed_is_read(value: object) -> None:
    item = {"id": "1", "url": value, "title": value, "authors": value, "date_published": value, "language": value}
    for items in (value, [item], [value]):
        content = json.dumps({"version": "https://jsonfeed.org/version/1", "title": value, "items": items}).encode()
        assert isinstance(read_feed(content, url="https://wire.example/feed.json"), ReadFeed)
