"""The clock of the house: Celery's own scheduler, without a file of what it did, and with a sign of life."""

import os
import time
from pathlib import Path
from typing import Any

from celery.beat import Scheduler

# Read from the environment and not from settings, so that asking after the clock's health loads nothing else.
SIGN_OF_LIFE = Path(file) if (file := os.environ.get("CLOCK_FILE")) else None
SECONDS_ALIVE = 60.0


class Clock(Scheduler):
    """Sends what is due. Due work is rows, so a tick that was missed costs a moment and no file is kept."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        if SIGN_OF_LIFE:
            SIGN_OF_LIFE.touch()
        return super().tick(*args, **kwargs)


def clock_ticks() -> bool:
    """It ticked within the last minute (it looks every ten seconds, see ``beat_max_loop_interval``)."""
    try:
        return SIGN_OF_LIFE is not None and time.time() - SIGN_OF_LIFE.stat().st_mtime < SECONDS_ALIVE
    except FileNotFoundError:
        return False
