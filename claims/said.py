"""What sources said in public and what became of it; topics; the log of corrections."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from claims.models import PUBLIC_STATES, Attribution, Claim, Correction, Publication, Report, Withdrawal
from claims.models.withdrawal import of_one_page
from claims.paging import Page, Place, read_page
from claims.public import public_claims, public_sources
from claims.redactions import struck_words
from claims.versions import CORRECTED_BEFORE_LIFT, NOTICED_AT
from sources.models import Source, Tie

MOST_COUNTED = 1000
MOST_IN_A_TOPIC = 200  # a page counts a hundred topics
MOST_SAID = 20
SIZE = 50
TOPICS_ON_A_PAGE = 100

# Names one after another, each the next in the index; and of each no more claims than are counted.
TOPICS = """
WITH RECURSIVE named AS (
    (SELECT topic FROM claims_publictopic WHERE topic {way} %(place)s ORDER BY topic {order} LIMIT 1)
    UNION ALL
    SELECT (SELECT beside.topic FROM claims_publictopic beside WHERE beside.topic {way} named.topic
            ORDER BY beside.topic {order} LIMIT 1)
    FROM named WHERE named.topic IS NOT NULL
)
SELECT named.topic, counted.claims FROM named CROSS JOIN LATERAL (
    SELECT count(*) AS claims FROM (
        SELECT FROM claims_publictopic held JOIN claims_claim claim ON claim.id = held.claim_id
        WHERE held.topic = named.topic AND claim.workflow_state = ANY(%(public)s) AND claim.trashed_at IS NULL
          AND claim.merged_into_id IS NULL AND (claim.embargo_until IS NULL OR claim.embargo_until <= %(now)s)
        LIMIT %(most)s
    ) AS seen
) counted
WHERE named.topic IS NOT NULL AND counted.claims > 0 LIMIT %(size)s
"""
FORWARDS = TOPICS.format(way=">", order="ASC")
BACKWARDS = TOPICS.format(way="<", order="DESC")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Of the newest ``MOST_COUNTED`` public claims that a source spoke on: how many there are, by where each stands
    and by our verdict, and of how many it took back what it said, or had it deleted. ``more``: there are older ones.
    """

    claims: int
    standings: dict[str, int]
    verdicts: dict[str, int]
    taken_back: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A public claim that a source spoke on, its verdict ("" for none), and the newest of what it said there.

    ``more``: how often it is heard there besides.
    """

    claim: Claim
    verdict: str
    reports: list[Report]
    more: int


def topics(*, after: str = "", before: str = "", size: int = TOPICS_ON_A_PAGE) -> Page[tuple[str, int]]:
    """A page of the topics of public claims by name, behind or before one of them, each with its number of claims.

    That is counted up to ``MOST_IN_A_TOPIC``; one more says that there are more. One query.
    """
    back = bool(before) and not after
    asked: dict[str, Any] = {
        "place": before if back else after,
        "public": list(PUBLIC_STATES),
        "now": timezone.now(),
        "most": MOST_IN_A_TOPIC + 1,
        "size": size + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(BACKWARDS if back else FORWARDS, asked)
        found = [(topic, count) for topic, count in cursor.fetchall()]
    more = len(found) > size
    rows = found[:size][::-1] if back else found[:size]
    earlier, later = (more, True) if back else (bool(after), more)
    return Page(rows, rows[0][0] if rows and earlier else None, rows[-1][0] if rows and later else None)


def statements_of(source: Source, place: Place | None) -> Page[Spoken]:
    """The public claims on which a source speaks or is credited, by what it said last, with what it said. Two queries
    and the place."""
    verdicts = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    claims = (
        spoken_on(source)
        .select_related("standing")
        .annotate(verdict=Subquery(verdicts.values("assessment__verdict")[:1]))
    )
    page = read_page(claims, by="said_at", place=place, size=SIZE)
    said = _reports_in(page.rows, source)
    return page.told(lambda claim: _spoken(claim, said.get(claim.pk, [])))


def spoken_on(source: Source) -> QuerySet[Any]:
    """The public claims in which a source is heard, with ``said_at``, the moment of its newest words there."""
    heard = public_claims().filter(voices__source=source, voices__said_at__isnull=False)
    return heard.annotate(said_at=F("voices__said_at"), taken_back=F("voices__taken_back"))


def _reports_in(claims: Sequence[Claim], source: Source) -> dict[int, list[Report]]:
    """The newest reports in which a source speaks, or is credited, of each of these claims: no more than are shown,
    and with ``heard`` how many there are."""
    names = [source.pk, *Source.objects.filter(merged_into=source).values_list("pk", flat=True)]
    credited = Attribution.objects.filter(report=OuterRef("pk"), source__in=names)
    taken_back = Withdrawal.objects.in_force().filter(
        Q(document=OuterRef("document"))
        | (Q(claim=OuterRef("claim"), source__in=names) & (Q(noticed_in=OuterRef("document")) | ~of_one_page()))
    )
    said_at = Coalesce("document__published_at", "recorded_at", output_field=DateTimeField())
    rows = (
        Report.objects.live()
        .filter(Q(document__publisher__in=names) | Exists(credited), claim__in=[claim.pk for claim in claims])
        .select_related("document__publisher")
        .annotate(
            own=Q(document__publisher__in=names),
            taken_back=Exists(taken_back),
            nth=Window(RowNumber(), partition_by="claim", order_by=[said_at.desc(), F("pk").desc()]),
            heard=Window(Count("pk"), partition_by="claim"),
        )
        .filter(nth__lte=MOST_SAID)
        .order_by("claim", "nth")
    )
    found: dict[int, list[Report]] = {}
    for report in rows:
        found.setdefault(report.claim_id, []).append(report)
    return found


def _spoken(claim: Claim, reports: list[Report]) -> Spoken:
    row: Any = claim
    heard: Any = reports[0] if reports else None
    return Spoken(claim, row.verdict or "", reports, more=heard.heard - len(reports) if heard else 0)


def count_outcomes(source: Source) -> Outcomes:
    """Where the claims stand that a source spoke on, the newest of them, in one query."""
    newest = spoken_on(source).order_by("-said_at", "-pk")
    rows = list(newest.values_list("listing__standing", "listing__verdict", "taken_back")[: MOST_COUNTED + 1])
    counted = rows[:MOST_COUNTED]
    return Outcomes(
        claims=len(counted),
        standings=dict(Counter(standing for standing, _, _ in counted if standing).most_common()),
        verdicts=dict(Counter(verdict for _, verdict, _ in counted if verdict).most_common()),
        taken_back=sum(taken_back for _, _, taken_back in counted),
        more=len(rows) > MOST_COUNTED,
    )


def ties_of(source: Source) -> QuerySet[Tie]:
    """Why a source speaks with one voice with others that are met in public."""
    met = public_sources()
    rows = Tie.objects.filter(Q(source=source, tied_to__in=met) | Q(tied_to=source, source__in=met))
    return rows.select_related("source", "tied_to")


def corrections_log() -> QuerySet[Correction]:
    """Every correction of a public claim, also of those merged since: their pages say what happened."""
    rows = Correction.objects.filter(claim__in=Claim.objects.public()).exclude(CORRECTED_BEFORE_LIFT)
    rows = rows.select_related("claim__newsroom")
    return rows.annotate(seen_at=NOTICED_AT, struck=struck_words("claim__newsroom"))
