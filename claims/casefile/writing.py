"""Writing the nouns of a newsroom as records of a case file, in canonical form."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from claims.casefile.quantities import write_quantity
from claims.casefile.usernames import name_in_file
from claims.models import (
    Assessment,
    Attribution,
    Claim,
    Exclusion,
    Question,
    Report,
    ReportMaterial,
    Stake,
    Withdrawal,
)
from claims.models.quantity import QuantityColumns
from claims.models.report import QuoteColumns
from claims.quotes import find_quote
from sources.models import Alignment, Capture, Document, Source, SourceAlias, SourceGrade, Tie

Written = dict[str, Any]


def write_sources(rows: QuerySet[Source]) -> Iterator[tuple[Source, Written]]:
    """Each source with its record; so for every noun below."""
    related = rows.prefetch_related(
        Prefetch("aliases", SourceAlias.objects.order_by("name")),
        Prefetch("alignments", Alignment.objects.select_related("aligned_with").order_by("id")),
        Prefetch("grades", SourceGrade.objects.order_by("-given_at", "-id")),
    )
    for source in related.iterator(2000):
        yield (
            source,
            keep(
                id=source.external_id,
                name=source.name,
                kind=source.kind,
                country=source.country,
                aliases=sorted(alias.name for alias in source.aliases.all()),
                url=source.url,
                aligned_with=sorted(side.aligned_with.external_id for side in source.alignments.all()),
                reliability=next((grade.letter for grade in source.grades.all()), None),
            ),
        )


def write_ties(rows: QuerySet[Tie]) -> Iterator[tuple[Tie, Written]]:
    for tie in rows.select_related("source", "tied_to").iterator(2000):
        yield (
            tie,
            keep(
                source=tie.source.external_id,
                tied_to=tie.tied_to.external_id,
                kind=tie.kind,
                since=tie.since,
                until=tie.until,
                reason=tie.reason,
            ),
        )


def write_documents(rows: QuerySet[Document]) -> Iterator[tuple[Document, Written]]:
    """The text is the latest in which all that is quoted of the document stands; none where there is no such text."""
    captures = Capture.objects.with_text().select_related("text").order_by("-captured_at", "-id")
    quoting = Report.objects.live().filter(claim__trashed_at=None).exclude(quote_exact="")
    related = rows.select_related("publisher").prefetch_related(
        Prefetch("captures", captures),
        Prefetch("reports", quoting.only("document_id", "quote_exact", "quote_prefix", "quote_suffix")),
    )
    for document in related.iterator(500):
        quotes = [(row.quote_exact, row.quote_prefix, row.quote_suffix) for row in document.reports.all()]
        texts = (capture.text.text for capture in document.captures.all() if capture.text)
        quoted = next((text for text in texts if all(find_quote(text, *quote) for quote in quotes)), None)
        yield (
            document,
            keep(
                id=document.external_id,
                publisher=document.publisher.external_id,
                title=document.title,
                url=document.url,
                published_at=document.published,
                language=document.language,
                authors=document.authors,
                captured=document.captured,
                text=quoted,
            ),
        )


def write_questions(rows: QuerySet[Question]) -> Iterator[tuple[Question, Written]]:
    for question in rows.iterator(2000):
        yield (
            question,
            keep(
                id=question.external_id,
                text=question.text,
                counted=question.counted,
                unit=question.unit,
                scope=question.scope,
                basis=question.basis,
            ),
        )


def write_claims(rows: QuerySet[Claim]) -> Iterator[tuple[Claim, Written]]:
    """Exclusions stand at the later of the two claims, so that a record follows those it names."""
    related = rows.select_related("question", "quantity_of_claim").prefetch_related(
        Prefetch("stakes", Stake.objects.select_related("source")),
        Prefetch("excluded_by", Exclusion.objects.select_related("claim")),
    )
    for claim in related.iterator(2000):
        stakes = [
            keep(source=stake.source.external_id, interest=stake.interest, reason=stake.reason)
            for stake in claim.stakes.all()
        ]
        yield (
            claim,
            keep(
                id=claim.external_id,
                statement=claim.statement,
                question=claim.question.external_id if claim.question else None,
                quantity=quantity_of(claim),
                as_of=claim.as_of,
                location=claim.location,
                tags=claim.tags,
                stakes=sorted(stakes, key=lambda stake: str(stake["source"])),
                excludes=sorted(exclusion.claim.external_id for exclusion in claim.excluded_by.all()),
            ),
        )


def write_reports(rows: QuerySet[Report]) -> Iterator[tuple[Report, Written]]:
    links = Attribution.objects.select_related("source", "document", "quantity_of_claim")
    related = rows.select_related("claim", "document", "quantity_of_claim").prefetch_related(
        Prefetch("attributions", links.order_by("chain", "position")),
        Prefetch("materials", ReportMaterial.objects.select_related("source")),
    )
    for report in related.iterator(1000):
        yield (
            report,
            keep(
                id=report.external_id,
                claim=report.claim.external_id,
                document=report.document.external_id,
                stance=report.stance,
                chains=write_chains(report.attributions.all()),
                own_reporting=report.own_reporting,
                quantity=quantity_of(report),
                as_of=report.as_of,
                quote=quote_of(report),
                hedge=report.hedge,
                direct_quotation=report.direct_quotation,
                place=report.place,
                only_material_of=sorted(material.source.external_id for material in report.materials.all()),
            ),
        )


def write_chains(links: Iterable[Attribution]) -> list[list[Written]]:
    """The links of one report, in order, as a list for each chain."""
    chains: dict[int, list[Written]] = {}
    for link in links:
        chains.setdefault(link.chain, []).append(
            keep(
                source=link.source.external_id,
                relation=link.relation,
                document=link.document.external_id if link.document else None,
                quantity=quantity_of(link),
                hedge=link.hedge,
                quote=quote_of(link),
            )
        )
    return [chains[number] for number in sorted(chains)]


def write_withdrawals(rows: QuerySet[Withdrawal]) -> Iterator[tuple[Withdrawal, Written]]:
    for withdrawal in rows.select_related("source", "claim", "document", "noticed_in").iterator(2000):
        yield (
            withdrawal,
            keep(
                id=withdrawal.external_id,
                source=withdrawal.source.external_id if withdrawal.source else None,
                claim=withdrawal.claim.external_id if withdrawal.claim else None,
                document=withdrawal.document.external_id if withdrawal.document else None,
                kind=withdrawal.kind,
                at=withdrawal.happened,
                noticed_in=withdrawal.noticed_in.external_id if withdrawal.noticed_in else None,
                note=withdrawal.note,
            ),
        )


def write_assessments(rows: QuerySet[Assessment]) -> Iterator[tuple[Assessment, Written]]:
    related = rows.select_related("claim__newsroom", "author", "approval__approver")
    for assessment in related.iterator(2000):
        approval, newsroom = getattr(assessment, "approval", None), assessment.claim.newsroom.slug
        yield (
            assessment,
            keep(
                id=assessment.external_id,
                claim=assessment.claim.external_id,
                verdict=assessment.verdict,
                confidence=assessment.confidence,
                reasons=assessment.reasons,
                by=name_in_file(assessment.author.username, newsroom),
                approved_by=name_in_file(approval.approver.username, newsroom) if approval else None,
                at=assessment.made,
            ),
        )


def quantity_of(row: QuantityColumns) -> Written | None:
    """A row's quantity as a record has it."""
    of_claim = row.quantity_of_claim
    return write_quantity(row.quantity, of_claim.external_id if of_claim else None)


def quote_of(row: QuoteColumns) -> Written | None:
    """A row's quote as a W3C TextQuoteSelector."""
    if not row.quote_exact:
        return None
    return keep(exact=row.quote_exact, prefix=row.quote_prefix, suffix=row.quote_suffix)


def keep(**parts: Any) -> Written:
    """The parts that say something."""
    return {
        key: value
        for key, value in parts.items()
        if value is not None and value is not False and value not in ("", [])
    }
