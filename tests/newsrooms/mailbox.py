"""A webhook receiver on loopback and a plain client, for tests that really send."""

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from newsrooms.webhooks.schedule import Reply

Got = tuple[dict[str, str], bytes]


class Mailbox(ThreadingHTTPServer):
    """Receives POSTs, keeps them, and answers with what ``answer`` says for the n-th one (from 0)."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answer: Callable[[int], tuple[int, dict[str, str]]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.got: list[Got] = []
        self.lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/in"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is part of the test, not news."""


class Handler(BaseHTTPRequestHandler):
    server: Mailbox

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        with self.server.lock:
            number = len(self.server.got)
            self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        status, headers = self.server.answer(number)
        self.send_response(status)
        for name, value in {"content-length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def mailbox(answer: Callable[[int], tuple[int, dict[str, str]]] = lambda _: (204, {})) -> Iterator[Mailbox]:
    """A receiver that answers 204 to everything unless told otherwise."""
    server = Mailbox(answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """One POST, no guard: only for loopback."""
    parts = urlsplit(url)
    client = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)
    try:
        client.request("POST", parts.path, body, dict(headers))
        answer = client.getresponse()
        excerpt = answer.read(500).decode("utf-8", "replace")
        return Reply(answer.status, dict(answer.getheaders()), excerpt)
    except OSError as error:
        return Reply(None, error=str(error))
    finally:
        client.close()
