"""Which claims bear on each other, and the facts of each."""

from collections import defaultdict

from django.db.models import Q

from claims.algebra.evidence import ClaimFacts
from claims.evidence.rows import Rows
from claims.models import Claim, Exclusion
from claims.vocabulary import Basis


def load_relations(wanted: list[int], rows: Rows) -> None:
    questions = dict(Claim.objects.filter(pk__in=wanted, question__isnull=False).values_list("pk", "question"))
    by_question: dict[int, set[int]] = defaultdict(set)
    figures = Q(quantity_low__isnull=False) | Q(quantity_high__isnull=False)
    alike = Claim.objects.current().filter(figures, question__in=set(questions.values()))
    for pk, question in alike.values_list("pk", "question"):
        by_question[question].add(pk)
    for pk, question in questions.items():
        if pk in by_question[question]:
            rows.siblings[pk] = by_question[question] - {pk}
    pairs = Exclusion.objects.filter(Q(claim__in=wanted) | Q(excludes__in=wanted))
    for one, other in pairs.filter(claim__trashed_at=None, excludes__trashed_at=None).values_list(
        "claim", "excludes"
    ):
        rows.excluded[one].add(other)
        rows.excluded[other].add(one)


def load_facts(around: set[int], rows: Rows) -> None:
    for claim in Claim.objects.filter(pk__in=around).select_related("question"):
        rows.facts[claim.pk] = claim_facts(claim)
    rows.public.update(Claim.objects.public().filter(pk__in=around).values_list("pk", flat=True))


def leave_out_drafts(wanted: list[int], rows: Rows) -> None:
    for pk in rows.public.intersection(wanted):
        rows.siblings[pk] &= rows.public
        rows.excluded[pk] &= rows.public


def load_wholes(rows: Rows) -> None:
    """The claims that quantities are fractions of: known as facts, so that a fraction can be resolved."""
    wholes = {
        int(facts.quantity.of_claim)
        for facts in rows.facts.values()
        if facts.quantity is not None and facts.quantity.of_claim is not None
    } - set(rows.facts)
    if wholes:
        load_facts(wholes, rows)


def load_merged(around: set[int], rows: Rows) -> set[int]:
    """The claims that were merged into these, however often in a row."""
    into: set[int] = set(around)
    merged: set[int] = set()
    while into:
        found = dict(Claim.objects.filter(merged_into__in=into).values_list("pk", "merged_into"))
        rows.claim_of |= {pk: rows.claim_of.get(target, target) for pk, target in found.items() if target}
        into = set(found) - merged
        merged |= into
    return merged


def claim_facts(claim: Claim) -> ClaimFacts:
    """One claim as the rules see it, with what its question says about the figure."""
    question = claim.question
    return ClaimFacts(
        id=str(claim.pk),
        statement=claim.statement,
        quantity=claim.quantity,
        as_of=claim.as_of,
        question=None if question is None else str(question.pk),
        counted=question.counted if question else "",
        unit=question.unit if question else "",
        scope=question.scope if question else "",
        basis=Basis(question.basis) if question else Basis.INSTANT,
    )
