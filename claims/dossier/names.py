"""What the ids in an analysis stand for, as readers are told: sources, documents, reports and claims."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.algebra.evidence import Evidence
from claims.algebra.findings import Contradiction
from claims.casefile.quantities import write_quantity
from claims.evidence.wordings import load_claims
from claims.models import Attribution, Claim, Report
from claims.redactions import struck_words
from newsrooms.declared import declared_in_bulk
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


def load_names(evidence: Iterable[Evidence], *, by: datetime | None = None) -> Names:
    """The rows that these evidences speak of, in five queries; or as they were called ``by`` then, in a few more.

    What was struck since stays struck.
    """
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
    names.sources = declared_in_bulk(Source, sources, by)
    names.documents = declared_in_bulk(Document, documents, by)
    names.reports = Report.objects.in_bulk(reports)
    names.claims = _load_claims(claims, by)
    for link in Attribution.objects.filter(report__in=reports).order_by("report", "chain", "position"):
        names.links[link.report_id].append(link)
    named = {row.publisher_id for row in names.documents.values()}
    named |= {link.source_id for links in names.links.values() for link in links}
    merged = {row.claim_id for row in names.reports.values()} - set(names.claims)
    if merged:  # reports of claims that were merged into these
        names.claims |= declared_in_bulk(Claim, merged, by)
    while ahead := {row.merged_into_id for row in names.claims.values() if row.merged_into_id} - set(names.claims):
        names.claims |= declared_in_bulk(Claim, ahead, by)  # a merged claim is known by the one it became
    while missing := named - set(names.sources):  # merged sources are known by the one they became
        names.sources |= declared_in_bulk(Source, missing, by)
        named = {row.merged_into_id for row in names.sources.values() if row.merged_into_id is not None}
    return names


def _load_claims(keys: set[int], by: datetime | None) -> dict[int, Claim]:
    """The claims with their questions, each with the words its newsroom has struck by now."""
    struck = Claim.objects.annotate(struck=struck_words("newsroom"))
    if by is None:
        return struck.select_related("question").in_bulk(keys)
    claims = load_claims(keys, by)
    for pk, words in struck.filter(pk__in=keys).values_list("pk", "struck"):
        row: Any = claims[pk]
        row.struck = words
    return claims


def quantity_part(row: Claim | Report | Attribution, names: Names, share: Evidence) -> Part | None:
    """A row's quantity as the contract has it; ``of_claim`` is an external id, where that claim may be named."""
    whole = row.quantity_of_claim_id
    known = whole is not None and (str(whole) in share.others or str(whole) == share.claim.id)
    return write_quantity(row.quantity, names.claims[whole].external_id if known and whole else None)
