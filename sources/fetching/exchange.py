"""One request and its answer, on one guarded connection of its own."""

import functools
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import httpcore2
import httpx2

from sources.fetching import encodings
from sources.fetching.fetched import FetchReason, Headers
from sources.fetching.policy import Policy
from sources.fetching.targets import Target
from sources.fetching.wire import Deadline, FetchError, GuardedDialler

WIRE_OVERHEAD = 262_144  # chunk sizes, trailers and what a coding adds to bytes it cannot shrink


@dataclass(frozen=True, slots=True)
class Answer:
    """One exchange: what was asked in which headers, what came back, and from which address."""

    status: int
    http_version: str
    phrase: str
    request_headers: Headers
    headers: Headers
    address: str
    wire_body: bytes = b""
    body: bytes = b""

    def header(self, name: str) -> str:
        """Every header of that name in one line, as RFC 9110 (5.2) allows them to be combined."""
        return ", ".join(value for found, value in self.headers if found.lower() == name)


def exchange(
    method: str,
    target: Target,
    headers: Mapping[str, str],
    content: bytes,
    policy: Policy,
    deadline: Deadline,
    *,
    max_bytes: int | None = None,
) -> Answer:
    """Ask once and read the whole answer. ``FetchError`` for everything that can go wrong on the way."""
    most = policy.max_bytes if max_bytes is None else max_bytes
    sent = {
        "Host": target.authority,
        "User-Agent": policy.user_agent,
        "Accept-Encoding": encodings.ACCEPTED,
        **headers,
        **({"Content-Length": str(len(content))} if method == "POST" else {}),
        "Connection": "close",
    }
    dialler = GuardedDialler(policy, deadline)
    connection = httpcore2.HTTPConnection(
        httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
        ssl_context=secure_context() if target.scheme == "https" else None,
        network_backend=dialler,
    )
    try:
        response = connection.handle_request(make_request(method, target, sent, content))
        dialler.admit_body(most + WIRE_OVERHEAD)
        answer = Answer(
            status=response.status,
            http_version=response.extensions["http_version"].decode("ascii"),
            phrase=response.extensions["reason_phrase"].decode("latin-1"),
            request_headers=tuple(sent.items()),
            headers=read_headers(response.headers),
            address=dialler.address,
        )
        wire_body, body = encodings.undo(read_chunks(response, deadline), answer.header("content-encoding"), most)
        return replace(answer, wire_body=wire_body, body=body)
    except httpcore2.ProtocolError as error:
        raise FetchError(FetchReason.BROKEN_ANSWER, str(error)) from error
    except TimeoutError as error:
        raise FetchError(FetchReason.DEADLINE, "the other side stopped answering") from error
    except OSError as error:
        raise FetchError(FetchReason.BROKEN_ANSWER, str(error)) from error
    finally:
        connection.close()


def make_request(method: str, target: Target, headers: Mapping[str, str], content: bytes) -> httpcore2.Request:
    """The request as the HTTP layer takes it; a header with a line break in it is refused there."""
    url = httpcore2.URL(
        scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
    )
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return httpcore2.Request(method, url, headers=lines, content=content)


def read_headers(raw: list[tuple[bytes, bytes]]) -> Headers:
    """Header lines as text. Latin-1 keeps every byte, so the evidence loses nothing."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def read_chunks(response: httpcore2.Response, deadline: Deadline) -> Iterator[bytes]:
    """The body in pieces, looking at the clock before each: a fast sender of tiny pieces never makes a read wait."""
    for chunk in response.iter_stream():
        deadline.remaining()
        yield chunk


@functools.cache
def secure_context() -> ssl.SSLContext:
    """Certificates checked against the system's roots, whatever the environment says."""
    return httpx2.create_ssl_context(trust_env=False)
