"""Splitting a source that turns out to be two; merging the new one into the old undoes it."""

from django.http import HttpResponse
from django.urls import reverse

from claims.actions.splitting import split_source
from claims.api.inputs import LONG, NOTICE_IF_PUBLIC
from claims.models import Report
from newsrooms.api.find import named_all
from newsrooms.api.operations import component, operation
from newsrooms.api.shapes import ID, body, list_of, text, word
from newsrooms.vocabulary import Scope
from sources.api.shapes import SOURCE
from sources.api.sources import SourceDoor
from sources.models import Document
from sources.vocabulary import SourceKind

INPUT = component(
    "SourceSplitInput",
    body(
        "What the other source is called, and which names, documents and live reports of this one are its own.",
        required=("name", "why"),
        name=text(longest=300, least=1),
        kind=word(SourceKind),
        aliases=list_of(text(longest=300, least=1), most=100),
        documents=list_of(ID, most=1000),
        reports=list_of(ID, most=1000),
        why=text(longest=LONG, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)


class SourceSplits(SourceDoor):
    @operation(
        "split_source",
        "Judge that a source is two",
        detail="A new source takes the names, documents and reports that are its own; reports are superseded by ones"
        " whose chains name it. This one keeps its id and all else. The answer is the new source; merging it into"
        " this one undoes the split.",
        scope=Scope.SOURCES_WRITE,
        body=INPUT,
        answers=SOURCE,
        status=201,
        example={
            "name": "Harbour Radio North",
            "reports": ["rep-evening-bulletin"],
            "why": "Two stations share the name; the bulletin quoted the northern one.",
        },
    )
    def post(self, id: str) -> HttpResponse:
        source, asked = self.one(id), self.body
        live, held = Report.objects.live().filter(newsroom=source.newsroom), Document.objects.filter(publisher=source)
        new = split_source(
            by=self.actor.person,
            source=source,
            name=asked["name"],
            kind=asked.get("kind", ""),
            aliases=asked.get("aliases", ()),
            documents=named_all(held, asked.get("documents", ()), self.actor, "documents"),
            reports=named_all(live, asked.get("reports", ()), self.actor, "reports"),
            why=asked["why"],
            notice=asked.get("notice", ""),
        )
        shaped = self.shape(self.rows().get(pk=new.pk))
        return self.created(shaped, reverse("api-source", args=[new.public_id]))
