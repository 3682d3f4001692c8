"""The shapes of what the API of the upper floor takes: records of the case format, with ``external_id`` for ``id``.

One schema serves import and API, so that what can be sent as a file can be sent one by one, word for word.
"""

import json
from typing import Any

from claims.casefile.shape import SCHEMA
from claims.vocabulary import Basis, Confidence, Interest, Verdict
from claims.workflow import Move
from newsrooms.api.operations import component
from newsrooms.api.shapes import ID, INSTANT, MOMENT_INPUT, Schema, body, or_null, text, word

NAMES = {"id": "Id", "moment": "MomentInput", "quantity": "QuantityInput", "quote": "QuoteInput", "link": "LinkInput"}
WHY = text("The reason, for history.", longest=1000)
LONG = 20_000
MOST_CHAINS = 50


def from_case(kind: str) -> Schema:
    """A definition of the case schema, its references turned to components of the API."""
    written = json.dumps(SCHEMA["$defs"][kind])
    for name, ours in NAMES.items():
        written = written.replace(f'"#/$defs/{name}"', f'"#/components/schemas/{ours}"')
    schema: Schema = json.loads(written)
    schema.pop("default", None)
    return schema


def fields_of(kind: str, *left_out: str) -> dict[str, Any]:
    """The fields of a record, bounded, with ``external_id`` for ``id``."""
    fields: dict[str, Any] = {
        "external_id": {**ID, "description": "Your own name for it; unique in your newsroom."},
        **{name: part for name, part in from_case(kind)["properties"].items() if name not in ("id", *left_out)},
    }
    return {name: bounded(part) for name, part in fields.items()}


def bounded(part: Schema) -> Schema:
    """The same with a limit on what the case format leaves open, for one request is small."""
    if part.get("type") == "string" and "maxLength" not in part and "enum" not in part:
        return {**part, "maxLength": LONG}
    if part.get("type") == "array" and "maxItems" not in part:
        return {**part, "maxItems": MOST_CHAINS}
    return part


def bounded_whole(part: Schema) -> Schema:
    """An object whose fields are bounded so."""
    return {**part, "properties": {name: bounded(field) for name, field in part["properties"].items()}}


component("Id", ID)
component("MomentInput", MOMENT_INPUT)
component("QuantityInput", from_case("quantity"))
component("QuoteInput", bounded_whole(from_case("quote")))
component("LinkInput", bounded_whole(from_case("link")))

CLAIM_FIELDS = fields_of("claim", "stakes", "excludes") | {"language": text("BCP 47.", longest=35)}
CLAIM_INPUT = component(
    "ClaimInput",
    body(
        "A draft claim.",
        required=("statement",),
        newsroom=text("Slug; needed when you work in several.", longest=64),
        **CLAIM_FIELDS,
        why=WHY,
    ),
)
CLAIM_CHANGE_FIELDS: Schema = {
    name: or_null(part) if name in ("question", "quantity", "as_of") else part for name, part in CLAIM_FIELDS.items()
}
CLAIM_CHANGE = component(
    "ClaimChange",
    body("What to change of a claim that is not public; null empties.", least=1, **CLAIM_CHANGE_FIELDS, why=WHY),
)
VERDICT_HOLDS = text(
    "Why the approved verdict holds for the new words, which nobody assessed; readers see it, and its author cannot"
    " say so. Without it the new version goes out without a verdict.",
    longest=2000,
)
NOTICE_IF_PUBLIC = text(
    "What readers are told; needed where the claim is public. A key needs publish for it.", longest=LONG
)
QUESTION_FIELDS: Schema = fields_of("question") | {"basis": word(Basis)}
QUESTION_INPUT = component(
    "QuestionInput",
    body("What claims can answer.", required=("text",), newsroom=text(longest=64), **QUESTION_FIELDS, why=WHY),
)
QUESTION_CHANGE = component(
    "QuestionChange",
    body(
        "What to change of a question.",
        least=1,
        **QUESTION_FIELDS,
        why=WHY,
        notice=NOTICE_IF_PUBLIC,
        verdicts_hold=VERDICT_HOLDS,
    ),
)
REPORT_FIELDS: Schema = fields_of("report")
REPORT_INPUT = component(
    "ReportInput",
    body(
        "What a document says about a claim, and from whom it has it.",
        required=("claim", "document", "stance"),
        **REPORT_FIELDS,
        why=WHY,
    ),
)
SUPERSESSION_INPUT = component(
    "SupersessionInput",
    body(
        "The report that takes the place of a mistaken one; claim and document stay unless named.",
        required=("stance", "why"),
        **REPORT_FIELDS,
        why=text("What was wrong.", longest=1000, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)
WITHDRAWAL_INPUT = component(
    "WithdrawalInput",
    body(
        "What a source took back about a claim (source and claim), or what became of a document (document).",
        required=("kind", "at"),
        **fields_of("withdrawal"),
    ),
)
ASSESSMENT_INPUT = component(
    "AssessmentInput",
    body(
        "Your verdict on a claim; it waits for another editor's approval.",
        required=("claim", "verdict", "reasons"),
        external_id=ID,
        claim=ID,
        verdict=word(Verdict),
        confidence=word(Confidence),
        reasons=text(longest=LONG, least=1),
    ),
)
NOTHING = component("Nothing", body("Nothing to say."))
NOTE_INPUT = component("NoteInput", body("A word with it.", note=text(longest=2000)))
PUBLICATION_INPUT = component(
    "PublicationInput",
    body("Publishing.", override=text("Why it is published past the gate; readers see it.", longest=2000)),
)
CORRECTION_INPUT = component(
    "CorrectionInput",
    body(
        "What readers are told, and what is changed; nothing when only a newly approved assessment is shown.",
        required=("notice",),
        notice=text("What was wrong or has changed, for readers.", longest=LONG, least=1),
        verdict_holds=VERDICT_HOLDS,
        **{name: part for name, part in CLAIM_CHANGE_FIELDS.items() if name != "external_id"},
    ),
)
STAKE_INPUT = component(
    "StakeInput",
    body(
        "Whom the claim helps or harms, and why.",
        required=("source", "interest", "reason"),
        source=ID,
        interest=word(Interest),
        reason=text(longest=LONG, least=1),
    ),
)
RELATION_INPUT = component(
    "RelationInput",
    body("Another claim, and why.", required=("claim",), claim=ID, reason=text(longest=LONG)),
)
MOVES = (Move.SEND_TO_REVIEW, Move.SEND_BACK, Move.PAUSE, Move.RESUME, Move.WITHDRAW, Move.TRASH, Move.RESTORE)
MOVE_INPUT = component(
    "MoveInput",
    body(
        "Moving a claim through the newsroom. The note of a pause, resumption or withdrawal is public.",
        required=("move",),
        move={"type": "string", "enum": [move.value for move in MOVES]},
        note=text(longest=LONG),
    ),
)
EMBARGO_INPUT = component(
    "EmbargoInput",
    body(
        "Until when readers see nothing; null lifts it.",
        required=("until",),
        until=or_null(INSTANT | {"maxLength": 40}),
    ),
)
ASSIGNMENT_INPUT = component(
    "AssignmentInput",
    body(
        "To whom, by user name; null is nobody.",
        required=("to",),
        to=or_null(text(longest=150)),
        note=text(longest=2000),
    ),
)
