"""What a newsroom wants done before a claim is published, and how it words the verdicts: gate, checklist, labels."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from claims.actions.checklists import add_item, change_item, label_verdict, retire_item, set_gate
from claims.models import ChecklistItem, PublishGate, VerdictLabel
from claims.telling.words import VERDICTS
from claims.vocabulary import Verdict
from newsrooms.api.bytes import answer_json
from newsrooms.api.find import find
from newsrooms.api.newsrooms import WHY, NewsroomDoor
from newsrooms.api.operations import COMPONENTS, component, operation, ref
from newsrooms.api.shapes import FLAG, ID, answer, body, list_of, or_null, text, word
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Scope

NUMBER = {"type": "integer"}
PLACE = {"type": "integer", "minimum": 0, "maximum": 32_767}
ASKS: dict[str, Any] = {
    "needs_assessment": FLAG | {"description": "No claim is published merely under watch."},
    "needs_checklist": FLAG | {"description": "Every required item of the checklist is ticked."},
    "needs_report": FLAG | {"description": "Some report of it is recorded."},
}
GATE = component("PublishGate", answer("What is asked of a claim before it is published.", **ASKS))
GATE_INPUT = component("PublishGateInput", body("What is asked from now on.", required=tuple(ASKS), **ASKS, why=WHY))
TASK = component(
    "ChecklistTask",
    answer("One thing to be done for every claim.", id=ID, text=text(), required=FLAG, position=NUMBER),
)
component("ChecklistTasks", answer("The checklist in its order.", results=list_of(ref(TASK))))
TASK_PARTS: dict[str, Any] = {"text": text(longest=300, least=1), "position": PLACE, "why": WHY}
TASK_INPUT = component("ChecklistTaskInput", body("Something to be done.", required=("text",), **TASK_PARTS))
TASK_CHANGE = component(
    "ChecklistTaskChange",
    body("What is to be different.", least=1, **TASK_PARTS),
)
for name in (TASK_INPUT, TASK_CHANGE):
    COMPONENTS[name]["properties"]["required"] = FLAG  # a word that “body” has for itself
LABEL = component(
    "VerdictLabel",
    answer(
        "What a newsroom calls a verdict.",
        verdict=word(Verdict),
        label=or_null(text("Its own word; null where it has none.")),
        core=text("What it is called without one."),
    ),
)
component("VerdictLabels", answer("All verdicts.", results=list_of(ref(LABEL))))
LABEL_INPUT = component(
    "VerdictLabelInput",
    body("The newsroom's word.", required=("label",), label=text(longest=60, least=1), why=WHY),
)


def shape_gate(newsroom: Newsroom) -> dict[str, Any]:
    gate = PublishGate.objects.filter(newsroom=newsroom).first() or PublishGate()
    return {name: getattr(gate, name) for name in ASKS}


def shape_task(row: ChecklistItem) -> dict[str, Any]:
    return {"id": row.public_id, "text": row.text, "required": row.required, "position": row.position}


def shape_labels(newsroom: Newsroom) -> dict[Verdict, dict[str, Any]]:
    own = dict(VerdictLabel.objects.filter(newsroom=newsroom).values_list("verdict", "label"))
    return {
        word: {"verdict": word.value, "label": own.get(word.value), "core": str(VERDICTS[word.value].label)}
        for word in Verdict
    }


class Gate(NewsroomDoor):
    @operation("read_publish_gate", "Read what the gate asks", scope=Scope.DRAFTS_READ, answers=GATE)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_gate(self.newsroom(id)))

    @operation(
        "set_publish_gate",
        "Say what the gate asks",
        detail="Past it a claim is published only with a reason that readers see.",
        scope=Scope.SETTINGS_MANAGE,
        body=GATE_INPUT,
        answers=GATE,
        changes=True,
        example={"needs_assessment": True, "needs_checklist": True, "needs_report": True},
    )
    def put(self, id: str) -> HttpResponse:
        newsroom = self.hold(id)
        self.refuse_stale(shape_gate(newsroom))
        asks = {name: self.body[name] for name in ASKS}
        set_gate(by=self.actor.person, newsroom=newsroom, why=self.body.get("why") or "set through the API", **asks)
        return answer_json(shape_gate(newsroom))


class Tasks(NewsroomDoor):
    @operation("list_checklist_items", "List the checklist", scope=Scope.DRAFTS_READ, answers="ChecklistTasks")
    def get(self, id: str) -> HttpResponse:
        rows = ChecklistItem.objects.filter(newsroom=self.newsroom(id), retired_at=None)
        return answer_json({"results": [shape_task(row) for row in rows]})

    @operation(
        "add_checklist_item",
        "Put something on the checklist",
        scope=Scope.SETTINGS_MANAGE,
        body=TASK_INPUT,
        answers=TASK,
        status=201,
        example={"text": "The other side was asked.", "required": True},
    )
    def post(self, id: str) -> HttpResponse:
        newsroom = self.newsroom(id)
        row = add_item(by=self.actor.person, newsroom=newsroom, **self.body)
        return self.created(shape_task(row), reverse("api-checklist-item", args=[newsroom.slug, row.public_id]))


class OneTask(NewsroomDoor):
    def task(self, id: str, item: str) -> ChecklistItem:
        """The item, after If-Match was held against it where it is changed."""
        changing = self.asked.method in ("PATCH", "DELETE")
        newsroom = self.hold(id) if changing else self.newsroom(id)
        row = find(ChecklistItem.objects.filter(newsroom=newsroom, retired_at=None), item, self.actor, newsroom=None)
        if changing:
            self.refuse_stale(shape_task(row))
        return row

    @operation("read_checklist_item", "Read an item of the checklist", scope=Scope.DRAFTS_READ, answers=TASK)
    def get(self, id: str, item: str) -> HttpResponse:
        return answer_json(shape_task(self.task(id, item)))

    @operation(
        "change_checklist_item",
        "Change an item of the checklist",
        detail="What was ticked stays ticked.",
        scope=Scope.SETTINGS_MANAGE,
        body=TASK_CHANGE,
        answers=TASK,
        changes=True,
        example={"required": False, "why": "not for claims about the weather"},
    )
    def patch(self, id: str, item: str) -> HttpResponse:
        changes = dict(self.body)
        why = changes.pop("why", "") or "changed through the API"
        row = self.task(id, item)
        return answer_json(shape_task(change_item(by=self.actor.person, item=row, why=why, **changes)))

    @operation(
        "retire_checklist_item",
        "Take an item off the checklist",
        detail="What was ticked stays on record.",
        scope=Scope.SETTINGS_MANAGE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, item: str) -> HttpResponse:
        retire_item(by=self.actor.person, item=self.task(id, item), why="taken off through the API")
        return HttpResponse(status=204)


class Labels(NewsroomDoor):
    @operation(
        "list_verdict_labels", "List what the verdicts are called", scope=Scope.CLAIMS_READ, answers="VerdictLabels"
    )
    def get(self, id: str) -> HttpResponse:
        return answer_json({"results": list(shape_labels(self.newsroom(id)).values())})


class OneLabel(NewsroomDoor):
    def verdict(self, name: str) -> Verdict:
        if name not in list(Verdict):
            raise Http404
        return Verdict(name)

    @operation("read_verdict_label", "Read what a verdict is called", scope=Scope.CLAIMS_READ, answers=LABEL)
    def get(self, id: str, verdict: str) -> HttpResponse:
        return answer_json(shape_labels(self.newsroom(id))[self.verdict(verdict)])

    @operation(
        "label_verdict",
        "Word a verdict in the newsroom's own way",
        detail="The verdict itself stays one of the core list, and readers see that beside it.",
        scope=Scope.SETTINGS_MANAGE,
        body=LABEL_INPUT,
        answers=LABEL,
        changes=True,
        example={"label": "Holds up"},
    )
    def put(self, id: str, verdict: str) -> HttpResponse:
        newsroom, word = self.hold(id), self.verdict(verdict)
        self.refuse_stale(shape_labels(newsroom)[word])
        why, label = self.body.get("why", ""), self.body["label"]
        label_verdict(by=self.actor.person, newsroom=newsroom, verdict=word, label=label, why=why)
        return answer_json(shape_labels(newsroom)[word])
