"""Some claims of a newsroom as a case file: with their reports and all that these rest on, closed in itself."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from claims.casefile.became import once, what_became
from claims.casefile.export import to_json
from claims.casefile.shape import FORMAT, KINDS
from claims.casefile.writing import (
    Written,
    write_assessments,
    write_claims,
    write_documents,
    write_questions,
    write_reports,
    write_sources,
    write_ties,
    write_withdrawals,
)
from claims.models import Assessment, Attribution, Claim, Question, Report, Withdrawal
from newsrooms.models import Newsroom
from sources.models import Alignment, Document, Source, Tie


def export_chosen(newsroom: Newsroom, chosen: QuerySet[Claim], *, title: str) -> Iterator[str]:
    """A case file of these claims and of those whose figures theirs are shares of; other claims are not named."""
    became = what_became(newsroom)
    claims = _with_wholes(newsroom, set(chosen.filter(trashed_at=None).order_by().values_list("pk", flat=True)))
    reports = Report.objects.live().filter(claim__in=claims)
    links = Attribution.objects.filter(report__in=reports)
    documents = Document.objects.filter(
        Q(pk__in=reports.values("document")) | Q(pk__in=links.values("document"))
    ).order_by("pk")
    sources = _with_sides(
        set(documents.order_by().values_list("publisher", flat=True))
        | set(links.order_by().values_list("source", flat=True))
        | set(reports.order_by().exclude(materials=None).values_list("materials__source", flat=True))
        | set(Claim.objects.filter(pk__in=claims).exclude(stakes=None).values_list("stakes__source", flat=True))
    )
    held = Claim.objects.current().filter(pk__in=claims)
    struck = Q(claim__in=claims, source__in=sources) | Q(document__in=documents)
    fallen = Withdrawal.objects.in_force().filter(struck)
    parts: dict[str, Iterator[tuple[Any, Written]]] = {
        "sources": write_sources(Source.objects.filter(pk__in=sources, merged_into=None).order_by("pk")),
        "ties": write_ties(Tie.objects.filter(source__in=sources, tied_to__in=sources).order_by("pk")),
        "documents": write_documents(documents),
        "questions": write_questions(Question.objects.filter(claims__in=claims).distinct().order_by("pk")),
        "claims": write_claims(held.order_by("pk")),
        "reports": write_reports(reports.order_by("pk")),
        "withdrawals": write_withdrawals(fallen.filter(newsroom=newsroom).order_by("pk")),
        "assessments": write_assessments(Assessment.objects.filter(claim__in=held).order_by("pk")),
    }
    names = set(held.values_list("external_id", flat=True))
    papers = set(documents.values_list("external_id", flat=True))
    yield f'{{"format": {to_json(FORMAT)}, "title": {to_json(title)}'
    for kind, records in parts.items():
        yield f', "{kind}": ['
        read = (became.read(KINDS[kind], record) for _, record in records)
        for number, record in enumerate(once(read) if kind == "ties" else read):
            yield (",\n" if number else "\n") + to_json(_closed(record, names, papers))
        yield "]"
    yield "}\n"


def _with_wholes(newsroom: Newsroom, claims: set[int]) -> set[int]:
    """These claims, those merged into them or that they became, those whose figures theirs or their reports' are
    shares of, and so on; none that lies in the trash."""
    held: set[int] = set()
    more = claims
    while more:
        held |= more
        same = Claim.objects.filter(Q(merged_into__in=more) | Q(merged_claims__in=more)).values_list("pk", flat=True)
        whole = Claim.objects.filter(newsroom=newsroom, pk__in=more).values_list("quantity_of_claim", flat=True)
        said = Report.objects.filter(claim__in=more).values_list("quantity_of_claim", flat=True)
        told = Attribution.objects.filter(report__claim__in=more).values_list("quantity_of_claim", flat=True)
        more = {pk for pk in (*same, *whole, *said, *told) if pk is not None} - held
        more.difference_update(
            Claim.objects.filter(pk__in=more).exclude(trashed_at=None).values_list("pk", flat=True)
        )
    return held


def _with_sides(sources: set[int]) -> set[int]:
    """These sources, those they became or that became them, and those whose side they take, and so on."""
    held: set[int] = set()
    more = sources
    while more:
        held |= more
        sides = Alignment.objects.filter(source__in=more).values_list("aligned_with", flat=True)
        same = Source.objects.filter(Q(merged_into__in=more) | Q(merged_sources__in=more)).values_list(
            "pk", flat=True
        )
        more = {*sides, *same} - held
    return held


def _closed(record: Written, claims: set[str], documents: set[str]) -> Written:
    """A record that names no claim and no document that is not in the file."""
    kept = dict(record)
    for name in ("excludes", "parts"):
        if name in kept:
            kept[name] = [other for other in kept[name] if _id_of(other) in claims]
    if kept.get("noticed_in") not in (None, *documents):
        del kept["noticed_in"]
    return kept


def _id_of(other: Any) -> Any:
    return other.get("claim") if isinstance(other, dict) else other
