"""The desk's queues: what waits for this person, as one query each, so that a count and its list never differ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count as Total
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims.models import (
    PUBLIC_STATES,
    Assessment,
    Claim,
    CorrectionRequest,
    EvidencePolicy,
    ProposedWithdrawal,
    Publication,
    StandingStep,
    Suggestion,
)
from claims.vocabulary import WorkflowState
from newsrooms.models import User
from newsrooms.roles import roles_of
from newsrooms.vocabulary import Role

STALE_AFTER_DAYS = 90
WITHDRAWN = [{"kind": "statement.withdrawn"}]


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: what it is called, what it asks, who sees it, and its rows for a person in some newsrooms.

    Rows are claims, or what points at one; each has ``since``, from when it waits.
    """

    name: str
    title: str
    asks: str
    empty: str
    least: Role
    rows: Callable[[User, list[int]], QuerySet[Any]]


def current_claims(newsrooms: list[int]) -> QuerySet[Claim]:
    return (
        Claim.objects.current().filter(newsroom__in=newsrooms).select_related("standing", "assigned_to", "question")
    )


def public_claims(newsrooms: list[int]) -> QuerySet[Claim]:
    return current_claims(newsrooms).filter(workflow_state__in=PUBLIC_STATES)


def due_for_review(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Published, and the standing moved since; with what readers were shown it as."""
    shown = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    moves = StandingStep.objects.filter(claim=OuterRef("pk")).order_by("-id")
    return (
        public_claims(newsrooms)
        .filter(standing__due_since__isnull=False)
        .annotate(
            since=F("standing__due_since"),
            shown_as=Subquery(shown.values("sealed__standing")[:1]),
            causes=Subquery(moves.values("causes")[:1]),
        )
        .order_by("since", "pk")
    )


def awaiting_approval(user: User, newsrooms: list[int]) -> QuerySet[Assessment]:
    """The latest assessments of others that nobody has approved."""
    later = Assessment.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    wanted = Assessment.objects.filter(
        claim__newsroom__in=newsrooms, claim__trashed_at=None, claim__merged_into=None, approval=None
    )
    return (
        wanted.exclude(author=user)
        .filter(~Exists(later))
        .select_related("claim__standing", "claim__assigned_to", "author")
        .annotate(since=F("recorded_at"))
        .order_by("since", "pk")
    )


def in_review_without_verdict(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Sent to review and not yet assessed by anybody."""
    judged = Assessment.objects.filter(claim=OuterRef("pk"))
    rows = current_claims(newsrooms).filter(workflow_state=WorkflowState.IN_REVIEW.value)
    return rows.filter(~Exists(judged)).annotate(since=F("changed_at")).order_by("since", "pk")


def impacts_of_withdrawals(user: User, newsrooms: list[int]) -> QuerySet[StandingStep]:
    """Standings that moved because something was taken back, not yet acknowledged."""
    moved = StandingStep.objects.filter(causes__contains=WITHDRAWN, claim__newsroom__in=newsrooms)
    return (
        moved.filter(acknowledgement=None, claim__trashed_at=None, claim__merged_into=None)
        .exclude(before="")
        .select_related("claim__standing", "claim__assigned_to")
        .annotate(since=F("recorded_at"))
        .order_by("since", "pk")
    )


def contradictions(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Contradicted, and no editor has found that to be no conflict."""
    rows = current_claims(newsrooms).filter(standing__contradicted=True)
    return rows.annotate(since=F("standing__computed_at")).order_by("-since", "-pk")


def assigned(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    rows = current_claims(newsrooms).filter(assigned_to=user)
    return rows.annotate(since=F("changed_at")).order_by("since", "pk")


def hanging_on_one_voice(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    rows = public_claims(newsrooms).filter(standing__single_voice=True)
    return rows.annotate(since=F("first_published_at")).order_by("since", "pk")


def stale(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Public, and not looked at for longer than the newsroom's policy allows."""
    now = timezone.now()
    policies = EvidencePolicy.objects.filter(newsroom__in=newsrooms).order_by("newsroom", "-version")
    days = dict(policies.distinct("newsroom").values_list("newsroom", "stale_after_days"))
    old = Q(pk__in=[])
    for newsroom in newsrooms:
        limit = now - timedelta(days=days.get(newsroom, STALE_AFTER_DAYS))
        old |= Q(newsroom=newsroom, changed_at__lt=limit)
    return public_claims(newsrooms).filter(old).annotate(since=F("changed_at")).order_by("since", "pk")


def suggestions(user: User, newsrooms: list[int]) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.waiting().filter(newsroom__in=newsrooms)
    return (
        rows.select_related("claim__standing", "claim__assigned_to", "capture__document__publisher", "capture__text")
        .annotate(since=F("suggested_at"))
        .order_by("-since", "pk")
    )


def requests_of_readers(user: User, newsrooms: list[int]) -> QuerySet[CorrectionRequest]:
    rows = CorrectionRequest.objects.waiting().filter(newsroom__in=newsrooms)
    rows = rows.select_related("claim__standing", "claim__assigned_to")
    return rows.annotate(since=F("received_at")).order_by("since", "pk")


def lost_quotes(user: User, newsrooms: list[int]) -> QuerySet[ProposedWithdrawal]:
    rows = ProposedWithdrawal.objects.proposed().filter(newsroom__in=newsrooms)
    rows = rows.select_related("document", "report__claim__standing", "report__claim__assigned_to")
    return rows.annotate(since=F("proposed_at")).order_by("since", "pk")


QUEUES: dict[str, Queue] = {
    queue.name: queue
    for queue in (
        Queue(
            "due",
            "Due for review",
            "Published, and the standing has moved since. Correct it, or say why it still stands.",
            "Every published claim still stands as readers were shown it.",
            Role.EDITOR,
            due_for_review,
        ),
        Queue(
            "approval",
            "Awaiting my approval",
            "A colleague has judged; nothing is published before somebody else has read it.",
            "Nobody waits for your approval.",
            Role.EDITOR,
            awaiting_approval,
        ),
        Queue(
            "review",
            "To be assessed",
            "Sent to review, and nobody has judged yet.",
            "Nothing waits for a verdict.",
            Role.EDITOR,
            in_review_without_verdict,
        ),
        Queue(
            "withdrawals",
            "Impacts of withdrawals",
            "Something was taken back, and these standings moved with it.",
            "Nothing that was taken back has moved a standing unseen.",
            Role.EDITOR,
            impacts_of_withdrawals,
        ),
        Queue(
            "losses",
            "Quotes that are gone",
            "What a report quoted is no longer at its address. Decide whether it was taken back.",
            "Every quote that is watched still stands where it stood.",
            Role.EDITOR,
            lost_quotes,
        ),
        Queue(
            "requests",
            "Readers ask for a correction",
            "What readers say is wrong with a published claim.",
            "No reader waits for an answer.",
            Role.EDITOR,
            requests_of_readers,
        ),
        Queue(
            "contradictions",
            "Contradictions",
            "Figures or statements that cannot both be true. Say what is right, or why it is no conflict.",
            "No contradiction is open.",
            Role.EDITOR,
            contradictions,
        ),
        Queue(
            "suggestions",
            "New suggestions",
            "Candidate reports found in captured texts.",
            "Every suggestion has been judged.",
            Role.REPORTER,
            suggestions,
        ),
        Queue(
            "assigned", "Assigned to me", "Yours to bring on.", "Nothing is assigned to you.", Role.READER, assigned
        ),
        Queue(
            "one-voice",
            "Published on one voice",
            "If this one voice errs, the claim falls.",
            "No published claim hangs on one voice.",
            Role.REPORTER,
            hanging_on_one_voice,
        ),
        Queue(
            "stale",
            "Stale",
            "Public, and nobody has looked at it for a long time.",
            "Every public claim was looked at of late.",
            Role.REPORTER,
            stale,
        ),
    )
}


def queues_for(user: User) -> list[tuple[Queue, list[int]]]:
    """The queues this person works through, each with the newsrooms in which they may."""
    roles = roles_of(user)
    able = [
        (queue, [newsroom for newsroom, role in roles.items() if role.includes(queue.least)])
        for queue in QUEUES.values()
    ]
    return [(queue, newsrooms) for queue, newsrooms in able if newsrooms]


def rows_of_queue(user: User, name: str) -> QuerySet[Any] | None:
    """What waits in one queue for this person, or ``None`` where it is none of theirs."""
    for queue, newsrooms in queues_for(user):
        if queue.name == name:
            return queue.rows(user, newsrooms)
    return None


@dataclass(frozen=True, slots=True)
class Count:
    """A queue with how much waits in it, and how much of that came since the person was last here."""

    queue: Queue
    rows: QuerySet[Any]
    waiting: int
    new: int


def count_queues(user: User, since: datetime | None) -> list[Count]:
    """The true counts of all queues of this person. One query each."""
    counts = []
    for queue, newsrooms in queues_for(user):
        rows = queue.rows(user, newsrooms)
        waiting, new = count_rows(rows, since)
        counts.append(Count(queue, rows, waiting, new))
    return counts


def count_rows(rows: QuerySet[Any], since: datetime | None) -> tuple[int, int]:
    """How many rows there are, and how many of them wait since after ``since``. One query."""
    fresh = Q(since__gt=since) if since is not None else Q(pk__in=[])
    counted = rows.order_by().aggregate(waiting=Total("pk"), new=Total("pk", filter=fresh))
    return counted["waiting"], counted["new"]
