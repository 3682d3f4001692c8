"""The published versions of a claim, and the steps its standing took in public: what readers were shown, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.algebra.striking import strike
from claims.models import Correction, Publication, StandingStep
from claims.redactions import struck_words


@dataclass(frozen=True, slots=True)
class Version:
    """One sealed version: its number, when it was published, what it said, and the notice that came with it."""

    id: str
    number: int
    published_at: datetime
    sealed: dict[str, Any]
    sha256: str
    override: str
    notice: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a standing in public; ``before`` is "" for the first."""

    before: str
    after: str
    recorded_at: datetime
    causes: list[dict[str, str]] = field(default_factory=list)


def versions_of(claim: int, *, at: datetime | None = None) -> list[Version]:
    """The versions of a claim (by primary key) up to ``at``, oldest first, in two queries."""
    until = {} if at is None else {"published_at__lte": at}
    notices = dict(Correction.objects.filter(claim=claim).values_list("publication", "notice"))
    rows = Publication.objects.filter(claim=claim, **until).annotate(struck=struck_words("claim__newsroom"))
    return [
        Version(
            id=row.public_id,
            number=row.number,
            published_at=row.published_at,
            sealed=strike(row.sealed, row.struck),
            sha256=row.sha256,
            override=strike(row.override, row.struck),
            notice=strike(notices.get(row.pk, ""), row.struck),
        )
        for row in rows.order_by("number")
    ]


def steps_of(claim: int, *, at: datetime | None = None) -> list[Step]:
    """The steps of a claim's standing while it was public, oldest first; what it was in drafts stays in the house."""
    until = {} if at is None else {"recorded_at__lte": at}
    rows = StandingStep.objects.filter(claim=claim, published=True, **until).order_by("id")
    return [Step(*row) for row in rows.values_list("before", "after", "recorded_at", "causes")]
