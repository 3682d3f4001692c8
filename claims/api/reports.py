"""Reports: recorded with their chains, listed, and superseded when they were mistaken."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.reports import record_report, supersede_report
from claims.actions.standings import settle_now
from claims.api.entries import claim_from, read_record, report_from
from claims.api.expanding import expand_reports, inside_of
from claims.api.inputs import REPORT_INPUT, SUPERSESSION_INPUT
from claims.api.report_rows import REPORT, Shape, live_or_inside, shape_reports, with_names
from claims.api.visible import claims_for
from claims.models import Claim, Report
from claims.vocabulary import Stance
from newsrooms.api.actor import Actor
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, look_up, refuse_taken
from newsrooms.api.operations import Parameter, operation
from newsrooms.api.pages import PAGING, answer_page, expand_with, page_of
from newsrooms.api.shapes import FLAG, ID, list_of, word
from newsrooms.vocabulary import Scope
from sources.api.entries import asked_source, document_from
from sources.models import Document

REPORT_PAGE = page_of(REPORT)
STANCE = Parameter("stance", list_of(word(Stance), most=5), "With one of these stances.", ["denies"])
LIVE = Parameter("live", FLAG, "false: also those that were superseded; true unless said.", False)
FILTERS = (
    Parameter("claim", ID, "On this claim."),
    Parameter("document", ID, "In this document."),
    Parameter("source", ID, "Published by this source, or crediting it."),
    Parameter("external_id", ID, "The one you call so."),
    STANCE,
    LIVE,
)
EXAMPLE = {
    "external_id": "rep-bulletin-1",
    "claim": "clm-ferry-aground",
    "document": "doc-evening-bulletin",
    "stance": "asserts",
    "chains": [[{"source": "src-harbour-master", "relation": "told"}]],
    "quantity": {"worded": "more than 40", "counted": "passengers"},
}


class ReportDoor(Endpoint):
    tag = "Reports"

    def rows(self) -> QuerySet[Report]:
        rows = Report.objects.filter(claim__in=claims_for(self.actor))
        return with_names(live_or_inside(rows, inside_of(self.actor)))

    def shape(self, rows: list[Report]) -> list[Shape]:
        inside = inside_of(self.actor).values_list("pk", flat=True)
        shaped = shape_reports(rows, claims_for(self.actor), inside=inside)
        return expand_reports(rows, shaped, self.query.get("expand", ()), self.actor)

    def show(self, report: Report) -> HttpResponse:
        """201 with a report just recorded, its claim's standing computed at once."""
        settle_now([report.claim_id])
        shaped = self.shape([with_names(Report.objects.filter(pk=report.pk)).get()])[0]
        return self.created(shaped, reverse("api-report", args=[report.public_id]))

    def narrow(self, rows: QuerySet[Report]) -> QuerySet[Report]:
        """The rows that the filters of the query leave."""
        asked = self.query
        if asked.get("live", True):
            rows = rows.filter(superseded_by=None)
        if "claim" in asked:
            rows = rows.filter(claim=_pk(claims_for(self.actor), asked["claim"], self))
        if "document" in asked:
            documents = self.actor.own(Document.objects.visible_to(self.actor.user))
            rows = rows.filter(document=_pk(documents, asked["document"], self))
        if "source" in asked:
            source = asked_source(asked["source"], self.actor)
            rows = rows.filter(
                Q(document__publisher=source) | Q(pk__in=Report.objects.filter(attributions__source=source))
            )
        if "stance" in asked:
            rows = rows.filter(stance__in=asked["stance"])
        if "external_id" in asked:
            rows = rows.filter(external_id=asked["external_id"])
        return rows


class Reports(ReportDoor):
    @operation(
        "list_reports",
        "List reports",
        scope=Scope.CLAIMS_READ,
        query=(*FILTERS, *PAGING, expand_with(claim="the claim as lists show it", document="the whole document")),
        answers=REPORT_PAGE,
    )
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.narrow(self.rows()), self.shape, self.query)

    @operation(
        "record_report",
        "Record a report",
        detail="A figure may be given as worded alone: the hedge table reads it. A quote must stand in"
        " the captured text of the document, where one is held.",
        scope=Scope.REPORTS_WRITE,
        body=REPORT_INPUT,
        answers=REPORT,
        status=201,
        example=EXAMPLE,
    )
    def post(self) -> HttpResponse:
        return self.show(record(self.actor, self.body))


class OneReport(ReportDoor):
    @operation("read_report", "Read a report", scope=Scope.CLAIMS_READ, answers=REPORT)
    def get(self, id: str) -> HttpResponse:
        return answer_json(self.shape([find(self.rows(), id, self.actor)])[0])


class Supersessions(ReportDoor):
    @operation(
        "supersede_report",
        "Put a report in place of a mistaken one",
        detail="The mistaken one stays on record and no longer counts. Of a public claim readers have seen it: they"
        " get the notice, from an editor.",
        scope=Scope.REPORTS_WRITE,
        body=SUPERSESSION_INPUT,
        answers=REPORT,
        status=201,
        example={"stance": "cannot_verify", "why": "The bulletin only said it could not confirm this."},
    )
    def post(self, id: str) -> HttpResponse:
        body = self.body
        mine = self.rows().filter(newsroom__in=self.actor.newsrooms())
        report = find(mine, id, self.actor)
        refuse_taken(Report.objects.all(), report.newsroom_id, body.get("external_id", ""))
        claim = claim_from(body["claim"], self.actor, "claim") if "claim" in body else report.claim
        document = document_from(body["document"], self.actor, "document") if "document" in body else report.document
        own: dict[str, Any] = {name: part for name, part in body.items() if name not in ("why", "notice")}
        own |= {"claim": claim.external_id, "document": document.external_id}
        new = supersede_report(
            by=self.actor.person,
            report=report,
            entry=report_from(read_record("report", own, report.newsroom), self.actor),
            why=body["why"],
            claim=claim,
            document=document,
            external_id=body.get("external_id", ""),
            notice=body.get("notice", ""),
        )
        if new.claim_id != report.claim_id:
            settle_now([report.claim_id])
        return self.show(new)


class ReportsOfClaim(ReportDoor):
    """For anybody, where the claim is public."""

    @operation(
        "list_claim_reports",
        "List the reports on a claim",
        detail="Page by page, for claims with very many.",
        query=(STANCE, LIVE, *PAGING, expand_with(document="the whole document")),
        answers=REPORT_PAGE,
    )
    def get(self, id: str) -> HttpResponse:
        claim = find(claims_for(self.actor), id, self.actor)
        return answer_page(self.asked, self.narrow(self.rows().filter(claim=claim)), self.shape, self.query)


def _pk(rows: QuerySet[Any], name: str, endpoint: Endpoint) -> int:
    """The primary key a query names; one of nothing when there is none, so that nothing is found."""
    found: Claim | Document | None = look_up(rows, name, endpoint.actor)
    return found.pk if found else -1


def record(actor: Actor, body: dict[str, Any]) -> Report:
    """A report from the body of a POST."""
    claim = claim_from(body["claim"], actor, "claim")
    refuse_taken(Report.objects.all(), claim.newsroom_id, body.get("external_id", ""))
    record = read_record("report", {name: part for name, part in body.items() if name != "why"}, claim.newsroom)
    return record_report(
        by=actor.person,
        claim=claim,
        document=document_from(body["document"], actor, "document"),
        entry=report_from(record, actor),
        external_id=body.get("external_id", ""),
        why=body.get("why", ""),
    )
