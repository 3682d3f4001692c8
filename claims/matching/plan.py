"""The plan: what accepting a suggestion would record, from what was read and matched; editors change it or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from claims.algebra.intervals import Quantity
from claims.extraction.candidates import QUOTE_MARKS
from claims.matching.found import Found, read_found, write_figure
from claims.matching.kinds import guess_kind
from claims.matching.names import is_proper
from claims.models import Claim, Question, Suggestion
from claims.vocabulary import Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.models import Document, Source
from sources.vocabulary import SourceKind

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlannedLink:
    """One link: a known source, or the name and kind of one that accepting would enter."""

    relation: Relation
    source: Source | None = None
    name: str = ""
    kind: SourceKind = SourceKind.OFFICIAL

    @property
    def shown(self) -> str:
        return self.source.name if self.source else self.name


@dataclass(frozen=True, slots=True)
class Plan:
    """What accepting would record: a report on ``claim``, or on a new one that says ``statement`` and may answer
    ``question``; with ``withdrawal``, that the first source of the chain took back what it said of the claim."""

    claim: Claim | None
    statement: str
    question: Question | None
    quantity: Quantity | None
    stance: Stance
    chains: tuple[tuple[PlannedLink, ...], ...]
    hedge: str = ""
    own_reporting: bool = False
    as_of: Moment | None = None
    withdrawal: WithdrawalKind | None = None


def plan_of(suggestion: Suggestion) -> Plan:
    """What accepting this suggestion as it stands would record."""
    return plan_all([suggestion])[suggestion.pk]


def plan_all(suggestions: Sequence[Suggestion]) -> dict[int, Plan]:
    """The plan of each suggestion, by primary key, in three queries."""
    chosen = {kind: set[str]() for kind in ("claim", "question", "source")}
    for suggestion in suggestions:
        for kind, key in list_chosen(suggestion.matches):
            chosen[kind].add(key)
    claims = {
        row.public_id: row
        for row in Claim.objects.current().filter(public_id__in=chosen["claim"]).select_related("question")
    }
    questions = {row.public_id: row for row in Question.objects.filter(public_id__in=chosen["question"])}
    sources = {row.public_id: row for row in Source.objects.current().filter(public_id__in=chosen["source"])}
    return {one.pk: make_plan(one, claims, questions, sources) for one in suggestions}


def make_plan(
    suggestion: Suggestion, claims: dict[str, Claim], questions: dict[str, Question], sources: dict[str, Source]
) -> Plan:
    """The plan of one suggestion from the rows that its matches chose."""
    found = read_found(suggestion.candidate)
    claim = first(claims.get(key) for kind, key in list_chosen(suggestion.matches) if kind == "claim")
    question = first(questions.get(key) for kind, key in list_chosen(suggestion.matches) if kind == "question")
    named = {row["says"]: row for row in suggestion.matches if row["kind"] == "name"}
    return Plan(
        claim=claim,
        statement=write_statement(found),
        question=None if claim else question,
        quantity=align_figure(found.quantity, claim, question, suggestion.matches),
        stance=found.stance,
        chains=tuple(
            tuple(
                plan_link(link.name, link.relation, named.get(link.name), sources, suggestion.document)
                for link in chain
            )
            for chain in found.chains
        ),
        hedge=found.hedge[:300],
        withdrawal=found.withdrawal,
    )


def plan_link(
    name: str, relation: Relation, matched: Json | None, sources: dict[str, Source], document: Document
) -> PlannedLink:
    """The link of one name: whom it was taken for, else a source to be entered."""
    rows = matched["sources"] if matched else []
    source = first(sources.get(row["id"]) for row in rows if row["chosen"])
    if source is not None:
        return PlannedLink(relation, source)
    kind = guess_kind(name, relation)
    return PlannedLink(relation, None, name_new(name, kind, document), kind)


def name_new(name: str, kind: SourceKind, document: Document) -> str:
    """What a source that is not known yet is entered as. Somebody unnamed is of this document alone, and says so."""
    if kind is not SourceKind.UNNAMED or is_proper(name):
        return name[:300]
    day = f", {document.published.start:%Y-%m-%d}" if document.published else ""
    return f"{name[:200]} ({document.publisher.name[:80]}{day})"


def align_figure(
    quantity: Quantity | None, claim: Claim | None, question: Question | None, matches: Iterable[Json]
) -> Quantity | None:
    """The figure in the words of what it is about, where matching found that the same thing is counted.

    The wording stays; without this "fishing boats" and "boats" would count as different things.
    """
    if quantity is None:
        return None
    if claim is not None:
        question = claim.question
    unit = (claim.quantity_unit if claim else "") or (question.unit if question else "")
    counted = (claim.quantity_counted if claim else "") or (question.counted if question else "")
    agreed = {
        reason["rule"]
        for row in matches
        if row["kind"] in ("claim", "question") and row["chosen"]
        for reason in row["reasons"]
        if reason["adds"] > 0
    }
    if counted and ("counted" in agreed or not quantity.counted):
        quantity = replace(quantity, counted=counted)
    return replace(quantity, unit=unit) if unit and quantity.unit else quantity


def write_statement(found: Found) -> str:
    """The statement as a claim says it: a capital in front, no mark behind."""
    said = found.statement.strip().rstrip(".,;:").strip()
    if said[:1] in QUOTE_MARKS and said[-1:] not in QUOTE_MARKS:
        said = said[1:]
    return (said[:1].upper() + said[1:])[:1000]


def write_plan(plan: Plan) -> Json:
    """The plan as JSON, for keeping what was changed in it."""
    return {
        "claim": plan.claim.public_id if plan.claim else None,
        "statement": None if plan.claim else plan.statement,
        "question": plan.question.public_id if plan.question and not plan.claim else None,
        "quantity": write_figure(plan.quantity),
        "stance": plan.stance.value,
        "chains": [
            [[link.source.public_id if link.source else link.name, link.relation.value] for link in chain]
            for chain in plan.chains
        ],
        "hedge": plan.hedge,
        "own_reporting": plan.own_reporting,
        "as_of": str(plan.as_of) if plan.as_of else None,
        "withdrawal": plan.withdrawal.value if plan.withdrawal else None,
    }


def list_changes(before: Plan, after: Plan) -> Json:
    """What differs between two plans: each field from what to what."""
    one, other = write_plan(before), write_plan(after)
    return {name: {"from": one[name], "to": other[name]} for name in one if one[name] != other[name]}


def list_chosen(matches: Iterable[Json]) -> list[tuple[str, str]]:
    """The claim, question and sources that matching chose, as (kind, public id)."""
    chosen = [(row["kind"], row["id"]) for row in matches if row["kind"] in ("claim", "question") and row["chosen"]]
    named = [row for row in matches if row["kind"] == "name"]
    return chosen + [("source", source["id"]) for row in named for source in row["sources"] if source["chosen"]]


def first(rows: Iterable[T | None]) -> T | None:
    """The first that is there."""
    return next((row for row in rows if row is not None), None)
