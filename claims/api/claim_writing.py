"""Writing and changing claims: what a body says, as the actions take it."""

from typing import Any

from claims.actions.claims import reword_claim, write_claim
from claims.actions.publishing import correct_claim
from claims.api.entries import Record, quantity_from, question_from, read_record, whole_from
from claims.models import Claim, Publication
from claims.quantity_columns import columns_of
from newsrooms.api.actor import Actor
from newsrooms.api.find import refuse_taken
from newsrooms.models import Newsroom
from sources.models.moments import moment_columns

NO_QUANTITY: dict[str, Any] = {
    "quantity_worded": "",
    "quantity_comparator": "",
    "quantity_low": None,
    "quantity_high": None,
    "quantity_low_open": False,
    "quantity_high_open": False,
    "quantity_unit": "",
    "quantity_counted": "",
    "quantity_of_claim": None,
}


def write(actor: Actor, newsroom: Newsroom, body: Record) -> Claim:
    """A draft claim from the body of a POST."""
    refuse_taken(Claim.objects.all(), newsroom, body.get("external_id", ""))
    own = {name: part for name, part in body.items() if name not in ("newsroom", "why", "language")}
    record = read_record("claim", own, newsroom)
    return write_claim(
        by=actor.person,
        newsroom=newsroom,
        statement=record["statement"],
        external_id=body.get("external_id", ""),
        question=question_from(record.get("question"), actor),
        quantity=quantity_from(record),
        of_claim=whole_from(record, actor),
        as_of=record.get("as_of"),
        location=record.get("location", ""),
        tags=record.get("tags", ()),
        language=body.get("language", ""),
        why=body.get("why", ""),
    )


def change(actor: Actor, claim: Claim, body: Record) -> Claim:
    """The claim with the changes of a PATCH."""
    changes = changes_from(actor, claim, body)
    if changes.get("external_id", claim.external_id) != claim.external_id:
        refuse_taken(Claim.objects.all(), claim.newsroom_id, changes["external_id"])
    return reword_claim(by=actor.person, claim=claim, why=body.get("why") or "changed through the API", **changes)


def correct(actor: Actor, claim: Claim, body: Record) -> Publication:
    """A new sealed version, with its notice to readers."""
    said = {name: body.get(name, "") for name in ("notice", "verdict_holds")}
    return correct_claim(by=actor.person, claim=claim, **said, **changes_from(actor, claim, body))


def changes_from(actor: Actor, claim: Claim, body: Record) -> dict[str, Any]:
    """The columns that a body changes; null empties."""
    own = {name: part for name, part in body.items() if name not in ("why", "language", "notice", "verdict_holds")}
    record = read_record("claim", {"statement": claim.statement} | own, claim.newsroom)
    changes: dict[str, Any] = {}
    for name in ("external_id", "statement", "language", "location"):
        if name in body:
            changes[name] = body[name].strip() if name == "statement" else body[name]
    if "tags" in body:
        changes["tags"] = list(record.get("tags", ()))
    if "question" in body:
        changes["question"] = question_from(record.get("question"), actor)
    if "as_of" in body:
        changes |= moment_columns("as_of", record.get("as_of"))
    if "quantity" in body:
        figure = quantity_from(record)
        changes |= columns_of(figure, whole_from(record, actor)) if figure else NO_QUANTITY
    return changes
