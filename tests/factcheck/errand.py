"""A task for the tests' own worker: it leaves a trace, and on demand dies before it is done."""

import os
import signal
from pathlib import Path

from celery import shared_task


@shared_task(name="tests.run_errand")
def run_errand(folder: str, *, dies_first: bool = False) -> None:
    """Count the attempts in ``folder``; the first one is killed when ``dies_first``."""
    attempt = len(list(Path(folder).iterdir()))
    (Path(folder) / f"attempt {attempt}").touch()
    if dies_first and attempt == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    (Path(folder) / "done").touch()
