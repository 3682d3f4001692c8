"""Writing the withdrawals and assessments of a case file."""

import hashlib
import json
from collections.abc import Iterator

from django.db.models import Q

from claims.actions.importing.ground import CHUNK
from claims.actions.importing.ledger import Item, Ledger, settle, split_known
from claims.casefile.problems import Problem
from claims.casefile.usernames import account_of
from claims.casefile.writing import write_assessments, write_withdrawals
from claims.models import Approval, Assessment, Withdrawal
from newsrooms.models import User
from sources.algebra.moments import Moment
from sources.models.moments import moment_columns

# What a withdrawal may name, and the noun of each.
NAMED = {"source": "source", "claim": "claim", "document": "document", "noticed_in": "document"}


def import_withdrawals(items: list[Item], ledger: Ledger) -> None:
    """Enter the new withdrawals; those without an id of their own are known by their content."""
    named = [_name("withdrawal", item) for item in items]
    held = ledger.held("withdrawal", named, write_withdrawals)
    fresh = split_known("withdrawal", named, held, ledger)
    for key, kind in NAMED.items():
        ledger.learn(kind, {item.content[key] for item in fresh if key in item.content})
    kept = settle("withdrawal", fresh, lambda item: _unknown_names(item, ledger), ledger)
    rows_written = Withdrawal.objects.bulk_create([_withdrawal(item, ledger) for item in kept], batch_size=CHUNK)
    ledger.fallen_documents.update(row.document_id for row in rows_written if row.document_id)
    ledger.touched_claims.update(row.claim_id for row in rows_written if row.claim_id)
    ledger.added["withdrawal"] += len(rows_written)


def import_assessments(items: list[Item], ledger: Ledger) -> None:
    """Enter the new assessments and their approvals, by people who work or worked here or are given an account.

    A person unknown to this newsroom gets an account that cannot sign in, so that the judgement keeps its author,
    whoever has the same username elsewhere.
    """
    named = [_name("assessment", item) for item in items]
    rows = Assessment.objects.filter(claim__newsroom=ledger.newsroom, external_id__in={item.id for item in named})
    held = {row.external_id: record for row, record in write_assessments(rows.order_by("pk"))}
    fresh = split_known("assessment", named, held, ledger)
    ledger.learn("claim", {item.content["claim"] for item in fresh})
    kept = settle(
        "assessment",
        fresh,
        lambda item: ledger.missing("claim", item.content["claim"], item, "claim") or _why_not_vouch(item, ledger),
        ledger,
    )
    people = _people(kept, ledger)
    written = Assessment.objects.bulk_create([_assessment(item, ledger, people) for item in kept], batch_size=CHUNK)
    approvals = [
        Approval(
            assessment=row,
            author_id=row.author_id,
            approver=people[item.content["approved_by"]],
            note="as imported",
        )
        for item, row in zip(kept, written, strict=True)
        if "approved_by" in item.content
    ]
    Approval.objects.bulk_create(approvals, batch_size=CHUNK)
    ledger.touched_claims.update(row.claim_id for row in written)
    ledger.added["assessment"] += len(written)


def _unknown_names(item: Item, ledger: Ledger) -> Iterator[Problem]:
    for key, kind in NAMED.items():
        yield from ledger.missing(kind, item.content.get(key), item, key)


def _name(kind: str, item: Item) -> Item:
    """A record without an id is known by a hash of its content, so that importing it twice changes nothing."""
    if "id" in item.content:
        return item
    text = json.dumps(item.content, sort_keys=True, default=str, ensure_ascii=False)
    return Item({"id": f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:20]}"} | item.content, item.place)


def _why_not_vouch(item: Item, ledger: Ledger) -> list[Problem]:
    """Why the importer may not enter judgements in the name of others."""
    if ledger.may_vouch:
        return []
    own = ledger.by.username if ledger.by else ""
    if item.content["by"] != own:
        reason = "only an administrator may import assessments made by other people"
        return [Problem(item.place.at("by"), "not_yours", reason)]
    if "approved_by" in item.content:
        reason = "only an administrator may import approvals given by other people"
        return [Problem(item.place.at("approved_by"), "not_yours", reason)]
    return []


def _people(items: list[Item], ledger: Ledger) -> dict[str, User]:
    names = {item.content[key] for item in items for key in ("by", "approved_by") if key in item.content}
    newsroom = ledger.newsroom
    own = {account_of(name, newsroom.slug): name for name in names}
    mine = (
        Q(memberships__newsroom=newsroom)
        | Q(assessments__claim__newsroom=newsroom)
        | Q(approvals__assessment__claim__newsroom=newsroom)
        | Q(pk=ledger.by and ledger.by.pk)
    )
    known = User.objects.filter(mine, username__in=names) if names else User.objects.none()
    people = {own[user.username]: user for user in User.objects.filter(username__in=own)}
    people |= {user.username: user for user in known.distinct()}
    for name in sorted(names - set(people)):
        person = User(username=account_of(name, newsroom.slug), display_name=name, is_active=False)
        person.set_unusable_password()
        person.save()
        people[name] = person
        ledger.accounts_made.append(name)
    return people


def _withdrawal(item: Item, ledger: Ledger) -> Withdrawal:
    content = item.content
    at: Moment = content["at"]
    return Withdrawal(
        newsroom=ledger.newsroom,
        external_id=item.id,
        kind=content["kind"],
        source_id=ledger.pk_if_named("source", content.get("source")),
        claim_id=ledger.pk_if_named("claim", content.get("claim")),
        document_id=ledger.pk_if_named("document", content.get("document")),
        **moment_columns("happened", at),
        noticed_in_id=ledger.pk_if_named("document", content.get("noticed_in")),
        note=content.get("note", ""),
        recorded_by=ledger.by,
    )


def _assessment(item: Item, ledger: Ledger, people: dict[str, User]) -> Assessment:
    content = item.content
    at: Moment = content["at"]
    return Assessment(
        claim_id=ledger.pk("claim", content["claim"]),
        external_id=item.id,
        verdict=content["verdict"],
        confidence=content.get("confidence", ""),
        reasons=content["reasons"],
        author=people[content["by"]],
        **moment_columns("made", at),
    )
