"""An ordinary fetch: what is sent, what is kept, redirects, validators, and what a status means."""

import gzip
import hashlib
import socket
import zlib
from collections.abc import Callable

import brotli
import pytest

from sources.fetching.client import fetch, post
from sources.fetching.fetched import FetchReason, Hop, Validators
from sources.vocabulary import CaptureOutcome
from tests.sources.fetching.raw_server import Reach, Serve, answer

PAGE = b"<p>The bridge was reopened.</p>"


def test_a_page_is_kept_whole_with_where_it_came_from(serve: Serve, reach: Reach) -> None:
    server = serve(answer("200 Fine", 'ETag: "a1"', "Last-Modified: Sun, 15 Jun 2025 19:02:00 GMT", body=PAGE))
    fetched = fetch(server.url, policy=reach(server))
    assert (fetched.outcome, fetched.reason, fetched.status) == (CaptureOutcome.CAPTURED, FetchReason.ANSWERED, 200)
    assert (fetched.phrase, fetched.http_version) == ("Fine", "HTTP/1.1")
    assert fetched.body == fetched.wire_body == PAGE
    assert fetched.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (fetched.address, fetched.final_url, fetched.hops) == ("127.0.0.1", server.url, ())
    assert fetched.validators == Validators('"a1"', "Sun, 15 Jun 2025 19:02:00 GMT", fetched.final_url)
    assert fetched.started_at < fetched.ended_at
    assert ("ETag", '"a1"') in fetched.headers


def test_the_request_says_who_asks_and_carries_nothing_else(
    serve: Serve, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server = serve(answer("200 OK", body=PAGE))
    fetch(server.url + "a?b=c", policy=reach(server, contact="https://desk.example/contact"))
    lines = server.heard[0].decode().split("\r\n")
    assert lines[0] == "GET /a?b=c HTTP/1.1"
    names = {line.split(":")[0] for line in lines[1:] if line}
    assert names == {"Host", "User-Agent", "Accept-Encoding", "Accept", "Connection"}
    assert "User-Agent: FactcheckDesk/0.1 (+https://desk.example/contact)" in lines


def deflate_raw(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


def gzip_in_members(data: bytes) -> bytes:
    return b"".join(gzip.compress(data[start : start + 7000]) for start in range(0, len(data), 7000))


def gzip_with_padding(data: bytes) -> bytes:
    return gzip.compress(data) + b"\0" * 70_000


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", gzip_in_members),
        ("gzip", gzip_with_padding),
        ("deflate", zlib.compress),
        ("deflate", deflate_raw),
        ("br", brotli.compress),
        ("identity", bytes),
    ],
)
def test_one_content_encoding_is_undone_and_the_body_as_sent_is_kept_beside(
    serve: Serve, reach: Reach, encoding: str, encode: Callable[[bytes], bytes]
) -> None:
    page = PAGE * 9000
    server = serve(answer("200 OK", f"Content-Encoding: {encoding}", body=encode(page)))
    fetched = fetch(server.url, policy=reach(server))
    assert fetched.outcome is CaptureOutcome.CAPTURED
    assert (fetched.body, fetched.wire_body) == (page, encode(page))


def test_a_chunked_body_is_put_together(serve: Serve, reach: Reach) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n")
    assert fetch(server.url, policy=reach(server)).body == b"abcdefg"


def test_a_body_that_ends_with_the_connection_is_whole(serve: Serve, reach: Reach) -> None:
    assert fetch((server := serve(b"HTTP/1.0 200 OK\r\n\r\nabc")).url, policy=reach(server)).body == b"abc"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("203 Non-Authoritative Information", CaptureOutcome.CAPTURED),
        ("204 No Content", CaptureOutcome.UNSUPPORTED),
        ("206 Partial Content", CaptureOutcome.UNSUPPORTED),
        ("300 Multiple Choices", CaptureOutcome.UNSUPPORTED),
        ("302 Found", CaptureOutcome.UNSUPPORTED),
        ("304 Not Modified", CaptureOutcome.UNSUPPORTED),
        ("401 Unauthorized", CaptureOutcome.REFUSED),
        ("403 Forbidden", CaptureOutcome.REFUSED),
        ("404 Not Found", CaptureOutcome.MISSING),
        ("410 Gone", CaptureOutcome.GONE),
        ("418 Teapot", CaptureOutcome.UNSUPPORTED),
        ("429 Too Many Requests", CaptureOutcome.UNREACHABLE),
        ("451 Unavailable For Legal Reasons", CaptureOutcome.REFUSED),
        ("500 Internal Server Error", CaptureOutcome.UNREACHABLE),
        ("503 Service Unavailable", CaptureOutcome.UNREACHABLE),
    ],
)
def test_a_status_means_one_outcome(serve: Serve, reach: Reach, status: str, outcome: CaptureOutcome) -> None:
    server = serve(f"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n".encode())
    fetched = fetch(server.url, policy=reach(server))
    assert (fetched.outcome, fetched.status) == (outcome, int(status[:3]))


