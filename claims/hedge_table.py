"""The hedge table in force in a newsroom: its own rows, or the house's where it keeps none."""

from claims.algebra.hedge_table import DEFAULT_HEDGES, Hedge, HedgeTable
from claims.models import HedgeRow
from claims.vocabulary import Comparator
from newsrooms.models import Newsroom


def hedges_of(newsroom: Newsroom) -> HedgeTable:
    """The rows by which this newsroom reads worded figures, in their order."""
    rows = HedgeRow.objects.filter(newsroom=newsroom).order_by("position")
    own = tuple(
        Hedge(
            words=tuple(row.words),
            comparator=Comparator(row.comparator),
            after=row.after,
            margin=row.margin,
            low=row.low,
            high=row.high,
        )
        for row in rows
    )
    return own or DEFAULT_HEDGES
