"""Merging sources that are one and the same, and undoing it."""

from django.core.exceptions import ValidationError

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import tell_upstairs
from sources.models import Source
from sources.rules import why_not_judge_ties


def merge_source(*, by: User | None, source: Source, into: Source, why: str) -> Source:
    """Judge that a source is the same as another: all it said is read as the other's from now on.

    Nothing is rewritten: reports and chains keep naming the merged one, which is found under its old id and leads
    to the other. Raises ``PermissionDenied`` below editor; ``ValidationError`` without a reason, for itself, for a
    stranger's source, and for one that is merged already.
    """
    refuse_if(why_not_judge_ties(by, source.newsroom))
    if not why.strip():
        raise ValidationError({"why": "Say how you know that they are one."}, "required")
    with acting(by, why):
        locked = Source.objects.select_for_update().in_bulk(sorted({source.pk, into.pk}))
        held, target = locked[source.pk], locked[into.pk]
        if held.pk == target.pk:
            raise ValidationError({"into": "A source is not merged into itself."}, "itself")
        if held.newsroom_id != target.newsroom_id:
            raise ValidationError({"into": "There is no such source in this newsroom."}, "unknown_id")
        if held.merged_into_id is not None:
            raise ValidationError("This source was merged already; undo that first.", "merged")
        if target.merged_into_id is not None:
            raise ValidationError({"into": "That source was itself merged; choose the one it became."}, "merged")
        held.merged_into = target
        held.save(update_fields=["merged_into", "changed_at"])
        _tell(held, target, "source.merged")
    return held


def unmerge_source(*, by: User | None, source: Source, why: str) -> Source:
    """Undo a merge: the source speaks for itself again. Raises ``ValidationError`` when it was not merged."""
    refuse_if(why_not_judge_ties(by, source.newsroom))
    with acting(by, why or "merge undone"):
        held = Source.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=source.pk)
        target = held.merged_into
        if target is None:
            raise ValidationError("This source was not merged into another.", "not_merged")
        _tell(held, target, "source.unmerged")
        held.merged_into = None
        held.save(update_fields=["merged_into", "changed_at"])
    return held


def _tell(source: Source, other: Source, cause: str) -> None:
    tell_upstairs(newsroom=source.newsroom, cause=cause, cause_id=source.public_id, sources=[source, other])
