"""JSON Feed (version 1 and 1.1), brought into the shape that the XML feeds are parsed into."""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from sources.fetching.page_facts import read_web_date


def looks_like_json_feed(content: bytes) -> bool:
    """Whether this is a JSON object that says it is a JSON feed."""
    beginning = content[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return beginning.startswith(b"{") and b"jsonfeed.org/version" in content[:100_000].replace(b"\\/", b"/")


def read_json_feed(content: bytes) -> Mapping[str, Any]:
    """A JSON feed as the mapping of ``feed`` and ``entries`` that feedparser would give. Damage gives no entries."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {"feed": {}, "entries": []}
    items = data.get("items")
    entries = [read_item(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return {"feed": {"title": data.get("title"), "language": data.get("language")}, "entries": entries}


def read_item(item: dict[str, Any]) -> dict[str, Any]:
    """One item: its id, address, dates and authors under feedparser's names."""
    authors = item.get("authors") or [item.get("author")]
    named = [person for person in authors if isinstance(person, dict)] if isinstance(authors, list) else []
    given_id = item.get("id")
    entry = {
        "id": str(given_id) if isinstance(given_id, str | int | float) else "",
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "summary": item.get("summary") or item.get("content_text") or item.get("content_html"),
        "authors": named,
        "title_detail": {"language": item.get("language")},
    }
    for key, name in (("date_published", "published"), ("date_modified", "updated")):
        written = item.get(key)
        moment = read_web_date(written) if isinstance(written, str) else None
        if moment is not None:
            entry |= {name: written, f"{name}_parsed": moment.start.astimezone(UTC).timetuple()}
    return entry
