"""The Celery app and its clock. Truth and due work are rows in PostgreSQL; a message only wakes a worker sooner."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# name of the entry -> task, every so many seconds (or a crontab). Tasks are named by string: nobody imports one.
app.conf.beat_schedule = {
    "settle standings": {"task": "claims.settle_standings", "schedule": 2.0},
    "visit hosts": {"task": "sources.visit_due_hosts", "schedule": 10.0, "options": {"expires": 10.0}},
    "check hashes": {"task": "sources.check_kept_hashes", "schedule": crontab(hour="3", minute="17")},
}
app.conf.beat_max_loop_interval = 10
