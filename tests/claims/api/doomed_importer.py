"""An importer for tests to kill: ``python -m tests.claims.api.doomed_importer DATABASE`` runs what waits."""

import sys

import django

django.setup()

from django.db import connection  # noqa: E402  # models are there only once Django is set up

from claims.actions import import_jobs  # noqa: E402 - only after setup

if __name__ == "__main__":
    connection.settings_dict["NAME"] = sys.argv[1]
    import_jobs.LINES_FOR_GOOD = 40
    import_jobs.LINES_AT_A_TIME = 10
    while import_jobs.run_next_import():
        pass
