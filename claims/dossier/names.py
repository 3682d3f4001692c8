"""What the ids in an analysis stand for, as readers are told: sources, documents, reports and claims."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.algebra.evidence import Evidence
from claims.algebra.findings import Contradiction
from claims.casefile.quantities import write_quantity
from claims.models import Attribution, Claim, Report
from claims.redactions import struck_words
from sources.models import Document, Source

Part = dict[str, Any]


@dataclass
class Names:
    """Rows by primary key, for many claims at once."""

    sources: dict[int, Source] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    links: dict[int, list[Attribution]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int, Claim] = field(default_factory=dict)

    def source(self, key: str | int) -> Part:
        row = self.sources[int(key)]
        while row.merged_into_id is not None:
            row = self.sources[row.merged_into_id]
        return {
            "id": row.public_id,
            "external_id": row.external_id,
            "name": row.name,
            "kind": row.kind,
            "country": row.country or None,
        }

    def document(self, key: str | int) -> Part:
        row = self.documents[int(key)]
        return {
            "id": row.public_id,
            "external_id": row.external_id,
            "title": row.title,
            "url": row.url or None,
            "publisher": self.source(row.publisher_id),
            "published_at": str(row.published) if row.published else None,
            "language": row.language or None,
            "captured": row.captured,
        }

    def claim(self, key: str | int) -> Part:
        row = self.claims[int(key)]
        while row.merged_into_id is not None:
            row = self.claims[row.merged_into_id]
        return {"id": row.public_id, "external_id": row.external_id, "statement": row.statement}

    def report(self, key: str | int) -> Part:
        """A report in few words, where it is only pointed at."""
        row = self.reports[int(key)]
        publisher = self.documents[row.document_id].publisher_id
        return {
            "id": row.public_id,
            "external_id": row.external_id,
            "claim": self.claim(row.claim_id),
            "publisher": self.sources[publisher].name,
        }

    def report_id(self, key: str | int) -> str:
        return self.reports[int(key)].public_id


def contradiction_key(found: Contradiction, names: Names) -> str:
    """What a contradiction is called outside: the same as long as the first reports of both sides stay, and made of
    public ids, for row numbers would count what outsiders do not see."""
    this = names.report_id(found.reports[0]) if found.reports else ""
    if found.with_claim is not None:
        that = names.claims[int(found.with_claim)].public_id
    else:
        that = names.report_id(found.with_reports[0])
    said = f"{found.kind.value} {' '.join(sorted((this, that)))}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def load_names(evidence: Iterable[Evidence]) -> Names:
    """The rows that these evidences speak of, in five queries."""
    shares = list(evidence)
    reports = {int(report.id) for share in shares for report in share.reports}
    claims = {int(key) for share in shares for key in (share.claim.id, *share.others)}
    documents = {int(report.document) for share in shares for report in share.reports}
    documents |= {
        int(link.document)
        for share in shares
        for report in share.reports
        for chain in report.chains
        for link in chain
        if link.document
    }
    sources = {int(key) for share in shares for key in share.speakers}
    names = Names()
    names.sources = Source.objects.in_bulk(sources)
    names.documents = Document.objects.in_bulk(documents)
    names.reports = Report.objects.in_bulk(reports)
    rows = Claim.objects.select_related("question").annotate(struck=struck_words("newsroom"))
    names.claims = rows.in_bulk(claims)
    for link in Attribution.objects.filter(report__in=reports).order_by("report", "chain", "position"):
        names.links[link.report_id].append(link)
    named = {row.publisher_id for row in names.documents.values()}
    named |= {link.source_id for links in names.links.values() for link in links}
    merged = {row.claim_id for row in names.reports.values()} - set(names.claims)
    if merged:  # reports of claims that were merged into these
        names.claims |= Claim.objects.in_bulk(merged)
    while ahead := {row.merged_into_id for row in names.claims.values() if row.merged_into_id} - set(names.claims):
        names.claims |= Claim.objects.in_bulk(ahead)  # a merged claim is known by the one it became
    while missing := named - set(names.sources):  # merged sources are known by the one they became
        names.sources |= Source.objects.in_bulk(missing)
        named = {row.merged_into_id for row in names.sources.values() if row.merged_into_id is not None}
    return names


def quantity_part(row: Claim | Report | Attribution, names: Names, share: Evidence) -> Part | None:
    """A row's quantity as the contract has it; ``of_claim`` is an external id, where that claim may be named."""
    whole = row.quantity_of_claim_id
    known = whole is not None and (str(whole) in share.others or str(whole) == share.claim.id)
    return write_quantity(row.quantity, names.claims[whole].external_id if known and whole else None)
