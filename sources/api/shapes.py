"""The shapes of the ground floor's nouns, as the API takes and gives them."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import (
    COUNT,
    COUNTRY_FORM,
    FLAG,
    HOUSE_ONLY,
    ID,
    INSTANT,
    MOMENT,
    MOMENT_INPUT,
    Schema,
    answer,
    body,
    list_of,
    or_null,
    text,
    word,
)
from sources.models import Alignment, Document, Source, SourceAlias, SourceGrade, Tie
from sources.vocabulary import CaptureMethod, CaptureOutcome, Reliability, SourceKind, TieKind

Shape = dict[str, Any]
WHY = text("The reason, for history.", longest=1000)
COUNTRY: Schema = text("ISO 3166-1 alpha-2.", pattern=COUNTRY_FORM)
NAME = text(longest=300, least=1)
ADDRESS = text(longest=2000)

SOURCE_NAME = component(
    "SourceName",
    answer(
        "A source in few words.", id=ID, external_id=ID, name=text(), kind=word(SourceKind), country=or_null(text())
    ),
)
DOCUMENT_NAME = component(
    "DocumentName",
    answer(
        "A document in few words.",
        id=ID,
        external_id=ID,
        title=text(),
        url=or_null(text()),
        publisher=ref(SOURCE_NAME),
        published_at=or_null(MOMENT),
        language=or_null(text()),
        captured=FLAG,
    ),
)
PRIVATE_OF_SOURCE = ("note", "reliability")
SOURCE = component(
    "Source",
    answer(
        "Who speaks.",
        optional=PRIVATE_OF_SOURCE,
        id=ID,
        external_id=ID,
        newsroom=text(),
        name=text(),
        kind=word(SourceKind),
        country=or_null(text()),
        url=or_null(text()),
        note=text(HOUSE_ONLY),
        aliases=list_of(text()),
        aligned_with=list_of(ref(SOURCE_NAME), "Whose side it takes."),
        reliability=or_null(word(Reliability)) | {"description": f"The letter given last. {HOUSE_ONLY}"},
        merged_into=or_null(ID),
        created_at=INSTANT,
        changed_at=INSTANT,
    ),
)
SOURCE_FIELDS: Schema = {
    "external_id": ID,
    "name": NAME,
    "kind": word(SourceKind),
    "country": or_null(COUNTRY),
    "url": ADDRESS,
    "note": text("For the house only; never published.", longest=20_000),
    "aliases": list_of(NAME, most=100),
    "why": WHY,
}
SOURCE_INPUT = component(
    "SourceInput",
    body("A source to enter.", required=("name", "kind"), newsroom=text(longest=64), **SOURCE_FIELDS),
)
SOURCE_CHANGE = component("SourceChange", body("What to change of a source.", least=1, **SOURCE_FIELDS))
GRADE = component(
    "Grade",
    answer(
        "An Admiralty letter, dated and with reasons.", letter=word(Reliability), reasons=text(), given_at=INSTANT
    ),
)
GRADE_INPUT = component(
    "GradeInput",
    body("A letter to give.", required=("letter",), letter=word(Reliability), reasons=text(longest=10_000)),
)
ALIGNMENT_INPUT = component(
    "AlignmentInput",
    body(
        "Whose side it takes, and why.",
        required=("source", "reason"),
        source=ID,
        reason=text(longest=10_000, least=1),
    ),
)
TIE = component(
    "Tie",
    answer(
        "Why two sources speak with one voice.",
        optional=("reason",),
        id=ID,
        source=ref(SOURCE_NAME),
        tied_to=ref(SOURCE_NAME),
        kind=word(TieKind),
        since=or_null(MOMENT),
        until=or_null(MOMENT),
        reason=text(HOUSE_ONLY),
        created_at=INSTANT,
    ),
)
PERIOD: Schema = {"since": or_null(MOMENT_INPUT), "until": or_null(MOMENT_INPUT), "reason": text(longest=10_000)}
TIE_INPUT = component(
    "TieInput",
    body(
        "A tie to declare.",
        required=("source", "tied_to", "kind"),
        source=ID,
        tied_to=ID,
        kind=word(TieKind),
        **PERIOD,
    ),
)
TIE_CHANGE = component("TieChange", body("What to change of a tie.", least=1, **PERIOD, why=WHY))
DOCUMENT = component(
    "Document",
    answer(
        "A published item, in hand or only cited.",
        id=ID,
        external_id=ID,
        newsroom=text(),
        publisher=ref(SOURCE_NAME),
        title=text(),
        url=or_null(text()),
        published_at=or_null(MOMENT),
        language=or_null(text()),
        authors=list_of(text()),
        captured=FLAG,
        recorded_at=INSTANT,
        changed_at=INSTANT,
    ),
)
DOCUMENT_FIELDS: Schema = {
    "external_id": ID,
    "publisher": {**ID, "description": "A source: its id or your external_id."},
    "title": text(longest=2000, least=1),
    "url": ADDRESS,
    "published_at": or_null(MOMENT_INPUT),
    "language": text("BCP 47.", longest=35),
    "authors": list_of(text(longest=300, least=1), most=100),
    "captured": {"type": "boolean", "description": "You hold a capture that readers can check."},
    "why": WHY,
}
DOCUMENT_INPUT = component(
    "DocumentInput",
    body("A document to enter.", required=("publisher", "title"), newsroom=text(longest=64), **DOCUMENT_FIELDS),
)
CAPTURE = component(
    "Capture",
    answer(
        "What one look at a document brought back.",
        id=ID,
        document=ID,
        method=word(CaptureMethod),
        outcome=word(CaptureOutcome),
        final_url=or_null(text()),
        status=or_null({"type": "integer"}),
        media_type=or_null(text()),
        sha256=or_null(text("Of the bytes.")),
        size=or_null(COUNT),
        title=or_null(text()),
        has_text=FLAG,
        captured_at=INSTANT,
    ),
)


FETCH_INPUT = component("FetchInput", body("Nothing to say."))
FETCH = component(
    "Fetch", answer("A page that is due to be captured.", document=ID, due_at=INSTANT, attempts={"type": "integer"})
)


def name_source(source: Source) -> Shape:
    return {
        "id": source.public_id,
        "external_id": source.external_id,
        "name": source.name,
        "kind": source.kind,
        "country": source.country or None,
    }


def with_parts(rows: QuerySet[Source]) -> QuerySet[Source]:
    """Sources with what `shape_source` shows of them, in a fixed number of queries."""
    return rows.select_related("newsroom", "merged_into").prefetch_related(
        Prefetch("aliases", SourceAlias.objects.order_by("name")),
        Prefetch("alignments", Alignment.objects.select_related("aligned_with").order_by("pk")),
        Prefetch("grades", SourceGrade.objects.order_by("-given_at", "-pk")),
    )


def shape_source(source: Source, *, inside: bool) -> Shape:
    """``inside``: for who may read what the house says among itself."""
    shaped = name_source(source) | {
        "newsroom": source.newsroom.slug,
        "url": source.url or None,
        "note": source.note,
        "aliases": [alias.name for alias in source.aliases.all()],
        "aligned_with": [name_source(side.aligned_with) for side in source.alignments.all()],
        "reliability": next((grade.letter for grade in source.grades.all()), None),
        "merged_into": source.merged_into.public_id if source.merged_into else None,
        "created_at": source.created_at.isoformat(),
        "changed_at": source.changed_at.isoformat(),
    }
    return shaped if inside else {name: part for name, part in shaped.items() if name not in PRIVATE_OF_SOURCE}


def shape_tie(tie: Tie, *, inside: bool) -> Shape:
    """``inside``: as above."""
    return {
        "id": tie.public_id,
        "source": name_source(tie.source),
        "tied_to": name_source(tie.tied_to),
        "kind": tie.kind,
        "since": str(tie.since) if tie.since else None,
        "until": str(tie.until) if tie.until else None,
        **({"reason": tie.reason} if inside else {}),
        "created_at": tie.created_at.isoformat(),
    }


def name_document(document: Document) -> Shape:
    return {
        "id": document.public_id,
        "external_id": document.external_id,
        "title": document.title,
        "url": document.url or None,
        "publisher": name_source(document.publisher),
        "published_at": str(document.published) if document.published else None,
        "language": document.language or None,
        "captured": document.captured,
    }


def shape_document(document: Document) -> Shape:
    return name_document(document) | {
        "newsroom": document.newsroom.slug,
        "authors": document.authors,
        "recorded_at": document.recorded_at.isoformat(),
        "changed_at": document.changed_at.isoformat(),
    }
