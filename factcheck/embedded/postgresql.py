"""The embedded PostgreSQL: made once, started on a unix socket alone, never as root."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from factcheck.embedded.binaries import NoServerError, find_postgresql
from factcheck.embedded.children import Child, find_processes_in, start_child, stop_child
from factcheck.embedded.places import Places

OWNER = "factcheck"
SECONDS_TO_START = 60.0
# shutdown as PostgreSQL names it: fast, then immediate (recovers at the next start)
STOP_SIGNALS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgresql(places: Places, *, throwaway: bool) -> Child:
    """Start it, making the cluster first if there is none; it is ready when ``wait_for_postgresql`` returns."""
    user = choose_user(places)
    cluster = places.postgresql
    version_file = cluster / "PG_VERSION"
    version = version_file.read_text().strip() if version_file.exists() else None
    programs = find_postgresql(version, user)
    if version is None:
        make_cluster(places, programs, user)
    end_left_overs(cluster)
    prepare_sockets(places.sockets, user)
    write_who_may_enter(cluster, user)
    with opened_for(user, cluster, places.sockets) as ((data, sockets), keep):
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": sockets,
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "log_checkpoints": "off",
            **(THROWAWAY if throwaway else {}),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return start_child(
            [str(programs / "postgres"), "-D", data, *options],
            log=places.logs / "postgresql.log",
            death_signal=signal.SIGINT,
            user=user,
            keep=keep,
        )


def choose_user(places: Places) -> str | None:
    """The system user it runs as: ourselves, or for root (which PostgreSQL refuses) the data's owner, else nobody."""
    cluster = places.postgresql
    if os.getuid() != 0:
        if cluster.exists() and cluster.stat().st_uid != os.getuid():
            raise NoServerError(f"{cluster} belongs to another user; set FACTCHECK_DATA to a folder of your own")
        return None
    owner = (cluster if cluster.exists() else places.data).stat().st_uid
    try:
        return pwd.getpwuid(owner).pw_name if owner else "nobody"
    except KeyError:
        return "nobody"


@contextmanager
def opened_for(user: str | None, *folders: Path) -> Iterator[tuple[list[str], list[int]]]:
    """The folders' paths as ``user`` can follow them, and the descriptors it must inherit for that.

    Another user may not be allowed down the path (a clone in root's home), but what we opened is open to it.
    """
    descriptors = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY) for folder in folders] if user else []
    try:
        yield (
            [f"/proc/self/fd/{number}" for number in descriptors] or [str(folder) for folder in folders],
            descriptors,
        )
    finally:
        for number in descriptors:
            os.close(number)


def make_cluster(places: Places, programs: Path, user: str | None) -> None:
    """initdb into a folder beside, then one rename: a start that is cut short leaves nothing half made."""
    fresh = places.data / "postgresql.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    group = pwd.getpwnam(user).pw_gid if user else None
    if user:
        shutil.chown(fresh, user, group)
    with opened_for(user, fresh) as ((data,), keep):
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "peer"],
            check=False,
            capture_output=True,
            text=True,
            pass_fds=keep,
            user=user,
            group=group,
            extra_groups=[] if user else None,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    if made.returncode:
        raise NoServerError(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
    fresh.rename(places.postgresql)


def prepare_sockets(folder: Path, user: str | None) -> None:
    """The folder of the sockets, ours alone and empty of an earlier start; a short one lies where all can write."""
    mine = pwd.getpwnam(user).pw_uid if user else os.getuid()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (mine, os.getuid()):
        raise NoServerError(f"{folder} belongs to another user")
    if user:
        shutil.chown(folder, user)
    for left in folder.glob(".s.PGSQL.*"):
        left.unlink()


def write_who_may_enter(cluster: Path, user: str | None) -> None:
    """On the socket, only the system user who started it (and the one it runs as) is let in, as either role."""
    people = {pwd.getpwuid(os.getuid()).pw_name, user or "postgres"}
    (cluster / "pg_hba.conf").write_text("local all all peer map=house\n", encoding="utf-8")
    lines = [f'house "{person}" {role}\n' for person in sorted(people) for role in ("postgres", OWNER)]
    (cluster / "pg_ident.conf").write_text("".join(lines), encoding="utf-8")


def end_left_overs(cluster: Path) -> None:
    """Wait for the processes of an earlier start that was killed, then end them, and drop its stale pid file.

    Only the keeper of this folder comes here, so whatever still runs in the cluster's folder belongs to nobody.
    """
    patience = time.monotonic() + 5
    while left := find_processes_in(cluster):
        if time.monotonic() > patience:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def wait_for_postgresql(places: Places, child: Child) -> None:
    """Return once it answers and holds the application's role and database; NoServerError when it cannot."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            server = psycopg.connect(host=str(places.sockets), user="postgres", dbname="postgres", autocommit=True)
            break
        except psycopg.OperationalError as error:
            if child.poll() is not None or time.monotonic() > deadline:
                raise NoServerError(
                    f"PostgreSQL did not start ({error}); see {places.logs / 'postgresql.log'}"
                ) from error
            time.sleep(0.03)
    with server:
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            server.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER]).fetchone():
            server.execute(f"CREATE DATABASE {OWNER} OWNER {OWNER}")


def stop_postgresql(child: Child) -> None:
    stop_child(child, signals=STOP_SIGNALS)
