"""Child processes that cannot outlive their parent: each in a session of its own, stopped politely first."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_LOG = 5_000_000  # bytes; beyond, the next start puts the file aside
_libc = ctypes.CDLL(None, use_errno=True)

Child = subprocess.Popen[bytes]


def die_with_parent(number: int) -> None:
    """Ask the kernel to send this process ``number`` when its parent ends. A change of user afterwards undoes it."""
    _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def start_child(
    command: Sequence[str],
    *,
    log: Path,
    death_signal: int,
    user: str | None = None,
    environment: Mapping[str, str] | None = None,
    keep: Sequence[int] = (),
) -> Child:
    """Start ``command`` with its output appended to ``log``; it gets ``death_signal`` when we die, even by kill -9.

    ``user`` is the system user to become (only root can); ``keep`` are descriptors it inherits under their numbers.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        die_with_parent(death_signal)
        if os.getppid() != parent:  # we died before the kernel was asked
            os._exit(1)

    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            pass_fds=tuple(keep),
            start_new_session=True,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            preexec_fn=tie_to_parent,  # noqa: PLW1509 - whoever starts children here has a single thread
        )


def stop_child(child: Child, *, signals: Sequence[tuple[int, float]]) -> None:
    """Send each signal in turn and wait its seconds; what is then still there of its session goes by SIGKILL."""
    for number, seconds in signals:
        if child.poll() is not None:
            break
        child.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def find_processes_in(folder: Path) -> list[int]:
    """The processes whose current folder is ``folder``: both servers live in the folder of their data."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and os.readlink(entry / "cwd") == str(folder):
                found.append(int(entry.name))
    return found
