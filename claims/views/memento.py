"""Memento (RFC 7089): how a program finds the page of a claim as it was, and what a page says about its own date."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import http_date

from claims.versions import Version

LINK_FORMAT = "application/link-format"


def address_of(public_id: str) -> str:
    """The permanent address of a claim: the original resource, and its own time gate."""
    return f"{settings.SITE_URL}{_path('claim', public_id)}"


def timemap_of(public_id: str) -> str:
    return f"{settings.SITE_URL}{_path('timemap', public_id)}"


@lru_cache(maxsize=8192)
def _path(name: str, public_id: str) -> str:
    """Both stand in the header of every page of a claim, also of one that has not changed."""
    return reverse(f"claims:{name}", args=[public_id])


def write_at(moment: datetime) -> str:
    """A moment as ``?at=`` has it, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dated_address(public_id: str, moment: datetime) -> str:
    """The address of a claim's page as it was at a moment."""
    return f"{address_of(public_id)}?at={quote(write_at(moment), safe=':')}"


def asked_datetime(request: HttpRequest) -> datetime | None:
    """What ``Accept-Datetime`` asks for; None without it or for nonsense."""
    written = request.headers.get("Accept-Datetime", "")
    try:
        moment = parsedate_to_datetime(written) if written else None
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC) if moment else None
    except (ValueError, OverflowError):
        return None


def link_original(public_id: str) -> str:
    """The ``Link`` header of the permanent address."""
    return (
        f'<{address_of(public_id)}>; rel="original timegate", '
        f'<{timemap_of(public_id)}>; rel="timemap"; type="{LINK_FORMAT}"'
    )


def memento_headers(public_id: str, moment: datetime) -> dict[str, str]:
    """The headers of a page as it was."""
    return {"Memento-Datetime": http_date(moment.timestamp()), "Link": link_original(public_id)}


def write_timemap(public_id: str, versions: Iterable[Version]) -> str:
    """Every published version of a claim's page, in link format."""
    shown = list(versions)
    lines = [
        f'<{address_of(public_id)}>;rel="original timegate"',
        f'<{timemap_of(public_id)}>;rel="self";type="{LINK_FORMAT}"',
    ]
    for number, version in enumerate(shown):
        ends = " ".join(["first"] * (number == 0) + ["last"] * (number == len(shown) - 1) + ["memento"])
        moment = version.published_at
        lines.append(f'<{dated_address(public_id, moment)}>;rel="{ends}";datetime="{http_date(moment.timestamp())}"')
    return ",\n".join(lines) + "\n"
