"""Joining the embedded servers: use those that run, start them if none do, and they end with their last user."""

import atexit
import os
import subprocess
import sys
import time
from pathlib import Path

from factcheck.embedded.binaries import NoServer
from factcheck.embedded.locks import is_free, open_lock, share, take
from factcheck.embedded.places import Places

BASE = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 120.0
SECONDS_TO_STOP = 60.0


def are_needed() -> bool:
    """No other servers were named for one of the two, and this is not a newsroom's server, which must name them."""
    named = all(os.environ.get(name) or os.environ.get(f"{name}_FILE") for name in ("DATABASE_URL", "REDIS_URL"))
    return not named and os.environ.get("FACTCHECK_ENV", "local") == "local"


def join_servers(places: Places, *, throwaway: bool = False) -> None:
    """Both servers of ``places`` answer when this returns, and go on until this process ends, however it ends.

    Whoever started them waits at its own end until they are stopped, unless others still use them.
    Raises NoServer with the reason when they cannot be started.
    """
    places.logs.mkdir(parents=True, exist_ok=True)
    users = open_lock(places.users_lock)
    share(users)
    deadline = time.monotonic() + SECONDS_TO_START
    keeper: subprocess.Popen[bytes] | None = None
    while not (places.ready.exists() and not is_free(places.keeper_lock)):
        if keeper is None or keeper.poll() is not None:
            if keeper is not None and keeper.returncode:
                raise NoServer(read_last_line(places.logs / "keeper.log"))
            keeper = start_keeper(places, throwaway=throwaway) or keeper
        if time.monotonic() > deadline:
            raise NoServer(f"the embedded servers did not start; see {places.logs}")
        time.sleep(0.03)
    if keeper is not None:
        atexit.register(leave_servers, keeper, users, os.getpid())


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


def leave_servers(keeper: subprocess.Popen[bytes], users: int, joined_by: int) -> None:
    """Let go of the servers we started and wait until they are stopped; do not wait where others go on using them."""
    if os.getpid() != joined_by:  # a fork of the one who joined
        return
    others = not take(users)
    os.close(users)
    if others:
        keeper.returncode = 0  # it outlives us on purpose, which subprocess would warn of
    else:
        keeper.wait(SECONDS_TO_STOP)


def read_last_line(file: Path) -> str:
    lines = file.read_text(errors="replace").splitlines()
    return lines[-1] if lines else f"{file} is empty"
