"""Recording withdrawals, and annulling those that were entered by mistake."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.actions.due import mark_due, mark_due_for_documents
from claims.actions.notices import tell_all_readers
from claims.actions.outbox import tell_of_claim, tell_of_claims
from claims.actions.telling_people import tell_who_follow
from claims.models import Claim, Withdrawal
from claims.rules import why_not_judge
from claims.shown_on import claims_struck_by
from claims.touched import by_documents
from claims.vocabulary import WithdrawalKind
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType, NotificationKind
from sources.actions.entering import save_whole
from sources.algebra.moments import Moment
from sources.models import Document, Source
from sources.models.moments import moment_columns


def withdraw_statement(
    *,
    by: User | None,
    kind: WithdrawalKind | str,
    at: Moment,
    source: Source | None = None,
    claim: Claim | None = None,
    document: Document | None = None,
    noticed_in: Document | None = None,
    note: str = "",
    external_id: str = "",
) -> Withdrawal:
    """Record that a source took back what it said of a claim, or that a document fell.

    Give ``source`` and ``claim``, or ``document`` alone. Noticed in a page of the source's own that was published
    before, it is of what that page says of the claim. Raises ``PermissionDenied`` below editor,
    ``ValidationError`` by field.
    """
    owner = claim or document
    if owner is None:
        raise ValidationError({"claim": "Name a source and a claim, or a document."}, "required")
    refuse_if(why_not_judge(by, owner.newsroom))
    withdrawal = Withdrawal(
        newsroom=owner.newsroom,
        external_id=external_id,
        kind=WithdrawalKind(kind).value,
        source=source,
        claim=claim,
        document=document,
        **moment_columns("happened", at),
        noticed_in=noticed_in,
        note=note,
        recorded_by=by,
    )
    withdrawal.external_id = withdrawal.external_id or withdrawal.public_id
    with acting(by, note or f"{withdrawal.kind}"):
        if claim is not None:
            refuse_if(why_not_while_away(Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)))
        save_whole(withdrawal)
        mark = {"cause": "statement.withdrawn", "cause_id": withdrawal.public_id, "batch": new_public_id()}
        if claim is not None:
            mark_due([claim.pk], **mark)
            tell_of_claim(claim, EventType.STATEMENT_WITHDRAWN, noun="withdrawal", key=withdrawal.public_id)
            tell_who_follow([claim], NotificationKind.STATEMENT_WITHDRAWN, by=by)
        elif document is not None:
            mark_due_for_documents([document.pk], **mark)
            fallen = by_documents([document.pk])
            tell_of_claims(fallen, EventType.STATEMENT_WITHDRAWN, noun="withdrawal", key=withdrawal.public_id)
            tell_who_follow(Claim.objects.filter(pk__in=fallen), NotificationKind.STATEMENT_WITHDRAWN, by=by)
    return withdrawal


def annul_withdrawal(*, by: User | None, withdrawal: Withdrawal, why: str, notice: str = "") -> Withdrawal:
    """Judge that a withdrawal was entered by mistake: what fell with it stands again, as if it had never been typed.

    The row stays, and so does what we said while it was in force; on the clock of the evidence it never was. Readers
    of every public claim that it struck get a ``notice``. Raises ``PermissionDenied`` below editor,
    ``ValidationError`` by field, and when it was annulled already.
    """
    refuse_if(why_not_judge(by, withdrawal.newsroom))
    if not why.strip():
        raise ValidationError({"why": "Say how you know that nothing was taken back."}, "required")
    with acting(by, why):
        held = Withdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
        if held.annulled_at is not None:
            raise ValidationError("This withdrawal was annulled already.", "annulled")
        tell_all_readers(by=by, claims=claims_struck_by(held), notice=notice)
        held.annulled_at, held.annulled_by, held.annulled_because = timezone.now(), by, why.strip()
        held.save(update_fields=["annulled_at", "annulled_by", "annulled_because"])
        mark = {"cause": "withdrawal.annulled", "cause_id": held.public_id, "batch": new_public_id()}
        if held.claim is not None:
            mark_due([held.claim.pk], **mark)
            tell_of_claim(held.claim, EventType.WITHDRAWAL_ANNULLED, noun="withdrawal", key=held.public_id)
        elif held.document_id is not None:
            mark_due_for_documents([held.document_id], **mark)
            risen = by_documents([held.document_id])
            tell_of_claims(risen, EventType.WITHDRAWAL_ANNULLED, noun="withdrawal", key=held.public_id)
    return held
