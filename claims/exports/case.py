"""One public claim as a case file that another newsroom can import: what readers may see, nothing private."""

from typing import Any

from django.db.models import Q

from claims.algebra.striking import strike
from claims.casefile.shape import FORMAT
from claims.casefile.writing import (
    Written,
    write_claims,
    write_documents,
    write_questions,
    write_reports,
    write_sources,
    write_ties,
    write_withdrawals,
)
from claims.models import Claim, Publication, Question, Report, Withdrawal
from claims.redactions import words_struck_by
from sources.models import Document, Source, Tie

PRIVATE = {"sources": ("reliability",), "ties": ("reason",), "documents": ("text",), "withdrawals": ("note",)}


def write_case(claim: Claim) -> Written:
    """The claim with its question, reports, documents, sources, ties and withdrawals, closed in itself.

    Left out: captured texts (they are others' work), reliability letters, notes and the reasons of ties (the
    house's own), and whatever
    names another claim.
    """
    reports = Report.objects.live().filter(claim=claim).order_by("pk")
    documents = Document.objects.filter(Q(reports__in=reports) | Q(attributions__report__in=reports)).distinct()
    sources = Source.objects.filter(
        Q(documents__in=documents) | Q(attributions__report__in=reports) | Q(stakes__claim=claim)
        | Q(pk__in=reports.values("materials__source"))
    ).distinct()  # fmt: skip
    ties = Tie.objects.filter(source__in=sources, tied_to__in=sources).order_by("pk")
    fallen = Withdrawal.objects.filter(
        Q(claim=claim, source__in=sources) | Q(document__in=documents), newsroom=claim.newsroom_id
    )
    parts: dict[str, list[Written]] = {
        "sources": [record for _, record in write_sources(sources.order_by("pk"))],
        "ties": [record for _, record in write_ties(ties)],
        "documents": [record for _, record in write_documents(documents.order_by("pk"))],
        "questions": [record for _, record in write_questions(Question.objects.filter(claims=claim))],
        "claims": [record for _, record in write_claims(Claim.objects.filter(pk=claim.pk))],
        "reports": [record for _, record in write_reports(reports)],
        "withdrawals": [record for _, record in write_withdrawals(fallen.order_by("pk"))],
        "assessments": shown_assessment(claim),
    }
    named = {record["id"] for record in parts["sources"]}
    held = {record["id"] for record in parts["documents"]}
    for kind, fields in PRIVATE.items():
        parts[kind] = [_without(record, fields) for record in parts[kind]]
    for record in parts["sources"]:
        record["aligned_with"] = [side for side in record.get("aligned_with", []) if side in named]
    for record in parts["withdrawals"]:
        if record.get("noticed_in") not in held:
            record.pop("noticed_in", None)
    parts["claims"] = [_without(record, ("excludes",)) for record in parts["claims"]]
    for record in (*parts["claims"], *parts["reports"]):
        _forget_wholes(record, claim.external_id)
    struck = words_struck_by(claim.newsroom_id)
    return {"format": FORMAT, "title": claim.statement} | {
        kind: strike(records, struck) for kind, records in parts.items() if records
    }


def shown_assessment(claim: Claim) -> list[Written]:
    """The assessment that readers are shown, from the sealed words, under the names that readers are shown."""
    shown = Publication.objects.filter(claim=claim).select_related("assessment").order_by("-number").first()
    if shown is None or shown.assessment is None:
        return []
    sealed = shown.sealed["assessment"]
    record = {
        "id": shown.assessment.external_id,
        "claim": claim.external_id,
        "verdict": sealed["verdict"],
        "confidence": sealed["confidence"],
        "reasons": sealed["reasons"],
        "by": sealed["by"],
        "approved_by": sealed["approved_by"],
        "at": sealed["at"],
    }
    return [{name: value for name, value in record.items() if value}]


def _without(record: Written, fields: tuple[str, ...]) -> Written:
    return {name: value for name, value in record.items() if name not in fields}


def _forget_wholes(record: Any, own: str) -> None:
    """Fractions keep their bounds, but name no claim that is not in this file."""
    for part in record if isinstance(record, list) else [record]:
        if isinstance(part, list):
            _forget_wholes(part, own)
            continue
        quantity = part.get("quantity")
        if quantity and quantity.get("of_claim") not in (None, own):
            del quantity["of_claim"]
        _forget_wholes(part.get("chains", []), own)
