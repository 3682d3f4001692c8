"""Correction requests: what readers say is wrong, and what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from claims.actions.correction_requests import LONGEST_MESSAGE, answer_request
from claims.api.visible import claims_for
from claims.models import CorrectionRequest
from claims.rules import TOLD_THE_CONTACT
from claims.vocabulary import RequestOutcome
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import COUNT, ID, INSTANT, answer, body, list_of, or_null, text, word
from newsrooms.roles import roles_of
from newsrooms.vocabulary import Role, Scope

REQUEST = component(
    "CorrectionRequest",
    answer(
        "A reader's word that a published claim is wrong. Words and contact are for the house only.",
        id=ID,
        claim=ref("ClaimName"),
        version=COUNT | {"description": "The published version the reader had before them."},
        message=text(),
        evidence=or_null(text()),
        contact=or_null(text("Told to editors and those above them; null for others.")),
        received_at=INSTANT,
        outcome=word(RequestOutcome),
        answer=or_null(text("For the reader and anybody.")),
        answered_at=or_null(INSTANT),
        answered_by=or_null(text()),
    ),
)
OUTCOMES = [word.value for word in RequestOutcome if word is not RequestOutcome.WAITING]
ANSWER_INPUT = component(
    "AnswerInput",
    body(
        "What came of it, in words the reader may see.",
        required=("outcome", "answer"),
        outcome={"type": "string", "enum": OUTCOMES},
        answer=text(longest=LONGEST_MESSAGE, least=1),
    ),
)
OUTCOME = Parameter("outcome", list_of(word(RequestOutcome), most=4), "With one of these outcomes.", ["waiting"])


def shape_request(row: CorrectionRequest, roles: Mapping[int, Role]) -> dict[str, Any]:
    """As somebody with these roles, by newsroom, is told of it."""
    claim = row.claim
    role = roles.get(row.newsroom_id)
    told_the_contact = role is not None and role.includes(TOLD_THE_CONTACT)
    return {
        "id": row.public_id,
        "claim": {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "version": row.version,
        "message": row.message,
        "evidence": row.evidence or None,
        "contact": row.contact or None if told_the_contact else None,
        "received_at": row.received_at.isoformat(),
        "outcome": row.outcome,
        "answer": row.answer or None,
        "answered_at": row.answered_at and row.answered_at.isoformat(),
        "answered_by": row.answered_by.username if row.answered_by else None,
    }


class RequestDoor(Endpoint):
    tag = "Correction requests"

    def rows(self) -> QuerySet[CorrectionRequest]:
        mine = self.actor.own(CorrectionRequest.objects.visible_to(self.actor.user))
        mine = mine.filter(claim__in=claims_for(self.actor))
        return mine.select_related("claim", "newsroom", "answered_by")


class CorrectionRequests(RequestDoor):
    @operation(
        "list_correction_requests",
        "List what readers say is wrong",
        scope=Scope.DRAFTS_READ,
        query=(OUTCOME, *PAGING),
        answers=page_of(REQUEST),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "outcome" in self.query:
            rows = rows.filter(outcome__in=self.query["outcome"])
        roles = roles_of(self.actor.user)
        return answer_page(self.asked, rows, lambda page: (shape_request(row, roles) for row in page), self.query)


class OneCorrectionRequest(RequestDoor):
    @operation("read_correction_request", "Read a reader's request", scope=Scope.DRAFTS_READ, answers=REQUEST)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_request(find(self.rows(), id, self.actor, newsroom=None), roles_of(self.actor.user)))


class Answers(RequestDoor):
    @operation(
        "answer_correction_request",
        "Answer a reader's request",
        detail="The claim itself is corrected at its corrections, never from here.",
        scope=Scope.CLAIMS_WRITE,
        body=ANSWER_INPUT,
        answers=REQUEST,
        conditional=False,
        example={"outcome": "declined", "answer": "The bulletin you name speaks of another ferry."},
    )
    def post(self, id: str) -> HttpResponse:
        row = find(self.rows(), id, self.actor, newsroom=None)
        outcome = RequestOutcome(self.body["outcome"])
        answered = answer_request(by=self.actor.person, request=row, outcome=outcome, answer=self.body["answer"])
        told = shape_request(self.rows().get(pk=answered.pk), roles_of(self.actor.user))
        return answer_json(told, tagged=False)
