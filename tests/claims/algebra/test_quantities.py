"""How figures relate: by intervals, on the same terms, and never because bare numbers are equal."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.algebra.intervals import Quantity
from claims.algebra.quantities import Terms, compare, relate_intervals, resolve_fraction
from claims.vocabulary import Basis, Comparator, Incomparable, QuantityRelation
from tests.claims.algebra.building import figure, interval, moment

R = QuantityRelation

TABLE = [
    ("41", "41", R.EQUAL),
    ("41", "at least 21", R.WITHIN),
    ("at least 21", "41", R.COVERS),
    ("at least 41", "at least 21", R.WITHIN),
    ("more than 21", "at least 21", R.WITHIN),
    ("at least 21", "more than 21", R.COVERS),
    ("up to 30", "at least 21", R.OVERLAPS),
    ("20", "at least 21", R.DISJOINT),
    ("21", "more than 21", R.DISJOINT),
    ("nearly 7,000", "7,000", R.DISJOINT),
    ("nearly 7,000", "up to 7,000", R.WITHIN),
    ("about 11,000", "between 10,000 and 12,000", R.WITHIN),
    ("between 10,000 and 12,000", "about 11,000", R.COVERS),
]


@pytest.mark.parametrize(("reported", "claimed", "relation"), TABLE, ids=[f"{row[0]} | {row[1]}" for row in TABLE])
def test_two_figures_of_one_thing_relate_as_intervals_do(reported: str, claimed: str, relation: R) -> None:
    assert compare(figure(reported), figure(claimed)).relation is relation


def test_equal_numbers_of_different_things_are_not_related() -> None:
    casualties = figure("6,000", counted="casualties")
    for other in (figure("6,000", counted="further troops"), figure("6,000", counted="inhabitants")):
        assert compare(casualties, other).reason is Incomparable.COUNTED
    assert compare(figure("$6,000"), figure("6,000")).reason is Incomparable.UNIT
    assert compare(figure("60%"), figure("60")).reason is Incomparable.UNIT
    assert compare(casualties, figure("6,000")).relation is R.EQUAL
    assert compare(casualties, figure("6,000"), claimed_on=Terms(counted="Casualties ")).relation is R.EQUAL


def test_what_a_figure_leaves_unsaid_is_its_questions() -> None:
    in_dollars = Terms(unit="USD")
    assert compare(figure("7"), figure("$7"), reported_on=in_dollars).relation is R.EQUAL
    assert compare(figure("7"), figure("$7")).reason is Incomparable.UNIT


def test_other_scope_and_other_date_are_reasons_not_contradictions() -> None:
    kursk, russia = Terms(scope="Kursk"), Terms(scope="Russia")
    assert compare(figure("5"), figure("9"), reported_on=kursk, claimed_on=russia).reason is Incomparable.SCOPE
    may, june = Terms(as_of=moment("2025-05")), Terms(as_of=moment("2025-06-15"))
    for basis in (Basis.INSTANT, Basis.PERIOD):
        found = compare(figure("5"), figure("9"), basis=basis, reported_on=may, claimed_on=june)
        assert found.reason is Incomparable.DATE
    in_june = Terms(as_of=moment("2025-06"))
    assert compare(figure("5"), figure("9"), reported_on=in_june, claimed_on=june).relation is R.DISJOINT


RUNNING = [
    ("5,000", "2025-05", "6,000", "2025-06", R.GREW),
    ("7,000", "2025-05", "6,000", "2025-06", R.DISJOINT),
    ("6,000", "2025-06", "5,000", "2025-05", R.GREW),
    ("4,000", "2025-06", "5,000", "2025-05", R.DISJOINT),
    ("5,000", "2025-06", "6,000", "2025-06", R.DISJOINT),
    ("5,000", None, "6,000", "2025-06", R.DISJOINT),
    ("more than 6,000", "2025-05", "at least 5,000", "2025-06", R.WITHIN),
    ("6,000", "2025-06", "at least 5,000", "2025-03", R.OVERLAPS),
    ("up to 4,000", "2025-06", "up to 5,000", "2025-03", R.WITHIN),
    ("up to 4,000", "2025-03", "up to 5,000", "2025-06", R.COVERS),
    ("41", "2025-05", "41", "2025-06", R.COVERS),
    ("41", "2025-06-15", "41", "2025-06", R.EQUAL),
    ("dozens", "2025-05", "at least 21", "2025-06", R.OVERLAPS),
    ("thousands", "2025-05", "6", "2025-06", R.INCOMPARABLE),
]


@pytest.mark.parametrize(("r", "r_on", "c", "c_on", "relation"), RUNNING)
def test_a_running_total_may_grow_but_not_fall(r: str, r_on: str | None, c: str, c_on: str, relation: R) -> None:
    found = compare(
        figure(r), figure(c), basis=Basis.CUMULATIVE,
        reported_on=Terms(as_of=moment(r_on)), claimed_on=Terms(as_of=moment(c_on)),
    )  # fmt: skip
    assert found.relation is relation


def test_vague_words_neither_entail_nor_contradict() -> None:
    assert compare(figure("dozens"), figure("at least 21")).relation is R.OVERLAPS
    assert compare(figure("dozens"), figure("5")).reason is Incomparable.VAGUE
    assert compare(figure("hundreds"), figure("hundreds")).relation is R.EQUAL
    assert compare(figure("300"), figure("hundreds")).relation is R.WITHIN


def test_a_share_of_another_claim_is_resolved_by_its_value() -> None:
    values = {"the force": interval(11_000, 11_000)}
    share = figure("more than half", of_claim="the force")
    assert compare(figure("6,000"), share, values=values).relation is R.WITHIN
    assert compare(share, figure("more than 6,000"), values=values).relation is R.OVERLAPS
    assert compare(figure("5,000"), share, values=values).relation is R.DISJOINT
    assert compare(share, figure("more than 6,000")).reason is Incomparable.FRACTION
    assert compare(figure("more than half"), figure("6,000")).reason is Incomparable.FRACTION


def test_shares_of_one_claim_compare_as_shares_also_in_per_cent() -> None:
    share = figure("more than half", of_claim="the force")
    assert compare(figure("60%", of_claim="the force"), share).relation is R.WITHIN
    assert compare(figure("two thirds"), share).relation is R.WITHIN
    assert compare(figure("half", of_claim="another"), share).reason is Incomparable.FRACTION


def test_a_share_of_a_share_or_of_nothing_known_stays_unresolved() -> None:
    share = figure("half", of_claim="x")
    assert share is not None
    assert resolve_fraction(share, {"x": Quantity(Decimal(1), None, of_claim="y")}) is None
    assert resolve_fraction(share, {}) is None
    resolved = resolve_fraction(share, {"x": Quantity(Decimal(10), None, low_open=True, unit="km")})
    assert resolved is not None
    assert (resolved.low, resolved.high, resolved.low_open, resolved.unit) == (Decimal("5.0"), None, True, "km")


def test_an_absent_figure_is_a_reason() -> None:
    assert compare(None, figure("5")).reason is Incomparable.ABSENT
    assert compare(figure("5"), None).reason is Incomparable.ABSENT


def test_what_an_earlier_or_later_figure_says_is_what_a_total_that_does_not_fall_allows() -> None:
    """Checked against every pair of totals, the later one no lower, of which the reported figure is one."""
    wordings = ("3", "at least 2", "up to 4", "more than 3", "between 2 and 5", "less than 3")
    values = range(10)
    for r_on, c_on in (("2025-05", "2025-06"), ("2025-06", "2025-05")):
        for r, c in product(wordings, wordings):
            found = compare(
                figure(r), figure(c), basis=Basis.CUMULATIVE,
                reported_on=Terms(as_of=moment(r_on)), claimed_on=Terms(as_of=moment(c_on)),
            ).relation  # fmt: skip
            one, other = figure(r), figure(c)
            assert one is not None
            assert other is not None
            told = [
                Decimal(then) in values_in(other)
                for mine in values
                if Decimal(mine) in values_in(one)
                for then in values
                if (mine <= then if r_on < c_on else then <= mine)
            ]
            assert (found in (R.EQUAL, R.WITHIN)) is all(told), (r, r_on, c, found)
            assert (found is R.DISJOINT) is not any(told), (r, r_on, c, found)


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low = draw(st.one_of(st.none(), st.integers(0, 6)))
    high = draw(st.one_of(st.none(), st.integers(low or 0, 8)))
    if low is None and high is None:
        low = 0
    may_open = low is None or high is None or low < high
    return Quantity(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        low_open=may_open and low is not None and draw(st.booleans()),
        high_open=may_open and high is not None and draw(st.booleans()),
        comparator=Comparator.BETWEEN,
    )


def values_in(quantity: Quantity) -> frozenset[Decimal]:
    """The halves from -1 to 10 that lie in it: enough to tell these intervals apart."""
    grid = (Decimal(n) / 2 for n in range(-2, 21))
    return frozenset(
        value
        for value in grid
        if (quantity.low is None or value > quantity.low or (value == quantity.low and not quantity.low_open))
        and (quantity.high is None or value < quantity.high or (value == quantity.high and not quantity.high_open))
    )


@given(intervals(), intervals())
def test_the_relation_is_that_of_the_sets_of_values(one: Quantity, other: Quantity) -> None:
    mine, theirs = values_in(one), values_in(other)
    expected = R.OVERLAPS
    if mine == theirs:
        expected = R.EQUAL
    elif mine < theirs:
        expected = R.WITHIN
    elif mine > theirs:
        expected = R.COVERS
    elif not mine & theirs:
        expected = R.DISJOINT
    assert relate_intervals(one, other) is expected


MIRROR = {R.WITHIN: R.COVERS, R.COVERS: R.WITHIN}


@given(intervals(), intervals())
def test_a_relation_seen_from_the_other_side_is_its_mirror(one: Quantity, other: Quantity) -> None:
    relation = relate_intervals(one, other)
    assert relate_intervals(other, one) is MIRROR.get(relation, relation)
