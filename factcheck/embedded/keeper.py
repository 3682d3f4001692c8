"""The keeper: the one process for each data folder that owns both servers, for as long as anybody uses them."""

import argparse
import logging
import shutil
import signal
import sys
import time
from pathlib import Path

from factcheck.embedded.binaries import NoServerError
from factcheck.embedded.children import Child
from factcheck.embedded.locks import open_lock, take
from factcheck.embedded.places import Places
from factcheck.embedded.postgresql import start_postgresql, stop_postgresql, wait_for_postgresql
from factcheck.embedded.valkey import start_valkey, stop_valkey, wait_for_valkey

SECONDS_BETWEEN_LOOKS = 0.1
MOST_RESTARTS = 5
log = logging.getLogger("keeper")


class Keeper:
    """Starts PostgreSQL, then Valkey; starts again the one that dies; stops them in reverse when nobody uses them."""

    def __init__(self, places: Places, *, throwaway: bool) -> None:
        self.places = places
        self.throwaway = throwaway
        self.postgresql: Child | None = None
        self.valkey: Child | None = None
        self.told_to_stop = False
        self.restarts = 0

    def open(self) -> None:
        """Both servers answer, and whoever waits for them can see it; NoServerError when one cannot start."""
        if self.postgresql is None or self.postgresql.poll() is not None:
            self.postgresql = start_postgresql(self.places, throwaway=self.throwaway)
        if self.valkey is None or self.valkey.poll() is not None:
            self.valkey = start_valkey(self.places)
        wait_for_postgresql(self.places, self.postgresql)
        wait_for_valkey(self.places, self.valkey)
        self.places.ready.touch()
        log.info("both servers answer")

    def watch(self, users: int) -> None:
        """Return when told to stop or when nobody holds the lock ``users`` any more."""
        while not self.told_to_stop and not take(users):
            if any(child is None or child.poll() is not None for child in (self.postgresql, self.valkey)):
                self.restarts += 1
                if self.restarts > MOST_RESTARTS:
                    raise NoServerError(f"a server ended {self.restarts} times; giving up")
                log.warning("a server ended; starting it again (%s of %s)", self.restarts, MOST_RESTARTS)
                self.open()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Stop in reverse order; a throwaway folder goes with them."""
        self.places.ready.unlink(missing_ok=True)
        if self.valkey:
            stop_valkey(self.valkey)
        if self.postgresql:
            stop_postgresql(self.postgresql)
        log.info("both servers stopped")
        if not self.places.sockets.is_relative_to(self.places.data):
            shutil.rmtree(self.places.sockets, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.places.data, ignore_errors=True)

    def stop(self, *_: object) -> None:
        self.told_to_stop = True


def keep(places: Places, *, throwaway: bool) -> None:
    """Keep the servers of ``places`` until nobody uses them; returns at once where another keeper does already."""
    mine, users = open_lock(places.keeper_lock), open_lock(places.users_lock)
    if not take(mine):
        return
    keeper = Keeper(places, throwaway=throwaway)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, keeper.stop)
    try:
        keeper.open()
        keeper.watch(users)
    finally:
        keeper.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--throwaway", action="store_true", help="fast and forgetful; the folder is removed")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="{asctime} {levelname} {message}", style="{")
    try:
        keep(Places(chosen.data), throwaway=chosen.throwaway)
    except NoServerError as error:
        log.error("%s", " ".join(str(error).split()))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
