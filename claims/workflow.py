"""A claim's way through the newsroom: which move leads from which state to which, and who may make it.

Rules about the state stand in the table; rules about the person are the roles. Assessing and approving have rules
of their own besides (nobody approves an assessment of their own).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from claims.models import PUBLIC_STATES, Claim
from claims.vocabulary import WorkflowState
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.rules import why_not_act

DRAFT, IN_REVIEW, APPROVED = WorkflowState.DRAFT, WorkflowState.IN_REVIEW, WorkflowState.APPROVED
PUBLISHED, CORRECTED = WorkflowState.PUBLISHED, WorkflowState.CORRECTED
PAUSED, WITHDRAWN = WorkflowState.PAUSED, WorkflowState.WITHDRAWN
BEFORE_READERS = frozenset({DRAFT, IN_REVIEW, APPROVED})
ANY_STATE = frozenset(WorkflowState)


class Move(StrEnum):
    """What is done to a claim on its way."""

    REWORD = "reword"
    REPORT = "report"
    SEND_TO_REVIEW = "send_to_review"
    SEND_BACK = "send_back"
    ASSESS = "assess"
    PUBLISH = "publish"
    CORRECT = "correct"
    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    EMBARGO = "embargo"
    TRASH = "trash"
    RESTORE = "restore"
    MERGE = "merge"
    SPLIT = "split"
    UNMERGE = "unmerge"
    JUDGE = "judge"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a move is made, by whom at least, and how the refusal calls it."""

    states: frozenset[WorkflowState]
    least: Role
    to: str


RULES: dict[Move, Rule] = {
    Move.REWORD: Rule(BEFORE_READERS, Role.REPORTER, "reword a claim"),
    Move.REPORT: Rule(ANY_STATE, Role.REPORTER, "record a report"),
    Move.SEND_TO_REVIEW: Rule(frozenset({DRAFT}), Role.REPORTER, "send a claim to review"),
    Move.SEND_BACK: Rule(frozenset({IN_REVIEW, APPROVED}), Role.EDITOR, "send a claim back"),
    Move.ASSESS: Rule(ANY_STATE, Role.EDITOR, "assess a claim"),
    Move.PUBLISH: Rule(BEFORE_READERS, Role.PUBLISHER, "publish a claim"),
    Move.CORRECT: Rule(frozenset({PUBLISHED, CORRECTED, PAUSED, WITHDRAWN}), Role.PUBLISHER, "correct a claim"),
    Move.PAUSE: Rule(frozenset({PUBLISHED, CORRECTED}), Role.PUBLISHER, "pause a claim"),
    Move.RESUME: Rule(frozenset({PAUSED}), Role.PUBLISHER, "resume a claim"),
    Move.WITHDRAW: Rule(frozenset({PUBLISHED, CORRECTED, PAUSED}), Role.PUBLISHER, "withdraw a claim"),
    Move.ASSIGN: Rule(ANY_STATE, Role.REPORTER, "assign a claim"),
    Move.EMBARGO: Rule(BEFORE_READERS, Role.PUBLISHER, "set an embargo"),
    Move.TRASH: Rule(BEFORE_READERS, Role.EDITOR, "put a claim in the trash"),
    Move.RESTORE: Rule(BEFORE_READERS, Role.EDITOR, "take a claim out of the trash"),
    Move.MERGE: Rule(ANY_STATE, Role.EDITOR, "merge claims"),
    Move.SPLIT: Rule(ANY_STATE, Role.EDITOR, "split a claim"),
    Move.UNMERGE: Rule(ANY_STATE, Role.EDITOR, "undo a merge"),
    Move.JUDGE: Rule(ANY_STATE, Role.EDITOR, "judge evidence"),
    Move.COMMENT: Rule(ANY_STATE, Role.REPORTER, "comment on a claim"),
}
ON_WHAT_LIES_IN_THE_TRASH = frozenset({Move.RESTORE, Move.COMMENT})
BEFORE_THE_EMBARGO_LIFTS = frozenset({Move.EMBARGO, Move.TRASH})
ON_WHAT_WAS_MERGED = frozenset({Move.UNMERGE, Move.COMMENT})


def why_not_move(user: User | None, claim: Claim, move: Move) -> str | None:
    """Why this person may not make this move with this claim now; ``None`` when they may."""
    rule = RULES[move]
    least = Role.PUBLISHER if move is Move.TRASH and claim.workflow_state in PUBLIC_STATES else rule.least
    return why_not_act(user, claim.newsroom, least, rule.to) or why_not_now(claim, move)


def waits_for_readers(claim: Claim) -> bool:
    """Whether a claim is published and no reader has seen it yet: its embargo runs."""
    until = claim.embargo_until
    return claim.workflow_state in PUBLIC_STATES and until is not None and until > timezone.now()


def why_not_while_away(claim: Claim, move: Move | None = None) -> str | None:
    """Why nothing (but the move that brings it back) is done with a claim in the trash or merged into another."""
    if claim.trashed_at is not None and move not in ON_WHAT_LIES_IN_THE_TRASH:
        return "This claim lies in the trash; restore it first."
    if claim.merged_into_id is not None and move not in ON_WHAT_WAS_MERGED:
        return "This claim was merged into another; undo the merge first."
    return None


def why_not_now(claim: Claim, move: Move) -> str | None:
    """Why nobody may make this move while the claim is where it is."""
    away = why_not_while_away(claim, move)
    if away is not None:
        return away
    if claim.trashed_at is None and move is Move.RESTORE:
        return "This claim does not lie in the trash."
    if claim.merged_into_id is None and move is Move.UNMERGE:
        return "This claim was not merged into another."
    state = WorkflowState(claim.workflow_state)
    if state in RULES[move].states or (move in BEFORE_THE_EMBARGO_LIFTS and waits_for_readers(claim)):
        return None
    if move is Move.REWORD:
        return "This claim is public: what readers see of it is changed by a correction."
    if move is Move.TRASH and state in PUBLIC_STATES:
        return "This claim is public: it keeps its address. Withdraw it instead."
    if move is Move.EMBARGO and state in PUBLIC_STATES:
        return "Readers have seen this claim; an embargo comes too late. Pause it instead."
    return f"One cannot {RULES[move].to} that is {state.value.replace('_', ' ')}."
