"""Where the person behind a request has which role, and whose a row is."""

from django.db import models
from django.http import HttpRequest

from newsrooms.admin.permitted import roles_here
from newsrooms.vocabulary import Role


def newsrooms_with(request: HttpRequest, least: Role) -> list[int]:
    """The newsrooms in which this person has at least this role."""
    return [newsroom for newsroom, role in roles_here(request).items() if role.includes(least)]


def newsroom_id_of(row: models.Model, path: str) -> int:
    """The newsroom a row belongs to; ``path`` leads there in the manner of a lookup (``claim__newsroom``)."""
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
    return int(getattr(row, f"{last}_id"))
