"""The hedge table of a newsroom: how worded figures become intervals."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from claims.actions.hedges import add_hedge, change_hedge, remove_hedge
from claims.algebra.hedge_table import DEFAULT_HEDGES, Hedge
from claims.casefile.quantities import plain_number
from claims.models import HedgeRow
from claims.vocabulary import Comparator
from newsrooms.api.bytes import answer_json
from newsrooms.api.find import find
from newsrooms.api.newsrooms import WHY, NewsroomDoor
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.shapes import FLAG, ID, answer, body, list_of, or_null, text, word
from newsrooms.vocabulary import Scope

NUMBER = {"type": "integer"}
BOUND = {"type": "number", "exclusiveMinimum": -1e15, "exclusiveMaximum": 1e15}
PARTS: dict[str, Any] = {
    "words": list_of(text(longest=60, least=1), "Any of these, beside a figure or instead of one.", most=40, least=1),
    "comparator": word(Comparator),
    "after": FLAG | {"description": "The words stand behind the figure."},
    "margin": or_null({"type": "number", "minimum": 0, "maximum": 1, "description": "A share: 0.05 is 5 %."}),
    "low": or_null(BOUND),
    "high": or_null(BOUND),
}
FIGURES = ("margin", "low", "high")
PLACE = {"type": "integer", "minimum": 0, "maximum": 2_147_483_647}
HEDGE = component(
    "HedgeRow",
    answer(
        "Words beside a figure, and what they make of it.",
        id=or_null(ID | {"description": "null: a row of the house's table, which yours replaces."}),
        position=NUMBER,
        **PARTS,
    ),
)
component(
    "HedgeTable",
    answer("The table in force, in its order.", own=FLAG, results=list_of(ref(HEDGE))),
)
HEDGE_INPUT = component(
    "HedgeRowInput",
    body(
        "A row; without a position it comes last.", required=("words", "comparator"), **PARTS, position=PLACE, why=WHY
    ),
)
HEDGE_CHANGE = component(
    "HedgeRowChange", body("What is to be different.", least=1, **PARTS, position=PLACE, why=WHY)
)


def shape_hedge(row: HedgeRow | Hedge, position: int) -> dict[str, Any]:
    return {
        "id": row.public_id if isinstance(row, HedgeRow) else None,
        "position": position,
        "words": list(row.words),
        "comparator": str(row.comparator),
        "after": row.after,
        **{name: plain_number(getattr(row, name)) for name in FIGURES},
    }


def entered(given: dict[str, Any]) -> dict[str, Any]:
    """The values of a body as the actions take them."""
    figures = {name: Decimal(str(given[name])) for name in FIGURES if given.get(name) is not None}
    return given | figures


class Hedges(NewsroomDoor):
    @operation("list_hedges", "Read the hedge table", scope=Scope.CLAIMS_READ, answers="HedgeTable")
    def get(self, id: str) -> HttpResponse:
        rows = list(HedgeRow.objects.filter(newsroom=self.newsroom(id)).order_by("position"))
        shaped = [shape_hedge(row, row.position) for row in rows]
        house = [shape_hedge(row, place) for place, row in enumerate(DEFAULT_HEDGES, start=1)]
        return answer_json({"own": bool(rows), "results": shaped or house})

    @operation(
        "add_hedge",
        "Add a row to the hedge table",
        detail="The first of a newsroom's own rows copies the house's table, so that none is lost.",
        scope=Scope.SETTINGS_MANAGE,
        body=HEDGE_INPUT,
        answers=HEDGE,
        status=201,
        example={"words": ["a smattering"], "comparator": "vague", "low": 3, "high": 8},
    )
    def post(self, id: str) -> HttpResponse:
        newsroom = self.newsroom(id)
        row = add_hedge(by=self.actor.person, newsroom=newsroom, **entered(self.body))
        return self.created(shape_hedge(row, row.position), reverse("api-hedge", args=[newsroom.slug, row.public_id]))


class OneHedge(NewsroomDoor):
    def row(self, id: str, hedge: str) -> HedgeRow:
        """The row, after If-Match was held against it where it is changed."""
        changing = self.asked.method in ("PATCH", "DELETE")
        newsroom = self.hold(id) if changing else self.newsroom(id)
        found = find(HedgeRow.objects.filter(newsroom=newsroom), hedge, self.actor, newsroom=None)
        if changing:
            self.refuse_stale(shape_hedge(found, found.position))
        return found

    @operation("read_hedge", "Read a row of the hedge table", scope=Scope.CLAIMS_READ, answers=HEDGE)
    def get(self, id: str, hedge: str) -> HttpResponse:
        row = self.row(id, hedge)
        return answer_json(shape_hedge(row, row.position))

    @operation(
        "change_hedge",
        "Change a row of the hedge table",
        detail="Figures that were read already stay as they were read.",
        scope=Scope.SETTINGS_MANAGE,
        body=HEDGE_CHANGE,
        answers=HEDGE,
        changes=True,
        example={"low": 3, "high": 6, "why": "as our style book has it"},
    )
    def patch(self, id: str, hedge: str) -> HttpResponse:
        changes = entered(self.body)
        why = changes.pop("why", "") or "changed through the API"
        row = change_hedge(by=self.actor.person, hedge=self.row(id, hedge), why=why, **changes)
        return answer_json(shape_hedge(row, row.position))

    @operation(
        "remove_hedge",
        "Remove a row from the hedge table",
        scope=Scope.SETTINGS_MANAGE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, hedge: str) -> HttpResponse:
        remove_hedge(by=self.actor.person, hedge=self.row(id, hedge), why="removed through the API")
        return HttpResponse(status=204)
