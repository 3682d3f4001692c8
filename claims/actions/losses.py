"""Losses: a quote or a page that is no longer there. Proposed by the watch, decided by an editor alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from claims.actions.telling_people import tell
from claims.actions.withdrawals import withdraw_statement
from claims.anchoring import Anchor
from claims.models import Claim, ProposedWithdrawal, Report, Withdrawal
from claims.models.withdrawal import of_one_page
from claims.rules import why_not_judge
from claims.vocabulary import LossState, QuoteOutcome, WithdrawalKind
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.vocabulary import NotificationKind
from sources.algebra.moments import Moment, second_of
from sources.models import Capture, Document


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost: a report's quote, or with no report the whole page; what was there before, and what is now."""

    document: Document
    report: Report | None
    kind: WithdrawalKind
    before: Capture | None
    after: Capture
    outcome: QuoteOutcome
    anchor: Anchor = Anchor(QuoteOutcome.GONE)  # noqa: RUF009 - a frozen value

    @property
    def differs(self) -> dict[str, Any]:
        return self.anchor.differs


def propose_loss(loss: Loss) -> ProposedWithdrawal | None:
    """Ask the editors about a loss. ``None`` when it is proposed already, was refused as it is, or is withdrawn.

    A page that is gone takes the losses of its quotes with it: they are one question, not many.
    """
    rows = ProposedWithdrawal.objects.filter(document=loss.document, report=loss.report)
    latest = rows.order_by("-pk").first()
    if latest is not None and latest.state == LossState.PROPOSED.value:
        if (latest.outcome, latest.differs) == (loss.outcome.value, loss.differs):
            return None
        close_losses(document=loss.document.pk, report=loss.report.pk if loss.report else None, now=timezone.now())
    elif latest is not None and is_the_same(latest, loss) and was_found_to_be_none(latest):
        return None
    if is_withdrawn(loss) or not affected_claims(loss.document, loss.report):
        return None
    if loss.report is None:
        close_all_losses(loss.document, timezone.now())
    row = ProposedWithdrawal(
        newsroom=loss.document.newsroom,
        kind=loss.kind.value,
        document=loss.document,
        report=loss.report,
        before=loss.before,
        after=loss.after,
        outcome=loss.outcome.value,
        start=loss.anchor.start,
        end=loss.anchor.end,
        differs=loss.differs,
    )
    row.full_clean()
    row.save()
    for claim in affected_claims(loss.document, loss.report):
        tell(claim, NotificationKind.LOSS_PROPOSED, [claim.assigned_to, claim.created_by], said=loss.document.title)
    return row


def close_losses(*, document: int, report: int | None, now: datetime) -> int:
    """What was lost is there again before anybody decided: nothing is asked any more. By primary keys."""
    rows = ProposedWithdrawal.objects.proposed().filter(document=document, report=report)
    return rows.update(state=LossState.LAPSED.value, decided_at=now)


def close_all_losses(document: Document, now: datetime) -> None:
    """Close every open question about a document; a wider one takes their place."""
    ProposedWithdrawal.objects.proposed().filter(document=document).update(
        state=LossState.LAPSED.value, decided_at=now
    )


def accept_loss(
    *,
    by: User | None,
    loss: ProposedWithdrawal,
    kind: WithdrawalKind | str = "",
    whole_document: bool | None = None,
    at: Moment | None = None,
    note: str = "",
) -> ProposedWithdrawal:
    """Record a loss as a withdrawal: of what this document says of the claim, or (``whole_document``) of all that it
    says. Proposed as it is unless the editor says otherwise; ``at`` is when it happened, by default when it was
    noticed.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` when it was decided already.
    """
    refuse_if(why_not_judge(by, loss.newsroom))
    with acting(by, note or "accepted a loss"):
        held = take_proposed(loss)
        whole = held.report is None if whole_document is None else whole_document or held.report is None
        fact: dict[str, Any] = {"document": held.document}
        if not whole and held.report is not None:
            fact = {"source": held.document.publisher, "claim": held.report.claim}
        held.withdrawal = withdraw_statement(
            by=by,
            kind=kind or held.kind,
            at=at or second_of(held.after.captured_at),
            noticed_in=None if whole else held.document,
            note=note or describe(held),
            **fact,
        )
        decide(held, by, LossState.ACCEPTED, note)
        if whole:
            close_all_losses(held.document, timezone.now())
    return held


def refuse_loss(*, by: User | None, loss: ProposedWithdrawal, reason: str) -> ProposedWithdrawal:
    """Say that a loss takes nothing back, and why. It is asked again only if the passage changes further."""
    refuse_if(why_not_judge(by, loss.newsroom))
    if not reason.strip():
        raise ValidationError({"reason": "Say why this takes nothing back."}, "required")
    with acting(by, reason):
        held = take_proposed(loss)
        decide(held, by, LossState.REFUSED, reason.strip())
    return held


def take_proposed(loss: ProposedWithdrawal) -> ProposedWithdrawal:
    """The loss, locked; ``ValidationError`` when it was decided already."""
    rows = ProposedWithdrawal.objects.select_for_update(of=("self",))
    held = rows.select_related("document__publisher", "report__claim", "after", "before").get(pk=loss.pk)
    if held.state != LossState.PROPOSED.value:
        raise ValidationError(f"This was {held.state} already.", "decided")
    return held


def decide(held: ProposedWithdrawal, by: User | None, state: LossState, reason: str) -> None:
    held.state, held.reason = state.value, reason
    held.decided_at, held.decided_by = timezone.now(), by
    held.save()


def describe(loss: ProposedWithdrawal) -> str:
    """When it was last seen and noticed, for the record."""
    noticed = f"{loss.after.captured_at:%Y-%m-%d %H:%M} UTC"
    if loss.before is None:
        return f"Noticed {noticed}."
    return f"Last seen {loss.before.captured_at:%Y-%m-%d %H:%M} UTC, noticed {noticed}."


def is_the_same(decided: ProposedWithdrawal, loss: Loss) -> bool:
    """Whether what was decided is what is proposed: the same outcome with the same differences."""
    return (decided.outcome, decided.differs) == (loss.outcome.value, loss.differs)


def was_found_to_be_none(loss: ProposedWithdrawal) -> bool:
    """Whether an editor said that this takes nothing back: at once, or after it had been recorded by mistake."""
    annulled = loss.withdrawal is not None and loss.withdrawal.annulled_at is not None
    return annulled or loss.state == LossState.REFUSED.value


def is_withdrawn(loss: Loss) -> bool:
    """Whether this is on record as taken back already."""
    struck = Q(document=loss.document)
    if loss.report is not None:
        word = Q(source=loss.document.publisher_id, claim=loss.report.claim_id)
        struck |= word & (Q(noticed_in=loss.document) | ~of_one_page())
    return Withdrawal.objects.in_force().filter(struck).exists()


def affected_claims(document: Document, report: Report | None) -> list[Claim]:
    """The claims that stand on what was lost."""
    rows = Claim.objects.current().select_related("newsroom", "assigned_to", "created_by")
    if report is not None:
        return list(rows.filter(pk=report.claim_id))
    resting = Q(reports__in=Report.objects.live().filter(document=document)) | Q(attributions__document=document)
    return list(rows.filter(resting).distinct().order_by("pk"))
