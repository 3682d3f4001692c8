"""Ties: why two sources speak with one voice, and when."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from newsrooms.api.actor import Actor
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import Parameter, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import ID, list_of, word
from newsrooms.vocabulary import Scope
from sources.actions.ties import change_tie, declare_tie, end_tie
from sources.api.entries import asked_source, moment_from, source_from
from sources.api.shapes import TIE, TIE_CHANGE, TIE_INPUT, Shape, shape_tie
from sources.models import Tie
from sources.models.moments import moment_columns
from sources.vocabulary import TieKind

FILTERS = (
    Parameter("source", ID, "That this source has part in."),
    Parameter("kind", list_of(word(TieKind), most=4), "Of one of these kinds.", ["arm_of"]),
)


class TieDoor(Endpoint):
    tag = "Ties"

    def rows(self) -> QuerySet[Tie]:
        rows = self.actor.own(Tie.objects.visible_to(self.actor.user))
        return rows.select_related("source", "tied_to", "newsroom")

    def hold(self, name: str) -> Tie:
        """The tie, locked, after If-Match was held against it."""
        tie = find(self.rows(), name, self.actor, newsroom=None)
        tie = self.rows().select_for_update(of=("self",)).get(pk=tie.pk)
        self.refuse_stale(self.shape(tie))
        return tie

    def shape(self, tie: Tie) -> Shape:
        return shape_tie(tie, inside=self.actor.is_inside)


class Ties(TieDoor):
    @operation("list_ties", "List ties", scope=Scope.CLAIMS_READ, query=(*FILTERS, *PAGING), answers=page_of(TIE))
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "source" in self.query:
            source = asked_source(self.query["source"], self.actor)
            rows = rows.filter(Q(source=source) | Q(tied_to=source))
        if "kind" in self.query:
            rows = rows.filter(kind__in=self.query["kind"])
        return answer_page(self.asked, rows, lambda page: map(self.shape, page), self.query)

    @operation(
        "declare_tie",
        "Declare a tie",
        scope=Scope.SOURCES_WRITE,
        body=TIE_INPUT,
        answers=TIE,
        status=201,
        example={
            "source": "src-port-police",
            "tied_to": "src-interior-ministry",
            "kind": "arm_of",
            "since": "2019",
            "reason": "A department of the ministry by law.",
        },
    )
    def post(self) -> HttpResponse:
        tie = declare(self.actor, self.body)
        return self.created(self.shape(tie), reverse("api-tie", args=[tie.public_id]))


class OneTie(TieDoor):
    @operation("read_tie", "Read a tie", scope=Scope.CLAIMS_READ, answers=TIE)
    def get(self, id: str) -> HttpResponse:
        return answer_json(self.shape(find(self.rows(), id, self.actor, newsroom=None)))

    @operation(
        "change_tie",
        "Change the period or reason of a tie",
        scope=Scope.SOURCES_WRITE,
        body=TIE_CHANGE,
        answers=TIE,
        changes=True,
        example={"until": "2024-06", "why": "made independent by law"},
    )
    def patch(self, id: str) -> HttpResponse:
        tie = self.hold(id)
        changes: dict[str, object] = {}
        for name in ("since", "until"):
            if name in self.body:
                changes |= moment_columns(name, moment_from(self.body[name], f"/{name}"))
        if "reason" in self.body:
            changes["reason"] = self.body["reason"]
        change_tie(by=self.actor.person, tie=tie, why=self.body.get("why") or "changed through the API", **changes)
        return answer_json(self.shape(self.rows().get(pk=tie.pk)))

    @operation(
        "end_tie",
        "Take a tie back",
        detail="As if it had never been; history keeps it. For one that ended in time, set “until”.",
        scope=Scope.SOURCES_WRITE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str) -> HttpResponse:
        end_tie(by=self.actor.person, tie=self.hold(id), why="taken back through the API")
        return HttpResponse(status=204)


def declare(actor: Actor, body: dict[str, Any]) -> Tie:
    """A tie from the body of a POST."""
    source = source_from(body["source"], actor, "source")
    tied_to = source_from(body["tied_to"], actor, "tied_to")
    if source.newsroom_id != tied_to.newsroom_id:
        raise ProblemError("invalid", "", [Fault("unknown_id", "There is nothing of this name.", "/tied_to")])
    return declare_tie(
        by=actor.person,
        newsroom=source.newsroom,
        source=source,
        tied_to=tied_to,
        kind=body["kind"],
        since=moment_from(body.get("since"), "/since"),
        until=moment_from(body.get("until"), "/until"),
        reason=body.get("reason", ""),
    )
