"""Names and redirects that lead inside, names that change their mind, and connections that are never made."""

import contextlib
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest

from sources.fetching.client import fetch
from sources.fetching.fetched import FetchReason
from sources.fetching.policy import Policy
from sources.vocabulary import CaptureOutcome
from tests.sources.fetching.raw_server import Reach, Serve, answer

PAGE = b"<p>The bridge was reopened.</p>"
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1/", FetchReason.FORBIDDEN_ADDRESS),
        ("http://127.0.0.2/", FetchReason.FORBIDDEN_ADDRESS),
        ("http://[::1]/", FetchReason.FORBIDDEN_ADDRESS),
        ("http://[::ffff:7f00:1]/", FetchReason.FORBIDDEN_ADDRESS),
        ("http://169.254.169.254/latest/", FetchReason.FORBIDDEN_ADDRESS),
        ("http://127.0.0.1:22/", FetchReason.BAD_REDIRECT),
        ("http://localhost/", FetchReason.BAD_REDIRECT),
        ("http://2130706433/", FetchReason.BAD_REDIRECT),
        ("file:///etc/hostname", FetchReason.BAD_REDIRECT),
        ("ftp://news.example/", FetchReason.BAD_REDIRECT),
        ("http://a:b@news.example/", FetchReason.BAD_REDIRECT),
        ("http://[bad/", FetchReason.BAD_REDIRECT),
    ],
)
def test_a_redirect_to_the_inside_is_not_followed(
    serve: Serve, reach: Reach, location: str, reason: FetchReason
) -> None:
    server = serve(answer("302 Found", f"Location: {location}"))
    fetched = fetch(server.url, policy=reach(server))
    assert (fetched.outcome, fetched.reason) == (CaptureOutcome.UNREACHABLE, reason)
    assert len(server.heard) == 1


def test_a_name_that_resolves_to_the_inside_is_not_dialled(serve: Serve) -> None:
    policy = Policy(resolve=lambda host, port: ["10.0.0.7", "::1", "::ffff:127.0.0.1", "not an address"])
    fetched = fetch("http://news.example/", policy=policy)
    assert fetched.reason is FetchReason.FORBIDDEN_ADDRESS
    assert "private use" in fetched.detail


def test_the_address_checked_is_the_address_dialled(serve: Serve, reach: Reach) -> None:
    server = serve(answer("200 OK", body=PAGE))
    answers = [["127.0.0.1"], ["127.0.0.9"]]
    policy = reach(server, resolve=lambda host, port: answers.pop(0))
    fetched = fetch(f"http://rebinding.example:{server.port}/", policy=policy)
    assert (fetched.outcome, fetched.address) == (CaptureOutcome.CAPTURED, "127.0.0.1")
    assert answers == [["127.0.0.9"]], "the name was resolved more than once for one connection"


def test_a_name_that_turns_to_the_inside_between_hops_is_caught(serve: Serve, reach: Reach) -> None:
    server = serve(answer("302 Found", "Location: /next"))
    answers = [["127.0.0.1"], ["127.0.0.9"]]
    policy = reach(server, resolve=lambda host, port: answers.pop(0))
    fetched = fetch(f"http://rebinding.example:{server.port}/", policy=policy)
    assert fetched.reason is FetchReason.FORBIDDEN_ADDRESS
    assert len(server.heard) == 1


def test_of_several_addresses_only_the_allowed_are_dialled(serve: Serve, reach: Reach) -> None:
    server = serve(answer("200 OK", body=PAGE))
    policy = reach(server, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert fetch(f"http://news.example:{server.port}/", policy=policy).address == "127.0.0.1"


def test_a_resolver_that_does_not_answer_ends_at_the_deadline() -> None:
    release = threading.Event()

    def wait(host: str, port: int) -> list[str]:
        release.wait(10)
        return []

    before = time.monotonic()
    fetched = fetch("http://news.example/", policy=Policy(resolve=wait, deadline_seconds=0.3))
    release.set()
    assert fetched.reason is FetchReason.DEADLINE
    assert time.monotonic() - before < 1.0


def test_a_port_where_nobody_listens_is_unreachable(reach: Reach) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    policy = Policy(permitted=frozenset({("127.0.0.1", port)}))
    assert fetch(f"http://127.0.0.1:{port}/", policy=policy).reason is FetchReason.NOT_CONNECTED


def test_a_handshake_that_drips_ends_at_the_deadline(reach: Reach) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        policy = Policy(permitted=frozenset({("127.0.0.1", port)}), deadline_seconds=0.5)
        before = time.monotonic()
        fetched = fetch(f"https://127.0.0.1:{port}/", policy=policy)
    assert fetched.reason is FetchReason.DEADLINE
    assert time.monotonic() - before < 1.0


def test_a_certificate_nobody_signed_is_refused(tmp_path: Path, self_signed: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def shake() -> None:
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    context.wrap_socket(connection, server_side=True)

        shaking = threading.Thread(target=shake, daemon=True)
        shaking.start()
        policy = Policy(permitted=frozenset({("127.0.0.1", port)}), deadline_seconds=5)
        fetched = fetch(f"https://127.0.0.1:{port}/", policy=policy)
        shaking.join(5)
    assert (fetched.outcome, fetched.reason) == (CaptureOutcome.UNREACHABLE, FetchReason.NOT_SECURE)
