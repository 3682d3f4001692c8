"""Questions: what several claims answer."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.claims import ask_question
from claims.actions.questions import change_question
from claims.actions.standings import settle_now
from claims.api.inputs import QUESTION_CHANGE, QUESTION_INPUT
from claims.models import Question
from claims.vocabulary import Basis
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, refuse_taken
from newsrooms.api.operations import Parameter, component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import ID, INSTANT, answer, text, word
from newsrooms.vocabulary import Scope

MOST_SETTLED_AT_ONCE = 50
QUESTION = component(
    "Question",
    answer(
        "What several claims answer.",
        id=ID,
        external_id=ID,
        newsroom=text(),
        text=text(),
        counted=text("What is counted."),
        unit=text(),
        scope=text(),
        basis=word(Basis),
        created_at=INSTANT,
        changed_at=INSTANT,
    ),
)
FILTERS = (
    Parameter("q", text(longest=200), "With these words in the text.", "passengers"),
    Parameter("external_id", ID, "The one you call so."),
)
PLAIN = ("external_id", "text", "counted", "unit", "scope", "basis")


def shape_question(question: Question) -> dict[str, Any]:
    return {
        "id": question.public_id,
        "external_id": question.external_id,
        "newsroom": question.newsroom.slug,
        "text": question.text,
        "counted": question.counted,
        "unit": question.unit,
        "scope": question.scope,
        "basis": question.basis,
        "created_at": question.created_at.isoformat(),
        "changed_at": question.changed_at.isoformat(),
    }


class QuestionDoor(Endpoint):
    tag = "Questions"

    def rows(self) -> QuerySet[Question]:
        return self.actor.own(Question.objects.visible_to(self.actor.user)).select_related("newsroom")


class Questions(QuestionDoor):
    @operation(
        "list_questions",
        "List questions",
        scope=Scope.CLAIMS_READ,
        query=(*FILTERS, *PAGING),
        answers=page_of(QUESTION),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        for word_asked in self.query.get("q", "").split()[:8]:
            rows = rows.filter(text__icontains=word_asked)
        if "external_id" in self.query:
            rows = rows.filter(external_id=self.query["external_id"])
        return answer_page(self.asked, rows, lambda page: map(shape_question, page), self.query)

    @operation(
        "ask_question",
        "Enter a question",
        scope=Scope.CLAIMS_WRITE,
        body=QUESTION_INPUT,
        answers=QUESTION,
        status=201,
        example={"external_id": "q-passengers", "text": "How many were aboard the ferry?", "counted": "passengers"},
    )
    def post(self) -> HttpResponse:
        newsroom = self.actor.choose_newsroom(self.body.get("newsroom"))
        refuse_taken(Question.objects.all(), newsroom, self.body.get("external_id", ""))
        said = {name: part for name, part in self.body.items() if name != "newsroom"}
        question = ask_question(by=self.actor.person, newsroom=newsroom, **said)
        return self.created(shape_question(question), reverse("api-question", args=[question.public_id]))


class OneQuestion(QuestionDoor):
    @operation("read_question", "Read a question", scope=Scope.CLAIMS_READ, answers=QUESTION)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_question(find(self.rows(), id, self.actor)))

    @operation(
        "change_question",
        "Change a question",
        detail="The claims that answer it are computed again. Where some of them are public, readers get the notice"
        " and each gets a new sealed version; that takes a publisher.",
        scope=Scope.CLAIMS_WRITE,
        body=QUESTION_CHANGE,
        answers=QUESTION,
        changes=True,
        example={"scope": "on the evening run", "why": "made exact"},
    )
    def patch(self, id: str) -> HttpResponse:
        found = find(self.rows(), id, self.actor)
        question = self.rows().select_for_update(of=("self",)).get(pk=found.pk)
        self.refuse_stale(shape_question(question))
        changes = {name: self.body[name] for name in PLAIN if name in self.body}
        if changes.get("external_id", question.external_id) != question.external_id:
            refuse_taken(Question.objects.all(), question.newsroom_id, changes["external_id"])
        why = self.body.get("why") or "changed through the API"
        change_question(
            by=self.actor.person,
            question=question,
            why=why,
            notice=self.body.get("notice", ""),
            verdicts_hold=self.body.get("verdicts_hold", ""),
            **changes,
        )
        settle_now(question.claims.order_by("-pk").values_list("pk", flat=True)[:MOST_SETTLED_AT_ONCE])
        return answer_json(shape_question(self.rows().get(pk=question.pk)))
