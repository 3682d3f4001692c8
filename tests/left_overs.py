"""The data folders of test runs: one for each run, and those of runs that were killed go at the next start."""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from factcheck.embedded.locks import is_free, open_lock, share

PREFIX = "factcheck-test-"
SECONDS_TO_GET_READY = 60.0


def make_folder_of_a_run() -> str:
    """A fresh folder, held by a lock for as long as this process lives."""
    folder = tempfile.mkdtemp(prefix=PREFIX)
    share(open_lock(Path(folder) / "run.lock"))
    return folder


def clear_left_overs(inside: Path) -> None:
    """Remove what runs left whose every lock is free: those of the run, of the servers' keeper and of their users."""
    for folder in inside.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another user's, or gone meanwhile
            is_old = time.time() - folder.stat().st_mtime > SECONDS_TO_GET_READY
            if is_old and not folder.is_symlink() and all(is_free(lock) for lock in folder.glob("*.lock")):
                shutil.rmtree(folder, ignore_errors=True)
