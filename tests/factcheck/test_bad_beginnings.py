"""A port or a data folder that will not do is said in one line, by the house and by the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
HOUSE = ["-m", "factcheck.house"]
COMMAND = ["manage.py", "showmigrations"]
CHECK = ["manage.py", "check"]
GUNICORN = ["-m", "gunicorn", "--config", "python:factcheck.webserver", "factcheck.wsgi"]
WORKER = ["-m", "celery", "-A", "factcheck", "worker"]
BEAT = ["-m", "celery", "-A", "factcheck", "beat", "--scheduler", "factcheck.clock:Clock", "--pidfile", ""]


def begin(command: list[str], **variables: str) -> str:
    """What is said on a start that fails; nothing else may be."""
    alone = {"PATH": os.environ["PATH"], "FACTCHECK_DATA": os.environ["FACTCHECK_DATA"], **variables}
    tried = subprocess.run(
        [sys.executable, *command], check=False, cwd=settings.BASE_DIR, env=alone, capture_output=True, text=True
    )
    assert tried.returncode == 1
    assert tried.stdout == ""
    assert len(tried.stderr.splitlines()) == 1, tried.stderr
    return tried.stderr


@pytest.mark.parametrize("port", ["99999", "abc", "-1", "0", "65536", "٣", "9" * 5000])
def test_a_port_that_is_none_is_named(port: str) -> None:
    assert begin(HOUSE, PORT=port) == f"PORT is {port[:40]!r}; write a whole number from 1 to 65535.\n"


def test_the_command_line_names_it_too() -> None:
    assert "PORT is 'abc'" in begin(CHECK, PORT="abc")


@pytest.mark.parametrize("command", [COMMAND, GUNICORN, WORKER, BEAT], ids=" ".join)
def test_what_is_unsafe_for_a_newsrooms_server_is_one_line_of_whatever_starts(command: list[str]) -> None:
    said = begin(command, FACTCHECK_ENV="production", DEBUG="1")
    assert said.startswith("Unsafe for production: DEBUG must be off")


@pytest.mark.parametrize(
    ("name", "value"), [("WEB_WORKERS", "0"), ("WEB_THREADS", "many"), ("API_LIMIT_STRANGER", "0")]
)
def test_a_number_that_would_serve_nobody_is_named(name: str, value: str) -> None:
    assert begin(GUNICORN, **{name: value}).startswith(f"{name} is {value!r}; write a whole number from 1 to ")


@pytest.mark.parametrize("command", [HOUSE, COMMAND, CHECK], ids=lambda command: command[-1])
def test_a_data_folder_that_is_a_file_or_cannot_be_made_is_named(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below", Path("/proc/nowhere/data")):
        assert f"The data cannot lie in {folder} (" in begin(command, FACTCHECK_DATA=str(folder))
    assert file.read_bytes() == b""
