"""What sources said in public and what became of it; topics; the log of corrections."""

from dataclasses import dataclass

from django.db.models import CharField, Count, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Attribution, Claim, Correction, Publication, Report, Withdrawal
from claims.paging import Page, Place, read_page
from claims.public import public_claims, public_reports, public_sources
from claims.redactions import struck_words
from sources.models import Source, Tie


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many public claims a source spoke on, by where each stands now and by our verdict; ``taken_back`` counts
    what it said and took back, or had deleted."""

    claims: int
    standings: dict[str, int]
    verdicts: dict[str, int]
    taken_back: int


def topics() -> list[tuple[str, int]]:
    """Every topic of the public claims with its number of claims, by name."""
    tags = Func(F("tags"), function="unnest", output_field=CharField())
    counted = public_claims().annotate(topic=tags).values("topic").annotate(claims=Count("pk"))
    return sorted((row["topic"], row["claims"]) for row in counted)


def statements_of(source: Source, place: Place | None) -> Page[Report]:
    """The reports in which a source speaks or is credited, the newest first, with the claim of each."""
    credited = Attribution.objects.filter(report=OuterRef("pk"), source=source)
    verdicts = Publication.objects.filter(claim=OuterRef("claim")).order_by("-number")
    taken_back = Withdrawal.objects.filter(
        Q(document=OuterRef("document")) | Q(claim=OuterRef("claim"), source=source)
    )
    rows = (
        public_reports()
        .filter(Q(document__publisher=source) | Exists(credited))
        .select_related("document__publisher", "claim__standing")
        .annotate(
            said_at=Coalesce("document__published_at", "recorded_at", output_field=DateTimeField()),
            own=Q(document__publisher=source),
            verdict=Subquery(verdicts.values("assessment__verdict")[:1]),
            taken_back=Exists(taken_back),
        )
    )
    return read_page(rows, by="said_at", place=place)


def count_outcomes(source: Source) -> Outcomes:
    """Where the claims stand that a source spoke on, in three queries."""
    spoke = public_reports().filter(Q(document__publisher=source) | Q(attributions__source=source))
    claims = public_claims().filter(pk__in=spoke.values("claim"))
    standings = dict(claims.values_list("standing__status").annotate(number=Count("pk")).order_by("-number"))
    shown = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    judged = claims.annotate(verdict=Subquery(shown.values("assessment__verdict")[:1])).exclude(verdict=None)
    verdicts = dict(judged.values_list("verdict").annotate(number=Count("pk")).order_by("-number"))
    withdrawn = Withdrawal.objects.filter(
        Q(source=source, claim__in=public_claims()) | Q(document__publisher=source, document__reports__in=spoke)
    )
    return Outcomes(sum(standings.values()), standings, verdicts, withdrawn.distinct().count())


def ties_of(source: Source) -> QuerySet[Tie]:
    """Why a source speaks with one voice with others that are met in public."""
    met = public_sources()
    rows = Tie.objects.filter(Q(source=source, tied_to__in=met) | Q(tied_to=source, source__in=met))
    return rows.select_related("source", "tied_to")


def corrections_log() -> QuerySet[Correction]:
    """Every correction of a public claim, also of those merged since: their pages say what happened."""
    rows = Correction.objects.filter(claim__in=Claim.objects.public()).select_related("claim__newsroom")
    return rows.annotate(struck=struck_words("claim__newsroom"))
