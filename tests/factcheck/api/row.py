"""What a row of the tables in ``rows.py`` says of an operation of the API: where it is asked, with what, and who may.

The names in an address are attributes of the world (``source``, ``tie`` …) or of what is held in a state (``claim``,
``report`` …). ``least`` is the role a person needs; None where members' role does not matter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newsrooms.vocabulary import Role
from tests.factcheck.api.world import Held, World

Make = Callable[[World, Held], Any]
READER, REPORTER, EDITOR, PUBLISHER, ADMINISTRATOR = Role


@dataclass(frozen=True)
class Row:
    """``ids``: what the address names. ``drafts``: whether the thing is hidden while its claim is a draft (by state).
    ``least_of_public``: the role it takes once readers see the claim, where that is more.
    ``notice``: readers are told, for which a key needs publish besides.
    ``etag``: where the ETag for If-Match is read. ``instead``: another status for who may, by state."""

    least: Role | None = READER
    ids: tuple[str, ...] = ()
    body: Make | None = None
    kind: str = "application/json"
    query: str = ""
    follows_claim: bool = False
    etag: str = ""
    least_of_public: Role | None = None
    instead: dict[str, int] = field(default_factory=dict)
    notice: bool = False


def says(**body: Any) -> Make:
    return lambda world, held: body


NEW_REPORT: Make = lambda world, held: {  # noqa: E731  # a row reads better with a name for it
    "claim": held.claim.external_id,
    "document": world.document.external_id,
    "stance": "asserts",
}
CLAIM_ETAG = "/claims/{claim}/"
