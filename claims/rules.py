"""Why a person may not do this on the upper floor; ``None`` when they may."""

from claims.models import Assessment
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.rules import why_not_act

# The form that readers write on promises of the contact: “Only our editors see it.”
TOLD_THE_CONTACT = Role.EDITOR


def why_not_report(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not write drafts, questions and reports."""
    return why_not_act(user, newsroom, Role.REPORTER, "write claims and reports")


def why_not_judge(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not declare stakes and exclusions, record withdrawals, or assess."""
    return why_not_act(user, newsroom, Role.EDITOR, "judge evidence")


def why_not_publish(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not publish, correct and withdraw."""
    return why_not_act(user, newsroom, Role.PUBLISHER, "publish")


def why_not_import(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not import a case: it may hold ties, stakes and withdrawals."""
    return why_not_act(user, newsroom, Role.EDITOR, "import a case")


def why_not_vouch(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not enter other people's assessments and approvals in their name."""
    return why_not_act(user, newsroom, Role.ADMINISTRATOR, "vouch for other people's judgements")


def why_not_approve(user: User | None, assessment: Assessment) -> str | None:
    """Why this person may not approve this assessment: never its author, whatever the role."""
    if user is not None and user.pk == assessment.author_id:
        return "Nobody approves an assessment of their own; ask another editor."
    return why_not_act(user, assessment.claim.newsroom, Role.EDITOR, "approve an assessment")


def why_not_uphold(user: User | None, assessment: Assessment) -> str | None:
    """Why this person may not say that an assessment holds for words it was not given on: never its author."""
    if user is not None and user.pk == assessment.author_id:
        return "You gave this verdict; another publisher must say that it holds for the new words."
    return why_not_act(user, assessment.claim.newsroom, Role.PUBLISHER, "uphold a verdict")


def why_not_set_policy(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not change what the newsroom asks of evidence."""
    return why_not_act(user, newsroom, Role.ADMINISTRATOR, "set the evidence policy")
