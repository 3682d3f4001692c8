"""What the tests of fetching stand on: servers on loopback, and a policy that may reach them."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sources.fetching.policy import Policy
from tests.sources.fetching.raw_server import Behave, RawServer


@pytest.fixture
def serve() -> Iterator[Callable[[Behave | bytes], RawServer]]:
    """Start a raw server: ``serve(b"HTTP/1.1 ...")`` for a fixed answer, or a function of connection and request."""
    running: list[RawServer] = []

    def start(behave: Behave | bytes) -> RawServer:
        if isinstance(behave, bytes):
            fixed = behave

            def send(connection: socket.socket, head: bytes) -> None:
                connection.sendall(fixed)

            behave = send
        listener = socket.create_server(("127.0.0.1", 0))
        server = RawServer(behave, listener)
        running.append(server)
        threading.Thread(target=server.run, daemon=True).start()
        return server

    yield start
    for server in running:
        server.ending.set()
        server.listener.close()


@pytest.fixture
def reach() -> Callable[..., Policy]:
    """A policy that may dial the given raw servers on loopback, and is otherwise the public one, in less time."""

    def make(*servers: RawServer, deadline_seconds: float = 5.0, **changed: object) -> Policy:
        permitted = frozenset(("127.0.0.1", server.port) for server in servers)
        return Policy(permitted=permitted, deadline_seconds=deadline_seconds, **changed)  # type: ignore[arg-type]  # whatever field a test changes

    return make


@pytest.fixture(scope="session")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody has signed, in one PEM file; made anew for each run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl program to make a certificate")
    pem = tmp_path_factory.mktemp("certificate") / "server.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    where = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(pem), "-out", f"{pem}.crt"]
    subprocess.run([openssl, *made.split(), *where], check=True, capture_output=True)  # fixed arguments
    pem.write_bytes(pem.read_bytes() + Path(f"{pem}.crt").read_bytes())
    return pem
