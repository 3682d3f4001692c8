"""Newsrooms: what each says of itself to readers, and the door to all that is set for one."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse

from newsrooms.actions.newsroom import EDITABLE, edit_newsroom
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import ID, answer, body, text
from newsrooms.models import Newsroom
from newsrooms.strict_json import is_storable
from newsrooms.vocabulary import Scope

WHY = text("Kept in the history.", longest=300)
LONGEST = {"name": 200, "contact": 254, "website": 500, "language": 16, "time_zone": 64}
DETAILS: dict[str, str] = {
    "contact": "Where readers can write: an e-mail or web address.",
    "language": "Language tag, such as en or pt-BR.",
    "time_zone": "Such as Europe/Kyiv.",
    "ownership": "Who owns and who funds it, as readers see it.",
    "methodology": "How it checks claims, as readers see it.",
    "corrections_policy": "How it corrects itself, as readers see it.",
}
SAID: dict[str, Any] = {name: text(DETAILS.get(name, "")) for name in EDITABLE}
SAYING: dict[str, Any] = {name: part | {"maxLength": LONGEST.get(name, 20_000)} for name, part in SAID.items()}
NEWSROOM = component("Newsroom", answer("What a newsroom says of itself.", id=ID, slug=ID, **SAID))
NEWSROOM_CHANGE = component("NewsroomChange", body("What is to be different.", least=1, **SAYING, why=WHY))


def shape_newsroom(row: Newsroom) -> dict[str, Any]:
    return {"id": row.public_id, "slug": row.slug, **{name: getattr(row, name) for name in EDITABLE}}


class NewsroomDoor(Endpoint):
    """What belongs to one newsroom, by its slug or id; others than its members do not see it."""

    tag = "Newsrooms"

    def newsroom(self, id: str) -> Newsroom:
        if not is_storable(id):
            raise Http404
        found = self.actor.newsrooms().filter(Q(slug=id) | Q(public_id=id)).first()
        if found is None:
            raise Http404
        return found

    def hold(self, id: str) -> Newsroom:
        """The newsroom, locked, so that what If-Match was held against stays as it is."""
        return Newsroom.objects.select_for_update().get(pk=self.newsroom(id).pk)


class Newsrooms(NewsroomDoor):
    @operation(
        "list_newsrooms",
        "List your newsrooms",
        scope=Scope.CLAIMS_READ,
        query=PAGING,
        answers=page_of(NEWSROOM),
    )
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.actor.newsrooms(), lambda page: map(shape_newsroom, page), self.query)


class OneNewsroom(NewsroomDoor):
    @operation("read_newsroom", "Read what a newsroom says of itself", scope=Scope.CLAIMS_READ, answers=NEWSROOM)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_newsroom(self.newsroom(id)))

    @operation(
        "change_newsroom",
        "Change what a newsroom says of itself",
        detail="For its administrators: name, contact, methodology, policy of corrections and the like.",
        scope=Scope.SETTINGS_MANAGE,
        body=NEWSROOM_CHANGE,
        answers=NEWSROOM,
        changes=True,
        example={"methodology": "Two editors read every chain to its origin.", "why": "written down"},
    )
    def patch(self, id: str) -> HttpResponse:
        newsroom = self.hold(id)
        self.refuse_stale(shape_newsroom(newsroom))
        changes = {name: value for name, value in self.body.items() if name != "why"}
        why = self.body.get("why") or "changed through the API"
        return answer_json(
            shape_newsroom(edit_newsroom(by=self.actor.person, newsroom=newsroom, changes=changes, why=why))
        )
