"""Every operation of the document, tried by schemathesis with all its checks, against a house that holds a claim.

Of its phases the one named coverage is left out: it asks some ten thousand times, for each bound of each text.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from factcheck.api.openapi import find_routes
from tests.claims.api.conftest import House, open_house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HERE = Path(__file__).parent


@pytest.fixture
def house(transactional_db: None) -> House:
    return open_house()


def test_schemathesis_finds_nothing(
    house: House, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "API_LIMITS", dict.fromkeys(settings.API_LIMITS, 1_000_000))
    claim = house.desk.claim("The weir was opened at night.")
    house.desk.report(claim, "River Radio", ["Water board"])
    house.publish(claim)
    program = Path(sys.executable).with_name("schemathesis")
    command = [str(program), "--config-file", str(HERE / "schemathesis.toml"), "run"]
    command += [f"{live_server.url}/api/v1/schema/", "--header", f"Authorization: Bearer {house.key().secret}"]
    command += ["--checks", "all", "--phases", "examples,fuzzing,stateful", "--warnings", "off"]
    ran = subprocess.run(
        command,
        cwd=tmp_path,
        env={
            **os.environ,
            "SCHEMATHESIS_HOOKS": "tests.factcheck.api.schemathesis_hooks",
            "PYTHONPATH": str(settings.BASE_DIR),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2_000:]
    tested = re.search(r"Tested: +(\d+)", ran.stdout)
    assert tested is not None
    assert int(tested[1]) == sum(1 for route in find_routes() for _ in route.operations())
