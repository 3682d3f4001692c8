"""On which claims' pages something is read: what is changed of it is told to the readers of each that is public."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from claims.models import Attribution, Claim, Report, Withdrawal
from sources.models import Document


def claims_struck_by(withdrawal: Withdrawal) -> QuerySet[Claim]:
    """The claim whose statement was taken back, or all that rest on the document; and what each was merged into."""
    if withdrawal.claim_id is not None:
        return with_what_they_became([withdrawal.claim_id])
    return claims_resting_on(withdrawal.document_id)


def claims_resting_on(document: int | None) -> QuerySet[Claim]:
    """The claims that show this document, by primary key, for a live report of it or for a chain that runs through
    it; and what each was merged into."""
    live = Report.objects.live()
    cited = Attribution.objects.filter(document=document, report__in=live).values("claim")
    told = live.filter(document=document).values("claim")
    resting = Claim.objects.filter(Q(pk__in=told) | Q(pk__in=cited))
    return with_what_they_became(resting.values_list("pk", flat=True))


def claims_told_by(documents: Iterable[Document]) -> QuerySet[Claim]:
    """The claims with a live report of one of these documents, and what each was merged into."""
    told = Report.objects.live().filter(document__in=[document.pk for document in documents])
    return with_what_they_became(told.values_list("claim", flat=True))


def with_what_they_became(claims: Iterable[int]) -> QuerySet[Claim]:
    """These claims, by primary key, and those that they were merged into, however far that runs."""
    found: set[int] = set()
    more = set(claims)
    while more:
        found |= more
        into = Claim.objects.filter(pk__in=more, merged_into__isnull=False).values_list("merged_into", flat=True)
        more = {pk for pk in into if pk is not None} - found
    return Claim.objects.filter(pk__in=found)
