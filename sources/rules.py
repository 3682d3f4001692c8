"""Why a person may not write on the ground floor; ``None`` when they may.

``None`` as the person is the house itself: a command on its server, or the clock.
"""

from newsrooms.models import Newsroom, User
from newsrooms.roles import role_in
from newsrooms.rules import why_not_as
from newsrooms.vocabulary import Role


def why_not_act(user: User | None, newsroom: Newsroom, least: Role, to: str) -> str | None:
    """Why this person may not ``to`` (“record a report”), which takes at least the role ``least``."""
    return None if user is None else why_not_as(role_in(user, newsroom), least, to)


def why_not_enter(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not enter sources, documents and captures."""
    return why_not_act(user, newsroom, Role.REPORTER, "enter sources and documents")


def why_not_judge_ties(user: User | None, newsroom: Newsroom) -> str | None:
    """Why this person may not declare ties and alignments, which move the standing of many claims at once."""
    return why_not_act(user, newsroom, Role.EDITOR, "declare ties, sides and grades")
