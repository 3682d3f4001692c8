"""What anybody may read: the claims in public, and the questions, sources and newsrooms that are met through them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Attribution, Claim, Question, Report, Stake
from claims.models.claim import ClaimQuerySet
from newsrooms.models import Newsroom
from sources.models import Source


def public_claims() -> ClaimQuerySet:
    """Public claims as lists show them: without those that were merged into another."""
    return Claim.objects.public().current()


def public_questions() -> QuerySet[Question]:
    """Questions that at least one public claim answers."""
    return Question.objects.filter(Exists(public_claims().filter(question=OuterRef("pk"))))


def public_reports() -> QuerySet[Report]:
    """Reports of public claims that were not superseded by a better entry."""
    return Report.objects.live().filter(claim__in=public_claims())


def public_sources() -> QuerySet[Source]:
    """Sources that speak, or have a stake, in a public claim."""
    claims = public_claims()
    published = Report.objects.live().filter(document__publisher=OuterRef("pk"), claim__in=claims)
    credited = Attribution.objects.filter(source=OuterRef("pk"), claim__in=claims, report__superseded_by__isnull=True)
    staked = Stake.objects.filter(source=OuterRef("pk"), claim__in=claims)
    return Source.objects.current().filter(Q(Exists(published)) | Q(Exists(credited)) | Q(Exists(staked)))


def public_newsrooms() -> QuerySet[Newsroom]:
    """Newsrooms that have published something."""
    return Newsroom.objects.filter(Exists(Claim.objects.public().filter(newsroom=OuterRef("pk"))))
