"""What became of what a source said: counts and a range, judged only by what others say.

A source's record is for reading and for ordering queues. It never enters a count of lines: a record that fed back
into the evidence would confirm itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from django.db.models import Q

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Evidence, Report
from claims.evidence import load_evidence
from claims.models import Attribution, Claim, PublicVoice, Withdrawal
from claims.policies import policies_of
from claims.public import public_claims
from claims.touched import with_one_voice
from claims.vocabulary import Stance, Standing
from sources.models import Source

MOST_CLAIMS = 500
BORNE_OUT = {Standing.CORROBORATED, Standing.ADMITTED}
CONTRADICTED = {Standing.REFUTED}
# The width of the range: 95 % of a normal distribution (Wilson 1927, the score interval).
Z = 1.96


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often what a source asserted was borne out or contradicted by others, or taken back by itself.

    ``asserted`` counts claims, at most the newest 500 it spoke on; ``open`` ones are those that others have not
    settled. ``low`` and ``high`` are the share borne out of those settled, as a 95 % range (Wilson); ``None`` while
    none is settled. It is never shown without its counts.
    """

    asserted: int
    borne_out: int
    contradicted: int
    taken_back: int
    open: int
    low: float | None
    high: float | None

    @property
    def settled(self) -> int:
        return self.borne_out + self.contradicted

    @property
    def low_percent(self) -> str:
        return "" if self.low is None else f"{self.low:.0%}"

    @property
    def high_percent(self) -> str:
        return "" if self.high is None else f"{self.high:.0%}"


def track_record(source: Source, *, public: bool = False, most: int = MOST_CLAIMS) -> TrackRecord:
    """The record of a source and all that speak with its voice. ``public``: from public claims only.

    ``most``: how many of the claims it spoke on, the newest first, are looked at.
    """
    voice = with_one_voice([source.pk])
    names = {str(pk) for pk in voice}
    wanted = _newest_in_public(voice, most) if public else _newest_in_house(source, voice, most)
    policy = policies_of([source.newsroom_id])[source.newsroom_id]
    asserted = borne_out = contradicted = 0
    for share in load_evidence(wanted).values():
        if not any(_asserts(report, share, names) for report in share.reports):
            continue
        asserted += 1
        others = tuple(report for report in share.reports if not _speaks_in(report, names))
        status = analyse(replace(share, reports=others), policy=policy).status
        borne_out += status in BORNE_OUT
        contradicted += status in CONTRADICTED
    fell = Q(claim__in=wanted, source__in=voice) | Q(
        document__publisher__in=voice, document__reports__claim__in=wanted
    )
    taken_back = Withdrawal.objects.in_force().filter(fell).distinct().count()
    low, high = share_range(borne_out, borne_out + contradicted)
    return TrackRecord(
        asserted=asserted,
        borne_out=borne_out,
        contradicted=contradicted,
        taken_back=taken_back,
        open=asserted - borne_out - contradicted,
        low=low,
        high=high,
    )


def _newest_in_house(source: Source, voice: set[int], most: int) -> list[int]:
    credited = Attribution.objects.filter(source__in=voice).values("claim")
    claims = Claim.objects.current().filter(newsroom=source.newsroom)
    spoken_on = claims.filter(Q(pk__in=credited) | Q(reports__document__publisher__in=voice))
    return list(spoken_on.order_by("-pk").values_list("pk", flat=True).distinct()[:most])


def _newest_in_public(voice: set[int], most: int) -> list[int]:
    """One query, in which each source of the voice has the end of its own range of the index read."""
    heard = PublicVoice.objects.filter(claim__in=public_claims()).order_by("-claim").values_list("claim", flat=True)
    first, *others = (heard.filter(source=pk)[:most] for pk in sorted(voice))
    return sorted(first.union(*others), reverse=True)[:most]


def share_range(count: int, of: int) -> tuple[float | None, float | None]:
    """The range in which a share lies, seen ``count`` times ``of`` so many: the Wilson score interval at 95 %."""
    if not of:
        return None, None
    share = count / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    reach = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _speaks_in(report: Report, names: set[str]) -> bool:
    credited: Iterable[str] = (link.source for chain in report.chains for link in chain)
    return report.publisher in names or not names.isdisjoint(credited)


def _asserts(report: Report, share: Evidence, names: set[str]) -> bool:
    """Whether the report has the source assert this very claim: as its publisher on its own, or as an origin."""
    if report.claim != share.claim.id or report.stance is not Stance.ASSERTS:
        return False
    origins = {chain[-1].source for chain in report.chains}
    return not names.isdisjoint(origins) or (report.publisher in names and not report.chains)
