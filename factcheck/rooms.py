"""The processes of the house beside its servers: web, worker and clock, and how each shows that it answers."""

import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from factcheck.celery import app
from factcheck.embedded.children import Child, start_child, stop_child

WEB = ("gunicorn", "--config", "python:factcheck.webserver", "factcheck.wsgi")
QUIET = ("--without-gossip", "--without-mingle")
WORKER = ("celery", "-A", "factcheck", "worker", *QUIET, "--concurrency", "2")
IMPORTER = (
    "celery",
    "-A",
    "factcheck",
    "worker",
    *QUIET,
    "--concurrency",
    "1",
    "--queues",
    "imports",
    "-n",
    "imports@%h",
)
CLOCK = ("celery", "-A", "factcheck", "beat", "--scheduler", "factcheck.clock:Clock", "--pidfile", "")
COMMANDS = {"web": WEB, "worker": WORKER, "importer": IMPORTER, "clock": CLOCK}


@dataclass
class Room:
    """One process of the house and where it writes what it has to say."""

    name: str
    command: Sequence[str]
    log: Path
    child: Child | None = None
    restarts: int = 0

    def open(self) -> None:
        self.child = start_child([sys.executable, "-m", *self.command], log=self.log, death_signal=signal.SIGKILL)

    def is_open(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def close(self) -> None:
        """Politely first: the web ends its requests, the worker its tasks."""
        if self.child:
            stop_child(self.child, signals=((signal.SIGTERM, 15.0), (signal.SIGQUIT, 3.0)))


def list_rooms(logs: Path, port: int) -> list[Room]:
    """In the order of opening. In front of a person the web is on this machine alone, whatever BIND says."""
    commands = {**COMMANDS, "web": (*WEB, "--bind", f"127.0.0.1:{port}")}
    return [Room(name, command, logs / f"{name}.log") for name, command in commands.items()]


def web_answers(port: int, host: str = "localhost") -> bool:
    """The health address answers to the name ``host``, and the web has its database."""
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host}), timeout=5) as answer:
            return bool(json.load(answer)["database"] == "ok")
    except (URLError, OSError, ValueError):
        return False


def worker_answers(name: str = "celery") -> bool:
    """The worker of this name, of this house and no other on the same Redis, answers a ping within a second."""
    try:
        answers = app.control.ping(timeout=1.0) or []
        return any(node.startswith(f"{name}@") for answer in answers for node in answer)
    except OSError:
        return False


def read_end(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
