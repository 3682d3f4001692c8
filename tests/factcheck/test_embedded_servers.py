"""The embedded servers live exactly as long as somebody uses them, whatever happens to whom."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from django.conf import settings

from factcheck.embedded.places import LONGEST_SOCKET, Places
from tests.factcheck.processes import Someone, end_all, find_process, is_empty, list_processes, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    data = tmp_path / "data"
    yield Places(data)
    end_all(data)


def query(places: Places, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(places.database_url, autocommit=True) as database:
        answer = database.execute(statement)
        return list(answer.fetchall()) if answer.description else []


def test_both_servers_answer_and_stop_with_their_only_user(places: Places) -> None:
    someone = Someone(places.data)
    assert someone.said == "joined"
    assert query(places, "SELECT current_user, current_database()") == [("factcheck", "factcheck")]
    assert redis.Redis.from_url(places.redis_url).ping()
    someone.leave()
    assert list_processes(places.data) == {}


def test_who_joins_later_keeps_them_alive_for_as_long_as_it_needs(places: Places) -> None:
    first, second = Someone(places.data), Someone(places.data)
    keeper = find_process(places.data, "keeper")
    first.leave()
    assert find_process(places.data, "keeper") == keeper
    assert query(places, "SELECT 1") == [(1,)]
    second.leave()
    assert wait_until(is_empty(places.data))


def test_two_who_come_at_once_share_one_keeper(places: Places) -> None:
    command = [sys.executable, "manage.py", "showmigrations", "contenttypes"]
    alone = {**os.environ, "FACTCHECK_DATA": str(places.data)}
    for name in ("DATABASE_URL", "REDIS_URL"):
        alone.pop(name, None)
    several = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=alone, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for one in several:
        said, complaint = one.communicate(timeout=120)
        assert (one.returncode, complaint) == (0, b"")
        assert b"0001_initial" in said
    assert wait_until(is_empty(places.data))


def test_data_survive_and_nothing_is_left_when_every_user_is_killed(places: Places) -> None:
    someone = Someone(places.data)
    query(places, "CREATE TABLE kept (word text)")
    query(places, "INSERT INTO kept VALUES ('still here')")
    someone.kill()
    assert wait_until(is_empty(places.data))
    someone = Someone(places.data)
    assert query(places, "SELECT word FROM kept") == [("still here",)]
    someone.leave()


def test_nothing_is_left_when_the_keeper_is_killed_and_the_next_start_recovers(places: Places) -> None:
    someone = Someone(places.data)
    query(places, "CREATE TABLE kept (word text)")
    os.kill(find_process(places.data, "keeper"), signal.SIGKILL)
    someone.kill()
    assert wait_until(is_empty(places.data))
    someone = Someone(places.data)
    assert query(places, "SELECT count(*) FROM kept") == [(0,)]
    someone.leave()


@pytest.mark.parametrize("server", ["/postgres ", "valkey-server"])
def test_a_server_that_is_killed_is_started_again(places: Places, server: str) -> None:
    someone = Someone(places.data)
    killed = find_process(places.data, server)
    os.kill(killed, signal.SIGKILL)

    def answers_again() -> bool:
        try:
            if find_process(places.data, server) == killed:
                return False
            return query(places, "SELECT 1") == [(1,)] and bool(redis.Redis.from_url(places.redis_url).ping())
        except (ValueError, psycopg.OperationalError, redis.RedisError):
            return False

    assert wait_until(answers_again, seconds=30)
    someone.leave()
    assert wait_until(is_empty(places.data))


def test_what_a_killed_start_left_lying_about_does_no_harm(places: Places) -> None:
    Someone(places.data).leave()
    (places.postgresql / "postmaster.pid").write_text(f"{os.getpid()}\n{places.postgresql}\n1\n5432\n")
    (places.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    (places.sockets / ".s.PGSQL.5432").touch()
    places.valkey_socket.touch()
    places.ready.touch()
    (places.data / "postgresql.new").mkdir()
    someone = Someone(places.data)
    assert query(places, "SELECT 1") == [(1,)]
    someone.leave()


def test_two_folders_run_side_by_side(tmp_path: Path) -> None:
    several = [Places(tmp_path / name) for name in ("one", "two")]
    users = [Someone(places.data) for places in several]
    for places in several:
        query(places, f"CREATE TABLE {places.data.name} (word text)")
    for places in several:
        found = query(places, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert found == [(places.data.name,)]
    for someone in users:
        someone.leave()


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    places = Places(tmp_path / ("long" * 20) / ("longer" * 8))
    assert len(str(places.valkey_socket)) < LONGEST_SOCKET
    someone = Someone(places.data)
    assert query(places, "SELECT 1") == [(1,)]
    assert places.sockets.stat().st_mode & 0o077 == 0
    someone.leave()
    assert not places.sockets.exists()


def test_they_are_reached_through_files_alone_and_by_nobody_else(places: Places) -> None:
    someone = Someone(places.data)
    assert query(places, "SHOW listen_addresses") == [("",)]
    assert redis.Redis.from_url(places.redis_url).config_get("port") == {"port": "0"}
    assert places.sockets.stat().st_mode & 0o077 == 0
    assert query(places, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]
    someone.leave()


@pytest.mark.skipif(os.getuid() != 0, reason="only root must run PostgreSQL as somebody else")
def test_roots_servers_run_as_another_user_even_where_that_user_may_not_go(places: Places) -> None:
    places.data.mkdir()
    places.data.parent.chmod(0o700)
    someone = Someone(places.data)
    assert query(places, "SELECT 1") == [(1,)]
    owner = Path(f"/proc/{find_process(places.data, '/postgres ')}").stat().st_uid
    assert pwd.getpwuid(owner).pw_name == "nobody"
    someone.leave()


def test_a_server_that_cannot_start_is_named_with_its_reason(places: Places) -> None:
    places.postgresql.mkdir(parents=True)
    (places.postgresql / "PG_VERSION").write_text("9\n")
    command = [sys.executable, "manage.py", "showmigrations"]
    alone = {"PATH": os.environ["PATH"], "FACTCHECK_DATA": str(places.data)}
    tried = subprocess.run(command, check=False, cwd=settings.BASE_DIR, env=alone, capture_output=True, text=True)
    assert tried.returncode == 1
    assert "made by PostgreSQL 9" in tried.stderr
    assert "Traceback" not in tried.stderr
    assert list_processes(places.data) == {}
