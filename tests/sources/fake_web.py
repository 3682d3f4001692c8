"""A web without sockets: pages by address, a clock that a test moves, and a list of what was asked when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sources.actions.visits import visit_host
from sources.fetching.fetched import Fetched, FetchReason, Headers, Hop, Journey, Validators
from sources.models import Document
from sources.vocabulary import CaptureOutcome

HOST = "fable.example"
MORNING = datetime(2025, 6, 16, 8, 0, tzinfo=UTC)
OUTCOMES = {
    200: CaptureOutcome.CAPTURED,
    304: CaptureOutcome.NOT_MODIFIED,
    404: CaptureOutcome.MISSING,
    410: CaptureOutcome.GONE,
    503: CaptureOutcome.UNREACHABLE,
}


@dataclass(frozen=True)
class Page:
    body: bytes = b""
    status: int | None = 200
    headers: Headers = ()
    moved_to: str = ""


@dataclass
class FakeWeb:
    """Stands in for the guarded client (whose own tests have real sockets). Hosts without a robots.txt allow all."""

    pages: dict[str, Page] = field(default_factory=dict)
    now: datetime = MORNING
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    sent: list[Validators | None] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, **parts: float) -> None:
        self.now += timedelta(**parts)

    def visit(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = "",
        journey: Journey | None = None,
        one_leg: bool = False,
    ) -> Fetched:
        at, hops = (journey.url, journey.hops) if journey else (url, ())
        self.asked.append((self.now, at))
        self.sent.append(validators)
        page = self.pages.get(at, Page(b"no such page", 404))
        if page.moved_to and not one_leg:
            onward = Journey(page.moved_to, (*hops, Hop(at, 302, page.moved_to, "93.184.216.34")))
            return self.visit(url, validators=validators, journey=onward)
        if page.moved_to:
            return Fetched(
                url=url,
                final_url=page.moved_to,
                outcome=CaptureOutcome.UNREACHABLE,
                reason=FetchReason.REDIRECTED,
                started_at=self.now,
                ended_at=self.now,
                hops=(*hops, Hop(at, 302, page.moved_to, "93.184.216.34")),
            )
        answered = page.status is not None
        return Fetched(
            url=url,
            final_url=at,
            hops=hops,
            outcome=OUTCOMES.get(page.status or 0, CaptureOutcome.UNREACHABLE),
            reason=FetchReason.ANSWERED if answered else FetchReason.DEADLINE,
            started_at=self.now,
            ended_at=self.now,
            status=page.status,
            http_version="HTTP/1.1" if answered else "",
            headers=page.headers,
            body=page.body,
            wire_body=page.body,
            address="93.184.216.34" if answered else "",
        )

    def urls(self) -> list[str]:
        """What was asked, in order, without any robots.txt."""
        return [url for _, url in self.asked if not url.endswith("/robots.txt")]


def write_page(*paragraphs: str, title: str = "River office speaks", head: str = "") -> bytes:
    """A small article page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


PAGE = write_page(
    "The river office said on Sunday that the bridge had been opened again for lorries after nine weeks."
)
Add = Callable[[str], Document]


def visit_fable(web: FakeWeb) -> bool:
    """One visit to the Fable's host, if it may be asked now."""
    return visit_host(host=HOST, visit=web.visit, clock=web.clock)
