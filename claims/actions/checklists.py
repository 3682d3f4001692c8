"""Keeping a newsroom's checklist and gate, ticking it for a claim, and wording verdicts in the newsroom's own way."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from claims.models import ChecklistItem, ChecklistTick, Claim, PublishGate, VerdictLabel
from claims.rules import why_not_set_policy
from claims.vocabulary import Verdict
from claims.workflow import Move, why_not_move
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import save_whole, set_fields


def add_item(
    *,
    by: User | None,
    newsroom: Newsroom,
    text: str,
    required: bool = True,
    position: int | None = None,
    why: str = "",
) -> ChecklistItem:
    """Put something on the checklist. Raises ``PermissionDenied`` below administrator."""
    refuse_if(why_not_set_policy(by, newsroom))
    last = ChecklistItem.objects.filter(newsroom=newsroom).aggregate(last=Max("position"))["last"] or 0
    item = ChecklistItem(
        newsroom=newsroom, text=text.strip(), required=required, position=last + 1 if position is None else position
    )
    with acting(by, why or "put on the checklist"):
        save_whole(item)
    return item


def change_item(*, by: User | None, item: ChecklistItem, why: str, **changes: object) -> ChecklistItem:
    """Change a line of the checklist; what was ticked stays ticked."""
    refuse_if(why_not_set_policy(by, item.newsroom))
    with acting(by, why):
        if set_fields(item, changes):
            save_whole(item)
    return item


def retire_item(*, by: User | None, item: ChecklistItem, why: str) -> ChecklistItem:
    """Take a line off the checklist; what was ticked for claims stays on record."""
    refuse_if(why_not_set_policy(by, item.newsroom))
    with acting(by, why):
        item.retired_at = timezone.now()
        save_whole(item)
    return item


def tick_items(*, by: User, claim: Claim, ticked: set[int]) -> None:
    """Make these items, by primary key, and no others the ones that are done for a claim."""
    refuse_if(why_not_move(by, claim, Move.REPORT))
    items = ChecklistItem.objects.filter(newsroom=claim.newsroom_id, retired_at=None).in_bulk()
    if ticked - set(items):
        raise ValidationError({"items": "There is no such item on this newsroom's checklist."}, "unknown_id")
    with acting(by, "checklist"):
        held = {tick.item_id: tick for tick in ChecklistTick.objects.select_for_update().filter(claim=claim)}
        for key in ticked - set(held):
            ChecklistTick.objects.create(claim=claim, item=items[key], ticked_by=by)
        for key in set(held) & set(items) - ticked:
            held[key].delete()


def set_gate(*, by: User | None, newsroom: Newsroom, why: str, **asks: bool) -> PublishGate:
    """Say what is asked of a claim before it is published."""
    refuse_if(why_not_set_policy(by, newsroom))
    with acting(by, why):
        gate = PublishGate.objects.select_for_update().filter(newsroom=newsroom).first()
        gate = gate or PublishGate(newsroom=newsroom)
        set_fields(gate, dict(asks))
        save_whole(gate)
    return gate


def label_verdict(
    *, by: User | None, newsroom: Newsroom, verdict: Verdict | str, label: str, why: str
) -> VerdictLabel:
    """Word a verdict in the newsroom's own way; the verdict itself stays one of the core list."""
    refuse_if(why_not_set_policy(by, newsroom))
    with acting(by, why or "verdict worded"):
        held = VerdictLabel.objects.select_for_update().filter(newsroom=newsroom, verdict=Verdict(verdict).value)
        row = held.first() or VerdictLabel(newsroom=newsroom, verdict=Verdict(verdict).value)
        row.label = label.strip()
        save_whole(row)
    return row
