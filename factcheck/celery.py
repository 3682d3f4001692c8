"""The Celery app and its clock. Truth and due work are rows in PostgreSQL; a message only wakes a worker sooner."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# name of the entry -> task, every so many seconds (or a crontab). Tasks are named by string: nobody imports one.
app.conf.beat_schedule = {
    "settle standings": {"task": "claims.settle_standings", "schedule": 2.0},
}
app.conf.beat_max_loop_interval = 10
