"""The declared parts of a claim's total, and whether they add up."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from claims.algebra.hedges import word_quantity
from claims.algebra.totals import add_up, compare_with_parts
from claims.casefile.quantities import write_quantity
from claims.dossier.names import Part
from claims.evidence.wordings import load_claims
from claims.models import Claim
from claims.models import Part as DeclaredPart
from claims.sentences import say_parts
from newsrooms.declared import declared


def load_parts(totals: Iterable[int], *, by: datetime | None = None) -> defaultdict[int, list[Claim]]:
    """The claims declared as parts of each total, by its key; of a public total only public ones. One query.

    ``by``: as they were declared, worded and public at that moment, in some queries more.
    """
    if by is not None:
        return _load_parts_then(list(totals), by)
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    rows = DeclaredPart.objects.filter(total__in=list(totals), part__trashed_at=None)
    in_public = Claim.objects.public().filter(pk__in=rows.values("total"))
    hidden = rows.filter(total__in=in_public).exclude(part__in=Claim.objects.public())
    for row in rows.exclude(pk__in=hidden.values("pk")).select_related("part").order_by("id"):
        found[row.total_id].append(row.part)
    return found


def _load_parts_then(totals: list[int], by: datetime) -> defaultdict[int, list[Claim]]:
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    pairs = list(declared(DeclaredPart, Q(total__in=totals), by).order_by("id").values_list("total", "part"))
    if not pairs:
        return found
    claims = load_claims({part for _, part in pairs}, by)
    could_see = Claim.objects.are_public(now=by) & Q(id__in={pk for pair in pairs for pk in pair})
    public = set(declared(Claim, could_see, by).values_list("id", flat=True))
    guarded = public.union(Claim.objects.public().filter(pk__in=totals).values_list("pk", flat=True))
    for total, part in pairs:
        if claims[part].trashed_at is None and (total not in guarded or part in public):
            found[total].append(claims[part])
    return found


def parts_part(total: Claim, parts: list[Claim]) -> Part | None:
    """The parts with their sum, how that relates to the total, and a sentence; ``None`` when none is declared."""
    figures = [part.quantity for part in parts if part.quantity is not None]
    if total.quantity is None or not figures:
        return None
    together = add_up(figures)
    compared = compare_with_parts(total.quantity, figures)
    return {
        "claims": [
            {
                "id": part.public_id,
                "external_id": part.external_id,
                "statement": part.statement,
                "quantity": write_quantity(part.quantity),
            }
            for part in parts
        ],
        "sum": write_quantity(together),
        "relation": compared.relation.value,
        "incomparable": compared.reason.value if compared.reason else None,
        "text": say_parts(compared.relation, word_quantity(together)),
    }
