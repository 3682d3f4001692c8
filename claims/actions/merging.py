"""Merging claims that have the same truth conditions, splitting one that has two, and undoing it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from claims.actions.claims import write_claim
from claims.actions.due import mark_due
from claims.actions.entered import entry_of
from claims.actions.notices import tell_readers
from claims.actions.outbox import tell_of_claim
from claims.actions.reports import ReportEntry, supersede_report
from claims.models import PUBLIC_STATES, Claim, Report
from claims.workflow import Move, why_not_move
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.vocabulary import EventType


def merge_claim(*, by: User, claim: Claim, into: Claim, why: str, notice: str = "") -> Claim:
    """Judge that two claims say the same: what is reported of one is read as reported of the other.

    Nothing is rewritten; the merged claim keeps its address, which leads to the other. A public claim is merged
    only into a public one, with a ``notice`` to readers. Raises ``PermissionDenied`` below editor and
    ``ValidationError`` by field.
    """
    if not why.strip():
        raise ValidationError({"why": "Say why the two are true and false together."}, "required")
    with acting(by, why):
        locked = Claim.objects.select_for_update(of=("self",)).in_bulk(sorted({claim.pk, into.pk}))
        held, target = locked[claim.pk], locked[into.pk]
        refuse_if(why_not_move(by, held, Move.MERGE) or why_not_move(by, target, Move.MERGE))
        if held.pk == target.pk:
            raise ValidationError({"into": "A claim is not merged into itself."}, "itself")
        if held.newsroom_id != target.newsroom_id:
            raise ValidationError({"into": "There is no such claim in this newsroom."}, "unknown_id")
        if target.pk in held.wholes() or held.pk in target.wholes():
            message = "One of the two is a share of the other: they are not true and false together."
            raise ValidationError({"into": message}, "fraction_loop")
        if held.workflow_state in PUBLIC_STATES and target.workflow_state not in PUBLIC_STATES:
            raise ValidationError({"into": "A public claim is merged only into a public one."}, "not_public")
        tell_readers(by=by, claim=held, notice=notice)
        held.merged_into = target
        held.save(update_fields=["merged_into", "changed_at"])
        mark_due([held.pk, target.pk], cause="claim.merged", cause_id=held.public_id)
        tell_of_claim(target, EventType.CLAIM_MERGED)
    return held


def unmerge_claim(*, by: User, claim: Claim, why: str, notice: str = "") -> Claim:
    """Undo a merge: the claim stands for itself again."""
    with acting(by, why or "merge undone"):
        held = Claim.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=claim.pk)
        refuse_if(why_not_move(by, held, Move.UNMERGE))
        target = held.merged_into
        tell_readers(by=by, claim=held, notice=notice)
        held.merged_into = None
        held.save(update_fields=["merged_into", "changed_at"])
        mark_due([held.pk, *([target.pk] if target else [])], cause="claim.unmerged", cause_id=held.public_id)
        tell_of_claim(held, EventType.CLAIM_UNMERGED)
    return held


def split_claim(
    *, by: User, claim: Claim, statement: str, reports: Iterable[Report], why: str, notice: str = ""
) -> Claim:
    """Judge that a claim says two things: a new draft states one of them and takes the reports that speak of it.

    Each of these reports is superseded by one on the new claim, so that who entered it first stays on record. To
    undo it, merge the new claim into the old. A public claim is split with a ``notice`` to readers.
    """
    refuse_if(why_not_move(by, claim, Move.SPLIT))
    moved = list(reports)
    if any(report.claim_id != claim.pk for report in moved):
        raise ValidationError({"reports": "Only reports of this claim can be moved."}, "unknown_id")
    with acting(by, why):
        held = Claim.objects.select_for_update(of=("self",)).select_related("newsroom").get(pk=claim.pk)
        tell_readers(by=by, claim=held, notice=notice)
        new = write_claim(
            by=by,
            newsroom=claim.newsroom,
            statement=statement,
            question=claim.question,
            as_of=claim.as_of,
            location=claim.location,
            tags=claim.tags,
            language=claim.language,
            why=why,
        )
        for report in moved:
            entry: ReportEntry = entry_of(report)
            supersede_report(by=by, report=report, entry=entry, claim=new, why=why, notice=notice, told=True)
    return new
