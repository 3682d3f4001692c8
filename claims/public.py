"""What anybody may read: the claims in public, and the questions, sources and newsrooms that are met through them."""

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Claim, PublicVoice, Question
from claims.models.claim import ClaimQuerySet
from newsrooms.models import Newsroom
from sources.models import Source


def public_claims() -> ClaimQuerySet:
    """Public claims as lists show them: without those that were merged into another."""
    return Claim.objects.public().current()


def public_questions() -> QuerySet[Question]:
    """Questions that at least one public claim answers."""
    return Question.objects.filter(Exists(public_claims().filter(question=OuterRef("pk"))))


def public_sources() -> QuerySet[Source]:
    """Sources that speak, or have a stake, in a public claim, once the worker has heard them there."""
    heard = PublicVoice.objects.filter(source=OuterRef("pk"), claim__in=public_claims())
    return Source.objects.current().filter(Exists(heard))


def public_newsrooms() -> QuerySet[Newsroom]:
    """Newsrooms that have published something."""
    return Newsroom.objects.filter(Exists(Claim.objects.public().filter(newsroom=OuterRef("pk"))))
