"""``make run``: the house opens, says where it is, closes in order, and leaves nothing behind however it ends."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.factcheck.processes import end_all, is_empty, list_processes, wait_until

pytestmark = pytest.mark.slow
SECONDS_TO_OPEN = 120.0
# Left in somebody's shell by a container; a house in front of a person listens on this machine alone.
ELSEWHERE = {"BIND": "0.0.0.0:8000"}


class Opened:
    """A house of the test's own: its process, its port and what it has said so far."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.output = data.parent / f"{data.name}.said"
        keep = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "factcheck.house"],
                cwd=settings.BASE_DIR,
                env={
                    **keep,
                    **ELSEWHERE,
                    "FACTCHECK_DATA": str(data),
                    "PORT": str(port),
                    "REDIS_PREFIX": "factcheck",
                },
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def is_open(self) -> bool:
        assert self.process.poll() is None, self.said
        return "Ctrl-C" in self.said

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    end_all(tmp_path)


# Side by side with the houses of the other tests, which open while it stands.
@pytest.fixture(scope="module", autouse=True)
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """One house for the tests that need no fresh one."""
    folder = tmp_path_factory.mktemp("opened")
    house = open_house(folder / "data")
    yield house
    house.end(signal.SIGINT)
    end_all(folder)


def open_house(data: Path, port: int | None = None) -> Opened:
    house = Opened(data, port or find_free_port())
    assert wait_until(house.is_open, SECONDS_TO_OPEN), house.said
    return house


def find_login(house: Opened) -> tuple[str, str]:
    login = re.search(r"Sign in as +(\S+) / (\S+)", house.said)
    assert login, house.said
    return login[1], login[2]


def sign_in(house: Opened) -> str:
    """The desk's first page, as the person sees it who types in what the house has said."""
    username, password = find_login(house)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"http://127.0.0.1:{house.port}/admin/login/?next=/admin/"
    page = browser.open(address, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {"username": username, "password": password, "csrfmiddlewaretoken": token[1]}
    return str(browser.open(address, urllib.parse.urlencode(form).encode(), timeout=30).read().decode())


def test_it_opens_lets_its_first_editor_in_closes_in_order_and_remembers(data: Path) -> None:
    house = open_house(data)
    for address in re.findall(r"http://\S+", house.said):
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200, address
    assert "/admin/logout/" in sign_in(house)
    assert house.end(signal.SIGINT) == 0
    assert re.findall(r"Stopping (?:the )?(.+)", house.said) == [
        "clock",
        "importer",
        "worker",
        "web",
        "Redis and PostgreSQL",
    ]
    assert list_processes(data) == {}

    again = open_house(data, house.port)
    assert "Loading" not in again.said
    assert find_login(again) == find_login(house)
    assert "/admin/logout/" in sign_in(again)

    again.process.kill()
    again.process.wait(10)
    assert wait_until(is_empty(data))

    once_more = open_house(data, house.port)
    assert "/admin/logout/" in sign_in(once_more)
    assert once_more.end(signal.SIGTERM) == 0
    assert list_processes(data) == {}


def find_room(house: Opened, word: str) -> int:
    """The process of one room of the house, a child of its own; 0 while there is none."""
    children = Path(f"/proc/{house.process.pid}/task/{house.process.pid}/children").read_text().split()
    for child in children:
        if word in Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode():
            return int(child)
    return 0


@pytest.mark.parametrize(
    ("room", "word"),
    [("web", "gunicorn"), ("worker", "--concurrency 2"), ("importer", "--queues imports"), ("clock", "beat")],
)
def test_it_starts_again_what_ends_by_itself(opened: Opened, room: str, word: str) -> None:
    killed = find_room(opened, word)
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: find_room(opened, word) not in (0, killed))
    assert f"The {room} ended; starting it again" in opened.said


def test_a_second_house_in_its_folder_or_on_its_port_is_refused_with_the_reason(
    opened: Opened, tmp_path: Path
) -> None:
    second = Opened(opened.data, find_free_port())
    assert second.process.wait(60) == 1
    assert "A house is open already" in second.said
    third = Opened(tmp_path / "third", opened.port)
    assert third.process.wait(60) == 1
    assert f"Port {opened.port} cannot be used" in third.said
    assert wait_until(is_empty(tmp_path / "third"))
    assert opened.process.poll() is None


def test_it_listens_on_this_machine_alone_whatever_the_environment_says(opened: Opened) -> None:
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [
        address.split(":")[0]
        for _, address, _, state, *_ in rows
        if state == "0A" and address.endswith(f":{opened.port:04X}")
    ]
    assert listening == ["0100007F"]
