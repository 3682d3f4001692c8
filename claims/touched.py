"""Which claims a change reaches: found from the changed rows by index, never by going through all claims."""

from collections.abc import Iterable

from django.db.models import Q

from claims.models import Attribution, Claim, Exclusion, Report, ReportMaterial, Stake, Withdrawal
from sources.models import Source


def around(claims: Iterable[int]) -> set[int]:
    """These claims and those whose evidence includes theirs: of the same question, excluding them, or fractions."""
    own = set(claims)
    questions = Claim.objects.filter(pk__in=own, question__isnull=False).values("question")
    reached = set(Claim.objects.filter(question__in=questions).values_list("pk", flat=True))
    pairs = Exclusion.objects.filter(Q(claim__in=own) | Q(excludes__in=own))
    for pair in pairs.values_list("claim", "excludes"):
        reached.update(pair)
    merged = Claim.objects.filter(Q(pk__in=own) | Q(merged_into__in=own)).exclude(merged_into=None)
    for pk, into in merged.values_list("pk", "merged_into"):
        reached.update((pk, into or pk))
    for noun in (Claim, Report, Attribution):
        fractions = noun._default_manager.filter(quantity_of_claim__in=own)
        reached.update(fractions.values_list("pk" if noun is Claim else "claim", flat=True))
    return own | reached


def by_documents(documents: Iterable[int]) -> set[int]:
    """The claims with a report of these documents, or with a chain that runs through them."""
    named = set(documents)
    found = set(Report.objects.filter(document__in=named).values_list("claim", flat=True))
    return found | set(Attribution.objects.filter(document__in=named).values_list("claim", flat=True))


def by_sources(sources: Iterable[int]) -> set[int]:
    """The claims in whose evidence one of these sources speaks, is a party, or supplied material."""
    named = set(sources)
    found = set(Attribution.objects.filter(source__in=named).values_list("claim", flat=True))
    found.update(Report.objects.filter(document__publisher__in=named).values_list("claim", flat=True))
    found.update(ReportMaterial.objects.filter(source__in=named).values_list("report__claim", flat=True))
    found.update(Stake.objects.filter(source__in=named).values_list("claim", flat=True))
    withdrawn = Withdrawal.objects.filter(source__in=named, claim__isnull=False)
    found.update(pk for pk in withdrawn.values_list("claim", flat=True) if pk is not None)
    return found


def with_one_voice(sources: Iterable[int], *, and_sides: bool = False) -> set[int]:
    """These sources and all tied to them or merged with them, however far that runs.

    ``and_sides``: also those that take their side, for a side's stake reaches them.
    """
    reached, frontier = set(sources), set(sources)
    while frontier:
        near = (
            Q(ties__tied_to__in=frontier)
            | Q(ties_to_it__source__in=frontier)
            | Q(merged_into__in=frontier)
            | Q(merged_sources__in=frontier)
        )
        if and_sides:
            near |= Q(alignments__aligned_with__in=frontier)
        frontier = set(Source.objects.filter(near).values_list("pk", flat=True)) - reached
        reached |= frontier
    return reached
