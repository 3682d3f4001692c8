"""``manage.py migrate``: Django's own, with an executor that applies runs of operations together."""

from django.core.management.commands import migrate

from factcheck.migrating import RunningExecutor

# The command takes its executor from its module and offers no other way to be given one.
vars(migrate)["MigrationExecutor"] = RunningExecutor


class Command(migrate.Command):
    """Bring the database up to date."""
