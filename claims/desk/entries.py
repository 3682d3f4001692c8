"""A queue's rows as the desk shows them: what it is about, what moved, and where to say yes or no."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from claims.causes import tell_causes
from claims.models import (
    Assessment,
    Claim,
    ClaimStanding,
    CorrectionRequest,
    ProposedWithdrawal,
    StandingStep,
    Suggestion,
)
from claims.telling.words import STANDINGS, VERDICTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a queue. ``accept`` and ``dismiss`` are a label and an address each, where there is such a way."""

    key: str
    title: str
    url: str
    note: str
    since: datetime | None
    new: bool
    standing: ClaimStanding | None
    standing_word: str
    before: str
    after: str
    before_status: str
    after_status: str
    assigned_to: str
    accept: tuple[str, str] | None
    dismiss: tuple[str, str] | None


def entry_of(queue: str, row: Any, last_visit: datetime | None) -> Entry:
    """One row of that queue."""
    claim = claim_of(row)
    before, after = moved(row)
    standing: ClaimStanding | None = getattr(claim, "standing", None)
    return Entry(
        key=f"{row._meta.model_name}-{row.pk}",
        title=claim.statement if claim else str(row),
        url=workspace(claim) if claim else address_of(row),
        note=note_on(queue, row),
        since=row.since,
        new=last_visit is not None and row.since is not None and row.since > last_visit,
        standing=standing,
        standing_word=word(standing.status) if standing else "",
        before=word(before),
        after=word(after),
        before_status=before,
        after_status=after,
        assigned_to=claim.assigned_to.shown_name if claim and claim.assigned_to else "",
        accept=accept_of(queue, row, claim),
        dismiss=dismiss_of(queue, row, claim),
    )


def claim_of(row: Any) -> Claim | None:
    """The claim that a row is or points at."""
    if isinstance(row, Claim):
        return row
    if isinstance(row, ProposedWithdrawal):
        return row.report.claim if row.report else None
    claim: Claim | None = row.claim
    return claim


def moved(row: Any) -> tuple[str, str]:
    """From which standing to which, where that is what the row is about."""
    if isinstance(row, StandingStep):
        return row.before, row.after
    shown_as = getattr(row, "shown_as", None)
    standing = getattr(row, "standing", None)
    if shown_as and standing is not None and shown_as != standing.status:
        return str(shown_as), standing.status
    return "", ""


def word(status: str) -> str:
    return str(STANDINGS[status].label) if status in STANDINGS else status


def note_on(queue: str, row: Any) -> str:
    """What the row is about, in a line."""
    if isinstance(row, Assessment):
        return f"{row.author.shown_name} judged it “{VERDICTS[row.verdict].label}”: {row.reasons[:240]}"
    if isinstance(row, StandingStep):
        others = getattr(row, "together", 1) - 1
        moved_too = f" {others} other claim{'s' * (others != 1)} moved with it." if others else ""
        return f"{tell_causes(row.causes)}{moved_too}"
    if isinstance(row, Suggestion):
        text = row.capture.text
        passage = text.text[row.start : row.end][:240] if text else ""
        return f"{row.document.publisher.name}: “{passage}”"
    if isinstance(row, CorrectionRequest):
        return row.message[:240]
    if isinstance(row, ProposedWithdrawal):
        return f"{row.get_kind_display()}: {row.document.title}"
    if queue == "due":
        return tell_causes(getattr(row, "causes", None) or [])
    return ""


def accept_of(queue: str, row: Any, claim: Claim | None) -> tuple[str, str] | None:
    """The way of saying yes."""
    match queue:
        case "due" if claim:
            return "Correct", deed(claim, "correct")
        case "approval":
            return "Approve", deed(row, "approve")
        case "review" if claim:
            return "Assess", deed(claim, "assess")
        case "withdrawals":
            return "Look at all that moved", batch_address(row)
        case "requests":
            return "Answer", deed(row, "answer")
        case "copies" if claim:
            return "Look", f"{workspace(claim)}#copies"
        case "suggestions" | "losses":
            return "Look", address_of(row)
    return None


def dismiss_of(queue: str, row: Any, claim: Claim | None) -> tuple[str, str] | None:
    """The way of saying no, with a reason."""
    if claim is None:
        return None
    match queue:
        case "due" | "stale":
            return "Still stands", deed(claim, "still-stands")
        case "approval" | "review":
            return "Send back", deed(claim, "send-back")
        case "contradictions":
            return "No conflict", deed(claim, "no-conflict")
        case "assigned" | "one-voice":
            return "Assign", deed(claim, "assign")
    return None


def deed(row: Any, name: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def batch_address(step: StandingStep) -> str:
    """The page of all that moved with this."""
    return reverse("desk:impact", args=[step.batch or step.public_id])


def workspace(claim: Claim) -> str:
    return reverse("admin:claims_claim_workspace", args=[claim.pk])


def address_of(row: Any) -> str:
    """The page of a row; for one that has none in the admin, the desk."""
    if isinstance(row, Suggestion):
        return f"{reverse('desk:suggestions-of', args=[row.capture.public_id])}#s-{row.public_id}"
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
