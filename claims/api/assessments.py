"""Assessments: submitted by one editor, approved by another."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.standings import settle_now
from claims.api.entries import claim_from
from claims.api.hot import read_dossier
from claims.api.inputs import ASSESSMENT_INPUT, NOTE_INPUT
from claims.models import Assessment, Claim
from claims.vocabulary import Confidence, Verdict
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, refuse_taken_in
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import FLAG, ID, INSTANT, MOMENT, answer, list_of, or_null, text, word
from newsrooms.vocabulary import Scope

ASSESSMENT = component(
    "Assessment",
    answer(
        "One editor's verdict on a claim. Never edited; a later one follows.",
        id=ID,
        external_id=ID,
        claim=ref("ClaimName"),
        verdict=word(Verdict),
        confidence=or_null(word(Confidence)),
        reasons=text(),
        by=text("User name of its author."),
        at=MOMENT,
        approval=or_null(answer("Another editor's consent.", by=text(), note=text(), approved_at=INSTANT)),
        recorded_at=INSTANT,
    ),
)
FILTERS = (
    Parameter("claim", ID, "Of this claim."),
    Parameter("external_id", ID, "Those you call so, one of a claim."),
    Parameter("approved", FLAG, "Approved, or waiting.", False),
    Parameter("verdict", list_of(word(Verdict), most=8), "With one of these verdicts.", ["verified"]),
)


def shape_assessment(row: Assessment) -> dict[str, Any]:
    approval = getattr(row, "approval", None)
    return {
        "id": row.public_id,
        "external_id": row.external_id,
        "claim": {
            "id": row.claim.public_id,
            "external_id": row.claim.external_id,
            "statement": row.claim.statement,
        },
        "verdict": row.verdict,
        "confidence": row.confidence or None,
        "reasons": row.reasons,
        "by": row.author.username,
        "at": str(row.made),
        "approval": approval
        and {
            "by": approval.approver.username,
            "note": approval.note,
            "approved_at": approval.approved_at.isoformat(),
        },
        "recorded_at": row.recorded_at.isoformat(),
    }


class AssessmentDoor(Endpoint):
    tag = "Assessments"

    def rows(self) -> QuerySet[Assessment]:
        rows = Assessment.objects.visible_to(self.actor.user).filter(claim__newsroom__in=self.actor.newsrooms())
        return rows.select_related("claim__newsroom", "author", "approval__approver")

    def one(self, name: str) -> Assessment:
        return find(self.rows(), name, self.actor, newsroom="claim__newsroom")


class Assessments(AssessmentDoor):
    @operation(
        "list_assessments",
        "List assessments",
        scope=Scope.DRAFTS_READ,
        query=(*FILTERS, *PAGING),
        answers=page_of(ASSESSMENT),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "claim" in self.query:
            rows = rows.filter(claim__public_id=self.query["claim"]) | rows.filter(
                claim__external_id=self.query["claim"]
            )
        if "external_id" in self.query:
            rows = rows.filter(external_id=self.query["external_id"])
        if "approved" in self.query:
            rows = rows.filter(approval__isnull=not self.query["approved"])
        if "verdict" in self.query:
            rows = rows.filter(verdict__in=self.query["verdict"])
        return answer_page(self.asked, rows, lambda page: map(shape_assessment, page), self.query)

    @operation(
        "submit_assessment",
        "Assess a claim",
        detail="A draft goes into review with it. Another editor approves it. If-Match, where it is sent, is the ETag"
        " of the claim's dossier as it was read: where that has changed, nothing is assessed (412).",
        judges=True,
        scope=Scope.ASSESSMENTS_WRITE,
        body=ASSESSMENT_INPUT,
        answers=ASSESSMENT,
        status=201,
        example={
            "claim": "clm-ferry-aground",
            "verdict": "verified",
            "confidence": "high",
            "reasons": "Seen by two.",
        },
    )
    def post(self) -> HttpResponse:
        claim = claim_from(self.body["claim"], self.actor, "claim")
        refuse_taken_in(Assessment.objects.filter(claim=claim), self.body.get("external_id", ""))
        if "HTTP_IF_MATCH" in self.asked.META:
            Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
            self.refuse_stale(read_dossier(claim)[1])
        said = {name: part for name, part in self.body.items() if name != "claim"}
        assessment = assess_claim(by=self.actor.person, claim=claim, **said)
        settle_now([claim.pk])
        shaped = shape_assessment(self.rows().get(pk=assessment.pk))
        return self.created(shaped, reverse("api-assessment", args=[assessment.public_id]))


class OneAssessment(AssessmentDoor):
    @operation("read_assessment", "Read an assessment", scope=Scope.DRAFTS_READ, answers=ASSESSMENT)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_assessment(self.one(id)))


class Approvals(AssessmentDoor):
    @operation(
        "approve_assessment",
        "Approve another editor's assessment",
        detail="It must be the claim's latest; nobody approves their own.",
        scope=Scope.ASSESSMENTS_APPROVE,
        body=NOTE_INPUT,
        answers=ASSESSMENT,
        status=201,
        example={"note": "Read against both documents."},
    )
    def post(self, id: str) -> HttpResponse:
        assessment = self.one(id)
        approve_assessment(by=self.actor.person, assessment=assessment, note=self.body.get("note", ""))
        settle_now([assessment.claim_id])
        shaped = shape_assessment(self.rows().get(pk=assessment.pk))
        return self.created(shaped, reverse("api-assessment", args=[assessment.public_id]))
