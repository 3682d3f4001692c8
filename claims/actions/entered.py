"""A recorded report as it could be entered again: for moving it, or for correcting one part of it."""

from claims.actions.reports import LinkEntry, Quote, ReportEntry
from claims.models import Report
from claims.models.report import QuoteColumns


def entry_of(report: Report) -> ReportEntry:
    """What was entered of this report, chains and materials included. Three queries."""
    links = report.attributions.select_related("source", "document", "quantity_of_claim")
    chains: dict[int, list[LinkEntry]] = {}
    for link in links.order_by("chain", "position"):
        chains.setdefault(link.chain, []).append(
            LinkEntry(
                source=link.source,
                relation=link.relation,
                document=link.document,
                quantity=link.quantity,
                of_claim=link.quantity_of_claim,
                hedge=link.hedge,
                quote=quote_of_row(link),
            )
        )
    return ReportEntry(
        stance=report.stance,
        chains=[chains[number] for number in sorted(chains)],
        own_reporting=report.own_reporting,
        quantity=report.quantity,
        of_claim=report.quantity_of_claim,
        as_of=report.as_of,
        quote=quote_of_row(report),
        hedge=report.hedge,
        direct_quotation=report.direct_quotation,
        place=report.place,
        only_material_of=[material.source for material in report.materials.select_related("source")],
    )


def quote_of_row(row: QuoteColumns) -> Quote | None:
    """The quote of a report or link, with its place where that is known."""
    if not row.quote_exact:
        return None
    place = (row.quote_start, row.quote_end) if isinstance(row, Report) else (None, None)
    return Quote(row.quote_exact, row.quote_prefix, row.quote_suffix, *place)
