"""Changing a newsroom's hedge table. One without rows reads by the house's table, which its first row copies."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Max

from claims.algebra.hedge_table import DEFAULT_HEDGES
from claims.models import HedgeRow
from claims.rules import why_not_judge
from claims.vocabulary import Comparator
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import save_whole, set_fields


def add_hedge(
    *,
    by: User | None,
    newsroom: Newsroom,
    words: Iterable[str],
    comparator: Comparator | str,
    after: bool = False,
    margin: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    position: int | None = None,
    why: str = "",
) -> HedgeRow:
    """Add a row; without a ``position`` it comes last. Raises ``ValidationError`` by field."""
    refuse_if(why_not_judge(by, newsroom))
    with acting(by, why or "hedge added"):
        copy_house_table(newsroom)
        last = HedgeRow.objects.filter(newsroom=newsroom).aggregate(last=Max("position"))["last"]
        row = HedgeRow(
            newsroom=newsroom,
            position=position if position is not None else (last or 0) + 1,
            words=list(words),
            comparator=Comparator(comparator).value,
            after=after,
            margin=margin,
            low=low,
            high=high,
        )
        save_whole(row)
    return row


def change_hedge(*, by: User | None, hedge: HedgeRow, why: str, **changes: object) -> HedgeRow:
    """Change a row. Figures already read stay as they were read."""
    refuse_if(why_not_judge(by, hedge.newsroom))
    with acting(by, why):
        if set_fields(hedge, changes):
            save_whole(hedge)
    return hedge


def remove_hedge(*, by: User | None, hedge: HedgeRow, why: str) -> None:
    """Remove a row; history keeps it."""
    refuse_if(why_not_judge(by, hedge.newsroom))
    with acting(by, why):
        hedge.delete()


def copy_house_table(newsroom: Newsroom) -> None:
    """Give a newsroom that has no rows the house's table as its own, so that adding one row loses none."""
    Newsroom.objects.select_for_update().get(pk=newsroom.pk)
    if HedgeRow.objects.filter(newsroom=newsroom).exists():
        return
    HedgeRow.objects.bulk_create(
        HedgeRow(
            newsroom=newsroom,
            position=number,
            words=list(hedge.words),
            comparator=hedge.comparator.value,
            after=hedge.after,
            margin=hedge.margin,
            low=hedge.low,
            high=hedge.high,
        )
        for number, hedge in enumerate(DEFAULT_HEDGES, start=1)
    )
