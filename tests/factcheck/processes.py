"""What the tests of the house need to see of the machine: which processes belong to a data folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

# Joins, says so, and leaves when its input ends.
USER = """
import sys
from pathlib import Path
from factcheck.embedded.joining import join_servers
from factcheck.embedded.places import Places
join_servers(Places(Path(sys.argv[1])))
print("joined", flush=True)
sys.stdin.read()
"""


class Someone:
    """A process that uses the servers of a data folder."""

    def __init__(self, data: Path, **how: Any) -> None:
        command = [sys.executable, "-c", USER, str(data)]
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **how
        )
        assert self.process.stdout
        self.said = self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


def list_processes(data: Path) -> dict[int, str]:
    """Process id to command line, of all that were started with the folder in their command or live inside it."""
    found = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if command and (str(data) in command or os.readlink(entry / "cwd").startswith(str(data))):
                    found[int(entry.name)] = command
    return found


def find_process(data: Path, word: str) -> int:
    """The id of the one process of the folder whose command holds ``word``, the first of its kind."""
    return min(number for number, command in list_processes(data).items() if word in command)


def wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_empty(data: Path) -> Callable[[], bool]:
    return lambda: not list_processes(data)


def end_all(data: Path) -> None:
    for number in list_processes(data):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
