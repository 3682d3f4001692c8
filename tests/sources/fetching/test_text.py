"""What is read from a capture: the article without its surroundings, what the page says of itself, always alike."""

import io
import unicodedata
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.algebra.moments import read_moment
from sources.fetching.media_types import sniff_media_type
from sources.fetching.text import clean, extract_text

NOW = datetime(2025, 6, 20, 12, 0, tzinfo=UTC)
HEAD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bridge open again | The Fable</title>
<meta property="og:site_name" content="The Fable"><meta name="author" content="Ann Example; Bo Sample">
{head}</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Bridge open again</h1>{body}</article>
<aside><h2>Read more</h2><ul><li><a href="/1">Ten things to know</a></li></ul></aside>
<footer>All rights reserved</footer></body></html>"""
BODY = """<p>The river office said on Sunday that the bridge had been opened again for lorries after nine weeks.</p>
<p>“Some 40 boats were moved,” its spokeswoman told the local paper, citing the harbour master’s list.</p>
<p>The harbour master could not be reached for comment, and the list itself has not been published so far.</p>"""


def page(head: str = "", body: str = BODY) -> bytes:
    return HEAD.replace("{head}", head).replace("{body}", body).encode()


def test_an_article_is_read_without_its_surroundings() -> None:
    found = extract_text(page(), "text/html", captured_at=NOW)
    assert found is not None
    assert found.text.splitlines()[-3:] == [
        "The river office said on Sunday that the bridge had been opened again for lorries after nine weeks.",
        "“Some 40 boats were moved,” its spokeswoman told the local paper, citing the harbour master’s list.",
        "The harbour master could not be reached for comment, and the list itself has not been published so far.",
    ]
    assert not {"Home", "All rights reserved", "Ten things to know"} & set(found.text.splitlines())
    assert found.title == "Bridge open again"
    assert found.authors == ("Ann Example", "Bo Sample")
    assert (found.language, found.site_name) == ("en-GB", "The Fable")
    assert found.extractor.startswith("trafilatura 2")


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ('<meta property="article:published_time" content="2025-06-15T22:02:09+03:00">', "2025-06-15T19:02:09Z"),
        ('<meta property="article:published_time" content="2025-06-15T19:02Z">', "2025-06-15T19:02Z"),
        ('<meta itemprop="datePublished" content="2025-06-15">', "2025-06-15"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "X"}, '
            '{"datePublished": "2025-06-15T19:02:00.5+0000"}]}</script>',
            "2025-06-15T19:02:00Z",
        ),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="2025-06-14">', "2025-06-14"),
        (
            '<meta property="article:published_time" content="yesterday"><meta name="date" content="2025-06-14">',
            "2025-06-14",
        ),
    ],
)
def test_the_date_is_as_exact_as_the_page_says(head: str, written: str) -> None:
    found = extract_text(page(head), "text/html", captured_at=NOW)
    assert found is not None
    assert found.published == read_moment(written)


def test_the_same_bytes_give_the_same_text_whatever_was_read_before() -> None:
    once = extract_text(page(), "text/html", captured_at=NOW)
    for _ in range(4):
        extract_text(page(body=BODY * 2), "text/html", captured_at=NOW)
    assert extract_text(page(), "text/html", captured_at=NOW) == once


@pytest.mark.parametrize(
    ("content_type", "encode"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ("text/html", "windows-1251"),
        ("text/html; charset=utf-8", "utf-8"),
    ],
)
def test_the_character_set_is_taken_from_the_header_or_the_page(content_type: str, encode: str) -> None:
    words = "Річковий відомство сказало, що міст знову відкрито для вантажівок після дев'яти тижнів ремонту."
    html = f'<html><head><meta charset="{encode}"></head><body><article><p>{words}</p></article></body></html>'
    found = extract_text(html.encode(encode), "text/html", captured_at=NOW, content_type=content_type)
    assert found is not None
    assert found.text == words


def test_a_page_of_one_line_is_not_lost() -> None:
    found = extract_text(b"<html><body><p>The depot was hit.</p></body></html>", "text/html", captured_at=NOW)
    assert found is not None
    assert found.text == "The depot was hit."


def make_pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Monthly count)/Author(River office)/CreationDate(D:20250615190200+03'00')>>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


def test_the_text_layer_of_a_pdf_is_read() -> None:
    found = extract_text(make_pdf("No fewer than 21 boats"), "application/pdf", captured_at=NOW)
    assert found is not None
    assert (found.text, found.title, found.authors) == ("No fewer than 21 boats", "Monthly count", ("River office",))
    assert found.published == read_moment("2025-06-15")


def test_a_locked_or_damaged_pdf_has_no_text() -> None:
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf("secret")))
    locked.encrypt("key", algorithm="RC4-128")
    written = io.BytesIO()
    locked.write(written)
    assert extract_text(written.getvalue(), "application/pdf", captured_at=NOW) is None
    assert extract_text(b"%PDF-1.4\nnothing\n%%EOF", "application/pdf", captured_at=NOW) is None


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_pdf_can_make_reading_fail(data: st.DataObject) -> None:
    damaged = bytearray(make_pdf("No fewer than 21 boats"))
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    extract_text(bytes(damaged), "application/pdf", captured_at=NOW)


@given(st.text(alphabet="<>/=\"'abdivpcrt!-& \n\0é", max_size=400))
@settings(max_examples=80, deadline=None)
def test_no_page_can_make_reading_fail(written: str) -> None:
    for body in (written, f"<html><body><article>{written}</article></body></html>"):
        found = extract_text(body.encode(), "text/html", captured_at=NOW)
        assert found is None or found.text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 50_000 + "x",
        "<html><body>" + "<b>" * 50_000 + "x",
        "<html><head><script type='application/ld+json'>"
        + "[" * 90_000
        + "</script></head><body><p>x</p></body></html>",
        "<html><body><p>" + "&amp;" * 100_000,
        "",
        "<",
    ],
)
def test_a_page_made_to_break_a_parser_only_has_no_text(html: str) -> None:
    extract_text(html.encode(), "text/html", captured_at=NOW)


@given(st.text())
def test_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert "\0" not in cleaned
    assert "\r" not in cleaned
    assert cleaned.encode("utf-8").decode() == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", "application/octet-stream"),
        (b"  \n<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf<HTML>", "text/html"),
        ("<html><p>x".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", "text/html"),
        (b"<?xml version='1.0'?><rss>", "application/xml"),
        (b"<feed xmlns='x'>", "application/xml"),
        (b'{"a": 1}\n', "application/json"),
        (b"Some words.", "text/plain"),
        (b" %PDF-1.7", "text/plain"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"a\0b", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_what_bytes_are_is_read_from_the_bytes(content: bytes, media_type: str) -> None:
    assert sniff_media_type(content) == media_type
