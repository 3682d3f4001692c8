"""A newsroom's holdings as a case file, as one JSON object or as JSON Lines."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from claims.algebra.striking import strike
from claims.casefile.became import once, what_became
from claims.casefile.quantities import plain_number
from claims.casefile.shape import FORMAT, KINDS
from claims.casefile.writing import (
    write_assessments,
    write_claims,
    write_documents,
    write_questions,
    write_reports,
    write_sources,
    write_ties,
    write_withdrawals,
)
from claims.models import Assessment, Claim, Question, Report, Withdrawal
from claims.redactions import words_struck_by
from newsrooms.models import Newsroom
from sources.algebra.moments import Moment
from sources.models import Alignment, Document, Source, Tie


def records_of(newsroom: Newsroom, kind: str) -> Iterator[dict[str, Any]]:
    """A newsroom's records of one kind, in an order that puts each after those it names.

    Sources and claims that were merged are written as what they became. Superseded reports and annulled withdrawals
    are left out, and so are judgements of merged claims, what belongs to claims in the trash, and redacted words.
    """
    became = what_became(newsroom)
    kept = Q(claim__trashed_at=None) & ~Q(claim__external_id__in=became.away.intersection(became.claims))
    written: Iterator[tuple[Any, dict[str, Any]]]
    match kind:
        case "source":
            rows = Source.objects.filter(newsroom=newsroom, merged_into=None)
            written = write_sources(_sides_first(rows, {name for name, sides in became.sides.items() if sides}))
        case "tie":
            written = write_ties(Tie.objects.filter(newsroom=newsroom).order_by("pk"))
        case "document":
            written = write_documents(Document.objects.filter(newsroom=newsroom).order_by("pk"))
        case "question":
            written = write_questions(Question.objects.filter(newsroom=newsroom).order_by("pk"))
        case "claim":
            written = write_claims(_wholes_first(Claim.objects.current().filter(newsroom=newsroom)))
        case "report":
            written = write_reports(Report.objects.live().filter(kept, newsroom=newsroom).order_by("pk"))
        case "withdrawal":
            taken_back = Withdrawal.objects.in_force().filter(Q(claim=None) | kept, newsroom=newsroom)
            written = write_withdrawals(taken_back.order_by("pk"))
        case "assessment":
            judged = Assessment.objects.filter(claim__in=Claim.objects.current().filter(newsroom=newsroom))
            written = write_assessments(judged.order_by("pk"))
        case _:
            raise ValueError(f"{kind!r} is no kind of record")
    struck = words_struck_by(newsroom.pk)
    read = (became.read(kind, record) for _, record in written)
    return (strike(record, struck) for record in (once(read) if kind == "tie" else read))


def export_case(newsroom: Newsroom, *, title: str, summary: str = "") -> Iterator[str]:
    """The newsroom's case file as one JSON object, two spaces deep, in pieces of text."""
    yield "{\n"
    for key, value in (("format", FORMAT), ("title", title), ("summary", summary)):
        if value:
            yield f"  {to_json(key)}: {to_json(value)},\n"
    for number, (name, kind) in enumerate(KINDS.items()):
        yield f'{"," if number else ""}\n  "{name}": ['.lstrip("\n" if not number else "")
        separator = "\n"
        for record in records_of(newsroom, kind):
            yield separator + "\n".join("    " + line for line in to_json(record, indent=2).splitlines())
            separator = ",\n"
        yield "]" if separator == "\n" else "\n  ]"
    yield "\n}\n"


def export_lines(newsroom: Newsroom, *, title: str, summary: str = "") -> Iterator[str]:
    """The newsroom's case file as JSON Lines, line by line."""
    head = {"type": "case", "format": FORMAT, "title": title} | ({"summary": summary} if summary else {})
    yield to_json(head) + "\n"
    for kind in KINDS.values():
        for record in records_of(newsroom, kind):
            yield to_json({"type": kind} | record) + "\n"


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON of a canonical record: moments as written, numbers plain, no character escaped without need."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return str(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"{type(value)} does not belong in a record")


def _sides_first(rows: QuerySet[Source], by_merging: set[str]) -> QuerySet[Source]:
    """Sources without a side first: the sides that others take are usually among them."""
    own = Exists(Alignment.objects.filter(source=OuterRef("pk")))
    sided = Q(own) | Q(external_id__in=by_merging) if by_merging else Q(own)
    return rows.annotate(sided=ExpressionWrapper(sided, BooleanField())).order_by("sided", "pk")


def _wholes_first(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims in the order of entry, but fractions after all claims they can be a fraction of."""
    return rows.order_by(F("quantity_of_claim").asc(nulls_first=True), "pk")
