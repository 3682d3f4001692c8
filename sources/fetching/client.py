"""Fetching a page and posting a message: the only two ways out of the house.

Nothing is sent that could be a credential (no cookies, no proxy, no netrc, no user names in URLs), and environment
variables change nothing: the connection is made by the HTTP layer of httpx2 on a stream of our own (``wire``).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sources.fetching.exchange import Answer, exchange
from sources.fetching.fetched import Fetched, FetchReason, Hop, Journey, Validators
from sources.fetching.policy import PUBLIC, Policy
from sources.fetching.targets import RefusedURLError, Target, follow, read_target
from sources.fetching.wire import Deadline, FetchError
from sources.vocabulary import CaptureOutcome

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_ANSWER_TO_A_POST = 65_536
PAGES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"

OUTCOMES = {
    FetchReason.BAD_URL: CaptureOutcome.REFUSED,
    FetchReason.TOO_LARGE: CaptureOutcome.TOO_LARGE,
    FetchReason.BAD_ENCODING: CaptureOutcome.UNSUPPORTED,
    FetchReason.TOO_MANY_REDIRECTS: CaptureOutcome.UNSUPPORTED,
}
STATUSES = {
    200: CaptureOutcome.CAPTURED,
    203: CaptureOutcome.CAPTURED,
    304: CaptureOutcome.NOT_MODIFIED,
    401: CaptureOutcome.REFUSED,
    403: CaptureOutcome.REFUSED,
    404: CaptureOutcome.MISSING,
    410: CaptureOutcome.GONE,
    429: CaptureOutcome.UNREACHABLE,
    451: CaptureOutcome.REFUSED,
}


def fetch(
    url: str,
    *,
    validators: Validators | None = None,
    policy: Policy = PUBLIC,
    accept: str = PAGES,
    journey: Journey | None = None,
    one_leg: bool = False,
) -> Fetched:
    """Get ``url``, following at most ``policy.max_redirects`` redirects, each checked like the first address.

    ``one_leg`` asks one host one thing: a redirect that may be followed ends the fetch as ``REDIRECTED``, with where
    it points in ``final_url``, and ``journey`` takes it up from there, when that host may be asked.

    Never raises for anything the other side does: how it ended is in the ``Fetched``. ``validators`` make the
    request conditional and are sent to the address they came from (``url``, if they do not say), and to no other:
    what one page gave says nothing of the page a redirect leads to.
    """
    started_at = datetime.now(UTC)
    deadline = Deadline(policy.deadline_seconds)
    hops: list[Hop] = list(journey.hops) if journey else []
    answer: Answer | None = None
    target: Target | None = None

    def end(outcome: CaptureOutcome, reason: FetchReason, detail: str = "") -> Fetched:
        return conclude(url, started_at, outcome, reason, detail, hops, target, answer)

    try:
        target = read_target(url, policy)
        target = read_target(journey.url, policy) if journey else target
        while True:
            answer = None
            conditions = ask_whether_changed(validators, target, url)
            answer = exchange("GET", target, {"Accept": accept} | conditions, b"", policy, deadline)
            location = read_location(answer)
            if location is None:
                return end(judge_status(answer.status, validators), FetchReason.ANSWERED)
            hops.append(Hop(target.url, answer.status, location, answer.address))
            if len(hops) > policy.max_redirects:
                return end(CaptureOutcome.UNSUPPORTED, FetchReason.TOO_MANY_REDIRECTS)
            target = follow(target, location, policy)
            if one_leg:
                return end(CaptureOutcome.UNREACHABLE, FetchReason.REDIRECTED, f"it goes on at {target.url}")
    except RefusedURLError as refused:
        reason = FetchReason.BAD_REDIRECT if hops else FetchReason.BAD_URL
        return end(OUTCOMES.get(reason, CaptureOutcome.UNREACHABLE), reason, str(refused))
    except FetchError as failed:
        return end(OUTCOMES.get(failed.reason, CaptureOutcome.UNREACHABLE), failed.reason, failed.detail)


def post(url: str, body: bytes, *, headers: Mapping[str, str], policy: Policy = PUBLIC) -> Fetched:
    """Post ``body`` once, with ``headers`` (a signature, say), and follow no redirect: a 3xx is the answer.

    ``CaptureOutcome.CAPTURED`` means any 2xx. At most 64 KiB of the answer are read.
    """
    started_at = datetime.now(UTC)
    target: Target | None = None
    answer: Answer | None = None
    try:
        target = read_target(url, policy)
        deadline = Deadline(policy.deadline_seconds)
        answer = exchange("POST", target, headers, body, policy, deadline, max_bytes=LONGEST_ANSWER_TO_A_POST)
        outcome = CaptureOutcome.CAPTURED if 200 <= answer.status < 300 else judge_status(answer.status, None)
        reason, detail = FetchReason.ANSWERED, ""
    except RefusedURLError as refused:
        outcome, reason, detail = CaptureOutcome.REFUSED, FetchReason.BAD_URL, str(refused)
    except FetchError as failed:
        outcome = OUTCOMES.get(failed.reason, CaptureOutcome.UNREACHABLE)
        reason, detail = failed.reason, failed.detail
    return conclude(url, started_at, outcome, reason, detail, [], target, answer, method="POST")


def conclude(
    url: str,
    started_at: datetime,
    outcome: CaptureOutcome,
    reason: FetchReason,
    detail: str,
    hops: list[Hop],
    target: Target | None,
    answer: Answer | None,
    *,
    method: str = "GET",
) -> Fetched:
    """Put together how a fetch ended; the answer is there only if the last exchange was completed."""
    got: dict[str, Any] = {}
    if answer is not None:
        got = {name: getattr(answer, name) for name in Answer.__slots__}
    return Fetched(
        url=url,
        outcome=outcome,
        reason=reason,
        detail=detail,
        method=method,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        final_url=target.url if target else "",
        hops=tuple(hops),
        **got,
    )


def ask_whether_changed(validators: Validators | None, target: Target, url: str) -> dict[str, str]:
    """The headers of a conditional request (RFC 9110, 13.1), for the address the validators came from."""
    if validators is None or target.url not in (validators.url, "" if validators.url else url):
        return {}
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in conditions.items() if value}


def judge_status(status: int, validators: Validators | None) -> CaptureOutcome:
    """What an HTTP status means for a capture; a 304 nobody asked for is an answer that cannot be kept."""
    if status == 304 and validators is None:
        return CaptureOutcome.UNSUPPORTED
    if status >= 500:
        return CaptureOutcome.UNREACHABLE
    return STATUSES.get(status, CaptureOutcome.UNSUPPORTED)


def read_location(answer: Answer) -> str | None:
    """Where a redirect points, or ``None`` when this is no redirect. Sites do write raw UTF-8 here."""
    location = next((value for name, value in answer.headers if name.lower() == "location"), "")
    if answer.status not in REDIRECTS or not location:
        return None
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
