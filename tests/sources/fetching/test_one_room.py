"""One room opens sockets: nothing else of the house imports what could."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

DIALLING = {
    "socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "telnetlib", "httpx", "httpx2", "httpcore",
    "httpcore2", "requests", "aiohttp", "urllib3", "pycurl", "websockets",
}  # fmt: skip
# Each of these looks at this machine alone: its own name, whether a port of ours is free, our own health address.
KNOWN = {"claims/tasks.py", "factcheck/house.py", "factcheck/rooms.py"}


def list_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_outside_the_room_of_fetching_can_dial() -> None:
    root = Path(settings.BASE_DIR)
    found = {
        str(path.relative_to(root))
        for app in ("factcheck", "newsrooms", "sources", "claims")
        for path in (root / app).rglob("*.py")
        if DIALLING & set(list_imports(path))
    }
    assert {path for path in found if not path.startswith("sources/fetching/")} == KNOWN
    assert found - KNOWN == {f"sources/fetching/{name}.py" for name in ("exchange", "policy", "wire")}


def test_the_reader_of_articles_fetches_nothing_by_itself() -> None:
    """trafilatura and feedparser can both download; only their readers of bytes are used."""
    room = Path(settings.BASE_DIR) / "sources" / "fetching"
    names = {name for path in room.rglob("*.py") for name in list_imports(path)}
    assert not {"trafilatura.downloads", "trafilatura.fetch_url", "trafilatura.fetch_response"} & names
