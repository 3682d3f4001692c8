"""What a suggestion looks like over the API: where it stands, what accepting it would record, what became of it."""

from collections.abc import Sequence
from typing import Any

from claims.api.inputs import LONG, MOST_CHAINS
from claims.api.shapes import CLAIM_NAME, QUANTITY, QUESTION_NAME
from claims.casefile.quantities import write_quantity
from claims.matching.found import read_found
from claims.matching.plan import Plan, PlannedLink, plan_all
from claims.models import Suggestion
from claims.vocabulary import Relation, Stance, SuggestionOutcome, WithdrawalKind
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import (
    COUNT,
    FLAG,
    ID,
    INSTANT,
    MOMENT,
    MOMENT_INPUT,
    answer,
    body,
    list_of,
    or_null,
    text,
    word,
)
from sources.api.shapes import DOCUMENT_NAME, SOURCE_NAME, name_document, name_source
from sources.vocabulary import SourceKind

PLANNED_LINK = component(
    "PlannedLink",
    answer(
        "One link: a known source, or the name and kind of one that accepting would enter.",
        relation=word(Relation),
        source=or_null(ref(SOURCE_NAME)),
        name=text(),
        kind=or_null(word(SourceKind)),
    ),
)
PLAN = component(
    "Plan",
    answer(
        "What accepting would record: a report on the claim, or on a new one of this statement; or a withdrawal.",
        claim=or_null(ref(CLAIM_NAME)),
        statement=text(),
        question=or_null(ref(QUESTION_NAME)),
        quantity=or_null(ref(QUANTITY)),
        stance=word(Stance),
        chains=list_of(list_of(ref(PLANNED_LINK))),
        hedge=or_null(text()),
        own_reporting=FLAG,
        as_of=or_null(MOMENT),
        withdrawal=or_null(word(WithdrawalKind)),
    ),
)
SUGGESTION = component(
    "Suggestion",
    answer(
        "A candidate report found in a captured text.",
        id=ID,
        document=ref(DOCUMENT_NAME),
        capture=ID,
        start=COUNT,
        end=COUNT,
        quote=text("The sentence as it stands in the captured text."),
        score={"type": "number", "description": "How well the best known claim or question fits, 0 to 1."},
        plan=ref(PLAN),
        outcome=word(SuggestionOutcome),
        reason=or_null(text()),
        claim=or_null(ID),
        report=or_null(ID),
        withdrawal=or_null(ID),
        amended={"type": "object", "description": "What the editor changed: from what to what."},
        suggested_at=INSTANT,
        judged_at=or_null(INSTANT),
        judged_by=or_null(text()),
    ),
)
LINK_CHANGE = component(
    "PlannedLinkInput",
    body(
        "A known source (its kind, if said, is its own), or the name and kind of a new one.",
        required=("relation",),
        relation=word(Relation),
        source=ID,
        name=text(longest=300, least=1),
        kind=word(SourceKind),
    ),
)
ACCEPTANCE_INPUT = component(
    "AcceptanceInput",
    body(
        "What to change of the plan before it is recorded; {} takes it as it is.",
        claim=or_null(ID),
        statement=text(longest=1000, least=1),
        question=or_null(ID),
        quantity=or_null(ref("QuantityInput")),
        stance=word(Stance),
        chains=list_of(list_of(ref(LINK_CHANGE), most=24, least=1), most=MOST_CHAINS),
        hedge=text(longest=300),
        own_reporting=FLAG,
        as_of=or_null(MOMENT_INPUT),
        withdrawal=or_null(word(WithdrawalKind)),
        remember_names=FLAG,
        why=text(longest=LONG),
    ),
)


def shape_suggestions(rows: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """Each with its plan, in a fixed number of queries."""
    plans = plan_all(rows)
    return [shape_suggestion(row, plans[row.pk]) for row in rows]


def shape_suggestion(row: Suggestion, plan: Plan) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "document": name_document(row.document),
        "capture": row.capture.public_id,
        "start": row.start,
        "end": row.end,
        "quote": read_found(row.candidate).quote.text,
        "score": round(row.score, 3),
        "plan": shape_plan(plan),
        "outcome": row.outcome,
        "reason": row.reason or None,
        "claim": row.claim.public_id if row.claim else None,
        "report": row.report.public_id if row.report else None,
        "withdrawal": row.withdrawal.public_id if row.withdrawal else None,
        "amended": row.amended,
        "suggested_at": row.suggested_at.isoformat(),
        "judged_at": row.judged_at and row.judged_at.isoformat(),
        "judged_by": row.judged_by.username if row.judged_by else None,
    }


def shape_plan(plan: Plan) -> dict[str, Any]:
    claim, question = plan.claim, plan.question
    return {
        "claim": claim and {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "statement": plan.statement,
        "question": question
        and {"id": question.public_id, "external_id": question.external_id, "text": question.text},
        "quantity": write_quantity(plan.quantity),
        "stance": plan.stance.value,
        "chains": [[shape_link(link) for link in chain] for chain in plan.chains],
        "hedge": plan.hedge or None,
        "own_reporting": plan.own_reporting,
        "as_of": plan.as_of and str(plan.as_of),
        "withdrawal": plan.withdrawal and plan.withdrawal.value,
    }


def shape_link(link: PlannedLink) -> dict[str, Any]:
    return {
        "relation": link.relation.value,
        "source": name_source(link.source) if link.source else None,
        "name": link.shown,
        "kind": None if link.source else link.kind.value,
    }
