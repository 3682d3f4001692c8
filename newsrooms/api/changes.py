"""The feed of changes: every public event once, in the order of commits, and for members their newsroom's own."""

from typing import Any

from django.http import HttpResponse

from newsrooms.actions.event import number_events
from newsrooms.api.bytes import answer_json
from newsrooms.api.cursors import open_cursor, seal_cursor
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import Parameter, component, operation
from newsrooms.api.pages import LIMIT
from newsrooms.api.shapes import INSTANT, answer, list_of, text, word
from newsrooms.changes import have_all_a_place, read_feed
from newsrooms.models import Event
from newsrooms.vocabulary import EventType, Scope

FEED = "feed of changes"
AFTER = Parameter(
    "after", text(longest=80), "Go on after this: “cursor” of the answer before. None: from the beginning."
)
TYPE = Parameter("type", list_of(word(EventType), most=30), "Only of these types.", ["standing.changed"])
VIEW = Parameter(
    "view",
    {"type": "string", "enum": ["public", "newsroom"], "default": "public"},
    "“newsroom”: also what concerns your newsrooms alone; a key needs drafts:read.",
)
component(
    "Change",
    answer(
        "That something happened: read the object for what it is now.",
        id=text("The same as webhook-id."),
        type=word(EventType),
        object_type=text("The noun: claim, report, …"),
        object_id=text("Its public id."),
        facets={"type": "object", "additionalProperties": {"type": "string"}},
        occurred_at=INSTANT,
    ),
)
component(
    "Changes",
    answer(
        "Changes in the order of commits. Ask again with ``cursor``: at once while ``more``, else after a while.",
        results=list_of({"$ref": "#/components/schemas/Change"}),
        cursor=text("What to send as ``after`` next time; as you sent it when there is nothing new."),
        more={"type": "boolean"},
    ),
)


def shape_event(event: Event) -> dict[str, Any]:
    return {
        "id": event.public_id,
        "type": event.type,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "facets": event.facets,
        "occurred_at": event.occurred_at.isoformat(),
    }


class Changes(Endpoint):
    tag = "Changes"

    @operation(
        "list_changes",
        "Follow what changes",
        detail="Every public change once: none is missed and none comes twice, however many write at the same time."
        " Of a rare type an answer may hold few or none and still say ``more``: go on from its cursor.",
        query=(AFTER, LIMIT, TYPE, VIEW),
        answers="Changes",
    )
    def get(self) -> HttpResponse:
        mine: list[int] = []
        if self.query.get("view") == "newsroom":
            self.actor.demand(Scope.DRAFTS_READ)
            mine = list(self.actor.newsrooms().values_list("pk", flat=True))
        if not have_all_a_place():
            number_events()
        read = read_feed(
            self.read_after(), self.query.get("limit", 50), newsrooms=mine, types=self.query.get("type", ())
        )
        cursor = seal_cursor(read.last, FEED) if read.last else self.query.get("after", "")
        return answer_json(
            {"results": [shape_event(one) for one in read.events], "cursor": cursor, "more": read.more}
        )

    def read_after(self) -> int:
        written = self.query.get("after")
        if not written:
            return 0
        try:
            return open_cursor(written, FEED)
        except ValueError:
            raise AFTER.refuse("unknown_cursor", "Was not given out for this feed.") from None
