"""Servers that mean harm: each is a real socket, each ends in time, and none tells an outsider anything."""

import contextlib
import gzip
import socket
import time
from collections.abc import Callable

import brotli
import pytest

from sources.fetching.client import fetch, post
from sources.fetching.fetched import FetchReason
from sources.fetching.policy import Policy
from sources.vocabulary import CaptureOutcome
from tests.sources.fetching.raw_server import Behave, Reach, Serve, answer

PAGE = b"<p>The bridge was reopened.</p>"
OK = b"HTTP/1.1 200 OK\r\n"


def send_for_ever(piece: bytes, *, first: bytes = b"", pause: float = 0.0) -> Behave:
    def behave(connection: socket.socket, head: bytes) -> None:
        connection.sendall(first)
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(piece)
                time.sleep(pause)

    return behave


DRIPPING = {
    "nothing at all": send_for_ever(b"", pause=0.05),
    "a status line": send_for_ever(b"H", pause=0.05),
    "headers": send_for_ever(b"X-A: b\r\n", first=OK, pause=0.05),
    "one header": send_for_ever(b"x", first=OK + b"X-A: ", pause=0.05),
    "a body": send_for_ever(b"x", first=OK + b"\r\n", pause=0.05),
    "a body of told length": send_for_ever(b"x", first=OK + b"Content-Length: 100000\r\n\r\n", pause=0.05),
    "chunks": send_for_ever(b"1\r\nx\r\n", first=OK + b"Transfer-Encoding: chunked\r\n\r\n", pause=0.05),
    "a chunk size": send_for_ever(b"0", first=OK + b"Transfer-Encoding: chunked\r\n\r\n", pause=0.2),
    "continues": send_for_ever(b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05),
}


@pytest.mark.parametrize("what", DRIPPING)
def test_dripping_ends_at_the_deadline(serve: Serve, reach: Reach, what: str) -> None:
    server = serve(DRIPPING[what])
    before = time.monotonic()
    fetched = fetch(server.url, policy=reach(server, deadline_seconds=0.6))
    assert 0.5 < time.monotonic() - before < 1.2
    assert (fetched.outcome, fetched.reason) == (CaptureOutcome.UNREACHABLE, FetchReason.DEADLINE)
    assert (fetched.status, fetched.body, fetched.sha256) == (None, b"", "")


