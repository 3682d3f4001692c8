"""The shapes of what the API of the upper floor answers: the dossier and its parts, as the contract has them."""

from claims.vocabulary import (
    Bearing,
    Comparator,
    Confidence,
    ContradictionKind,
    DriftKind,
    Incomparable,
    Interest,
    NextStep,
    NotCounted,
    OriginKind,
    Place,
    QuantityRelation,
    Relation,
    Side,
    Stance,
    Standing,
    Verdict,
    VoiceInterest,
    WorkflowState,
)
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, MOMENT, Schema, answer, list_of, or_null, text, word
from sources.api.shapes import DOCUMENT_NAME, SOURCE_NAME

component(
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
component("QuestionName", answer("A question in few words.", id=ID, external_id=ID, text=text()))
component("Quote", answer("A W3C TextQuoteSelector.", exact=text(), prefix=text(), suffix=text()))
component(
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
DOSSIER_REPORT: Schema = {
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
component("DossierReport", answer("A report, and what it does to the claim.", **DOSSIER_REPORT))
component(
    "RelatedReport",
    answer("A report on another claim that bears on this one.", claim=ref("ClaimName"), **DOSSIER_REPORT),
)
component(
    "ReportName", answer("A report in few words.", id=ID, external_id=ID, claim=ref("ClaimName"), publisher=text())
)
component(
    "Voice",
    answer(
        "One origin: sources that speak with one voice.",
        voice=ID,
        name=text(),
        side=word(Side),
        kind=word(OriginKind),
        interest=word(VoiceInterest),
        sources=list_of(ref(SOURCE_NAME)),
        reports=list_of(ID),
    ),
)
component(
    "Bottleneck",
    answer(
        "A voice that support hangs on, and what is left without it.",
        voice=ID,
        name=text(),
        single=FLAG,
        lines=ref("Lines"),
        without=ref("Lines"),
    ),
)
component(
    "Folded",
    answer(
        "Sources heard here that count as one voice; ``voice`` is the source that stands for it.",
        voice=ID,
        name=text(),
        sources=list_of(ref(SOURCE_NAME)),
    ),
)
component(
    "Reason",
    answer(
        "Why the standing is what it is: the rule, in words and as data.",
        rule=text(),
        text=text(),
        reports=list_of(ID),
        voices=list_of(text()),
        numbers={"type": "object", "additionalProperties": {"type": "integer"}},
    ),
)
component(
    "Standing",
    answer(
        "What follows from the evidence: computed, never edited.",
        status=word(Standing),
        sentence=text(),
        lines=ref("Lines"),
        at_most=FLAG,
        opposing_lines=ref("Lines"),
        voices=list_of(ref("Voice")),
        bottlenecks=list_of(ref("Bottleneck")),
        folded=list_of(ref("Folded")),
        outlets=COUNT,
        reports=COUNT,
        circular=FLAG,
        withdrawn=FLAG,
        admiralty=text("Credibility digit of the Admiralty scale, 1 to 6."),
        reasons=list_of(ref("Reason")),
        not_counted=list_of(answer("A report on no line.", report=ID, reason=word(NotCounted), text=text())),
        next_step=answer("What would move the standing.", step=word(NextStep), text=text()),
        policy=text(),
        inputs_hash=text(),
        engine_version=text(),
        computed_at=INSTANT,
    ),
)
component(
    "Contradiction",
    answer(
        "A real disagreement, with another claim or with other reports.",
        optional=("with_claim", "with_report", "with_reports"),
        kind=word(ContradictionKind),
        relation=or_null(word(QuantityRelation)),
        text=text(),
        key=text(),
        reports=list_of(ID),
        with_claim=ref("ClaimName"),
        with_report=ref("ReportName"),
        with_reports=list_of(ID),
    ),
)
component(
    "Difference",
    answer(
        "Two figures that differ without contradicting.",
        relation=word(QuantityRelation),
        incomparable=or_null(word(Incomparable)),
        with_claim=or_null(ref("ClaimName")),
        with_report=or_null(ref("ReportName")),
    ),
)
component(
    "AssessmentShown",
    answer(
        "One editor's verdict, as the dossier shows it.",
        id=ID,
        external_id=ID,
        verdict=word(Verdict),
        confidence=or_null(word(Confidence)),
        reasons=text(),
        by=text(),
        approved_by=or_null(text()),
        at=MOMENT,
    ),
)
component(
    "StakeShown",
    answer("Whom the claim helps or harms.", source=ref(SOURCE_NAME), interest=word(Interest), reason=text()),
)
component("CorrectionShown", answer("A notice to readers.", id=ID, notice=text(), corrected_at=INSTANT))
DOSSIER = component(
    "Dossier",
    answer(
        "All that is known of a claim, or was at a date.",
        id=ID,
        external_id=ID,
        statement=text(),
        language=text(),
        question=or_null(
            answer(
                "The question it answers.",
                id=ID,
                external_id=ID,
                text=text(),
                counted=or_null(text()),
                unit=or_null(text()),
                scope=or_null(text()),
                basis=text(),
            )
        ),
        quantity=or_null(ref("Quantity")),
        as_of=or_null(MOMENT),
        location=text(),
        tags=list_of(text()),
        workflow_state=word(WorkflowState),
        at=or_null(MOMENT),
        standing=ref("Standing"),
        reports=list_of(ref("DossierReport")),
        related_reports=list_of(ref("RelatedReport")),
        contradictions=list_of(ref("Contradiction")),
        differences=list_of(ref("Difference")),
        stakes=list_of(ref("StakeShown")),
        excludes=list_of(ref("ClaimName")),
        assessment=or_null(ref("AssessmentShown")),
        corrections=list_of(ref("CorrectionShown")),
        published_at=or_null(INSTANT),
        checked_at=or_null(MOMENT),
        url=text(),
    ),
)
CLAIM_SUMMARY = component(
    "ClaimSummary",
    answer(
        "A claim as lists show it. ``standing`` is null until it is first computed.",
        id=ID,
        external_id=ID,
        statement=text(),
        language=text(),
        newsroom=text(),
        question=or_null(ref("QuestionName")),
        quantity=or_null(ref("Quantity")),
        as_of=or_null(MOMENT),
        location=text(),
        tags=list_of(text()),
        workflow_state=word(WorkflowState),
        standing=or_null(
            answer(
                "The standing in figures.",
                status=word(Standing),
                lines=ref("Lines"),
                reports=COUNT,
                outlets=COUNT,
                circular=FLAG,
            )
        ),
        published_at=or_null(INSTANT),
        changed_at=INSTANT,
        url=text(),
    ),
)