def test_validators_are_sent_back_byte_for_byte_and_not_modified_is_an_outcome(serve: Serve, reach: Reach) -> None:
    server = serve(b'HTTP/1.1 304 Not Modified\r\nETag: W/"a, b"\r\n\r\n')
    validators = Validators('W/"a, b"', "Sun, 15 Jun 2025 19:02:00 GMT")
    fetched = fetch(server.url, validators=validators, policy=reach(server))
    assert fetched.outcome is CaptureOutcome.NOT_MODIFIED
    assert b'If-None-Match: W/"a, b"\r\n' in server.heard[0]
    assert b"If-Modified-Since: Sun, 15 Jun 2025 19:02:00 GMT\r\n" in server.heard[0]


def test_redirects_are_followed_and_each_hop_is_kept(serve: Serve, reach: Reach) -> None:
    last = serve(answer("200 OK", body=PAGE))
    first = serve(answer("301 Moved", f"Location: http://site.example:{last.port}/new", body=b"moved"))
    fetched = fetch(first.url, policy=reach(first, last, resolve=lambda host, port: ["127.0.0.1"]))
    assert fetched.outcome is CaptureOutcome.CAPTURED
    assert fetched.hops == (Hop(first.url, 301, f"http://site.example:{last.port}/new", "127.0.0.1"),)
    assert fetched.final_url == f"http://site.example:{last.port}/new"
    assert f"Host: site.example:{last.port}".encode() in last.heard[0]


def test_validators_do_not_cross_to_another_host(serve: Serve, reach: Reach) -> None:
    last = serve(answer("200 OK", body=PAGE))
    first = serve(answer("302 Found", f"Location: http://site.example:{last.port}/"))
    policy = reach(first, last, resolve=lambda host, port: ["127.0.0.1"])
    fetch(first.url, validators=Validators('"secret"', ""), policy=policy)
    assert b"If-None-Match" in first.heard[0]
    assert b"If-None-Match" not in last.heard[0]


def test_validators_go_to_the_address_behind_a_redirect_that_gave_them(serve: Serve, reach: Reach) -> None:
    last = serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    first = serve(answer("301 Moved", f"Location: http://site.example:{last.port}/"))
    policy = reach(first, last, resolve=lambda host, port: ["127.0.0.1"])
    given = Validators('"theirs"', "", f"http://site.example:{last.port}/")
    assert fetch(first.url, validators=given, policy=policy).outcome is CaptureOutcome.NOT_MODIFIED
    assert b"If-None-Match" not in first.heard[0]
    assert b'If-None-Match: "theirs"' in last.heard[0]


def test_a_raw_utf8_location_is_followed(serve: Serve, reach: Reach) -> None:
    def behave(connection: socket.socket, head: bytes) -> None:
        moved = answer("302 Found", "Location: /ünder")
        connection.sendall(answer("200 OK", body=PAGE) if b"%C3%BCnder" in head else moved)

    assert fetch((server := serve(behave)).url, policy=reach(server)).body == PAGE


def test_a_post_sends_its_body_once_and_follows_nothing(serve: Serve, reach: Reach) -> None:
    elsewhere = serve(answer("200 OK"))
    server = serve(answer("307 Temporary Redirect", f"Location: {elsewhere.url}"))
    fetched = post(server.url, b'{"id": 1}', headers={"webhook-id": "m1"}, policy=reach(server, elsewhere))
    assert (fetched.status, fetched.method, fetched.outcome) == (307, "POST", CaptureOutcome.UNSUPPORTED)
    assert elsewhere.heard == []
    assert server.heard[0].startswith(b"POST / HTTP/1.1\r\n")
    assert b"Content-Length: 9\r\n" in server.heard[0]
    assert b"webhook-id: m1\r\n" in server.heard[0]


def test_any_success_is_a_success_of_a_post(serve: Serve, reach: Reach) -> None:
    server = serve(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert post(server.url, b"{}", headers={}, policy=reach(server)).outcome is CaptureOutcome.CAPTURED


def test_a_post_header_with_a_line_break_is_never_sent(serve: Serve, reach: Reach) -> None:
    server = serve(answer("200 OK"))
    fetched = post(server.url, b"{}", headers={"webhook-id": "a\r\nX-Evil: b"}, policy=reach(server))
    assert fetched.reason is FetchReason.BROKEN_ANSWER
    assert server.heard == []
