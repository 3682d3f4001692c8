"""The embedded Redis (Valkey): on a unix socket alone, keeping nothing on disk, for nothing true lives in it."""

import signal
import time

import redis

from factcheck.embedded.binaries import NoServerError, find_valkey
from factcheck.embedded.children import Child, start_child, stop_child
from factcheck.embedded.places import Places

SECONDS_TO_START = 20.0


def start_valkey(places: Places) -> Child:
    """Start it on its socket; ``noeviction``, since a broker must not drop messages to make room."""
    socket = places.valkey_socket
    socket.unlink(missing_ok=True)
    command = [str(find_valkey()), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    command += ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction", "--dir", str(places.data)]
    return start_child(command, log=places.logs / "valkey.log", death_signal=signal.SIGTERM)


def wait_for_valkey(places: Places, child: Child) -> None:
    """Return once it answers; NoServerError when it ends or is too slow."""
    deadline = time.monotonic() + SECONDS_TO_START
    with redis.Redis(unix_socket_path=str(places.valkey_socket), socket_timeout=1) as client:
        while True:
            try:
                client.ping()
                return
            except redis.RedisError as error:
                if child.poll() is not None or time.monotonic() > deadline:
                    raise NoServerError(
                        f"Valkey did not start ({error}); see {places.logs / 'valkey.log'}"
                    ) from error
                time.sleep(0.03)


def stop_valkey(child: Child) -> None:
    stop_child(child, signals=((signal.SIGTERM, 5.0),))
