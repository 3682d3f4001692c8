"""The reports of a dossier: what each document says, from whom it has it, and what that does to the claim."""

from typing import Any

from claims.algebra.evidence import Evidence
from claims.algebra.findings import Analysis, Drift, ReportFinding
from claims.casefile.writing import quote_of
from claims.dossier.names import Names, Part, quantity_part
from claims.models import Attribution


def reports_part(share: Evidence, analysis: Analysis, names: Names) -> tuple[list[Part], list[Part]]:
    """The claim's own reports, newest last, and the reports on related claims that bear on it."""
    own, related = [], []
    published = {report.id: report.published_at for report in share.reports}
    undated = (1, 0.0)

    def age(finding: ReportFinding) -> tuple[tuple[int, float], int]:
        moment = published[finding.id]
        return (undated if moment is None else (0, moment.start.timestamp())), int(finding.id)

    for finding in sorted(analysis.reports, key=age):
        part = report_part(finding, share, names)
        if finding.claim == share.claim.id:
            own.append(part)
        else:
            related.append(part | {"claim": names.claim(finding.claim)})
    return own, related


def report_part(finding: ReportFinding, share: Evidence, names: Names) -> Part:
    """One report with its chains and what it does to the claim."""
    row = names.reports[int(finding.id)]
    return {
        "id": row.public_id,
        "external_id": row.external_id,
        "document": names.document(row.document_id),
        "stance": row.stance,
        "bearing": finding.bearing.value,
        "relation": finding.relation.value if finding.relation else None,
        "incomparable": finding.incomparable.value if finding.incomparable else None,
        "quantity": quantity_part(row, names, share),
        "as_of": str(row.as_of) if row.as_of else None,
        "hedge": row.hedge or None,
        "place": row.place or None,
        "own_reporting": row.own_reporting,
        "direct_quotation": row.direct_quotation,
        "quote": quote_part(row),
        "chain": chains_part(names.links[row.pk], share, names),
        "drift": [drift_part(drift, names) for drift in finding.drift],
        "live": finding.live,
        "on_line": finding.on_line,
        "orphaned": finding.orphaned,
        "stale": finding.stale,
        "withdrawn_at": str(finding.withdrawn_at) if finding.withdrawn_at else None,
        "recorded_at": row.recorded_at.isoformat(),
    }


def quote_part(row: Any) -> Part | None:
    """The quote as a W3C TextQuoteSelector with all its parts."""
    quote = quote_of(row)
    return quote and {"exact": "", "prefix": "", "suffix": ""} | quote


def chains_part(links: list[Attribution], share: Evidence, names: Names) -> list[list[Part]]:
    """The chains of a report, each from whom the publisher credits to the origin."""
    chains: dict[int, list[Part]] = {}
    for link in links:
        chains.setdefault(link.chain, []).append(
            {
                "source": names.source(link.source_id),
                "relation": link.relation,
                "document": names.document(link.document_id) if link.document_id else None,
                "quantity": quantity_part(link, names, share),
                "hedge": link.hedge or None,
                "quote": quote_part(link),
            }
        )
    return [chains[number] for number in sorted(chains)]


def drift_part(drift: Drift, names: Names) -> Part:
    """What changed on the way, with both wordings. A source stands by its name."""
    return {
        "kind": drift.kind.value,
        "said_by": names.sources[int(drift.said_by)].name,
        "passed_on_by": names.sources[int(drift.passed_on_by)].name,
        "said": drift.said,
        "passed_on": drift.passed_on,
        "chain": drift.chain,
        "link": drift.link,
    }
