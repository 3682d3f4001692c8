"""A worker for tests to kill: ``python -m tests.newsrooms.doomed_worker DATABASE NAME`` delivers what is due."""

import sys

import django

django.setup()

from django.db import connection  # noqa: E402  # models are there only once Django is set up
from django.utils import timezone  # noqa: E402 - only after setup

from newsrooms.actions.delivery import attempt_delivery, take_deliveries  # noqa: E402 - only after setup
from tests.newsrooms.mailbox import post  # noqa: E402 - only after setup

if __name__ == "__main__":
    connection.settings_dict["NAME"] = sys.argv[1]
    while taken := take_deliveries(worker=sys.argv[2], now=timezone.now(), limit=4):
        for one in taken:
            attempt_delivery(
                delivery=one, post=post, render=lambda event: {"id": event.object_id}, now=timezone.now()
            )
