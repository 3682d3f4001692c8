"""The compose file is sound by its own specification, and every command in it does what it is there for."""

import json
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import jsonschema_rs
import psycopg
import pytest
import yaml
from django.conf import settings

from factcheck.embedded.binaries import find_postgresql, find_valkey
from factcheck.embedded.places import Places
from factcheck.rooms import COMMANDS
from tests.factcheck.processes import Someone, end_all, wait_until

BASE = Path(settings.BASE_DIR)
OURS = ("migrate", "web", "worker", "importer", "clock")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found = yaml.safe_load((BASE / "docker-compose.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_it_is_valid_by_the_compose_specification(compose: dict[str, Any]) -> None:
    file = resources.files("check_jsonschema.builtin_schemas.vendor").joinpath("compose-spec.json")
    schema = json.loads(file.read_text(encoding="utf-8"))
    errors = [f"{list(error.instance_path)}: {error.message}" for error in jsonschema_rs.iter_errors(schema, compose)]
    assert errors == []


def test_every_service_is_confined_and_says_whether_it_is_well(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["user"] not in ("", "root", "0"), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert name == "migrate" or service["healthcheck"]["test"], name


def test_only_the_web_is_reachable_and_only_from_this_machine(compose: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in compose["services"].items() if "ports" in service} == {
        "web": ["127.0.0.1:${PORT:-8000}:8000"]
    }
    assert compose["networks"]["stores"] == {"internal": True}


def test_no_secret_has_a_value_or_a_default(compose: dict[str, Any]) -> None:
    for secret in compose["secrets"].values():
        assert set(secret) == {"file"}
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if any(word in name for word in ("PASSWORD", "SECRET")):
                assert value.startswith("/run/secrets/"), name
        assert set(service.get("secrets", [])) <= set(compose["secrets"])


def test_what_is_put_into_a_read_only_container_is_a_file_of_the_repository(compose: dict[str, Any]) -> None:
    """The daemon refuses to write the content of a config into a root that is read-only: files are bound instead."""
    named = {**compose["configs"], **compose["secrets"]}
    assert {name: set(put) for name, put in named.items()} == {name: {"file"} for name in named}
    for put in compose["configs"].values():
        script = BASE / put["file"]
        assert script.stat().st_mode & 0o555 == 0o555, "the image runs it as another user"
        assert script.read_text().startswith("#!/bin/sh\n")


def test_a_newsrooms_server_runs_what_make_run_runs(compose: dict[str, Any]) -> None:
    for name, command in COMMANDS.items():
        assert tuple(compose["services"][name]["command"]) == tuple(command)


def test_the_broker_never_drops_a_message_to_make_room(compose: dict[str, Any]) -> None:
    assert "--maxmemory-policy noeviction" in compose["services"]["valkey"]["command"][-1]


def test_make_secrets_makes_what_it_asks_for_and_keeps_what_is_there(compose: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(BASE / "Makefile", tmp_path)
    subprocess.run(["/usr/bin/make", "-s", "secrets"], cwd=tmp_path, check=True)
    made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(compose["secrets"])
    assert len(set(made.values())) == len(made)
    assert min(map(len, made.values())) >= 60
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    subprocess.run(["/usr/bin/make", "-s", "secrets"], cwd=tmp_path, check=True)
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == made


# From here on the commands run as they stand, each in a clean environment. What containers and their network would
# give is given here instead: programs in PATH, secrets in this test's folder, a port of this machine that is free.


class Containers:
    """The commands of the compose file and a place for them to run in."""

    def __init__(self, compose: dict[str, Any], folder: Path, places: Places) -> None:
        self.services, self.folder = compose["services"], folder
        self.running: list[subprocess.Popen[bytes]] = []
        (folder / "run" / "secrets").mkdir(parents=True)
        for name in compose["secrets"]:
            (folder / "run" / "secrets" / name).write_text(token_urlsafe(48))
        (folder / "bin").mkdir()
        (folder / "bin" / "valkey-server").symlink_to(find_valkey())
        (folder / "bin" / "valkey-cli").symlink_to(Path(__file__).with_name("ping_valkey.py"))
        programs = (folder / "bin", Path(sys.executable).parent, find_postgresql(None, None))
        self.path = ":".join([*map(str, programs), "/usr/bin", "/bin"])
        self.here = {
            "PGHOST": str(places.sockets),
            "DATABASE_URL": places.database_url,
            "REDIS_URL": f"redis://127.0.0.1:{find_free_port()}/0",
            "BIND": f"127.0.0.1:{find_free_port()}",
            "SITE_URL": "https://facts.newsroom.test",
            "ALLOWED_HOSTS": "facts.newsroom.test",
            "CLOCK_FILE": str(folder / "clock"),
            "STATIC_ROOT": str(folder / "static"),
            "UPLOADS": str(folder),
        }

    def mend(self, text: str) -> str:
        """The text as compose would hand it on, its places moved into this test's folder."""
        port = self.here["REDIS_URL"].rpartition(":")[2].removesuffix("/0")
        moved = {
            "$$": "$",
            "/run/secrets": f"{self.folder}/run/secrets",
            "--dir /tmp": f"--dir {self.folder} --bind 127.0.0.1 --port {port}",
            "valkey-cli ping": f"valkey-cli -p {port} ping",
            "--host=127.0.0.1": f"--host={self.here['PGHOST']}",
        }
        for before, after in moved.items():
            text = text.replace(before, after)
        return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)

    def prepare(self, name: str, command: list[str]) -> dict[str, Any]:
        given = {key: self.mend(str(value)) for key, value in self.services[name].get("environment", {}).items()}
        program, *words = [self.mend(word) for word in command]
        found = shutil.which(program, path=self.path)
        assert found, f"{program} is not among the programs of {name}"
        return {
            "args": [found, *words],
            "env": {**given, **self.here, "PATH": self.path, "LOG_LEVEL": "INFO"},
            "cwd": BASE,
        }

    def finish(self, name: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(**self.prepare(name, command), check=False, capture_output=True, text=True, timeout=180)

    def start(self, name: str) -> None:
        made = self.prepare(name, self.services[name]["command"])
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running.append(subprocess.Popen(**made, stdout=log, stderr=log, stdin=subprocess.DEVNULL))

    def is_well(self, name: str) -> bool:
        kind, *command = self.services[name]["healthcheck"]["test"]
        return self.finish(name, ["sh", "-c", *command] if kind == "CMD-SHELL" else command).returncode == 0

    def stop(self) -> None:
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            process.wait(60)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def containers(compose: dict[str, Any], tmp_path: Path) -> Iterator[Containers]:
    data = tmp_path / "data"
    someone = Someone(data)
    made = Containers(compose, tmp_path, Places(data))
    yield made
    made.stop()
    someone.leave()
    end_all(tmp_path)


@pytest.mark.slow
def test_every_command_of_it_works_as_it_stands(compose: dict[str, Any], containers: Containers) -> None:
    """In the order in which compose starts them, each followed by its own health check."""
    superuser = f"host={containers.here['PGHOST']} user=postgres dbname=postgres"
    with psycopg.connect(superuser, autocommit=True) as database:
        database.execute("DROP DATABASE factcheck")
        database.execute("DROP ROLE factcheck")
        made_role = containers.finish("postgresql", [str(BASE / compose["configs"]["make_role"]["file"])])
        assert made_role.returncode == 0, made_role.stderr
        role = database.execute("SELECT rolsuper, rolpassword FROM pg_authid WHERE rolname = 'factcheck'").fetchone()
    assert role is not None
    assert role[0] is False
    assert role[1].startswith("SCRAM-SHA-256$")
    assert containers.is_well("postgresql")

    containers.start("valkey")
    assert wait_until(lambda: containers.is_well("valkey"))

    gathered = re.search(r"FACTCHECK_DATA=\S+ STATIC_ROOT=\S+ (python manage.py collectstatic.*)", read("Dockerfile"))
    assert gathered
    for name, command in (("web", gathered[1].split()), ("migrate", compose["services"]["migrate"]["command"])):
        done = containers.finish(name, command)
        assert done.returncode == 0, done.stderr

    for name in ("web", "worker", "importer", "clock"):
        containers.start(name)
    for name in ("web", "worker", "importer", "clock"):
        assert wait_until(partial(containers.is_well, name), seconds=60), read(containers.folder / f"{name}.log")
    containers.stop()
    assert [process.returncode for process in containers.running] == [0, 0, 0, 0, 0]
    assert not containers.is_well("web")
    assert not containers.is_well("worker")


def read(path: str | Path) -> str:
    return (BASE / path).read_text(encoding="utf-8")
