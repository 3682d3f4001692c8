"""``python -m factcheck.ask_health web|worker|importer|clock``: for containers; ends with 0 when that one answers."""

import os
import sys

from factcheck.clock import clock_ticks
from factcheck.rooms import web_answers, worker_answers


def main() -> int:
    room = sys.argv[1] if len(sys.argv) == 2 else ""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    port = int(os.environ.get("BIND", "").rpartition(":")[2] or 8000)
    asked = {
        "web": lambda: web_answers(port, host),
        "worker": worker_answers,
        "importer": lambda: worker_answers("imports"),
        "clock": clock_ticks,
    }
    if room not in asked:
        sys.exit("web, worker, importer or clock?")
    return 0 if asked[room]() else 1


if __name__ == "__main__":
    sys.exit(main())
