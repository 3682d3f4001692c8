"""Writing claims and questions, and what is declared about them: stakes, exclusions, parts."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from claims.actions.due import mark_due
from claims.actions.outbox import tell_of_claim
from claims.algebra.intervals import Quantity
from claims.gate import SEALED_FIELDS
from claims.models import PUBLIC_STATES, Claim, Exclusion, Part, Question, Stake
from claims.quantity_columns import columns_of
from claims.rules import why_not_judge, why_not_report
from claims.vocabulary import Basis, Interest
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import EventType
from sources.actions.entering import save_whole, set_fields
from sources.algebra.moments import Moment
from sources.models import Source
from sources.models.moments import moment_columns


def ask_question(
    *,
    by: User | None,
    newsroom: Newsroom,
    text: str,
    external_id: str = "",
    counted: str = "",
    unit: str = "",
    scope: str = "",
    basis: Basis | str = Basis.INSTANT,
    why: str = "",
) -> Question:
    """Enter a question that claims can answer. Raises ``ValidationError`` by field."""
    refuse_if(why_not_report(by, newsroom))
    question = Question(
        newsroom=newsroom,
        text=text.strip(),
        external_id=external_id,
        counted=counted,
        unit=unit,
        scope=scope,
        basis=Basis(basis).value,
    )
    question.external_id = question.external_id or question.public_id
    with acting(by, why or "asked"):
        save_whole(question)
    return question


def write_claim(
    *,
    by: User | None,
    newsroom: Newsroom,
    statement: str,
    external_id: str = "",
    question: Question | None = None,
    quantity: Quantity | None = None,
    of_claim: Claim | None = None,
    as_of: Moment | None = None,
    location: str = "",
    tags: Iterable[str] = (),
    language: str = "",
    why: str = "",
) -> Claim:
    """Write a draft claim. ``of_claim``: the claim whose value the quantity is a fraction of.

    Raises ``PermissionDenied`` below reporter, ``ValidationError`` by field.
    """
    refuse_if(why_not_report(by, newsroom))
    claim = Claim(
        newsroom=newsroom,
        statement=statement.strip(),
        external_id=external_id,
        question=question,
        **moment_columns("as_of", as_of),
        location=location,
        tags=list(dict.fromkeys(tags)),
        language=language or newsroom.language,
        created_by=by,
        **columns_of(quantity, of_claim),
    )
    claim.external_id = claim.external_id or claim.public_id
    with acting(by, why or "written"):
        save_whole(claim)
        mark_due([claim.pk], cause="claim.created", cause_id=claim.public_id)
        tell_of_claim(claim, EventType.CLAIM_CREATED)
    return claim


def reword_claim(*, by: User | None, claim: Claim, why: str, **changes: object) -> Claim:
    """Change a claim that is not public, with the reason. What is public is changed by a correction.

    ``changes`` are fields of the claim.
    """
    refuse_if(why_not_report(by, claim.newsroom))
    with acting(by, why):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        refuse_if(why_not_while_away(held))
        changed = set_fields(held, changes)
        if held.workflow_state in PUBLIC_STATES and SEALED_FIELDS.intersection(changed):
            fields = ", ".join(sorted(SEALED_FIELDS.intersection(changed)))
            raise ValidationError(f"This claim is public: changing its {fields} needs a correction.", "sealed")
        if changed:
            held.version += 1
            save_whole(held)
            mark_due([held.pk], cause="claim.reworded", cause_id=held.public_id)
            tell_of_claim(held, EventType.CLAIM_REWORDED)
    return held


def declare_stake(
    *, by: User | None, claim: Claim, source: Source, interest: Interest | str, reason: str, why: str = ""
) -> Stake:
    """Declare that a claim helps or harms a source, for a ``reason`` that readers see; ``why`` is for history alone.

    Raises ``ValidationError`` when it is declared already.
    """
    refuse_if(why_not_judge(by, claim.newsroom) or why_not_while_away(claim))
    stake = Stake(claim=claim, source=source, interest=Interest(interest).value, reason=reason)
    refuse_stranger(claim, source=source.newsroom_id)
    with acting(by, why or reason or "stake declared"):
        save_whole(stake)
        mark_due([claim.pk], cause="stake.declared", cause_id=claim.public_id)
    return stake


def end_stake(*, by: User | None, stake: Stake, why: str) -> None:
    """Take a declared stake back; history keeps it."""
    refuse_if(why_not_judge(by, stake.claim.newsroom))
    with acting(by, why):
        mark_due([stake.claim_id], cause="stake.ended", cause_id=stake.claim.public_id)
        stake.delete()


def exclude_claim(*, by: User | None, claim: Claim, other: Claim, reason: str = "", why: str = "") -> Exclusion:
    """Declare that two claims cannot be true together; ``why`` is for history alone."""
    refuse_if(why_not_judge(by, claim.newsroom))
    refuse_stranger(claim, other=other.newsroom_id)
    refuse_if(why_not_while_away(claim) or why_not_while_away(other))
    if claim.pk == other.pk:
        at = {"pointer": "/claim"}
        raise ValidationError({"excludes": ValidationError("A claim does not exclude itself.", "itself", at)})
    first, second = sorted((claim, other), key=lambda one: one.pk)
    exclusion = Exclusion(claim=first, excludes=second, reason=reason)
    with acting(by, why or reason or "exclusion declared"):
        save_whole(exclusion)
        mark_due([first.pk, second.pk], cause="exclusion.declared", cause_id=claim.public_id)
    return exclusion


def end_exclusion(*, by: User | None, exclusion: Exclusion, why: str) -> None:
    """Take a declared exclusion back; history keeps it."""
    refuse_if(why_not_judge(by, exclusion.claim.newsroom))
    with acting(by, why):
        pair = [exclusion.claim_id, exclusion.excludes_id]
        mark_due(pair, cause="exclusion.ended", cause_id=exclusion.claim.public_id)
        exclusion.delete()


def declare_part(*, by: User | None, total: Claim, part: Claim, reason: str = "", why: str = "") -> Part:
    """Declare that one claim's figure is part of another's total; ``why`` is for history alone.

    Raises ``ValidationError`` when the total is, however far round, a part of its part.
    """
    refuse_if(why_not_judge(by, total.newsroom))
    refuse_stranger(total, part=part.newsroom_id)
    refuse_if(why_not_while_away(total) or why_not_while_away(part))
    at = {"pointer": "/claim"}
    if part.pk == total.pk:
        raise ValidationError({"part": ValidationError("A claim is no part of itself.", "itself", at)})
    if part.pk in _totals_above(total.pk):
        message = f"“{total.statement}” is itself declared a part of “{part.statement}”, however far round."
        raise ValidationError({"part": ValidationError(message.replace("%", "%%"), "part_loop", at)})
    row = Part(total=total, part=part, reason=reason)
    with acting(by, why or reason or "part declared"):
        save_whole(row)
        mark_due([total.pk, part.pk], cause="part.declared", cause_id=total.public_id)
    return row


def _totals_above(claim: int) -> set[int]:
    """The totals that a claim is a part of, and those that they are parts of, by primary key."""
    above: set[int] = set()
    frontier = {claim}
    while frontier:
        frontier = set(Part.objects.filter(part__in=frontier).values_list("total", flat=True)) - above
        above |= frontier
    return above


def end_part(*, by: User | None, part: Part, why: str) -> None:
    """Take a declared part back; history keeps it."""
    refuse_if(why_not_judge(by, part.total.newsroom))
    with acting(by, why):
        mark_due([part.total_id, part.part_id], cause="part.ended", cause_id=part.total.public_id)
        part.delete()


def refuse_stranger(claim: Claim, **newsrooms: int | None) -> None:
    """Refuse to join a claim with what belongs to another newsroom, as if that did not exist."""
    for name, newsroom in newsrooms.items():
        if newsroom is not None and newsroom != claim.newsroom_id:
            raise ValidationError({name: f"There is no such {name} in this newsroom."}, "unknown_id")
