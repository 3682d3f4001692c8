"""The figures of a dossier as rows: the same figure once, in the order of time; on one axis what can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.vocabulary import Comparator, Incomparable

Part = dict[str, Any]
MOST_ROWS = 24
KEPT_ROWS = 16
OFF_AXIS = {Incomparable.UNIT, Incomparable.COUNTED, Incomparable.FRACTION}
UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``names``: who published it, in the order of time; ``first``: when first, as far as it is known."""

    quantity: Part
    names: tuple[str, ...]
    first: str | None
    last: str | None
    relation: str | None
    incomparable: str | None
    live: bool
    withdrawn_at: str | None
    reports: int = 1
    folded: int = 0
    """How many figures this row stands for beside its own; its interval then spans them all."""

    @property
    def low(self) -> float | None:
        value = self.quantity["low"]
        return None if value is None else float(value)

    @property
    def high(self) -> float | None:
        value = self.quantity["high"]
        return None if value is None else float(value)

    @property
    def is_vague(self) -> bool:
        return self.quantity.get("comparator") == Comparator.VAGUE or self.incomparable == Incomparable.VAGUE


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows on one axis. ``claimed``: the claim's own figure, where it stands on this axis."""

    rows: tuple[Row, ...]
    claimed: Part | None
    unit: str
    counted: str
    shares: bool
    first: bool


def read_panels(dossier: Part) -> list[Panel]:
    """The figures by what they count; those that the claim's own can be compared with come first."""
    rows = _read_rows([*dossier["reports"], *dossier["related_reports"]])
    if not rows:
        return []
    claimed: Part | None = dossier["quantity"]
    gathered: dict[tuple[str, str, bool], list[Row]] = {}
    own = _measure(claimed) if claimed else None
    if own is not None:
        gathered[own] = []
    for row in rows:
        apart = own is None or row.relation is None or row.incomparable in OFF_AXIS
        measure = own if own is not None and not apart else _measure(row.quantity)
        gathered.setdefault(measure, []).append(row)
    return [
        Panel(tuple(found), claimed if key == own else None, key[0], key[1], key[2], first=place == 0)
        for place, (key, found) in enumerate(gathered.items())
        if found or key == own
    ]


def _measure(quantity: Part) -> tuple[str, str, bool]:
    """What is counted in what unit, and whether it is a share of a whole."""
    share = quantity.get("comparator") == Comparator.FRACTION or bool(quantity.get("of_claim"))
    return quantity.get("unit") or "", quantity.get("counted") or "", share


def _read_rows(reports: Iterable[Part]) -> list[Row]:
    """One row for each figure, its publications joined, oldest first."""
    dated = sorted(reports, key=lambda report: report["document"]["published_at"] or UNDATED)
    rows: dict[tuple[object, ...], Row] = {}
    for report in dated:
        quantity = report["quantity"]
        if not quantity or (quantity["low"] is None and quantity["high"] is None):
            continue
        names = ("low", "high", "low_open", "high_open", "comparator", "unit", "counted", "of_claim")
        key = (*(quantity.get(name) for name in names), report["relation"], report["incomparable"], report["live"])
        who, when = report["document"]["publisher"]["name"], report["document"]["published_at"]
        row = rows.get(key)
        if row is None:
            rows[key] = Row(
                quantity, (who,), when, when, report["relation"], report["incomparable"], report["live"],
                report["withdrawn_at"],
            )  # fmt: skip
        else:
            rows[key] = replace(
                row, names=row.names if who in row.names else (*row.names, who), last=when, reports=row.reports + 1
            )
    return list(rows.values())


def fold_rows(rows: Sequence[Row]) -> list[Row]:
    """At most some twenty rows: those most reported and the outermost stay, the rest are spanned by relation."""
    if len(rows) <= MOST_ROWS:
        return list(rows)
    number = range(len(rows))
    bounds = [(row.low if row.low is not None else row.high or 0.0, row.high) for row in rows]
    outermost = {
        min(number, key=lambda at: bounds[at][0]),
        max(number, key=lambda at: bounds[at][1] or bounds[at][0]),
    }
    ranked = sorted(number, key=lambda at: (at not in outermost, rows[at].live, -rows[at].reports, at))
    kept = sorted(ranked[:KEPT_ROWS])
    rest: dict[tuple[str | None, str | None, bool], list[Row]] = {}
    for at in sorted(ranked[KEPT_ROWS:]):
        rest.setdefault((rows[at].relation, rows[at].incomparable, rows[at].live), []).append(rows[at])
    return [*(rows[at] for at in kept), *(_span(group) for group in rest.values())]


def _span(group: Sequence[Row]) -> Row:
    """One row over several figures, from the least of them to the greatest."""
    if len(group) == 1:
        return group[0]
    lows, highs = [row.quantity["low"] for row in group], [row.quantity["high"] for row in group]
    names = tuple(dict.fromkeys(name for row in group for name in row.names))
    whole = {"low": None if None in lows else min(lows), "high": None if None in highs else max(highs)}
    kept = {name: group[0].quantity.get(name) for name in ("unit", "counted")}
    return replace(
        group[0],
        quantity=kept | whole,
        names=names,
        last=group[-1].last,
        reports=sum(row.reports for row in group),
        folded=len(group),
    )