FLOODS = {
    "continues": (send_for_ever(b"HTTP/1.1 100 Continue\r\n\r\n" * 500), FetchReason.BROKEN_ANSWER),
    "early hints": (
        send_for_ever(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 300),
        FetchReason.BROKEN_ANSWER,
    ),
    "headers": (send_for_ever(b"X-A: b\r\n" * 5000, first=OK), FetchReason.BROKEN_ANSWER),
    "one long header": (send_for_ever(b"x" * 50000, first=OK + b"X-A: "), FetchReason.BROKEN_ANSWER),
    "a body": (send_for_ever(b"x" * 60000, first=OK + b"\r\n"), FetchReason.TOO_LARGE),
    "chunk extensions": (
        send_for_ever(b"1;" + b"a" * 9000 + b"\r\nx\r\n", first=OK + b"Transfer-Encoding: chunked\r\n\r\n"),
        FetchReason.TOO_LARGE,
    ),
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_ends_at_its_limit_and_not_at_the_deadline(serve: Serve, reach: Reach, what: str) -> None:
    behave, reason = FLOODS[what]
    server = serve(behave)
    before = time.monotonic()
    fetched = fetch(server.url, policy=reach(server, deadline_seconds=20, max_bytes=1_000_000))
    assert time.monotonic() - before < 10
    assert fetched.reason is reason


def test_the_limit_is_on_decoded_bytes_exactly(serve: Serve, reach: Reach) -> None:
    server = serve(answer("200 OK", body=b"x" * 1000))
    assert fetch(server.url, policy=reach(server, max_bytes=1000)).outcome is CaptureOutcome.CAPTURED
    assert fetch(server.url, policy=reach(server, max_bytes=999)).outcome is CaptureOutcome.TOO_LARGE


@pytest.mark.parametrize(("encoding", "encode"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_stopped_before_it_fills_the_memory(
    serve: Serve, reach: Reach, encoding: str, encode: Callable[[bytes], bytes]
) -> None:
    bomb = encode(b"\0" * 60_000_000)
    assert len(bomb) < 100_000
    server = serve(answer("200 OK", f"Content-Encoding: {encoding}", body=bomb))
    fetched = fetch(server.url, policy=reach(server))
    assert (fetched.outcome, fetched.reason) == (CaptureOutcome.TOO_LARGE, FetchReason.TOO_LARGE)


BROKEN = {
    "stacked encodings": (answer("200 OK", "Content-Encoding: gzip, gzip"), FetchReason.BAD_ENCODING),
    "two encoding headers": (
        answer("200 OK", "Content-Encoding: gzip", "Content-Encoding: br"),
        FetchReason.BAD_ENCODING,
    ),
    "an unknown encoding": (answer("200 OK", "Content-Encoding: zstd", body=b"x"), FetchReason.BAD_ENCODING),
    "a damaged encoding": (answer("200 OK", "Content-Encoding: gzip", body=PAGE), FetchReason.BAD_ENCODING),
    "a cut encoding": (
        answer("200 OK", "Content-Encoding: gzip", body=gzip.compress(PAGE)[:-4]),
        FetchReason.BAD_ENCODING,
    ),
    "a cut brotli body": (
        answer("200 OK", "Content-Encoding: br", body=brotli.compress(PAGE)[:-4]),
        FetchReason.BAD_ENCODING,
    ),
    "a body shorter than told": (OK + b"Content-Length: 100\r\n\r\nabc", FetchReason.BROKEN_ANSWER),
    "two lengths": (OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", FetchReason.BROKEN_ANSWER),
    "a length that is no number": (OK + b"Content-Length: +3\r\n\r\nabc", FetchReason.BROKEN_ANSWER),
    "a chunk cut short": (OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nabc", FetchReason.BROKEN_ANSWER),
    "a chunk size that is no number": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", FetchReason.BROKEN_ANSWER),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", FetchReason.BROKEN_ANSWER),
    "nothing": (b"", FetchReason.BROKEN_ANSWER),
    "a header without a name": (OK + b": x\r\n\r\n", FetchReason.BROKEN_ANSWER),
    "a header with a NUL": (OK + b"X-A: a\0b\r\n\r\n", FetchReason.BROKEN_ANSWER),
    "another protocol": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", FetchReason.BROKEN_ANSWER),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_is_an_outcome_and_never_an_error(serve: Serve, reach: Reach, what: str) -> None:
    sent, reason = BROKEN[what]
    fetched = fetch((server := serve(sent)).url, policy=reach(server))
    assert fetched.reason is reason
    assert fetched.outcome in {CaptureOutcome.UNREACHABLE, CaptureOutcome.UNSUPPORTED}
    assert fetched.body == b""


def test_more_bytes_than_the_told_length_are_left_alone(serve: Serve, reach: Reach) -> None:
    server = serve(OK + b"Content-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\nsmuggled")
    assert fetch(server.url, policy=reach(server)).body == b"abc"


def test_a_redirect_loop_ends_after_five(serve: Serve, reach: Reach) -> None:
    server = serve(answer("302 Found", "Location: /again"))
    fetched = fetch(server.url, policy=reach(server))
    assert fetched.reason is FetchReason.TOO_MANY_REDIRECTS
    assert len(server.heard) == 6
    assert len(fetched.hops) == 6


def test_slow_redirects_share_one_deadline(serve: Serve, reach: Reach) -> None:
    def behave(connection: socket.socket, head: bytes) -> None:
        time.sleep(0.25)
        connection.sendall(answer("302 Found", "Location: /again"))

    server = serve(behave)
    before = time.monotonic()
    assert fetch(server.url, policy=reach(server, deadline_seconds=0.6)).reason is FetchReason.DEADLINE
    assert time.monotonic() - before < 1.0


def test_an_outsider_cannot_tell_one_way_of_not_getting_there_from_another(serve: Serve, reach: Reach) -> None:
    def fail(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    nobody = fetch("http://news.example/", policy=Policy(resolve=fail))
    private = fetch("http://news.example/", policy=Policy(resolve=lambda host, port: ["10.0.0.7"]))
    broken = fetch((server := serve(b"SSH-2.0\r\n\r\n")).url, policy=reach(server))
    assert {f.public for f in (nobody, private, broken)} == {"The page could not be reached."}
    assert {(f.outcome, f.status, f.address) for f in (nobody, private)} == {(CaptureOutcome.UNREACHABLE, None, "")}
    assert len({f.reason for f in (nobody, private, broken)}) == 3


def test_a_post_is_guarded_like_a_fetch(serve: Serve, reach: Reach) -> None:
    private = post("http://hooks.example/", b"{}", headers={}, policy=Policy(resolve=lambda host, port: ["10.0.0.7"]))
    assert private.reason is FetchReason.FORBIDDEN_ADDRESS
    server = serve(send_for_ever(b"x" * 9000, first=OK + b"\r\n"))
    assert post(server.url, b"{}", headers={}, policy=reach(server)).reason is FetchReason.TOO_LARGE
