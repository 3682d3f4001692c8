"""A claim as lists show it, written by hand from one query's columns: no object, no serializer."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from claims.algebra.intervals import Quantity
from claims.casefile.quantities import write_quantity
from claims.models import Claim
from claims.vocabulary import Comparator
from sources.models.moments import moment_of

COLUMNS = (
    "pk",
    "public_id",
    "external_id",
    "statement",
    "language",
    "newsroom__slug",
    "question__public_id",
    "question__external_id",
    "question__text",
    "quantity_low",
    "quantity_high",
    "quantity_low_open",
    "quantity_high_open",
    "quantity_comparator",
    "quantity_worded",
    "quantity_unit",
    "quantity_counted",
    "quantity_of_claim",
    "as_of_at",
    "as_of_precision",
    "location",
    "tags",
    "workflow_state",
    "first_published_at",
    "changed_at",
    "embargo_until",
    "standing__status",
    "standing__lines_low",
    "standing__lines_with_parties",
    "standing__lines_high",
    "standing__reports",
    "standing__outlets",
    "standing__circular",
)
FIELDS = (
    "id",
    "external_id",
    "statement",
    "language",
    "newsroom",
    "question",
    "quantity",
    "as_of",
    "location",
    "tags",
    "workflow_state",
    "standing",
    "published_at",
    "changed_at",
    "url",
)


def write_claim_rows(rows: Iterable[tuple[Any, ...]], visible: QuerySet[Claim]) -> list[dict[str, Any]]:
    """The list items of rows of ``COLUMNS``. A claim that a figure is a fraction of is named where it is visible."""
    taken = list(rows)
    wholes = {row[17] for row in taken if row[17] is not None}
    names = dict(visible.filter(pk__in=wholes).values_list("pk", "external_id")) if wholes else {}
    address = settings.SITE_URL + reverse("claims:claim", args=["0"])
    before, _, after = address.rpartition("0")
    return [_write(row, names, f"{before}{row[1]}{after}") for row in taken]


def _write(row: tuple[Any, ...], names: dict[int, str], url: str) -> dict[str, Any]:
    (_, public_id, external_id, statement, language, newsroom, question_id, question_name, question_text) = row[:9]
    (low, high, low_open, high_open, comparator, worded, unit, counted, of_claim) = row[9:18]
    (as_of_at, as_of_precision, location, tags, state, published_at, changed_at, embargo_until, *standing) = row[18:]
    figure = None
    if low is not None or high is not None:
        known = Comparator(comparator) if comparator else None
        quantity = Quantity(low, high, low_open, high_open, known, worded, unit, counted)
        figure = write_quantity(quantity, names.get(of_claim))
    as_of = moment_of(as_of_at, as_of_precision)
    if embargo_until and embargo_until <= timezone.now():  # what was done under it was done for nobody's eyes
        changed_at = max(changed_at, embargo_until)
    return {
        "id": public_id,
        "external_id": external_id,
        "statement": statement,
        "language": language,
        "newsroom": newsroom,
        "question": question_id and {"id": question_id, "external_id": question_name, "text": question_text},
        "quantity": figure,
        "as_of": str(as_of) if as_of else None,
        "location": location,
        "tags": tags,
        "workflow_state": state,
        "standing": _standing(standing),
        "published_at": published_at and published_at.isoformat(),
        "changed_at": changed_at.isoformat(),
        "url": url,
    }


def _standing(row: list[Any]) -> dict[str, Any] | None:
    status, low, with_parties, high, reports, outlets, circular = row
    return status and {
        "status": status,
        "lines": {"low": low, "with_parties": with_parties, "high": high},
        "reports": reports,
        "outlets": outlets,
        "circular": circular,
    }
