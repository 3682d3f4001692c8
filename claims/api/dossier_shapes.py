"""The shapes of a dossier and of a claim in a list, as the contract has them."""

from claims.api.shapes import CLAIM_NAME, DOSSIER_REPORT, LINES, QUANTITY, QUESTION_NAME, RELATED_REPORT
from claims.api.standing_shapes import CONTRADICTION, DIFFERENCE, STANDING, STEP
from claims.vocabulary import (
    Basis,
    Confidence,
    Incomparable,
    Interest,
    QuantityRelation,
    Standing,
    Verdict,
    WorkflowState,
)
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, MOMENT, answer, list_of, or_null, text, word
from sources.api.shapes import SOURCE_NAME

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
component(
    "PartsShown",
    answer(
        "The claims declared as parts of this total, their sum, and how it relates to the total.",
        claims=list_of(answer("One part.", id=ID, external_id=ID, statement=text(), quantity=or_null(ref(QUANTITY)))),
        sum=ref(QUANTITY),
        relation=word(QuantityRelation),
        incomparable=or_null(word(Incomparable)),
        text=text("The same in a sentence."),
    ),
)
component(
    "SaidThen",
    answer(
        "What this system said at a moment; never changed afterwards.",
        recorded_by=INSTANT,
        standing=or_null(
            answer("The standing in force then.", status=word(Standing), lines=ref(LINES), since=INSTANT),
        ),
        version=or_null(
            answer(
                "The sealed version readers were shown.",
                id=ID,
                number=COUNT,
                published_at=INSTANT,
                statement=text(),
                standing=or_null(word(Standing)),
                verdict=or_null(word(Verdict)),
                sha256=text(),
            )
        ),
    ),
)
DOSSIER = component(
    "Dossier",
    answer(
        "All that is known of a claim, or was at a date.",
        optional=("said",),
        said=ref("SaidThen"),
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
                basis=word(Basis),
            )
        ),
        quantity=or_null(ref(QUANTITY)),
        as_of=or_null(MOMENT),
        location=text(),
        tags=list_of(text()),
        workflow_state=word(WorkflowState),
        at=or_null(MOMENT),
        standing=ref(STANDING),
        reports=list_of(ref(DOSSIER_REPORT)),
        related_reports=list_of(ref(RELATED_REPORT)),
        contradictions=list_of(ref(CONTRADICTION)),
        differences=list_of(ref(DIFFERENCE)),
        timeline=list_of(ref(STEP)),
        stakes=list_of(ref("StakeShown")),
        excludes=list_of(ref(CLAIM_NAME)),
        parts=or_null(ref("PartsShown")),
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
        optional=("reports",),
        id=ID,
        external_id=ID,
        statement=text(),
        language=text(),
        newsroom=text(),
        question=or_null(ref(QUESTION_NAME)),
        quantity=or_null(ref(QUANTITY)),
        as_of=or_null(MOMENT),
        location=text(),
        tags=list_of(text()),
        workflow_state=word(WorkflowState),
        standing=or_null(
            answer(
                "The standing in figures.",
                status=word(Standing),
                lines=ref(LINES),
                reports=COUNT,
                outlets=COUNT,
                circular=FLAG,
            )
        ),
        published_at=or_null(INSTANT),
        changed_at=INSTANT,
        url=text(),
        reports=list_of(ref("Report"), "With expand=reports alone."),
    ),
)
