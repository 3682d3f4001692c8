"""A queue's rows as the desk shows them: what it is about, what moved, and where to say yes or no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from claims.causes import tell_causes
from claims.models import (
    PUBLIC_STATES,
    Assessment,
    Claim,
    ClaimStanding,
    CorrectionRequest,
    ProposedWithdrawal,
    Report,
    StandingStep,
    Suggestion,
)
from claims.sentences import list_names, say_contradiction
from claims.telling.words import STANDINGS, VERDICTS
from claims.vocabulary import WorkflowState
from claims.workflow import RULES, Move, why_not_now
from newsrooms.vocabulary import Role


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


def entries_of(
    queue: str, rows: Iterable[Any], last_visit: datetime | None, roles: Mapping[int, Role]
) -> list[Entry]:
    """These rows of that queue, with what a person in these roles may do about each. At most three queries."""
    held = list(rows)
    others = tell_conflicts([row for row in held if queue == "contradictions"])
    return [entry_of(queue, row, last_visit, roles, others.get(row.pk, "")) for row in held]


def entry_of(
    queue: str, row: Any, last_visit: datetime | None, roles: Mapping[int, Role], conflict: str = ""
) -> Entry:
    """One row of that queue."""
    claim = claim_of(row)
    before, after = moved(row)
    standing: ClaimStanding | None = getattr(claim, "standing", None)
    may = Offer(claim, roles)
    return Entry(
        key=f"{row._meta.model_name}-{row.pk}",
        title=claim.statement if claim else str(row),
        url=workspace(claim) if claim and queue != "losses" else address_of(row),
        note=conflict or note_on(queue, row),
        since=row.since,
        new=last_visit is not None and row.since is not None and row.since > last_visit,
        standing=standing,
        standing_word=word(standing.status) if standing else "",
        before=word(before),
        after=word(after),
        before_status=before,
        after_status=after,
        assigned_to=claim.assigned_to.shown_name if claim and claim.assigned_to else "",
        accept=accept_of(queue, row, may),
        dismiss=dismiss_of(queue, row, may),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be done to a claim in these roles and in its state: asked of tables, not of the database."""

    claim: Claim | None
    roles: Mapping[int, Role]

    def first(self, *wanted: tuple[Move, str, str]) -> tuple[str, str] | None:
        """The first of these moves that may be made now: its label and the address of its page."""
        for move, name, label in wanted:
            if self.claim is None or why_not_now(self.claim, move) is not None:
                continue
            role = self.roles.get(self.claim.newsroom_id)
            if role is not None and role.includes(RULES[move].least):
                return label, deed(self.claim, name)
        return None


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
    if queue == "one-voice" and row.standing.hangs_on:
        return f"It all hangs on {row.standing.hangs_on}."
    if queue == "due":
        return tell_causes(getattr(row, "causes", None) or [])
    return ""


STILL_STANDS = (Move.JUDGE, "still-stands", "Still stands")
ASSESS = (Move.ASSESS, "assess", "Assess")


def accept_of(queue: str, row: Any, may: Offer) -> tuple[str, str] | None:
    """The way of saying yes, if this person has one."""
    match queue:
        case "due":
            return may.first((Move.CORRECT, "correct", "Correct"), ASSESS)
        case "approval":
            return "Approve", deed(row, "approve")
        case "review" | "anew" | "contradictions" | "stale":
            return may.first(ASSESS)
        case "ready":
            return may.first((Move.PUBLISH, "publish", "Publish"), (Move.CORRECT, "correct", "Correct"))
        case "withdrawals":
            return "Look at all that moved", batch_address(row)
        case "requests":
            return "Answer", deed(row, "answer")
        case "losses":
            return "Taken back", deed(row, "accept")
        case "suggestions":
            return "Look", address_of(row)
        case "copies" if may.claim:
            return "Look", f"{workspace(may.claim)}#copies"
        case "assigned":
            publish = (Move.PUBLISH, "publish", "Publish")
            ready = may.claim is not None and may.claim.workflow_state == WorkflowState.APPROVED
            return may.first(
                (Move.SEND_TO_REVIEW, "send-to-review", "Send to review"), *([publish] if ready else []), ASSESS
            )
        case "one-voice" if may.claim and may.first((Move.REPORT, "comment", "")):
            return "Add a report", f"{reverse('desk:report')}?claim={may.claim.pk}"
    return None


def dismiss_of(queue: str, row: Any, may: Offer) -> tuple[str, str] | None:
    """The way of saying no, with a reason, if this person has one."""
    match queue:
        case "due" | "stale" | "withdrawals":
            return may.first(STILL_STANDS) if may.claim and may.claim.workflow_state in PUBLIC_STATES else None
        case "approval" | "review" | "ready":
            return may.first((Move.SEND_BACK, "send-back", "Send back"), (Move.ASSESS, "assess", "Judge otherwise"))
        case "contradictions":
            return may.first((Move.JUDGE, "no-conflict", "No conflict"))
        case "requests":
            return "Decline", deed(row, "decline")
        case "losses":
            return "Nothing was taken back", deed(row, "refuse")
        case "assigned":
            return may.first((Move.ASSIGN, "assign", "Hand on"))
        case "one-voice":
            return may.first((Move.JUDGE, "leave-on-one-voice", "Leave on one voice"))
    return None


def tell_conflicts(rows: list[Any]) -> dict[int, str]:
    """What contradicts these claims, in a sentence each. Two queries."""
    found = {row.pk: row.standing.conflicts for row in rows}
    named = [conflict for conflicts in found.values() for conflict in conflicts]
    claims = Claim.objects.in_bulk({one["claim"] for one in named if one["claim"]})
    keys = {one["report"] for one in named if one["report"]}
    reports = Report.objects.select_related("document__publisher").in_bulk(keys)
    told = {}
    for pk, conflicts in found.items():
        said: dict[tuple[str, str | None, str], list[str]] = {}
        for one in conflicts:
            claim, report = claims.get(one["claim"]), reports.get(one["report"])
            what = f"“{claim.statement}”" if claim else report.document.publisher.name if report else ""
            alone = what if one["kind"] == "denial" else ""
            said.setdefault((one["kind"], one["relation"], alone), []).append(what)
        sentences = (
            say_contradiction(kind, relation, list_names(what)) for (kind, relation, _), what in said.items()
        )
        told[pk] = " · ".join(dict.fromkeys(sentences))
    return told


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
