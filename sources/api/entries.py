"""Values of bodies as the actions of the ground floor take them."""

from datetime import datetime
from typing import Any

from newsrooms.api.actor import Actor
from newsrooms.api.find import look_up, named
from newsrooms.api.problems import Fault, ProblemError
from sources.algebra.moments import Moment, read_moment
from sources.models import Document, Source

NOBODY = -1


def moment_from(written: str | None, pointer: str) -> Moment | None:
    """The moment of a body's text. Raises the 422 problem that points at it."""
    if written is None:
        return None
    try:
        return read_moment(written)
    except ValueError as error:
        raise ProblemError("invalid", "", [Fault("not_a_moment", str(error), pointer=pointer)]) from None


def source_from(name: str, actor: Actor, *keys: str | int) -> Source:
    """The source a body names at ``keys``, among those of the actor's newsrooms."""
    return named(actor.own(Source.objects.visible_to(actor.user)), name, actor, *keys)


def asked_source(name: str, actor: Actor) -> int:
    """The primary key of the source a query names; of nobody when there is none, so that nothing is found."""
    found = look_up(actor.own(Source.objects.visible_to(actor.user)), name, actor)
    return found.pk if found else NOBODY


def asked_since(written: str, parameter: str) -> datetime:
    """The first instant of the moment a query names. Raises the 400 problem that names the parameter."""
    try:
        return read_moment(written).start
    except ValueError as error:
        raise ProblemError(
            "malformed", str(error), [Fault("not_a_moment", str(error), parameter=parameter)]
        ) from None


def document_from(name: str, actor: Actor, *keys: str | int) -> Document:
    """The document a body names at ``keys``."""
    rows = actor.own(Document.objects.visible_to(actor.user)).select_related("publisher", "newsroom")
    return named(rows, name, actor, *keys)


def plain_changes(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """What a change says of these plain fields; null empties one."""
    return {name: "" if body[name] is None else body[name] for name in names if name in body}
