"""What an import knows while it runs: whose rows the names stand for, what was refused, and what was written."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from claims.actions.importing.copying import Copier
from claims.casefile.became import Became
from claims.casefile.problems import Place, Problem, shorten
from claims.models import Assessment, Claim, Question, Report, Withdrawal
from newsrooms.models import Newsroom, User
from sources.algebra.moments import Moment
from sources.models import Document, Source

NOUNS: dict[str, type[models.Model]] = {
    "source": Source,
    "document": Document,
    "question": Question,
    "claim": Claim,
    "report": Report,
    "withdrawal": Withdrawal,
    "assessment": Assessment,
}
BEFORE_AND_NOW = ("here", "in the file")
NAMES_KEPT = 40_000
"""How many names of one noun are kept between batches, so that memory stays flat whatever the file's length."""


class UnknownNameError(KeyError):
    """A name stands for no row."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record in canonical form, and where it stands."""

    content: dict[str, Any]
    place: Place

    @property
    def id(self) -> str:
        return str(self.content["id"])


@dataclass
class Ledger:
    """The running account of one import into one newsroom."""

    newsroom: Newsroom
    by: User | None
    may_vouch: bool
    """Whether assessments and approvals by other people may be entered in their name."""
    copier: Copier
    problems: list[Problem] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    refused: set[tuple[str, str]] = field(default_factory=set)
    accounts_made: list[str] = field(default_factory=list)
    touched_claims: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    fallen_documents: set[int] = field(default_factory=set)
    tied_sources: set[int] = field(default_factory=set)
    """Sources that spoke here already and now share a voice with others."""
    became: Became = field(default_factory=Became)
    """What was merged here before: an export written since names it as what it became."""
    _known: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in NOUNS})
    _new: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in NOUNS})

    def refuse(self, kind: str, item: Item, problems: Iterable[Problem]) -> None:
        """Put a record aside; what names it will be refused as well."""
        self.problems += problems
        if isinstance(item.content, dict) and isinstance(item.content.get("id"), str):
            self.refused.add((kind, item.id))

    def learn(self, kind: str, ids: Iterable[str]) -> None:
        """Look up the rows of these names, all in one query."""
        known = self._known[kind]
        unknown = [name for name in ids if name not in known]
        if unknown:
            known.update(self._find(NOUNS[kind], unknown))

    def held(
        self, kind: str, items: Iterable[Item], write: Callable[[Any], Iterable[tuple[Any, dict[str, Any]]]]
    ) -> dict[str, dict[str, Any]]:
        """The records that are here already under the ids of these, as ``write`` writes them."""
        noun = NOUNS[kind]
        found = self._find(noun, [item.id for item in items])
        if not found:
            return {}
        rows = noun._default_manager.filter(pk__in=list(found.values())).order_by("pk")
        return {row.external_id: record for row, record in write(rows)}

    def _find(self, noun: type[models.Model], names: list[str]) -> dict[str, int]:
        table = noun._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT external_id, id FROM "{table}" WHERE newsroom_id = %s AND external_id = ANY(%s)',  # noqa: S608 - the table of a model
                [self.newsroom.pk, names],
            )
            return dict(cursor.fetchall())

    def note(self, kind: str, name: str, pk: int) -> None:
        """A row of this import now stands for the name."""
        self._known[kind][name] = pk
        self._new[kind].add(name)

    def unlearn(self, kind: str, name: str) -> None:
        """The name stands for nothing after all."""
        self._known[kind].pop(name, None)
        self._new[kind].discard(name)

    def was_here(self, kind: str, name: str) -> bool:
        """Whether the name stood for a row before this import."""
        return name in self._known[kind] and name not in self._new[kind]

    def is_new(self, kind: str, name: str) -> bool:
        """Whether a record of this import, as far as it remembers, brought the name."""
        return name in self._new[kind]

    def forget(self) -> None:
        """Between the batches of a long file: let go of names where they have become many."""
        for kind, known in self._known.items():
            if len(known) > NAMES_KEPT:
                known.clear()
                self._new[kind].clear()

    def pk(self, kind: str, name: str) -> int:
        """The row a name stands for. Raises `UnknownNameError` for one that was not checked and stands for none."""
        try:
            return self._known[kind][name]
        except KeyError:
            raise UnknownNameError(name) from None

    def pk_if_named(self, kind: str, name: str | None) -> int | None:
        """The same; ``None`` for no name."""
        return None if name is None else self.pk(kind, name)

    def missing(self, kind: str, name: str | None, item: Item, *keys: str | int) -> list[Problem]:
        """What is wrong with a name that stands for no row."""
        if name is None or name in self._known[kind]:
            return []
        if (kind, name) in self.refused:
            return [Problem(item.place.at(*keys), "rests_on_refused", f"{kind} {shorten(name)} was refused itself")]
        return [Problem(item.place.at(*keys), "unknown_id", f"no {kind} {shorten(name)} in this file or newsroom")]


