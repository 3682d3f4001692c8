"""Figures in words: how they are worded, how they are read, and how they relate to the claim."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import ngettext

from claims.pictures.figure_rows import Panel, Row
from claims.pictures.graph_words import name_all
from claims.pictures.markup import clean, isolate
from claims.pictures.picture import Line
from claims.sentences import list_names
from claims.spoken import gettext as _
from claims.telling.explaining import INCOMPARABLE
from claims.telling.figures import tell_day, tell_moment, tell_number, tell_quantity
from claims.vocabulary import Comparator, Incomparable, QuantityRelation

Part = dict[str, Any]
SIGN_OF: dict[str, str] = {
    QuantityRelation.EQUAL: "same",
    QuantityRelation.WITHIN: "same",
    QuantityRelation.COVERS: "room",
    QuantityRelation.OVERLAPS: "room",
    QuantityRelation.DISJOINT: "apart",
    QuantityRelation.GREW: "grew",
    QuantityRelation.INCOMPARABLE: "none",
}
RELATION: dict[str, Callable[[], str]] = {
    QuantityRelation.EQUAL: lambda: _("the same as claimed"),
    QuantityRelation.WITHIN: lambda: _("lies within what is claimed"),
    QuantityRelation.COVERS: lambda: _("leaves room for what is claimed"),
    QuantityRelation.OVERLAPS: lambda: _("overlaps with what is claimed"),
    QuantityRelation.DISJOINT: lambda: _("cannot be right together with what is claimed"),
    QuantityRelation.GREW: lambda: _("another state of a growing total"),
}


def say_figure(quantity: Part) -> str:
    """A figure with its comparator in words: “about 11,000 (10,450 to 11,550)”."""
    read = say_interval(quantity)
    low, high, comparator = quantity["low"], quantity["high"], quantity.get("comparator")
    if comparator == Comparator.VAGUE:
        return _("%(figure)s, vague") % {"figure": read}
    if low is None or high is None or low == high:
        return read
    if comparator == Comparator.APPROXIMATELY:
        return _("about %(number)s (%(figure)s)") % {"number": tell_number((low + high) / 2), "figure": read}
    if comparator == Comparator.NEARLY:
        return _("nearly %(number)s (%(figure)s)") % {"number": tell_number(high), "figure": read}
    return read


def say_interval(quantity: Part) -> str:
    """From where to where a figure is read to go."""
    shares = {"comparator": Comparator.FRACTION} if quantity.get("of_claim") else {}
    return clean(tell_quantity(quantity | shares))


def say_wording(row: Row) -> str:
    """What was written, and how it is read where that is not the same."""
    if row.folded:
        words = _("%(count)d more figures: %(figure)s")
        return words % {"count": row.folded, "figure": say_figure(row.quantity)}
    read = say_interval(row.quantity)
    if row.is_vague:
        read = _("%(figure)s, vague") % {"figure": read}
    worded = clean(row.quantity.get("worded") or "")
    if not worded or worded.casefold() == read.casefold():
        return read
    return _("“%(worded)s”, read as %(figure)s") % {"worded": isolate(worded), "figure": read}


def say_relation(row: Row) -> str:
    """What the figure does to the claim's own; "" where the claim has none."""
    if not row.live:
        when = row.withdrawn_at
        return _("taken back %(when)s") % {"when": tell_moment(when)} if when else _("taken back")
    if row.incomparable:
        return clean(INCOMPARABLE[Incomparable(row.incomparable)]()).rstrip(".")
    words = RELATION.get(row.relation or "")
    return words() if words else ""


def sign_of(row: Row) -> str:
    """The sign beside those words."""
    if not row.live:
        return "cross"
    return SIGN_OF.get(row.relation or "", "none")


def say_who(row: Row) -> str:
    """Who published it, shortened."""
    return list_names([isolate(name) for name in row.names])


def say_dated(row: Row) -> str:
    """When it was first published, and in what words."""
    when = tell_day(row.first)
    return f"{when}: {say_wording(row)}" if when else say_wording(row)


def title_panel(panel: Panel) -> str:
    """What is counted on an axis."""
    what = ", ".join(part for part in (isolate(panel.counted), isolate(panel.unit)) if part and part != "share")
    if panel.first:
        return what
    if panel.shares:
        return _("Shares: %(what)s") % {"what": what} if what else _("Shares of a whole")
    return _("Counted apart: %(what)s") % {"what": what} if what else _("Counted apart, nobody says of what")


def tell_figures(panels: Sequence[Panel], *, powers: Sequence[bool]) -> list[Line]:
    """One line for each axis, and below it every figure by everybody who gave it."""
    told = []
    for panel, is_powers in zip(panels, powers, strict=True):
        first = [title_panel(panel)] if title_panel(panel) else []
        if panel.claimed:
            first.append(_("claimed: %(figure)s") % {"figure": say_figure(panel.claimed)})
        words = ngettext("%(count)d figure reported", "%(count)d figures reported", len(panel.rows))
        first.append(words % {"count": len(panel.rows)})
        if is_powers:
            first.append(say_powers())
        told.append(Line("; ".join(first) + ".", tuple(Line(_tell_row(row)) for row in panel.rows)))
    return told


def say_powers() -> str:
    return _("each step of the axis is ten times the one before")


def _tell_row(row: Row) -> str:
    who = name_all(row.names)
    when = tell_day(row.first)
    if row.last and row.last[:10] != (row.first or "")[:10]:
        when = _("%(first)s to %(last)s") % {"first": tell_day(row.first), "last": tell_day(row.last)}
    said = f"{who} ({when}): {say_wording(row)}" if when else f"{who}: {say_wording(row)}"
    relation = say_relation(row)
    return f"{said}; {relation}." if relation else f"{said}."
