"""Finding the one thing an address names, by its public id or by the newsroom's own name for it."""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from newsrooms.api.actor import Actor
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.public_ids import ALPHABET, LENGTH
from newsrooms.strict_json import is_storable, point

Row = TypeVar("Row", bound=Model)
LONGEST_EXTERNAL_ID = 200
LETTERS = frozenset(ALPHABET)


def is_public_id(name: str) -> bool:
    return len(name) == LENGTH and LETTERS.issuperset(name)


def find(rows: QuerySet[Row], name: str, actor: Actor, *, newsroom: str | None = "newsroom") -> Row:
    """The row, among those the actor may see. Raises ``Http404``, the same for what is hidden and what is not there.

    ``newsroom`` is the path to the newsroom within which ``external_id`` is unique, None where there is no such
    name; only members use it.
    """
    found = look_up(rows, name, actor, newsroom=newsroom)
    if found is None:
        raise Http404
    return found


def look_up(rows: QuerySet[Row], name: str, actor: Actor, *, newsroom: str | None = "newsroom") -> Row | None:
    """The row that ``find`` gives, or None."""
    if not 0 < len(name) <= LONGEST_EXTERNAL_ID or not is_storable(name):
        return None
    if is_public_id(name) and (row := rows.filter(public_id=name).first()) is not None:
        return row
    if newsroom is None or actor.is_stranger:
        return None
    mine: dict[str, Any] = {"external_id": name, f"{newsroom}__in": actor.newsrooms()}
    found = list(rows.filter(**mine)[:2])
    if len(found) > 1:
        refuse_ambiguous()
    return found[0] if found else None


def named(rows: QuerySet[Row], name: str, actor: Actor, *keys: str | int, newsroom: str | None = "newsroom") -> Row:
    """The row a part of the body names. Raises the 422 problem that points at that part."""
    found = look_up(rows, name, actor, newsroom=newsroom)
    if found is None:
        pointer = ""
        for key in keys:
            pointer = point(pointer, key)
        raise ProblemError("invalid", "", [Fault("unknown_id", "There is nothing of this name.", pointer=pointer)])
    return found


def named_all(
    rows: QuerySet[Row], names: Iterable[str], actor: Actor, key: str, *, newsroom: str = "newsroom"
) -> list[Row]:
    """The rows a list in the body names at ``key``, each once, in two statements however many there are.

    Raises the 422 problem that points at each name of nothing.
    """
    asked = list(names)
    wanted = {name for name in asked if is_storable(name)}
    found: dict[str, Row] = {
        str(getattr(row, "public_id")): row  # noqa: B009  # every noun that is named so has one
        for row in rows.filter(public_id__in=[name for name in wanted if is_public_id(name)])
    }
    mine: dict[str, Any] = {"external_id__in": wanted - found.keys(), f"{newsroom}__in": actor.newsrooms()}
    for row in rows.filter(**mine):
        name = str(getattr(row, "external_id"))  # noqa: B009  # as above
        if name in found:
            refuse_ambiguous()
        found[name] = row
    faults = [
        Fault("unknown_id", "There is nothing of this name.", pointer=point(point("", key), place))
        for place, name in enumerate(asked)
        if name not in found
    ]
    if faults:
        raise ProblemError("invalid", "", faults)
    return list({found[name].pk: found[name] for name in asked}.values())


def refuse_ambiguous() -> NoReturn:
    """Raise the 409 problem for a name of their own that the actor's newsrooms use for two things."""
    reason = "More than one thing of yours is called so; use its id."
    raise ProblemError("conflict", reason, [Fault("ambiguous", reason)])


def refuse_taken(rows: QuerySet[Row], newsroom: Any, external_id: str) -> None:
    """Raise the 409 problem when the newsroom calls something else by this name already."""
    refuse_taken_in(rows.filter(newsroom=newsroom), external_id)


def refuse_taken_in(rows: QuerySet[Row], external_id: str) -> None:
    """The same among the rows given."""
    if external_id and rows.filter(external_id=external_id).exists():
        reason = "Something here has this external_id already."
        raise ProblemError("conflict", reason, [Fault("taken", reason, pointer="/external_id")])
