"""Reports as the API gives them, with their chains: a fixed number of queries for a page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from claims.algebra.striking import strike
from claims.api.shapes import BARE_REPORT, CLAIM_NAME, LINES
from claims.casefile.quantities import write_quantity
from claims.casefile.writing import quote_of
from claims.models import Attribution, Claim, ClaimStanding, Report, ReportMaterial
from claims.redactions import struck_words
from claims.vocabulary import Standing
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import ID, answer, list_of, or_null, text, word
from sources.api.shapes import SOURCE_NAME, name_document, name_source

Shape = dict[str, Any]

REPORT = component(
    "Report",
    answer(
        "One document saying one thing about one claim, with the chains of whom it credits. Never edited.",
        **BARE_REPORT,
        claim=ref(CLAIM_NAME),
        standing=or_null(
            answer("What follows for the claim as things are.", status=word(Standing), lines=ref(LINES))
        ),
        chains=list_of(list_of(ref("Link")), "One list for each line of attribution, to the origin."),
        only_material_of=list_of(ref(SOURCE_NAME)),
        supersedes=or_null(ID),
        superseded_by=or_null(ID),
        why=or_null(text("Why it supersedes the other; null also to who may not read drafts.")),
    ),
)


def with_names(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with the rows that `shape_reports` names, and the words that their newsroom had struck."""
    return rows.select_related(
        "claim__standing", "document__publisher", "supersedes", "superseded_by", "quantity_of_claim", "newsroom"
    ).annotate(struck=struck_words("newsroom"))


def shape_reports(rows: Iterable[Report], visible: QuerySet[Claim], *, inside: Iterable[int] = ()) -> list[Shape]:
    """The shapes of these reports ``with_names``, in three more queries, without words that were redacted.

    ``inside``: newsrooms whose workings may be shown.
    """
    reports = list(rows)
    keys = [report.pk for report in reports]
    links: dict[int, list[Attribution]] = defaultdict(list)
    chains = Attribution.objects.filter(report__in=keys).order_by("report", "chain", "position")
    for link in chains.select_related("source", "document__publisher", "quantity_of_claim"):
        links[link.report_id].append(link)
    materials: dict[int, list[Shape]] = defaultdict(list)
    for material in ReportMaterial.objects.filter(report__in=keys).select_related("source").order_by("pk"):
        materials[material.report_id].append(name_source(material.source))
    figures: list[Report | Attribution] = [*reports, *(one for some in links.values() for one in some)]
    wholes = {row.quantity_of_claim_id for row in figures if row.quantity_of_claim_id is not None}
    named = dict(visible.filter(pk__in=wholes).values_list("pk", "external_id")) if wholes else {}
    members = set(inside)
    return [
        strike(_shape(report, links[report.pk], materials[report.pk], named, members), getattr(report, "struck", ()))
        for report in reports
    ]


def _shape(
    report: Report, links: list[Attribution], materials: list[Shape], named: dict[int, str], members: set[int]
) -> Shape:
    later = getattr(report, "superseded_by", None)
    inside = report.newsroom_id in members
    return {
        "id": report.public_id,
        "external_id": report.external_id,
        "claim": {
            "id": report.claim.public_id,
            "external_id": report.claim.external_id,
            "statement": report.claim.statement,
        },
        "standing": _standing(report.claim),
        "document": name_document(report.document),
        "stance": report.stance,
        "quantity": _quantity(report, named),
        "as_of": str(report.as_of) if report.as_of else None,
        "hedge": report.hedge or None,
        "place": report.place or None,
        "own_reporting": report.own_reporting,
        "direct_quotation": report.direct_quotation,
        "quote": _quote(report),
        "chains": _chains(links, named),
        "only_material_of": materials,
        "supersedes": report.supersedes.public_id if report.supersedes and inside else None,
        "superseded_by": later.public_id if later and inside else None,
        "why": report.why if inside else None,
        "recorded_at": report.recorded_at.isoformat(),
    }


def _standing(claim: Claim) -> Shape | None:
    row: ClaimStanding | None = getattr(claim, "standing", None)
    if row is None:
        return None
    lines = {"low": row.lines_low, "with_parties": row.lines_with_parties, "high": row.lines_high}
    return {"status": row.status, "lines": lines}


def _chains(links: list[Attribution], named: dict[int, str]) -> list[list[Shape]]:
    chains: dict[int, list[Shape]] = {}
    for link in links:
        chains.setdefault(link.chain, []).append(
            {
                "source": name_source(link.source),
                "relation": link.relation,
                "document": name_document(link.document) if link.document else None,
                "quantity": _quantity(link, named),
                "hedge": link.hedge or None,
                "quote": _quote(link),
            }
        )
    return [chains[number] for number in sorted(chains)]


def _quantity(row: Report | Attribution, named: dict[int, str]) -> Shape | None:
    return write_quantity(row.quantity, named.get(row.quantity_of_claim_id or 0))


def _quote(row: Report | Attribution) -> Shape | None:
    quote = quote_of(row)
    return quote and {"exact": "", "prefix": "", "suffix": ""} | quote


def live_or_inside(rows: QuerySet[Report], inside: QuerySet[Any]) -> QuerySet[Report]:
    """Of reports, what may be shown: to outsiders no mistakes that were superseded."""
    return rows.filter(Q(superseded_by=None) | Q(newsroom__in=inside))
