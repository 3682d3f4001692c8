"""The upper floor in the admin: every noun, written through actions, append-only ones read."""

from claims.admin import (
    assessment,
    borrowing,
    claim,
    correction_request,
    desk_rules,
    document,
    loss,
    picking,
    policy,
    question,
    relation,
    report,
    source_split,
    translation,
    withdrawal,
)

__all__ = [
    "assessment",
    "borrowing",
    "claim",
    "correction_request",
    "desk_rules",
    "document",
    "loss",
    "picking",
    "policy",
    "question",
    "relation",
    "report",
    "source_split",
    "translation",
    "withdrawal",
]
