"""Sources: who speaks, by what names, on whose side, and how reliable an editor finds them."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, refuse_taken
from newsrooms.api.operations import Parameter, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import COUNTRY_FORM, ID, list_of, text, word
from newsrooms.vocabulary import Scope
from sources.actions.sources import (
    add_source,
    align_source,
    change_source,
    end_alignment,
    grade_source,
    set_aliases,
)
from sources.api.entries import plain_changes, source_from
from sources.api.shapes import (
    ALIGNMENT_INPUT,
    GRADE,
    GRADE_INPUT,
    SOURCE,
    SOURCE_CHANGE,
    SOURCE_INPUT,
    Shape,
    shape_source,
    with_parts,
)
from sources.models import Source, SourceGrade
from sources.naming import find_sources
from sources.vocabulary import SourceKind

FILTERS = (
    Parameter("q", text(longest=200), "With these words in a name, or called exactly so.", "Reuters"),
    Parameter("kind", list_of(word(SourceKind), most=14), "Of one of these kinds.", ["agency"]),
    Parameter("country", text(pattern=COUNTRY_FORM), "Of this country (ISO 3166-1 alpha-2).", "US"),
    Parameter("external_id", ID, "The one you call so."),
)
EXAMPLE = {"external_id": "src-harbour-radio", "name": "Harbour Radio", "kind": "outlet", "country": "NO"}


class SourceDoor(Endpoint):
    tag = "Sources"

    def rows(self) -> QuerySet[Source]:
        return with_parts(self.actor.own(Source.objects.visible_to(self.actor.user)))

    def one(self, name: str) -> Source:
        return find(self.rows(), name, self.actor)

    def hold(self, name: str) -> Source:
        """The source, locked, after If-Match was held against it."""
        source = self.one(name)
        Source.objects.select_for_update().get(pk=source.pk)
        source = self.rows().get(pk=source.pk)
        self.refuse_stale(self.shape(source))
        return source

    def shape(self, source: Source) -> Shape:
        return shape_source(source, inside=self.actor.is_inside)

    def show(self, source: Source) -> HttpResponse:
        return answer_json(self.shape(self.rows().get(pk=source.pk)))


class Sources(SourceDoor):
    @operation(
        "list_sources", "List sources", scope=Scope.CLAIMS_READ, query=(*FILTERS, *PAGING), answers=page_of(SOURCE)
    )
    def get(self) -> HttpResponse:
        rows, asked = self.rows(), self.query
        if "q" in asked:
            rows = rows.filter(pk__in=find_sources(Source.objects.all(), asked["q"]).values("pk"))
        if "kind" in asked:
            rows = rows.filter(kind__in=asked["kind"])
        for name in ("country", "external_id"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        return answer_page(self.asked, rows, lambda page: map(self.shape, page), self.query)

    @operation(
        "create_source",
        "Enter a source",
        scope=Scope.SOURCES_WRITE,
        body=SOURCE_INPUT,
        answers=SOURCE,
        status=201,
        example=EXAMPLE,
    )
    def post(self) -> HttpResponse:
        body = self.body
        newsroom = self.actor.choose_newsroom(body.get("newsroom"))
        refuse_taken(Source.objects.all(), newsroom, body.get("external_id", ""))
        source = add_source(
            by=self.actor.person,
            newsroom=newsroom,
            kind=body["kind"],
            aliases=body.get("aliases", ()),
            **plain_changes(body, "name", "external_id", "country", "url", "note", "why"),
        )
        shaped = self.shape(self.rows().get(pk=source.pk))
        return self.created(shaped, reverse("api-source", args=[source.public_id]))


class OneSource(SourceDoor):
    @operation("read_source", "Read a source", scope=Scope.CLAIMS_READ, answers=SOURCE)
    def get(self, id: str) -> HttpResponse:
        return answer_json(self.shape(self.one(id)))

    @operation(
        "change_source",
        "Change a source",
        detail="The standing of claims it speaks in follows shortly after.",
        scope=Scope.SOURCES_WRITE,
        body=SOURCE_CHANGE,
        answers=SOURCE,
        changes=True,
        example={"aliases": ["Radio Havn"], "why": "its name at home"},
    )
    def patch(self, id: str) -> HttpResponse:
        source, by, why = self.hold(id), self.actor.person, self.body.get("why") or "changed through the API"
        changes = plain_changes(self.body, "external_id", "name", "kind", "country", "url", "note")
        if changes.get("external_id", source.external_id) != source.external_id:
            refuse_taken(Source.objects.all(), source.newsroom_id, changes["external_id"])
        change_source(by=by, source=source, why=why, **changes)
        if "aliases" in self.body:
            set_aliases(by=by, source=source, aliases=self.body["aliases"], why=why)
        return self.show(source)


class Grades(SourceDoor):
    @operation(
        "list_grades",
        "List the letters given to a source",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(GRADE),
    )
    def get(self, id: str) -> HttpResponse:
        rows = SourceGrade.objects.filter(source=self.one(id))
        return answer_page(self.asked, rows, lambda page: map(shape_grade, page), self.query)

    @operation(
        "grade_source",
        "Give a source an Admiralty letter",
        scope=Scope.SOURCES_WRITE,
        body=GRADE_INPUT,
        answers=GRADE,
        status=201,
        example={"letter": "B", "reasons": "Usually reliable on shipping."},
    )
    def post(self, id: str) -> HttpResponse:
        grade = grade_source(by=self.actor.person, source=self.one(id), **self.body)
        return self.created(shape_grade(grade), self.asked.path)


class Alignments(SourceDoor):
    @operation(
        "align_source",
        "Declare whose side a source takes",
        scope=Scope.SOURCES_WRITE,
        body=ALIGNMENT_INPUT,
        answers=SOURCE,
        status=201,
        example={"source": "src-harbour-board", "reason": "It speaks for the board."},
    )
    def post(self, id: str) -> HttpResponse:
        source = self.one(id)
        side = source_from(self.body["source"], self.actor, "source")
        align_source(by=self.actor.person, source=source, aligned_with=side, reason=self.body["reason"])
        shaped = self.shape(self.rows().get(pk=source.pk))
        return self.created(shaped, reverse("api-alignment", args=[source.public_id, side.public_id]))


class OneAlignment(SourceDoor):
    @operation(
        "end_alignment",
        "Take back whose side a source takes",
        detail="If-Match is the ETag of the source.",
        scope=Scope.SOURCES_WRITE,
        answers=SOURCE,
        changes=True,
    )
    def delete(self, id: str, side: str) -> HttpResponse:
        source = self.one(id)
        other = find(Source.objects.filter(newsroom=source.newsroom_id), side, self.actor)
        alignment = source.alignments.filter(aligned_with=other).select_related("source__newsroom").first()
        if alignment is None:
            raise Http404
        self.hold(id)
        end_alignment(by=self.actor.person, alignment=alignment, why="taken back through the API")
        return self.show(source)


def shape_grade(grade: SourceGrade) -> Shape:
    return {"letter": grade.letter, "reasons": grade.reasons, "given_at": grade.given_at.isoformat()}
