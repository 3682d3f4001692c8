"""The socket itself: an address is checked, that very address is dialled, and one clock runs over all of it."""

import contextlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from sources.fetching.fetched import FetchReason
from sources.fetching.policy import Policy

HANDSHAKE_FAILED = (ssl.SSLError, ssl.CertificateError)


class FetchError(Exception):
    """A fetch that could not go on: the reason, and a detail for our own log."""

    def __init__(self, reason: FetchReason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Deadline:
    """The one clock of a fetch: monotonic, started when made, shared by every hop of it."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds

    def remaining(self, *, at_most: float | None = None) -> float:
        """Seconds left (more than zero), or ``FetchError`` when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise FetchError(FetchReason.DEADLINE, "the time for the whole fetch is over")
        return left if at_most is None else min(left, at_most)


class GuardedStream(httpcore2.NetworkStream):
    """A connected socket whose every wait is cut to the deadline and whose intake is counted.

    ``allowance`` is how many more bytes may be read before ``excess`` is raised: first for headers (and for
    interim answers, which a server may send without end), then for the body.
    """

    def __init__(self, connected: socket.socket, deadline: Deadline, allowance: int) -> None:
        self.socket = connected
        self.deadline = deadline
        self.allowance = allowance
        self.excess = FetchError(FetchReason.BROKEN_ANSWER, "headers without end")

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.socket.settimeout(self.deadline.remaining(at_most=timeout))
        received = self.socket.recv(max_bytes)
        self.allowance -= len(received)
        if self.allowance < 0:
            raise self.excess
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.socket.settimeout(self.deadline.remaining(at_most=timeout))
        try:
            self.socket.sendall(buffer)
        except TimeoutError:
            raise
        except OSError as error:  # the server may have answered and closed before it read everything
            raise httpcore2.WriteError(str(error)) from error

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self.socket.settimeout(self.deadline.remaining(at_most=timeout))
        try:
            self.socket = ssl_context.wrap_socket(self.socket, server_hostname=server_hostname)
        except HANDSHAKE_FAILED as error:
            self.close()
            raise FetchError(FetchReason.NOT_SECURE, str(error)) from error
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class GuardedDialler(httpcore2.NetworkBackend):
    """Resolves a host, drops every address the policy refuses, and dials the first that answers."""

    def __init__(self, policy: Policy, deadline: Deadline) -> None:
        self.policy = policy
        self.deadline = deadline
        self.address = ""
        self.stream: GuardedStream | None = None

    def admit_body(self, most: int) -> None:
        """From here on the body is read: at most that many bytes of it, as sent."""
        if self.stream is not None:
            self.stream.allowance = most
            self.stream.excess = FetchError(FetchReason.TOO_LARGE, f"more than {most} bytes on the wire")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Dial ``host``; ``FetchError`` when it has no address, none that is allowed, or none that answers."""
        refusals, failures = [], []
        for address in resolve_within(self.policy, host, port, self.deadline):
            if why := self.policy.why_not_dial(address, port):
                refusals.append(f"{address}: {why}")
                continue
            try:
                connected = dial(address, port, self.deadline.remaining(at_most=self.policy.connect_seconds))
            except OSError as error:
                failures.append(f"{address}: {error}")
                continue
            self.address = address
            self.stream = GuardedStream(connected, self.deadline, self.policy.max_header_bytes)
            return self.stream
        if failures:
            self.deadline.remaining()
            raise FetchError(FetchReason.NOT_CONNECTED, "; ".join(failures))
        raise FetchError(FetchReason.FORBIDDEN_ADDRESS, "; ".join(refusals) or f"{host} has no address")


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to exactly this address. It is no host name, so nothing is resolved a second time."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect((address, port))
    except BaseException:
        connection.close()
        raise
    return connection


def resolve_within(policy: Policy, host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a host. The resolver knows no timeout, so it runs on a thread that is left behind if slow."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(policy.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.remaining())
    except queue.Empty:
        raise FetchError(FetchReason.DEADLINE, f"no answer from the resolver about {host}") from None
    if isinstance(answer, Exception):
        raise FetchError(FetchReason.NO_SUCH_HOST, f"{host}: {answer}")
    return answer
