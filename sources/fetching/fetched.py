"""What came of one fetch: a frozen value that tells an outsider the outcome and keeps the reason for ourselves."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sources.vocabulary import CaptureOutcome

Headers = tuple[tuple[str, str], ...]


class FetchReason(StrEnum):
    """Why a fetch ended as it did, for our own log. Never shown outside: it would map the inside for a stranger."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    BAD_URL = "bad_url"
    FORBIDDEN_ADDRESS = "forbidden_address"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    NO_SUCH_HOST = "no_such_host"
    NOT_CONNECTED = "not_connected"
    NOT_SECURE = "not_secure"
    DEADLINE = "deadline"
    BROKEN_ANSWER = "broken_answer"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    BAD_ENCODING = "bad_encoding"


SAID = {
    CaptureOutcome.CAPTURED: "The page was fetched.",
    CaptureOutcome.NOT_MODIFIED: "The page has not changed since it was last fetched.",
    CaptureOutcome.MISSING: "The site says there is no such page.",
    CaptureOutcome.GONE: "The site says the page has been removed.",
    CaptureOutcome.REFUSED: "The page may not be fetched.",
    CaptureOutcome.UNREACHABLE: "The page could not be reached.",
    CaptureOutcome.TOO_LARGE: "The page is too large to keep.",
    CaptureOutcome.UNSUPPORTED: "The site gave an answer that cannot be kept.",
}


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed: the URL asked, the answer, where it pointed, and the address dialled."""

    url: str
    status: int
    location: str
    address: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A fetch that goes on where a redirect pointed: the address to ask next, and the hops made so far."""

    url: str
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer gave to ask "has it changed?" with, sent back byte for byte to the ``url`` of it."""

    etag: str = ""
    last_modified: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One fetch, whole: what was asked, what was answered and by which address, and how it ended.

    ``wire_body`` is the body as sent (content encoding kept, transfer encoding undone); ``body`` is decoded.
    ``url`` is what the caller asked, ``final_url`` the last URL dialled. Both moments are UTC. ``public`` may be
    shown to anybody; ``reason`` and ``detail`` are for the newsroom's own staff.
    """

    url: str
    outcome: CaptureOutcome
    reason: FetchReason
    started_at: datetime
    ended_at: datetime
    method: str = "GET"
    final_url: str = ""
    status: int | None = None
    http_version: str = ""
    phrase: str = ""
    request_headers: Headers = ()
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)
    wire_body: bytes = field(default=b"", repr=False)
    hops: tuple[Hop, ...] = ()
    address: str = ""
    detail: str = ""

    @property
    def sha256(self) -> str:
        """SHA-256 of the decoded body, in hex; empty when nothing was answered."""
        return hashlib.sha256(self.body).hexdigest() if self.status is not None else ""

    @property
    def public(self) -> str:
        """One sentence for an outsider. It is the same for every way of not getting there."""
        return SAID[self.outcome]

    def header(self, name: str) -> str:
        """The first header of that name (case ignored), or an empty string."""
        return next((value for found, value in self.headers if found.lower() == name.lower()), "")

    @property
    def validators(self) -> Validators:
        return Validators(self.header("etag"), self.header("last-modified"), self.final_url)
