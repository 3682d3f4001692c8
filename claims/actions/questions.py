"""Changing a question that claims answer: readers of those that are public see it, and are told."""

from claims.actions.due import mark_due
from claims.actions.publishing import correct_all
from claims.models import PUBLIC_STATES, Question
from claims.rules import why_not_report
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import save_whole, set_fields

SHOWN = frozenset({"text", "counted", "unit", "scope", "basis"})


def change_question(
    *, by: User | None, question: Question, why: str, notice: str = "", verdicts_hold: str = "", **changes: object
) -> Question:
    """Change a question; the claims that answer it are computed again.

    Where public claims answer it, readers get a ``notice`` and each of these claims a new sealed version, which takes
    a publisher: without the verdicts that were given on the claims as answers to the old one, unless
    ``verdicts_hold`` says why they hold. Raises ``PermissionDenied`` below reporter, ``ValidationError`` by field.
    """
    refuse_if(why_not_report(by, question.newsroom))
    with acting(by, why):
        changed = set_fields(question, changes)
        if changed:
            save_whole(question)
            public = question.claims.current().filter(workflow_state__in=PUBLIC_STATES)
            if SHOWN.intersection(changed) and public.exists():
                correct_all(
                    by=by, newsroom=question.newsroom, claims=public, notice=notice, verdicts_hold=verdicts_hold
                )
            answers = question.claims.values_list("pk", flat=True)
            mark_due(answers, cause="question.changed", cause_id=question.public_id)
    return question
