"""Suggestions: candidate reports found in captured texts, accepted as they are or amended, or refused."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from claims.actions.standings import settle_now
from claims.actions.suggestions import accept_suggestion, refuse_suggestion, reopen_suggestion
from claims.api.entries import claim_from, quantity_from, question_from, read_record
from claims.api.inputs import LONG, NOTHING
from claims.api.suggestion_shapes import ACCEPTANCE_INPUT, SUGGESTION, shape_suggestions
from claims.matching.plan import Plan, PlannedLink, plan_of
from claims.models import Suggestion
from claims.vocabulary import Relation, Stance, SuggestionOutcome, WithdrawalKind
from newsrooms.api.actor import Actor
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, look_up
from newsrooms.api.operations import Parameter, component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import ID, body, list_of, text, word
from newsrooms.vocabulary import Scope
from sources.api.entries import moment_from, source_from
from sources.models import Document
from sources.vocabulary import SourceKind

REFUSAL_INPUT = component("SuggestionRefusalInput", body("Why not; kept for measuring.", reason=text(longest=LONG)))
FILTERS = (
    Parameter(
        "outcome", list_of(word(SuggestionOutcome), most=4), "With one of these outcomes.", example=["waiting"]
    ),
    Parameter("document", ID, "Found in this document."),
)


class SuggestionDoor(Endpoint):
    tag = "Suggestions"

    def rows(self) -> QuerySet[Suggestion]:
        rows = self.actor.own(Suggestion.objects.visible_to(self.actor.user))
        return rows.select_related(
            "newsroom", "document__publisher", "capture", "claim", "report", "withdrawal", "judged_by"
        ).defer("capture__headers", "capture__redirects")

    def one(self, name: str) -> Suggestion:
        return find(self.rows(), name, self.actor, newsroom=None)

    def show(self, row: Suggestion) -> HttpResponse:
        return answer_json(shape_suggestions([self.rows().get(pk=row.pk)])[0], tagged=False)


class Suggestions(SuggestionDoor):
    @operation(
        "list_suggestions",
        "List suggestions",
        scope=Scope.DRAFTS_READ,
        query=(*FILTERS, *PAGING),
        answers=page_of(SUGGESTION),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "outcome" in self.query:
            rows = rows.filter(outcome__in=self.query["outcome"])
        if "document" in self.query:
            mine = self.actor.own(Document.objects.visible_to(self.actor.user))
            document = look_up(mine, self.query["document"], self.actor)
            rows = rows.filter(document=document) if document else rows.none()
        return answer_page(self.asked, rows, shape_suggestions, self.query)


class OneSuggestion(SuggestionDoor):
    @operation("read_suggestion", "Read a suggestion", scope=Scope.DRAFTS_READ, answers=SUGGESTION)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_suggestions([self.one(id)])[0])


class Acceptances(SuggestionDoor):
    @operation(
        "accept_suggestion",
        "Record what a suggestion says",
        detail="As planned, or as amended here: what is not named stays as planned. New claims and sources are"
        " entered.",
        scope=Scope.REPORTS_WRITE,
        body=ACCEPTANCE_INPUT,
        answers=SUGGESTION,
        conditional=False,
        example={"claim": "clm-ferry-aground", "chains": [[{"source": "src-harbour-master", "relation": "says"}]]},
    )
    def post(self, id: str) -> HttpResponse:
        held = self.one(id)
        amended = amend(plan_of(held), self.body, held, self.actor)
        row = accept_suggestion(
            by=self.actor.person,
            suggestion=held,
            plan=amended,
            why=self.body.get("why", ""),
            remember_names=self.body.get("remember_names", False),
        )
        if row.claim_id is not None:
            settle_now([row.claim_id])
        return self.show(row)


class SuggestionRefusals(SuggestionDoor):
    @operation(
        "refuse_suggestion",
        "Say that a suggestion is not to be recorded",
        scope=Scope.REPORTS_WRITE,
        body=REFUSAL_INPUT,
        answers=SUGGESTION,
        conditional=False,
        example={"reason": "Background, no claim of ours"},
    )
    def post(self, id: str) -> HttpResponse:
        reason = self.body.get("reason", "")
        return self.show(refuse_suggestion(by=self.actor.person, suggestion=self.one(id), reason=reason))


class Reopenings(SuggestionDoor):
    @operation(
        "reopen_suggestion",
        "Let a refused suggestion wait again",
        scope=Scope.REPORTS_WRITE,
        body=NOTHING,
        answers=SUGGESTION,
        conditional=False,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        return self.show(reopen_suggestion(by=self.actor.person, suggestion=self.one(id)))


def amend(plan: Plan, said: dict[str, Any], held: Suggestion, actor: Actor) -> Plan:
    """The plan with what a body changes of it."""
    changes: dict[str, Any] = {name: said[name] for name in ("statement", "hedge", "own_reporting") if name in said}
    if "claim" in said:
        changes["claim"] = None if said["claim"] is None else claim_from(said["claim"], actor, "claim")
    if "question" in said:
        changes["question"] = question_from(said["question"], actor)
    if "quantity" in said:
        figure = {"quantity": said["quantity"]} if said["quantity"] is not None else {}
        record = {"claim": "-", "document": "-", "stance": Stance.ASSERTS.value, **figure}
        changes["quantity"] = quantity_from(read_record("report", record, held.newsroom))
    if "stance" in said:
        changes["stance"] = Stance(said["stance"])
    if "as_of" in said:
        changes["as_of"] = moment_from(said["as_of"], "/as_of")
    if "withdrawal" in said:
        changes["withdrawal"] = None if said["withdrawal"] is None else WithdrawalKind(said["withdrawal"])
    if "chains" in said:
        changes["chains"] = tuple(
            tuple(_link(link, actor, number, position) for position, link in enumerate(chain))
            for number, chain in enumerate(said["chains"])
        )
    return replace(plan, **changes)


def _link(link: dict[str, Any], actor: Actor, number: int, position: int) -> PlannedLink:
    relation = Relation(link["relation"])
    here = f"/chains/{number}/{position}"
    if ("source" in link) == ("name" in link) or ("name" in link and "kind" not in link):
        reason = "Name a known source, or give the name and kind of a new one."
        raise ProblemError("invalid", reason, [Fault("required", reason, pointer=here)])
    if "source" in link:
        source = source_from(link["source"], actor, "chains", number, position, "source")
        if link.get("kind", source.kind) != source.kind:
            reason = f"This source is of the kind {source.kind}; change that at the source."
            raise ProblemError("invalid", reason, [Fault("differs", reason, pointer=f"{here}/kind")])
        return PlannedLink(relation, source)
    return PlannedLink(relation, None, link["name"], SourceKind(link["kind"]))
