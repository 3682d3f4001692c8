"""The shapes of what dossiers and lists of the upper floor are made of: figures, quotes, links, reports."""

from claims.vocabulary import (
    Bearing,
    Comparator,
    DriftKind,
    Incomparable,
    Place,
    QuantityRelation,
    Relation,
    Stance,
)
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, MOMENT, Schema, answer, list_of, or_null, text, word
from sources.api.shapes import DOCUMENT_NAME, SOURCE_NAME

QUANTITY = component(
    "Quantity",
    answer(
        "A figure: its wording untouched, and the interval read from it. null is open.",
        optional=("worded", "comparator", "unit", "counted", "of_claim", "low_open", "high_open"),
        worded=text("As the document has it."),
        comparator=word(Comparator),
        low={"type": ["number", "null"]},
        high={"type": ["number", "null"]},
        low_open=FLAG,
        high_open=FLAG,
        unit=text(),
        counted=text("What is counted."),
        of_claim=text("For a fraction: the claim whose value it is a fraction of."),
    ),
)
CLAIM_NAME = component("ClaimName", answer("A claim in few words.", id=ID, external_id=ID, statement=text()))
QUESTION_NAME = component("QuestionName", answer("A question in few words.", id=ID, external_id=ID, text=text()))
component("Quote", answer("A W3C TextQuoteSelector.", exact=text(), prefix=text(), suffix=text()))
LINES = component(
    "Lines",
    answer(
        "How many lines share no voice: grounded and disinterested; with one for each interested side; and with"
        " unnamed and untraced origins.",
        low=COUNT,
        with_parties=COUNT,
        high=COUNT,
    ),
)
component(
    "Link",
    answer(
        "One link of a chain: whom the one before credits.",
        source=ref(SOURCE_NAME),
        relation=word(Relation),
        document=or_null(ref(DOCUMENT_NAME)),
        quantity=or_null(ref("Quantity")),
        hedge=or_null(text()),
        quote=or_null(ref("Quote")),
    ),
)
component(
    "Drift",
    answer(
        "What changed on the way from one source to the next.",
        kind=word(DriftKind),
        said_by=text(),
        passed_on_by=text(),
        said=text(),
        passed_on=text(),
        chain={"type": ["integer", "null"]},
        link={"type": ["integer", "null"]},
    ),
)
BARE_REPORT: Schema = {
    "id": ID,
    "external_id": ID,
    "document": ref(DOCUMENT_NAME),
    "stance": word(Stance),
    "quantity": or_null(ref("Quantity")),
    "as_of": or_null(MOMENT),
    "hedge": or_null(text()),
    "place": or_null(word(Place)),
    "own_reporting": FLAG,
    "direct_quotation": FLAG,
    "quote": or_null(ref("Quote")),
    "recorded_at": INSTANT,
}
BEARING_REPORT: Schema = {
    **BARE_REPORT,
    "bearing": word(Bearing),
    "relation": or_null(word(QuantityRelation)),
    "incomparable": or_null(word(Incomparable)),
    "chain": list_of(list_of(ref("Link")), "One list for each line of attribution, to the origin."),
    "drift": list_of(ref("Drift")),
    "live": FLAG,
    "on_line": FLAG,
    "orphaned": FLAG,
    "stale": FLAG,
    "withdrawn_at": or_null(MOMENT),
}
DOSSIER_REPORT = component("DossierReport", answer("A report, and what it does to the claim.", **BEARING_REPORT))
RELATED_REPORT = component(
    "RelatedReport",
    answer("A report on another claim that bears on this one.", claim=ref("ClaimName"), **BEARING_REPORT),
)
REPORT_NAME = component(
    "ReportName", answer("A report in few words.", id=ID, external_id=ID, claim=ref("ClaimName"), publisher=text())
)