def settle(kind: str, items: list[Item], check: Callable[[Item], Iterable[Problem]], ledger: Ledger) -> list[Item]:
    """Put aside the records that fail the check, then those that name these, until all that are left stand."""
    kept = items
    while True:
        found = {item.id: list(check(item)) for item in kept}
        if not any(found.values()):
            return kept
        for item in kept:
            if found[item.id]:
                ledger.refuse(kind, item, found[item.id])
                ledger.unlearn(kind, item.id)
        kept = [item for item in kept if not found[item.id]]


def differences(given: Any, held: Any, where: str = "", ends: tuple[str, str] = BEFORE_AND_NOW) -> list[str]:
    """Which fields of a record differ from what is held under its id, each with both contents.

    ``ends`` says where the held and the given content stand.
    """
    if given == held:
        return []
    if isinstance(given, dict) and isinstance(held, dict):
        parts = [(key, given.get(key), held.get(key)) for key in sorted({*given, *held})]
    elif isinstance(given, list) and isinstance(held, list) and len(given) == len(held):
        parts = [(str(number), *both) for number, both in enumerate(zip(given, held, strict=True))]
    else:
        return [f"{where} is {_told(held)} {ends[0]} and {_told(given)} {ends[1]}"]
    return [
        line for key, new, old in parts for line in differences(new, old, f"{where}/{key}" if where else key, ends)
    ]


def _told(value: Any) -> str:
    if value is None:
        return "absent"
    return shorten(str(value) if isinstance(value, Moment) else value)


def split_known(
    kind: str,
    items: list[Item],
    held: dict[str, dict[str, Any]],
    ledger: Ledger,
    *,
    aside: tuple[str, ...] = (),
    as_sent: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]] | None = None,
    unchanged: list[Item] | None = None,
) -> list[Item]:
    """The records that are new. Those held already with the same content change nothing; others are refused.

    ``aside`` names fields that are not part of a record's own content. ``as_sent`` gives, for a given record and the
    one held, the latter without what this house found out by itself. ``unchanged`` collects the known ones.
    """
    fresh: dict[str, Item] = {}
    for item in items:
        first = fresh.get(item.id)
        before = held.get(item.id) if first is None else first.content
        if before is None:
            fresh[item.id] = item
            continue
        ends = BEFORE_AND_NOW if first is None and not ledger.is_new(kind, item.id) else ("first", "then")
        if first is None and as_sent is not None:
            before = as_sent(item.content, before)
        changed = differences(_without(item.content, aside), _without(before, aside), ends=ends)
        if changed and ledger.became.something:
            given, here = (_without(ledger.became.read(kind, one), aside) for one in (item.content, before))
            changed = differences(given, here) and changed
        if changed:
            told = "; ".join(changed)
            reason = f"{kind} {shorten(item.id)} is here with other content: {told}"
            if ends is not BEFORE_AND_NOW:
                where = f" (first at {first.place.at()})" if first else ""
                reason = f"{kind} {shorten(item.id)} stands twice in the file{where}, with other content: {told}"
            ledger.problems.append(Problem(item.place.at("id"), "changed_content", reason))
        else:
            ledger.unchanged[kind] += 1
            if unchanged is not None:
                unchanged.append(item)
    return list(fresh.values())


def _without(content: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in keys}
