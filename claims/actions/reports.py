"""Recording reports with their chains, and superseding mistaken ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.actions.claims import refuse_stranger
from claims.actions.due import mark_due
from claims.actions.notices import tell_readers
from claims.actions.outbox import tell_of_claim
from claims.actions.watching import watch_documents
from claims.algebra.intervals import Quantity
from claims.models import Attribution, Claim, Report, ReportMaterial
from claims.quantity_columns import columns_of
from claims.quotes import find_quote
from claims.rules import why_not_report
from claims.vocabulary import Place, Relation, Stance
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.vocabulary import EventType
from sources.actions.entering import save_whole
from sources.algebra.moments import Moment
from sources.models import Capture, Document, Source
from sources.models.moments import moment_columns

WHY_NOT_REPEATED = "The publisher itself is not repeated; begin with whom it credits."


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector; ``start`` and ``end`` are its place in the captured text where that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """One link of a chain as it is entered: whom the one before credits."""

    source: Source
    relation: Relation | str
    document: Document | None = None
    quantity: Quantity | None = None
    of_claim: Claim | None = None
    hedge: str = ""
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report as it is entered: what a document says about a claim, and from whom it has it."""

    stance: Stance | str
    chains: Sequence[Sequence[LinkEntry]] = ()
    own_reporting: bool = False
    quantity: Quantity | None = None
    of_claim: Claim | None = None
    as_of: Moment | None = None
    quote: Quote | None = None
    hedge: str = ""
    direct_quotation: bool = False
    place: Place | str = ""
    only_material_of: Iterable[Source] = ()


def record_report(
    *, by: User | None, claim: Claim, document: Document, entry: ReportEntry, external_id: str = "", why: str = ""
) -> Report:
    """Record what a document says about a claim.

    A quote must stand in the captured text of the document, where one is held. Raises ``PermissionDenied`` below
    reporter, ``ValidationError`` by field.
    """
    refuse_if(why_not_report(by, claim.newsroom))
    with acting(by, why or "recorded"):
        report = _write(by, claim, document, entry, external_id, supersedes=None, why=why)
        mark_due([claim.pk], cause="report.recorded", cause_id=report.public_id)
        tell_of_claim(claim, EventType.REPORT_RECORDED, noun="report", key=report.public_id)
    return report


def supersede_report(
    *,
    by: User | None,
    report: Report,
    entry: ReportEntry,
    why: str,
    claim: Claim | None = None,
    document: Document | None = None,
    external_id: str = "",
    notice: str = "",
    told: bool = False,
) -> Report:
    """Put a report in place of a mistaken one, which stays on record. ``why`` is demanded.

    Where the claim is public readers have seen the mistake: they get a ``notice``, from an editor. ``told``: it is
    out already. Raises ``ValidationError`` when the report has been superseded already.
    """
    refuse_if(why_not_report(by, report.newsroom))
    if not why.strip():
        raise ValidationError({"why": "Say what was wrong with the report."}, "required")
    with acting(by, why):
        if not told:
            held = Claim.objects.select_for_update(of=("self",)).select_related("newsroom").get(pk=report.claim_id)
            tell_readers(by=by, claim=held, notice=notice)
        try:
            with transaction.atomic():
                new = _write(
                    by,
                    claim or report.claim,
                    document or report.document,
                    entry,
                    external_id,
                    supersedes=report,
                    why=why,
                )
        except IntegrityError as error:
            raise ValidationError("This report has been superseded already.", "superseded") from error
        mark_due([report.claim_id, new.claim_id], cause="report.superseded", cause_id=new.public_id)
        tell_of_claim(new.claim, EventType.REPORT_SUPERSEDED, noun="report", key=new.public_id)
    return new


def _write(
    by: User | None,
    claim: Claim,
    document: Document,
    entry: ReportEntry,
    external_id: str,
    *,
    supersedes: Report | None,
    why: str,
) -> Report:
    refuse_if(why_not_while_away(claim))
    _refuse_strangers(claim, document, entry)
    _refuse_publisher(document, entry)
    capture, start, end = _place_of(entry.quote, document)
    report = Report(
        newsroom=claim.newsroom,
        external_id=external_id,
        claim=claim,
        document=document,
        stance=Stance(entry.stance).value,
        own_reporting=entry.own_reporting,
        **moment_columns("as_of", entry.as_of),
        capture=capture,
        quote_start=start,
        quote_end=end,
        hedge=entry.hedge,
        direct_quotation=entry.direct_quotation,
        place=Place(entry.place).value if entry.place else "",
        supersedes=supersedes,
        why=why,
        recorded_by=by,
        **_quote_columns(entry.quote),
        **columns_of(entry.quantity, entry.of_claim),
    )
    report.external_id = report.external_id or report.public_id
    save_whole(report)
    for number, chain in enumerate(entry.chains):
        for position, link in enumerate(chain):
            save_whole(
                Attribution(
                    report=report,
                    claim=claim,
                    chain=number,
                    position=position,
                    source=link.source,
                    relation=Relation(link.relation).value,
                    document=link.document,
                    hedge=link.hedge,
                    **_quote_columns(link.quote),
                    **columns_of(link.quantity, link.of_claim),
                )
            )
    for source in entry.only_material_of:
        save_whole(ReportMaterial(report=report, source=source))
    watch_documents([document.pk, *(link.document.pk for chain in entry.chains for link in chain if link.document)])
    return report


def _refuse_strangers(claim: Claim, document: Document, entry: ReportEntry) -> None:
    refuse_stranger(claim, document=document.newsroom_id)
    for chain in entry.chains:
        if not chain:
            raise ValidationError({"chains": "A chain has at least one link."}, "empty")
        for link in chain:
            document_of_link = link.document.newsroom_id if link.document else None
            refuse_stranger(claim, source=link.source.newsroom_id, document=document_of_link)
    for source in entry.only_material_of:
        refuse_stranger(claim, source=source.newsroom_id)
    for whole in (entry.of_claim, *(link.of_claim for chain in entry.chains for link in chain)):
        refuse_stranger(claim, of_claim=whole.newsroom_id if whole else None)


def _refuse_publisher(document: Document, entry: ReportEntry) -> None:
    """No chain begins with the publisher, unless with another document of its own."""
    for number, chain in enumerate(entry.chains):
        if chain[0].source.pk == document.publisher_id and chain[0].document in (None, document):
            place = {"at": f"/{number}/0/source"}
            raise ValidationError({"chains": ValidationError(WHY_NOT_REPEATED, "repeats_publisher", place)})


def _place_of(quote: Quote | None, document: Document) -> tuple[Capture | None, int | None, int | None]:
    """The capture a quote stands in, and where; a quote that stands in none of a captured document is refused."""
    if quote is None:
        return None, None, None
    captures = list(document.captures.with_text().select_related("text").order_by("-captured_at", "-id"))
    for capture in captures:
        text = capture.text.text if capture.text else ""
        given = (quote.start, quote.end)
        if quote.start is not None and text[quote.start : quote.end] == quote.exact:
            return capture, given[0], given[1]
        span = find_quote(text, quote.exact, quote.prefix, quote.suffix)
        if span is not None:
            return capture, *span
    if captures:
        raise ValidationError({"quote": "This quote does not stand in the captured text."}, "not_in_text")
    return None, None, None


def _quote_columns(quote: Quote | None) -> dict[str, str]:
    if quote is None:
        return {}
    return {"quote_exact": quote.exact, "quote_prefix": quote.prefix, "quote_suffix": quote.suffix}
