"""The two locks of a data folder. The kernel lets go of them when a process ends, however it ends."""

import fcntl
import os
from pathlib import Path


def open_lock(file: Path) -> int:
    """A descriptor to lock with; children started by exec do not inherit it."""
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def share(descriptor: int) -> None:
    """Hold it beside others; waits while one holds it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def take(descriptor: int) -> bool:
    """Hold it alone; False, without waiting, while anyone else holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_free(file: Path) -> bool:
    """Nobody held ``file`` a moment ago."""
    descriptor = open_lock(file)
    try:
        return take(descriptor)
    finally:
        os.close(descriptor)
