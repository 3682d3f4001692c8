"""What every test stands on: real servers of its own, no network but this machine's, no quiet slip in a template."""

import atexit
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import pgtrigger
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.template import Node
from pytest_django.plugin import DjangoDbBlocker

from factcheck.embedded.joining import are_needed, join_servers
from factcheck.embedded.places import Places
from tests.left_overs import clear_left_overs, make_folder_of_a_run

# Before Django reads its settings: a data folder of this run alone, and servers in it unless others were named.
# Workers of xdist inherit both from the process that starts them.

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    clear_left_overs(Path(tempfile.gettempdir()))
    os.environ["FACTCHECK_DATA"] = make_folder_of_a_run()
    atexit.register(shutil.rmtree, os.environ["FACTCHECK_DATA"], ignore_errors=True)  # after the servers have left
    if are_needed():
        join_servers(Places(Path(os.environ["FACTCHECK_DATA"])), throwaway=True)
    os.environ["TEST_PREFIX"] = f"test-{os.getpid()}"
os.environ["REDIS_PREFIX"] = f"{os.environ['TEST_PREFIX']}{WORKER}"
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"


class Missing(str):
    """What a template shows for a variable that does not exist: in ours the test fails, in others nothing."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        frame = sys._getframe(1)
        while not isinstance(node := frame.f_locals.get("self"), Node):
            if frame.f_back is None:
                return ""
            frame = frame.f_back
        file = Path(node.origin.name)
        if file.is_relative_to(settings.BASE_DIR) and ".venv" not in file.parts:
            pytest.fail(f"{file.relative_to(settings.BASE_DIR)} prints {variable}, which does not exist")
        return ""


options: dict[str, Any] = settings.TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]  # any by nature
settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {**options, "string_if_invalid": Missing("%s")}}]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, and nothing here is secret

# Now that the settings can be read, and before any folder's own conftest imports a model.
django.setup()
# pytest-django would read the settings of a worker that inherits this before the lines above gave it its prefix.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.browsing"]

# The one host outside that may be spoken to: the Redis that was named for this run. PostgreSQL's is libpq's affair.
NAMED_HOST = urlsplit(settings.REDIS_URL).hostname


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Whoever wants to reach another machine, or asks for its name, fails the test that made it try."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def is_here(host: str) -> bool:
        try:
            return host in ("", "localhost", NAMED_HOST) or ip_address(host).is_loopback
        except ValueError:
            return False

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            pytest.fail(f"the network was asked for: {address}")
        connect(self, address)

    def look_up_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if not is_here(name) and not name.replace(".", "").replace(":", "").isalnum():
            pytest.fail(f"the network was asked for: {name}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the tests goes at their end, whoever is still in it: a server's thread may outlive its test."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True, scope="session")
def _clean_up_between_tests_past_the_guards() -> Iterator[None]:
    """Django empties tables after a test of real transactions; the guards against TRUNCATE let that one through."""
    flush = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        guards = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
        statements = flush(self, *args, **kwargs)
        return [f"SELECT set_config('pgtrigger.ignore', '{{{guards}}}', true)", *statements] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True, scope="session")
def _leave_a_named_redis_clean() -> Iterator[None]:
    """What this run wrote carries its prefix, and goes with it."""
    yield
    with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        for key in client.scan_iter(f"*{settings.REDIS_PREFIX}*", count=1000):
            client.delete(key)
