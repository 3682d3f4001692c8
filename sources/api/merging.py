"""Merging sources that are one and the same, and undoing it."""

from django.http import HttpResponse

from newsrooms.api.operations import component, operation
from newsrooms.api.shapes import ID, body, text
from newsrooms.vocabulary import Scope
from sources.actions.merging import merge_source, unmerge_source
from sources.api.entries import source_from
from sources.api.shapes import SOURCE
from sources.api.sources import SourceDoor

WHY = text("How you know.", longest=20_000, least=1)
MERGE_INPUT = component(
    "SourceMergeInput", body("Which source it is, and how you know.", required=("into", "why"), into=ID, why=WHY)
)
UNMERGE_INPUT = component("SourceUnmergeInput", body("Why it is another after all.", required=("why",), why=WHY))


class SourceMerges(SourceDoor):
    @operation(
        "merge_source",
        "Judge that a source is the same as another",
        detail="Nothing is rewritten: all it said is read as the other's, and its claims are computed again.",
        scope=Scope.SOURCES_WRITE,
        body=MERGE_INPUT,
        answers=SOURCE,
        example={"into": "src-harbour-radio", "why": "It took this name in 2019."},
    )
    def post(self, id: str) -> HttpResponse:
        source = self.one(id)
        into = source_from(self.body["into"], self.actor, "into")
        merge_source(by=self.actor.person, source=source, into=into, why=self.body["why"])
        return self.show(source)


class SourceUnmerges(SourceDoor):
    @operation(
        "unmerge_source",
        "Undo a merge",
        scope=Scope.SOURCES_WRITE,
        body=UNMERGE_INPUT,
        answers=SOURCE,
        example={"why": "Two stations share the name."},
    )
    def post(self, id: str) -> HttpResponse:
        source = self.one(id)
        unmerge_source(by=self.actor.person, source=source, why=self.body["why"])
        return self.show(source)
