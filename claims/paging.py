"""Pages of long lists: by keyset, so that the hundredth page costs what the first does, and no total is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db.models import CharField, F, Model, Q, QuerySet, TextField

R = TypeVar("R")
SIZE = 50
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows, and the cursors of the pages before and after them (None at either end)."""

    rows: list[R]
    before: str | None
    after: str | None

    def told(self, tell: Callable[[R], Any]) -> "Page[Any]":
        """The same page with each row turned into what readers are shown."""
        return Page([tell(row) for row in self.rows], self.before, self.after)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind (or, going back, before) the row with this key and public id."""

    key: str
    public_id: str
    back: bool = False


def read_place(after: str, before: str) -> Place | None:
    """The place that a reader's ``?after=`` or ``?before=`` names; None for the beginning or for nonsense."""
    written = after or before
    key, mark, public_id = written[:LONGEST].rpartition("~")
    if not mark or not public_id.isalnum() or "\x00" in key:
        return None
    return Place(key, public_id, back=not after)


def read_page(
    rows: QuerySet[Any], *, by: str, place: Place | None, size: int = SIZE, descending: bool = True
) -> Page[Any]:
    """One page of ``rows`` (model rows with a ``public_id``), ordered by the field or annotation ``by``, then by pk.

    A place that fits nothing gives the first page.
    """
    return read_merged([rows], by=by, place=place, size=size, descending=descending)


def read_merged(
    ways: Sequence[QuerySet[Any]], *, by: str, place: Place | None, size: int = SIZE, descending: bool = True
) -> Page[Any]:
    """One page of the rows of several querysets of one model as of one list; a row that is in two comes once."""
    forwards = place is None or not place.back
    falling = descending if forwards else not descending
    limit = None if place is None else _limit(ways[0], by, place, falling)
    if place is not None and limit is None:
        return read_merged(ways, by=by, place=None, size=size, descending=descending)
    rows: dict[int, Any] = {}
    for way in ways:
        ordered = way.order_by(F(by).desc() if falling else F(by).asc(), "-pk" if falling else "pk")
        rows |= {row.pk: row for row in (ordered if limit is None else ordered.filter(limit))[: size + 1]}
    found = list(rows.values())
    if len(ways) > 1:
        found.sort(key=lambda row: (getattr(row, by), row.pk), reverse=falling)
    more = len(found) > size
    found = found[:size] if forwards else found[:size][::-1]
    earlier, later = (place is not None, more) if forwards else (more, True)
    return Page(
        found,
        cursor_of(found[0], by) if found and earlier else None,
        cursor_of(found[-1], by) if found and later else None,
    )


def _limit(rows: QuerySet[Any], by: str, place: Place, falling: bool) -> Q | None:
    """What lies behind a place; None for a place that fits nothing.

    A text is read from the row itself, for it may be too long for an address; a moment is taken from the address,
    for the row may have lost it since.
    """
    model: type[Model] = rows.model
    held = by in {field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)}
    named = model._default_manager.filter(public_id=place.public_id)
    row = named.values_list("pk", *((by,) if held else ())).first()
    if row is None:
        return None
    pk, key = row if held else (*row, read_instant(place.key))
    if key is None:
        return None
    way = "lt" if falling else "gt"
    # The first condition follows from the second; an index can begin where it says.
    return Q(**{f"{by}__{way}e": key}) & (Q(**{f"{by}__{way}": key}) | Q(**{f"pk__{way}": pk}))


def read_instant(written: str) -> datetime | None:
    """A moment with its zone as an address has it; None for nonsense, and for what lies out of all time."""
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def cursor_of(row: Any, by: str) -> str:
    """The place of a row in a list ordered by the field or annotation ``by``, as an address has it."""
    key = getattr(row, by)
    return f"{key.isoformat() if isinstance(key, datetime) else ''}~{row.public_id}"
