"""``make run`` opens the house and keeps it open: servers, database, example, web, worker, clock, in this order."""

import argparse
import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from factcheck.embedded.binaries import NoServerError
from factcheck.embedded.children import die_with_parent
from factcheck.embedded.joining import Stay, are_needed, join_servers
from factcheck.embedded.locks import open_lock, take
from factcheck.embedded.places import Places
from factcheck.environment import read_port
from factcheck.rooms import Room, list_rooms, read_end, web_answers, worker_answers

BASE = Path(__file__).resolve().parent.parent
SECONDS_TO_OPEN = 90.0
SECONDS_BETWEEN_LOOKS = 0.5
MOST_RESTARTS = 5


class ClosingError(Exception):
    """The house cannot open or cannot stay open; the message says why."""


class AskedToClose(BaseException):
    """Somebody wants it closed."""


class House:
    """What runs in front of the person who typed ``make run``."""

    def __init__(self, places: Places, port: int, make: int | None) -> None:
        self.places = places
        self.port = port
        self.make = make
        self.heeded = list_heeded(make) if make else 0
        self.began = time.monotonic()
        self.stay: Stay | None = None
        self.rooms: list[Room] = []

    def say(self, text: str) -> None:
        print(f"{time.monotonic() - self.began:6.1f} s  {text}", flush=True)

    def open(self) -> None:
        """Everything answers when this returns, and its addresses have been said."""
        self.refuse_taken()
        if are_needed():
            self.say("Starting PostgreSQL and Redis")
            self.stay = join_servers(self.places)
        django.setup()
        self.say("Bringing the database up to date")
        call_command("migrate", verbosity=0, interactive=False)
        if not apps.get_model("claims", "Claim")._default_manager.exists():
            self.say("Loading the worked example")
            call_command("load_example")
        login = call_command("create_first_editor", file=self.places.data / "first_editor", stdout=io.StringIO())
        connections.close_all()
        self.say("Starting web, worker and clock")
        self.rooms = list_rooms(self.places.logs, self.port)
        for room in self.rooms:
            room.open()
        self.wait_until("the web answers", lambda: web_answers(self.port))
        self.wait_until("the worker answers", worker_answers)
        self.say("Open")
        address = f"http://127.0.0.1:{self.port}"
        print(
            f"\n  Public pages   {address}/"
            f"\n  Admin          {address}/admin/"
            f"\n  API docs       {address}{reverse('api-docs')}"
            f"\n  Sign in as     {login}"
            f"\n\nData and logs are in {self.places.data}. Ctrl-C closes the house.",
            flush=True,
        )

    def refuse_taken(self) -> None:
        """One house for each data folder, one for each port."""
        self.lock = open_lock(self.places.data / "house.lock")
        if not take(self.lock):
            raise ClosingError(f"A house is open already with the data in {self.places.data}.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError as error:
                raise ClosingError(
                    f"Port {self.port} cannot be used ({error.strerror}); choose another: make run PORT=8001"
                ) from error

    def wait_until(self, what: str, holds: Callable[[], bool]) -> None:
        """Return when ``holds`` is true; ClosingError when a room ends before or it takes too long."""
        deadline = time.monotonic() + SECONDS_TO_OPEN
        while not holds():
            for room in self.rooms:
                if not room.is_open():
                    raise ClosingError(f"The {room.name} ended. {room.log} ends with:\n{read_end(room.log)}")
            if time.monotonic() > deadline:
                raise ClosingError(f"Waited {SECONDS_TO_OPEN:.0f} s until {what}, in vain; see {self.places.logs}.")
            time.sleep(0.1)

    def watch(self) -> None:
        """Open again what ends by itself; give up on what ends again and again."""
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            if self.make and list_heeded(self.make) != self.heeded:
                raise AskedToClose
            if self.stay:
                self.stay.ensure()
            for room in self.rooms:
                if not room.is_open():
                    room.restarts += 1
                    if room.restarts > MOST_RESTARTS:
                        raise ClosingError(f"The {room.name} ended {room.restarts} times; see {room.log}.")
                    self.say(f"The {room.name} ended; starting it again")
                    room.open()

    def close(self) -> None:
        """In reverse order, undisturbed by further signals."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for room in reversed(self.rooms):
            self.say(f"Stopping the {room.name}")
            room.close()
        if self.stay:
            self.say("Stopping Redis and PostgreSQL")
            self.stay.leave()
        self.say("Closed")


def list_heeded(process: int) -> int:
    """Which signals the process has handlers for, as a mask; 0 when it is gone.

    A make that gets SIGINT or SIGHUP alone tells us nothing and waits; that its handler is gone gives it away.
    """
    try:
        return int(Path(f"/proc/{process}/status").read_text().partition("SigCgt:")[2].split()[0], 16)
    except OSError:
        return 0


def ask_to_close(number: int, frame: FrameType | None) -> None:
    raise AskedToClose


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-parent", action="store_true", help="close when the process that started this ends")
    with_parent = parser.parse_args().with_parent
    if with_parent:
        die_with_parent(signal.SIGTERM)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_close)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    make = os.getppid() if with_parent else None
    places = Places.from_environment(BASE)
    try:
        house = House(places, read_port(), make)
        places.make()
    except (ImproperlyConfigured, NoServerError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    try:
        house.open()
        house.watch()
    except AskedToClose:
        print(flush=True)
    except (ClosingError, ImproperlyConfigured, NoServerError) as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1
    finally:
        house.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
