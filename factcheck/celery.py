"""The Celery app and its clock. Truth and due work are rows in PostgreSQL; a message only wakes a worker sooner."""

import os
import signal
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init

from factcheck.embedded.children import die_with_parent
from factcheck.environment import settle_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.on_configure.connect(lambda **_: settle_settings(), weak=False)  # a worker that cannot start says why in one line
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# name of the entry -> task, every so many seconds (or a crontab). Tasks are named by string: nobody imports one.
SCHEDULE: dict[str, dict[str, Any]] = {
    "settle standings": {"task": "claims.settle_standings", "schedule": 2.0},
    "catch up with names": {"task": "claims.catch_up_with_names", "schedule": 10.0},
    "suggest reports": {"task": "claims.suggest_reports", "schedule": 5.0},
    "watch quotes": {"task": "claims.watch_quotes", "schedule": 30.0},
    "fan events out": {"task": "newsrooms.fan_out", "schedule": 2.0},
    "deliver webhooks": {"task": "claims.deliver_webhooks", "schedule": 2.0},
    "mail letters": {"task": "newsrooms.mail_letters", "schedule": 60.0},
    "forget old answers": {"task": "newsrooms.forget_old_answers", "schedule": 3600.0},
    "cut the sitemap": {"task": "claims.cut_sitemap", "schedule": 3600.0},
    "run imports": {"task": "claims.run_imports", "schedule": 3.0, "options": {"expires": 30.0}},
    "forget previews": {"task": "claims.forget_previews", "schedule": 3600.0},
    "visit hosts": {"task": "sources.visit_due_hosts", "schedule": 10.0, "options": {"expires": 10.0}},
    "check hashes": {"task": "sources.check_kept_hashes", "schedule": crontab(hour="3", minute="17")},
}
# An import may hold a process for long: it has processes of its own (factcheck/rooms.py), and standings never wait.
app.conf.task_routes = {"claims.run_imports": {"queue": "imports"}}
# Nobody needs a wake-up call of yesterday: while no worker listens, messages do not pile up.
for entry in SCHEDULE.values():
    entry.setdefault("options", {}).setdefault("expires", 60.0)
app.conf.beat_schedule = SCHEDULE
app.conf.beat_max_loop_interval = 10


@worker_process_init.connect
def tie_to_worker(**_: Any) -> None:
    """The processes a worker forks do not outlive it, even when it is killed."""
    die_with_parent(signal.SIGKILL)
