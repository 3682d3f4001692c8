"""PostgreSQL itself killed with SIGKILL in the middle of deliveries: what was committed arrives, repeats show."""

import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from factcheck.embedded.joining import join_servers
from factcheck.embedded.places import Places
from tests.factcheck.processes import end_all, wait_until
from tests.newsrooms.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.slow
EVENTS = 60
KILLS_AFTER = (8, 22, 40)
OPEN_A_HOUSE = """
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.actions.webhook_endpoint import open_endpoint
from newsrooms.models import User
olena = User.objects.create_user("olena", password="as good as any", is_superuser=True)
newsroom = open_newsroom(by=None, slug="harbour-post", name="Harbour Post", administrator=olena)
open_endpoint(by=olena, newsroom=newsroom, url="{url}")
"""


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """Servers of their own that keep what they say they keep, unlike those of the other tests."""
    places = Places(tmp_path / "data")
    stay = join_servers(places)
    yield places
    stay.leave()
    end_all(places.data)


def start(places: Places, *command: str) -> subprocess.Popen[str]:
    alone = {**os.environ, "FACTCHECK_DATA": str(places.data), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        alone.pop(name, None)
    return subprocess.Popen(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=alone, stdout=subprocess.PIPE, text=True
    )


def kill_database(places: Places) -> None:
    postmaster = int((places.postgresql / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)


def answers(places: Places) -> bool:
    try:
        with psycopg.connect(places.database_url) as database:
            return database.execute("SELECT 1").fetchone() == (1,)
    except psycopg.Error:
        return False


def wait_for(box: Mailbox, count: int) -> None:
    assert wait_until(lambda: len(box.got) >= count, 60)


def test_with_postgresql_killed_again_and_again_every_committed_event_arrives(places: Places) -> None:
    with mailbox() as box:
        for command in (("migrate", "--verbosity=0"), ("shell", "--verbosity=0", "-c", OPEN_A_HOUSE)):
            made = start(places, "manage.py", *(part.format(url=box.url) for part in command))
            made.communicate(timeout=120)
            assert made.returncode == 0
        worker = start(places, "-m", "tests.newsrooms.steadfast_worker", box.url, str(EVENTS))
        for count in KILLS_AFTER:
            wait_for(box, count)
            kill_database(places)
            assert wait_until(lambda: answers(places), 60)
        said, _ = worker.communicate(timeout=120)
        assert worker.returncode == 0
    committed = set(said.split())
    assert len(committed) == EVENTS
    told: dict[str, set[str]] = defaultdict(set)
    for headers, body in box.got:
        told[headers["webhook-id"]].add(json.loads(body)["data"]["id"])
    assert {name for names in told.values() for name in names} >= committed
    assert all(len(names) == 1 for names in told.values())
    with psycopg.connect(places.database_url) as database:
        states = database.execute("SELECT state, count(*) FROM newsrooms_delivery GROUP BY state").fetchall()
        ids = {row[0] for row in database.execute("SELECT public_id FROM newsrooms_event").fetchall()}
    assert [state for state, _ in states] == ["delivered"]
    assert set(told) == ids
