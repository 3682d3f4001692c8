"""A comparator names its interval; whatever the hedge table reads is so named, and so is what an editor may mean."""

from decimal import Decimal

import pytest

from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.algebra.naming import contradicts, why_not_so_named
from claims.vocabulary import Comparator


@pytest.mark.parametrize(
    "worded",
    [
        *("41", "at least 21", "more than 6,000", "up to 1,500", "no more than 3", "under 40", "10,000 to 12,000"),
        *("about 11,000", "nearly 7,000", "dozens", "hundreds of thousands", "more than half", "at least two thirds"),
        *("all of it", "about all of them", "most of the force", "nearly half", "1.2 billion dollars", "none"),
        *("exactly 10–10", "one in five", "40 or more", "60 or fewer", "more than 90%"),
    ],
)
def test_what_the_hedge_table_reads_is_named_by_its_comparator(worded: str) -> None:
    assert why_not_so_named(read_quantity(worded)) is None


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity(Decimal("0.5"), Decimal(1), low_open=True, comparator=Comparator.MORE_THAN, of_claim="c"),
        Quantity(Decimal(90), Decimal(100), comparator=Comparator.AT_LEAST, unit="%"),
        Quantity(Decimal(20), Decimal(100), high_open=True, comparator=Comparator.VAGUE),
        Quantity(Decimal(-10), Decimal(-5), comparator=Comparator.BETWEEN),
        Quantity(None, Decimal(-5), comparator=Comparator.UP_TO),
        Quantity(Decimal(5), Decimal(9)),
    ],
)
def test_what_an_editor_may_mean_is_left_to_stand(quantity: Quantity) -> None:
    assert why_not_so_named(quantity) is None


def test_a_wording_contradicts_bounds_that_leave_out_all_of_it() -> None:
    nearly = Quantity(Decimal(5), Decimal(6), comparator=Comparator.NEARLY)
    assert contradicts(nearly, read_quantity("at least 21"))
    assert contradicts(Quantity(Decimal(50), None, comparator=Comparator.AT_LEAST), read_quantity("up to 21"))


def test_a_wording_in_another_scale_or_unit_contradicts_nothing() -> None:
    assert not contradicts(
        Quantity(Decimal(41000), Decimal(41000), comparator=Comparator.EXACTLY), read_quantity("41")
    )
    millions = Quantity(Decimal(5), Decimal(6), comparator=Comparator.BETWEEN, unit="million USD")
    assert not contradicts(millions, read_quantity("$5.5 million"))
