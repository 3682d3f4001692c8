#!/usr/bin/env python3
"""The command line of the house: ``./manage.py COMMAND`` with the clone's own Python and servers that answer."""

import os
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent
OWN_PYTHON = BASE / ".venv" / "bin" / "python"
WITHOUT_SERVERS = {"help", "version", "check", "makemessages", "compilemessages", "collectstatic", "diffsettings"}

if OWN_PYTHON.exists() and Path(sys.prefix) != BASE / ".venv" and "DJANGO_NO_REEXEC" not in os.environ:
    os.execv(OWN_PYTHON, [str(OWN_PYTHON), *sys.argv])  # noqa: S606 - the same program, the right Python

from django.core.exceptions import ImproperlyConfigured  # noqa: E402 - only the clone's Python has it
from django.core.management import execute_from_command_line  # noqa: E402 - only the clone's Python has it

from factcheck.embedded.binaries import NoServerError  # noqa: E402 - only once the environment is known to be there
from factcheck.embedded.joining import are_needed, join_servers  # noqa: E402 - only once the environment is known to be there
from factcheck.embedded.places import Places  # noqa: E402 - only once the environment is known to be there


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    asks_for_help = command.startswith("-") or "--help" in sys.argv or "-h" in sys.argv
    if command not in WITHOUT_SERVERS and not asks_for_help and are_needed():
        try:
            join_servers(Places.from_environment(BASE))
        except NoServerError as error:
            sys.exit(f"The embedded servers do not start: {error}")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
