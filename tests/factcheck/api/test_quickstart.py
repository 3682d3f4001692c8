"""The quick start of the documentation, run as it stands: by curl, and by a client generated from the document."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from openapi_spec_validator import validate
from pytest_django.live_server_helper import LiveServer

from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House, open_house
from tests.newsrooms.api.asking import document

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DOCS = Path(settings.BASE_DIR) / "docs"
SCOPES = (Scope.CLAIMS_READ, Scope.DRAFTS_READ, Scope.SOURCES_WRITE, Scope.CLAIMS_WRITE, Scope.REPORTS_WRITE)


@pytest.fixture
def house(transactional_db: None) -> House:
    return open_house()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / "api-quickstart.md").read_text(encoding="utf-8"), re.S)


def test_the_key_command_of_the_documentation_asks_for_what_the_calls_take() -> None:
    said = re.search(r"--scope (\S+)", blocks("console")[0])
    assert said is not None
    assert set(said[1].split(",")) == {scope.value for scope in SCOPES}


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_five_calls_lead_from_a_key_to_a_standing(house: House, live_server: LiveServer) -> None:
    first, second = blocks("sh")
    assert first.count("\nsay ") == 5
    secret = house.key(*SCOPES).secret
    script = f"set -e\n{first}\n{second}".replace("\nsay ", "\necho; say ")
    env = {"PATH": os.environ["PATH"], "KEY": secret, "API": f"{live_server.url}/api/v1"}
    ran = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=False)  # noqa: S607 - whichever bash there is
    assert ran.returncode == 0, ran.stdout + ran.stderr
    answers = [json.loads(line) for line in ran.stdout.splitlines() if line]
    assert answers[4]["standing"] == {"status": "single_source", "lines": {"low": 1, "with_parties": 1, "high": 1}}
    assert answers[5]["standing"]["reasons"]


@pytest.fixture
def client_package(tmp_path: Path) -> Iterator[Path]:
    """The client, generated, importable while the test runs."""
    (tmp_path / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(tmp_path / "openapi.json")]
    command += [
        "--config",
        str(DOCS / "api-client.yml"),
        "--output-path",
        str(tmp_path / "client"),
        "--fail-on-warning",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    sys.path.insert(0, str(tmp_path / "client"))
    importlib.invalidate_caches()
    yield tmp_path / "client"
    sys.path.remove(str(tmp_path / "client"))
    for name in [name for name in sys.modules if name.startswith("factcheck_client")]:
        del sys.modules[name]


def test_a_client_generated_from_the_document_does_the_same(
    house: House, live_server: LiveServer, client_package: Path
) -> None:
    code = "".join(blocks("python"))
    said = StringIO()
    with redirect_stdout(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(code, {"base_url": live_server.url, "key": house.key(*SCOPES).secret})  # noqa: S102  # ours, from docs/
    assert said.getvalue().startswith("single_source ")
    assert "Pilot station" in said.getvalue()


def test_the_reference_opens_with_the_quick_start() -> None:
    said = document()["info"]["description"]
    for part in ("five calls", *blocks("sh"), *blocks("python"), "## Manners worth knowing"):
        assert part in said


def test_nothing_is_named_by_a_number_that_counts_rows() -> None:
    schemas = document()["components"]["schemas"].items()
    counted = [name for name, schema in schemas if "integer" in str(schema.get("properties", {}).get("id"))]
    assert counted == []


def test_the_document_is_valid_openapi_and_every_writing_operation_has_an_example() -> None:
    validate(document())
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {})
            if "application/json" in body and "$ref" in body["application/json"]["schema"]:
                assert "example" in body["application/json"], f"{method} {path} has no example"
            assert operation["summary"]
            assert operation["description"]
