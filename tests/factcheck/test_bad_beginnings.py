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
    assert begin(HOUSE, PORT=port) == f"PORT is {port!r}; write a port, a whole number from 1 to 65535.\n"


def test_the_command_line_names_it_too() -> None:
    assert "PORT is 'abc'" in begin(CHECK, PORT="abc")


@pytest.mark.parametrize("command", [HOUSE, COMMAND, CHECK], ids=lambda command: command[-1])
def test_a_data_folder_that_is_a_file_or_cannot_be_made_is_named(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below", Path("/proc/nowhere/data")):
        assert f"The data cannot lie in {folder} (" in begin(command, FACTCHECK_DATA=str(folder))
    assert file.read_bytes() == b""
