"""Parts add up to a total, or it is said that they do not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.algebra.totals import add_up, compare_with_parts
from claims.vocabulary import QuantityRelation

figures = st.builds(
    lambda low, width, low_open, bounded: Quantity(
        Decimal(low), Decimal(low + width) if bounded else None, low_open=low_open
    ),
    st.integers(0, 10_000),
    st.integers(1, 1000),
    st.booleans(),
    st.booleans(),
)


def test_a_thousand_and_five_thousand_are_six_thousand() -> None:
    parts = [read_quantity("one thousand"), read_quantity("five thousand")]
    assert compare_with_parts(read_quantity("6,000"), parts).relation is QuantityRelation.EQUAL
    assert compare_with_parts(read_quantity("at least 6,000"), parts).relation is QuantityRelation.WITHIN
    assert compare_with_parts(read_quantity("7,000"), parts).relation is QuantityRelation.DISJOINT


def test_open_parts_leave_the_total_open() -> None:
    parts = [read_quantity("at least 1,000"), read_quantity("5,000")]
    assert compare_with_parts(read_quantity("7,000"), parts).relation is QuantityRelation.COVERS
    assert compare_with_parts(read_quantity("5,500"), parts).relation is QuantityRelation.DISJOINT


def test_tonnes_and_rounds_do_not_add_up() -> None:
    parts = [Quantity(Decimal(1), Decimal(1), unit="t"), Quantity(Decimal(2), Decimal(2), unit="km")]
    total = Quantity(Decimal(3), Decimal(3), unit="t")
    assert compare_with_parts(total, parts).relation is QuantityRelation.INCOMPARABLE


@given(st.lists(figures, min_size=1, max_size=6))
def test_the_order_of_parts_does_not_matter(parts: list[Quantity]) -> None:
    shuffled = sorted(parts, key=lambda part: (part.high is None, part.low), reverse=True)
    assert add_up(parts) == add_up(shuffled)


@given(st.lists(figures, min_size=1, max_size=6))
def test_a_total_that_is_the_sum_never_disagrees(parts: list[Quantity]) -> None:
    assert compare_with_parts(add_up(parts), parts).relation in (QuantityRelation.EQUAL, QuantityRelation.WITHIN)
