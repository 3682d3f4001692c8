"""What of a claim's last change its doer can still undo."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import PUBLIC_STATES, Claim
from claims.vocabulary import WorkflowState
from newsrooms.models import User

STILL = timedelta(days=1)
NOT_CONTENT = frozenset({"changed_at", "version", "id", "created_at"})
CONTENT = frozenset(
    {"statement", "question_id", "as_of_at", "as_of_precision", "location", "tags", "language"}
    | {f"quantity_{part}" for part in ("worded", "comparator", "low", "high", "low_open", "high_open")}
    | {f"quantity_{part}" for part in ("unit", "counted", "of_claim_id")}
)
MOVES_BACK = frozenset(
    {
        (WorkflowState.DRAFT.value, WorkflowState.IN_REVIEW.value),
        (WorkflowState.IN_REVIEW.value, WorkflowState.DRAFT.value),
        (WorkflowState.APPROVED.value, WorkflowState.DRAFT.value),
    }
)


@dataclass(frozen=True, slots=True)
class LastAct:
    """The last change of a claim: what it was, and the values from before it by column."""

    what: str
    kind: str
    before: dict[str, Any]


def last_act_of(user: User, claim: Claim) -> LastAct | None:
    """This person's change, when it was the last of this claim, of late, and nothing was built on it."""
    steps = list(claim.history.order_by("-pgh_id")[:2])  # type: ignore[attr-defined]  # made by pghistory
    if len(steps) < 2:
        return None
    after, before = steps
    said = after.pgh_context or {}
    if said.get("user") != user.pk or after.pgh_created_at < timezone.now() - STILL or said.get("via") == "import":
        return None
    columns = [field.attname for field in claim._meta.concrete_fields if hasattr(after, field.attname)]
    changed = {
        name: getattr(before, name)
        for name in columns
        if name not in NOT_CONTENT and getattr(before, name) != getattr(after, name)
    }
    kind = _kind_of(changed, before, after, claim)
    return None if kind is None else LastAct(str(said.get("why") or "your last change"), kind, changed)


def _kind_of(changed: dict[str, Any], before: Any, after: Any, claim: Claim) -> str | None:
    names = set(changed)
    if names in ({"trashed_at"}, {"assigned_to_id"}):
        return next(iter(names))
    if claim.workflow_state in PUBLIC_STATES:
        return None
    if names == {"embargo_until"}:
        return "embargo_until"
    if names == {"workflow_state"}:
        judged = claim.assessments.filter(recorded_at__gte=after.pgh_created_at).exists()
        steps = (before.workflow_state, after.workflow_state)
        return "workflow_state" if steps in MOVES_BACK and not judged else None
    return "content" if names and names <= CONTENT else None
