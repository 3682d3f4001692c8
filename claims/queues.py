"""The desk's queues: what waits for this person, as one query each, so that a count and its list never differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from claims.waiting import (
    assigned,
    awaiting_approval,
    contradictions,
    due_for_review,
    hanging_on_one_voice,
    impacts_of_withdrawals,
    in_review_without_verdict,
    lost_quotes,
    ready_for_readers,
    requests_of_readers,
    stale,
    suggestions,
    unjudged_copies,
    without_their_verdict,
)
from newsrooms.models import User
from newsrooms.roles import roles_of
from newsrooms.vocabulary import Role


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
            "anew",
            "To be assessed anew",
            "Public, and a correction of the words took the verdict that was given on others.",
            "No public claim has lost its verdict.",
            Role.EDITOR,
            without_their_verdict,
        ),
        Queue(
            "ready",
            "Ready for readers",
            "Approved, and readers have not been shown it.",
            "All that was approved is out.",
            Role.PUBLISHER,
            ready_for_readers,
        ),
        Queue(
            "withdrawals",
            "Impacts of withdrawals",
            "Something was taken back, and standings moved with it. What one event moved is one entry.",
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
            "copies",
            "In near the same words",
            "Reports that may have it from one another. Say whether they do; until then the lower count is lowered.",
            "Every pair of like texts was judged.",
            Role.EDITOR,
            unjudged_copies,
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


MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Count:
    """A queue with how much waits in it, and how much of that came since the person was last here.

    Both are exact up to ``MOST_COUNTED``, and one more where there is more.
    """

    queue: Queue
    rows: QuerySet[Any]
    waiting: int
    new: int

    @property
    def waiting_told(self) -> str:
        return tell_count(self.waiting)

    @property
    def new_told(self) -> str:
        return tell_count(self.new)


def tell_count(count: int) -> str:
    """A count as it is shown: “17”, “1,000+”."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def count_queues(user: User, since: datetime | None) -> list[Count]:
    """The true counts of all queues of this person, in one query for all: nothing is counted beyond what is told."""
    asked = [(queue, queue.rows(user, newsrooms)) for queue, newsrooms in queues_for(user)]
    fresh = [rows.none() if since is None else rows.filter(since__gt=since) for _, rows in asked]
    counts = count_up_to(MOST_COUNTED + 1, [*(rows for _, rows in asked), *fresh])
    return [
        Count(queue, rows, waiting, new)
        for (queue, rows), waiting, new in zip(asked, counts[: len(asked)], counts[len(asked) :], strict=True)
    ]


def count_up_to(most: int, several: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each of these has, up to so many, in one query."""
    asked: list[str] = []
    parameters: list[Any] = []
    for rows in several:
        try:
            sql, given = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            asked.append("(SELECT 0)")
        else:
            asked.append(f"(SELECT count(*) FROM ({sql}) counted)")  # noqa: S608 - made by Django, with parameters
            parameters += given
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}", parameters)
        return list(cursor.fetchone())
