"""Requests a second over HTTP, against a bare WSGI program that runs the same SQL on the same server.

Goal 6. Both are asked in turn, over connections that stay open, by a client that only counts bytes.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import connection

from claims.models import PUBLIC_STATES, Claim
from claims.stored import READY_DOSSIER

PORTS = {"ours": 8034, "raw": 8035}
CONNECTIONS, SECONDS, HTTP_ROUNDS = 4, 1.5, 6
RAW_PROGRAM = f"""
import os
from datetime import UTC, datetime
from psycopg_pool import ConnectionPool
SITE = os.environ["RAW_SITE"]
pool = ConnectionPool(os.environ["RAW_DSN"], min_size=4, max_size=8, open=True, kwargs={{"autocommit": True}})
SQL, PUBLIC = {READY_DOSSIER!r}, {list(PUBLIC_STATES)!r}
def application(environ, start):
    name = environ["PATH_INFO"].rstrip("/").rpartition("/")[2]
    asked = {{"public_id": name, "held": "", "now": datetime.now(UTC), "public": PUBLIC, "site": SITE}}
    with pool.connection() as connection:
        tag, body = connection.execute(SQL, asked, prepare=True).fetchone()
    content = body.encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(content))), ("ETag", tag)])
    return [content]
"""


def serve(kind: str, application: str, folder: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{PORTS[kind]}", "-k", "gthread", "-w", "1"]
    command += ["--threads", "8", "--keep-alive", "30", "--log-level", "error", application]
    dsn = connection.get_connection_params()
    env = os.environ | {
        "PYTHONPATH": folder,
        "RAW_DSN": f"host={dsn['host']} dbname={dsn['dbname']} user={dsn['user']}",
        "RAW_SITE": settings.SITE_URL,
        "API_LIMIT_STRANGER": "1000000000",
    }
    return subprocess.Popen(command, env=env)


def ask_for(port: int, address: str, seconds: float) -> tuple[float, int]:
    """Requests a second over so many connections, and how many answers were none."""
    until, counts, wrong = time.perf_counter() + seconds, [0] * CONNECTIONS, [0] * CONNECTIONS
    request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()

    def run(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            while time.perf_counter() < until:
                line.sendall(request)
                counts[number] += 1
                wrong[number] += not read_answer(line).startswith(b"HTTP/1.1 200")

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as callers:
        list(callers.map(run, range(CONNECTIONS)))  # which raises what any of them met
    return sum(counts) / (time.perf_counter() - began), sum(wrong)


def read_answer(line: socket.socket) -> bytes:
    """The head of an answer, read to the end of its body."""
    held = b""
    while b"\r\n\r\n" not in held:
        held += receive(line)
    head, _, body = held.partition(b"\r\n\r\n")
    left = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(receive(line))
    return head


def receive(line: socket.socket) -> bytes:
    """Some bytes more; a server that hangs up in an answer ends the measurement."""
    some = line.recv(65_536)
    if not some:
        raise ConnectionError("the server hung up")
    return some


def measure_http(folder: Path) -> None:
    (folder / "raw_program.py").write_text(RAW_PROGRAM, encoding="utf-8")
    claim = Claim.objects.get(external_id="c50")
    address = f"/api/v1/claims/{claim.public_id}/"
    servers = [
        serve("ours", "factcheck.wsgi:application", str(Path.cwd())),
        serve("raw", "raw_program:application", str(folder)),
    ]
    try:
        for port in PORTS.values():
            wait_for(port, address)
        ratios, paces, wrong = [], [], 0
        for _ in range(HTTP_ROUNDS):
            below, failed_below = ask_for(PORTS["raw"], address, SECONDS)
            pace, failed = ask_for(PORTS["ours"], address, SECONDS)
            ratios.append(pace / below)
            paces.append(pace)
            wrong += failed + failed_below
        ratio, high = statistics.median(ratios), statistics.quantiles(ratios)[2]
        verdict = "target held" if high >= 0.55 else "good" if high >= 0.2 else "MISSES"
        print(
            f"| 6 over HTTP, requests/s / a bare WSGI program | {1000 / statistics.median(paces):.2f} | {ratio:.2f} |"
            f" {high:.2f} | 0.2 | 0.55 | {verdict} | {statistics.median(paces):.0f} requests/s, {wrong} not 200 |"
        )
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def wait_for(port: int, address: str) -> None:
    for _ in range(300):
        try:
            ask_for(port, address, 0.01)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)
