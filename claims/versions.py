"""The published versions of a claim, and the steps its standing took in public: what readers were shown, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from claims.algebra.striking import strike
from claims.models import Correction, Publication, StandingStep
from claims.redactions import struck_words


@dataclass(frozen=True, slots=True)
class Version:
    """One sealed version: its number, since when readers could see it, what it said, and the notice with it."""

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


# Since when readers could see a version: what was sealed under an embargo nobody saw before it lifted. An embargo is
# set before a claim is first published, and never again.
SEEN_AT = Greatest("published_at", Coalesce("claim__embargo_until", "published_at"))
SEALED_BEFORE_LIFT = Q(claim__embargo_until__isnull=False, published_at__lte=F("claim__embargo_until"))
# The same of notices: what was corrected before anybody saw it was corrected for nobody.
NOTICED_AT = Greatest("corrected_at", Coalesce("claim__embargo_until", "corrected_at"))
CORRECTED_BEFORE_LIFT = Q(
    claim__embargo_until__isnull=False, publication__isnull=False, corrected_at__lte=F("claim__embargo_until")
)


def seen_by_readers(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """Without versions that another had replaced before the embargo of their claim lifted."""
    replaced = Publication.objects.filter(
        claim=OuterRef("claim"), number__gt=OuterRef("number"), published_at__lte=OuterRef("claim__embargo_until")
    )
    return rows.exclude(SEALED_BEFORE_LIFT & Exists(replaced))


def versions_of(claim: int, *, at: datetime | None = None) -> list[Version]:
    """The versions of a claim (by primary key) that readers could see by ``at``, oldest first, in two queries."""
    until = {} if at is None else {"seen_at__lte": at}
    seen = Correction.objects.filter(claim=claim).exclude(CORRECTED_BEFORE_LIFT)
    notices = dict(seen.values_list("publication", "notice"))
    rows = Publication.objects.filter(claim=claim).annotate(seen_at=SEEN_AT, struck=struck_words("claim__newsroom"))
    versions = [
        Version(
            id=row.public_id,
            number=row.number,
            published_at=row.seen_at,
            sealed=strike(row.sealed, row.struck),
            sha256=row.sha256,
            override=strike(row.override, row.struck),
            notice=strike(notices.get(row.pk, ""), row.struck),
        )
        for row in rows.filter(**until).order_by("number")
    ]
    return without_unseen(versions)


def without_unseen(versions: list[Version]) -> list[Version]:
    """Without those that another had replaced before readers could see any: of one moment the last stays."""
    return list({version.published_at: version for version in versions}.values())


def steps_of(claim: int, *, at: datetime | None = None) -> list[Step]:
    """The steps of a claim's standing while it was public, oldest first; what it was in drafts stays in the house."""
    until = {} if at is None else {"recorded_at__lte": at}
    rows = StandingStep.objects.filter(claim=claim, published=True, **until).order_by("id")
    return [Step(*row) for row in rows.values_list("before", "after", "recorded_at", "causes")]
