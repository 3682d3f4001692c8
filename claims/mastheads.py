"""Whose pages these are: the newsroom's own name when one newsroom publishes here, a plain one when several do."""

from dataclasses import dataclass

from claims.public import public_newsrooms
from newsrooms.models import Newsroom


@dataclass(frozen=True, slots=True)
class Masthead:
    """The name at the head of a page; ``newsroom`` is None where several publish."""

    name: str
    website: str = ""
    newsroom: Newsroom | None = None


def masthead_of(newsroom: Newsroom) -> Masthead:
    """The head of a page that is one newsroom's."""
    return Masthead(newsroom.name, newsroom.website, newsroom)


def open_masthead() -> Masthead:
    """The head of the pages that are everybody's, in one query."""
    publishing = list(public_newsrooms()[:2])
    if len(publishing) == 1:
        return masthead_of(publishing[0])
    return Masthead("Factcheck")
