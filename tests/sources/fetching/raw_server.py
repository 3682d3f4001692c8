"""A server on loopback that answers byte for byte what a test gives it."""

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sources.fetching.policy import Policy

Behave = Callable[[socket.socket, bytes], None]
Serve = Callable[["Behave | bytes"], "RawServer"]
Reach = Callable[..., Policy]


def answer(status: str, *headers: str, body: bytes = b"") -> bytes:
    """A whole HTTP/1.1 answer with its length told."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class RawServer:
    """Reads one request head per connection, keeps it, and hands the connection to ``behave``."""

    behave: Behave
    listener: socket.socket
    heard: list[bytes] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def run(self) -> None:
        while not self.ending.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                received = connection.recv(65536)
                if not received:
                    return
                head += received
            self.heard.append(head)
            self.behave(connection, head)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
