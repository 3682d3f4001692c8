"""Joining the embedded servers: use those that run, start them if none do, and they end with their last user."""

import atexit
import os
import subprocess
import sys
import time
from pathlib import Path

from factcheck.embedded.binaries import NoServerError
from factcheck.embedded.locks import is_free, open_lock, share, take
from factcheck.embedded.places import Places

BASE = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 120.0
SECONDS_TO_STOP = 60.0


def are_needed() -> bool:
    """No other servers were named for one of the two, and this is not a newsroom's server, which must name them."""
    named = all(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in ("DATABASE_URL", "REDIS_URL"))
    return not named and os.environ.get("FACTCHECK_ENV", "local") == "local"


class Stay:
    """Our use of the servers of one data folder; it ends when we leave or when our process ends, however it ends."""

    def __init__(self, places: Places, *, throwaway: bool) -> None:
        self.places = places
        self.throwaway = throwaway
        self.keeper: subprocess.Popen[bytes] | None = None
        self.process = os.getpid()
        places.make()
        self.users: int | None = open_lock(places.users_lock)
        share(self.users)

    def ensure(self) -> None:
        """Both servers answer when this returns; NoServerError says why they cannot."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not (self.places.ready.exists() and not is_free(self.places.keeper_lock)):
            if self.keeper is None or self.keeper.poll() is not None:
                if self.keeper is not None and self.keeper.returncode > 0:
                    raise NoServerError(read_last_line(self.places.logs / "keeper.log"))
                self.keeper = start_keeper(self.places, throwaway=self.throwaway) or self.keeper
            if time.monotonic() > deadline:
                raise NoServerError(f"the embedded servers did not start; see {self.places.logs}")
            time.sleep(0.03)

    def leave(self) -> None:
        """Let go; wait until the servers we started are stopped, but not where others go on using them."""
        if self.users is None or os.getpid() != self.process:  # left already, or a fork of the one who joined
            return
        others = not take(self.users)
        os.close(self.users)
        self.users = None
        if self.keeper is not None and others:
            self.keeper.returncode = 0  # it outlives us on purpose, which subprocess would warn of
        elif self.keeper is not None:
            self.keeper.wait(SECONDS_TO_STOP)


def join_servers(places: Places, *, throwaway: bool = False) -> Stay:
    """Both servers of ``places`` answer from now until the stay ends; NoServerError says why they cannot."""
    stay = Stay(places, throwaway=throwaway)
    atexit.register(stay.leave)
    stay.ensure()
    return stay


def start_keeper(places: Places, *, throwaway: bool) -> subprocess.Popen[bytes] | None:
    """A keeper in a session of its own, so that no Ctrl-C of ours reaches it; None while another one lives."""
    lock = open_lock(places.keeper_lock)
    try:
        if not take(lock):
            return None
        places.ready.unlink(missing_ok=True)  # left by a keeper that was killed
    finally:
        os.close(lock)
    command = [sys.executable, "-m", "factcheck.embedded.keeper", str(places.data), *["--throwaway"] * throwaway]
    with (places.logs / "keeper.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=BASE, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def read_last_line(file: Path) -> str:
    lines = file.read_text(errors="replace").splitlines()
    return lines[-1] if lines else f"{file} is empty"
