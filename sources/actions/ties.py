"""Declaring and ending ties: why two sources speak with one voice."""

from django.core.exceptions import ValidationError

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import save_whole, set_fields, tell_upstairs
from sources.algebra.moments import Moment
from sources.algebra.voices import Tie as TieFact
from sources.algebra.voices import find_tie_loop
from sources.models import Source, Tie
from sources.models.moments import moment_columns
from sources.rules import why_not_judge_ties
from sources.vocabulary import TieKind


def declare_tie(
    *,
    by: User | None,
    newsroom: Newsroom,
    source: Source,
    tied_to: Source,
    kind: TieKind | str,
    since: Moment | None = None,
    until: Moment | None = None,
    reason: str = "",
    why: str = "",
) -> Tie:
    """Declare that two sources speak with one voice, for a period; ``why`` is for history alone.

    Raises ``PermissionDenied`` below editor; ``ValidationError`` for a source tied to itself, one tied twice, a
    period that ends before it begins, and a chain of control that runs in a circle.
    """
    refuse_if(why_not_judge_ties(by, newsroom))
    tie = Tie(
        newsroom=newsroom,
        source=source,
        tied_to=tied_to,
        kind=kind,
        **moment_columns("since", since),
        **moment_columns("until", until),
        reason=reason,
    )
    refuse_circle(tie)
    with acting(by, why or reason or "tie declared"):
        save_whole(tie)
        _tell(tie, "tie.declared")
    return tie


def change_tie(*, by: User | None, tie: Tie, why: str, **changes: object) -> Tie:
    """Change the period or the reason of a tie. Raises ``ValidationError`` when that closes a circle of control."""
    refuse_if(why_not_judge_ties(by, tie.newsroom))
    with acting(by, why):
        if set_fields(tie, changes):
            refuse_circle(tie)
            save_whole(tie)
            _tell(tie, "tie.changed")
    return tie


def end_tie(*, by: User | None, tie: Tie, why: str) -> None:
    """Take a tie back as if it had never been; history keeps it. For one that ended in time, set ``until``."""
    refuse_if(why_not_judge_ties(by, tie.newsroom))
    with acting(by, why):
        _tell(tie, "tie.ended")
        tie.delete()


def _tell(tie: Tie, cause: str) -> None:
    tell_upstairs(newsroom=tie.newsroom, cause=cause, cause_id=tie.public_id, sources=[tie.source, tie.tied_to])


def _fact(tie: Tie) -> TieFact:
    return TieFact(str(tie.source_id), str(tie.tied_to_id), TieKind(tie.kind), tie.since, tie.until)


def refuse_circle(tie: Tie) -> None:
    """Refuse a tie that would make somebody an arm of their own arm at some moment, naming the circle."""
    loop = find_tie_loop(map(_fact, [*Tie.objects.filter(newsroom=tie.newsroom).exclude(pk=tie.pk), tie]))
    if loop:
        named = Source.objects.in_bulk([int(pk) for pk in loop])
        names = " → ".join(named[int(pk)].name for pk in loop)
        raise ValidationError({"tied_to": f"This would close a circle of control: {names}."}, code="tie_loop")
