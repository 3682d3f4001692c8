"""Comments: what colleagues say to each other about a claim, and what is to be done before it is published."""

from typing import Any

from django.http import HttpResponse

from claims.actions.checklists import tick_items
from claims.actions.comments import LONGEST, add_comment
from claims.api.relations import RelationDoor
from claims.models import ChecklistItem, ChecklistTick, Claim, Comment
from newsrooms.api.bytes import answer_json
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import FLAG, ID, INSTANT, answer, body, list_of, or_null, text
from newsrooms.vocabulary import Scope

COMMENT = component(
    "Comment",
    answer("A colleague's word on a claim, for the house only.", id=ID, body=text(), by=text(), made_at=INSTANT),
)
COMMENT_INPUT = component(
    "CommentInput",
    body(
        "What to say. @name tells that person.",
        required=("body",),
        body=text(longest=LONGEST, least=1),
    ),
)
ITEM = component(
    "ChecklistItem",
    answer(
        "One thing to be done before a claim is published.",
        id=ID,
        text=text(),
        required=FLAG,
        done_by=or_null(text("User name; null while it is not done.")),
        done_at=or_null(INSTANT),
    ),
)
CHECKLIST = component("Checklist", answer("The checklist of the newsroom, for one claim.", items=list_of(ref(ITEM))))
CHECKLIST_INPUT = component(
    "ChecklistInput",
    body(
        "Which items are done; all others are not.",
        required=("done",),
        done=list_of(ID, "Ids of items.", most=200),
    ),
)


def shape_comment(row: Comment) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "body": row.body,
        "by": row.author.username,
        "made_at": row.made_at.isoformat(),
    }


def shape_checklist(claim: Claim) -> dict[str, Any]:
    ticks = {tick.item_id: tick for tick in ChecklistTick.objects.filter(claim=claim).select_related("ticked_by")}
    rows = ChecklistItem.objects.filter(newsroom=claim.newsroom_id, retired_at=None)
    items = []
    for row in rows:
        tick = ticks.get(row.pk)
        items.append(
            {
                "id": row.public_id,
                "text": row.text,
                "required": row.required,
                "done_by": tick.ticked_by.username if tick else None,
                "done_at": tick.ticked_at.isoformat() if tick else None,
            }
        )
    return {"items": items}


def items_from(claim: Claim, names: list[str]) -> set[int]:
    """The items of the newsroom's checklist a body names. Raises the 422 problem that points at what is none."""
    rows = ChecklistItem.objects.filter(newsroom=claim.newsroom_id, retired_at=None)
    known = dict(rows.values_list("public_id", "pk"))
    faults = [
        Fault("unknown_id", "There is no such item on this newsroom's checklist.", pointer=f"/done/{place}")
        for place, name in enumerate(names)
        if name not in known
    ]
    if faults:
        raise ProblemError("invalid", "", faults)
    return {known[name] for name in names}


class Comments(RelationDoor):
    @operation(
        "list_comments",
        "List the comments on a claim",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(COMMENT),
    )
    def get(self, id: str) -> HttpResponse:
        rows = Comment.objects.filter(claim=self.claim(id)).select_related("author")
        return answer_page(self.asked, rows, lambda page: map(shape_comment, page), self.query)

    @operation(
        "add_comment",
        "Comment on a claim",
        scope=Scope.CLAIMS_WRITE,
        body=COMMENT_INPUT,
        answers=COMMENT,
        status=201,
        example={"body": "@olena, is the second bulletin the same wire copy?"},
    )
    def post(self, id: str) -> HttpResponse:
        row = add_comment(by=self.actor.person, claim=self.claim(id), body=self.body["body"])
        return self.created(shape_comment(row), self.asked.path)


class Checklist(RelationDoor):
    @operation(
        "read_checklist",
        "Read what is to be done before a claim is published",
        scope=Scope.DRAFTS_READ,
        answers=CHECKLIST,
    )
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_checklist(self.claim(id)))

    @operation(
        "tick_checklist",
        "Say what is done",
        detail="If-Match is the ETag of the checklist.",
        scope=Scope.CLAIMS_WRITE,
        body=CHECKLIST_INPUT,
        answers=CHECKLIST,
        changes=True,
        example={"done": []},
    )
    def put(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        Claim.objects.select_for_update().get(pk=claim.pk)
        self.refuse_stale(shape_checklist(claim))
        tick_items(by=self.actor.person, claim=claim, ticked=items_from(claim, self.body["done"]))
        return answer_json(shape_checklist(claim))
