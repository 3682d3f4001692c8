"""The web process is killed with SIGKILL in the middle of a POST that has an Idempotency-Key: its repeat gets one
answer for one deed, wherever the process died."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from claims.models import Claim
from newsrooms.actions.api_key import create_key
from newsrooms.models import IdempotentCall
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House, open_house
from tests.factcheck.processes import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


class Web:
    """A gunicorn of one process with threads, as the house runs it, on a port of its own."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = taken.getsockname()[1]
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "tests.factcheck.api.doomed_web:application", "-k", "gthread"]
        command += ["-b", f"127.0.0.1:{self.port}", "--threads", "2", "--log-level", "critical"]
        name = str(connection.settings_dict["NAME"])
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "DOOMED_DATABASE": name}
        self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, start_new_session=True)
        assert wait_until(self.answers, 60)

    def answers(self) -> bool:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as line:
            line.request("GET", "/healthz", headers={"Host": "localhost"})
            with line.getresponse() as answer:
                return answer.status < 500
        return False

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def write(self, key: str) -> tuple[int, Any, bool] | None:
        """The status and body of the answer, and whether it was given before; None where the process died."""
        headers = {"Host": "localhost", "Content-Type": "application/json", "Idempotency-Key": key}
        headers["Authorization"] = f"Bearer {self.secret}"
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            line.request("POST", "/api/v1/claims/", json.dumps({"statement": f"It was {key}."}), headers)
            with line.getresponse() as answer:
                return answer.status, json.loads(answer.read()), "Idempotency-Replayed" in answer.headers
        return None


@pytest.fixture
def house(transactional_db: None) -> House:
    return open_house()


@pytest.fixture
def web(house: House) -> Iterator[Web]:
    scopes = [Scope.CLAIMS_WRITE, Scope.DRAFTS_READ, Scope.CLAIMS_READ]
    made = create_key(by=house.vera, newsroom=house.herald, name="killed", scopes=scopes)
    web = Web(made.secret)
    yield web
    web.kill()


def test_killed_after_it_wrote_and_before_it_committed_the_repeat_does_the_deed_once(web: Web) -> None:
    whole = connection.get_connection_params()
    place = {key: whole[key] for key in ("host", "port", "user", "password", "dbname") if whole.get(key)}
    with psycopg.connect(**place) as holder:
        holder.execute("LOCK TABLE claims_dueclaim IN ACCESS EXCLUSIVE MODE")
        caller = Thread(target=web.write, args=["the first"])
        caller.start()
        with psycopg.connect(**place, autocommit=True) as seer:

            def stands_in_the_middle() -> bool:
                row = seer.execute(WAITING).fetchone()
                return row is not None and row[0] > 0

            assert wait_until(stands_in_the_middle, 30)
        web.kill()
        caller.join()
        holder.rollback()
    assert not IdempotentCall.objects.exists()
    web.start()
    answer = web.write("the first")
    assert answer is not None
    assert (answer[0], answer[2]) == (201, False)
    assert [claim.public_id for claim in Claim.objects.all()] == [answer[1]["id"]]
    assert web.write("the first") == (201, answer[1], True)
    assert Claim.objects.count() == 1


def test_killed_at_any_moment_one_deed_has_one_answer(web: Web) -> None:
    web.write("warm")
    for number, delay in enumerate((0.0, 0.01, 0.03, 0.08)):
        key = f"number {number}"
        caller = Thread(target=web.write, args=[key])
        caller.start()
        time.sleep(delay)
        web.kill()
        caller.join()
        web.start()
        answer = web.write(key)
        assert answer is not None
        assert answer[0] == 201, answer
        assert [claim.public_id for claim in Claim.objects.filter(statement=f"It was {key}.")] == [answer[1]["id"]]
