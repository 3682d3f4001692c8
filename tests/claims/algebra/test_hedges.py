"""Worded figures become the intervals of the design's table, and what is no figure is refused with a reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.algebra.hedge_table import DEFAULT_HEDGES, Hedge
from claims.algebra.hedges import read_quantity, word_quantity
from claims.algebra.intervals import Quantity, why_not_an_interval
from claims.algebra.numerals import read_number, scan_number
from claims.vocabulary import Comparator

WORDED = [
    ("41", "[41, 41]", Comparator.EXACTLY),
    ("exactly 41", "[41, 41]", Comparator.EXACTLY),
    ("at least 21", "[21, ∞)", Comparator.AT_LEAST),
    ("no fewer than 21", "[21, ∞)", Comparator.AT_LEAST),
    ("21 or more", "[21, ∞)", Comparator.AT_LEAST),
    ("more than 6,000", "(6000, ∞)", Comparator.MORE_THAN),
    ("over 6,000", "(6000, ∞)", Comparator.MORE_THAN),
    ("exceeds 6 000", "(6000, ∞)", Comparator.MORE_THAN),
    ("up to 1,500", "[0, 1500]", Comparator.UP_TO),
    ("no more than 1,500", "[0, 1500]", Comparator.UP_TO),
    ("fewer than 30", "[0, 30)", Comparator.LESS_THAN),
    ("between 10,000 and 12,000", "[10000, 12000]", Comparator.BETWEEN),
    ("10,000–12,000", "[10000, 12000]", Comparator.BETWEEN),
    ("from 10,000 to 12,000 soldiers", "[10000, 12000]", Comparator.BETWEEN),
    ("10-12 thousand", "[10000, 12000]", Comparator.BETWEEN),
    ("approximately 11,000", "[10450, 11550]", Comparator.APPROXIMATELY),
    ("about 11,000", "[10450, 11550]", Comparator.APPROXIMATELY),
    ("some 300", "[285, 315]", Comparator.APPROXIMATELY),
    ("nearly 7,000", "[6650, 7000)", Comparator.NEARLY),
    ("almost 7,000", "[6650, 7000)", Comparator.NEARLY),
    ("dozens", "[24, 100)", Comparator.VAGUE),
    ("hundreds of people", "[200, 1000)", Comparator.VAGUE),
    ("several thousand", "[3000, 10000)", Comparator.VAGUE),
    ("hundreds of millions of dollars", "[200000000, 1000000000) USD", Comparator.VAGUE),
    ("tens of millions", "[20000000, 100000000)", Comparator.VAGUE),
    ("tens of billions", "[20000000000, 100000000000)", Comparator.VAGUE),
    ("tens of thousands of men", "[20000, 100000)", Comparator.VAGUE),
    ("dozens of thousands of shells", "[24000, 100000)", Comparator.VAGUE),
    ("several hundred thousand people", "[300000, 1000000)", Comparator.VAGUE),
    ("a few million euros", "[3000000, 10000000) EUR", Comparator.VAGUE),
    ("hundreds of square kilometres", "[200, 1000) km²", Comparator.VAGUE),
    ("more than half of the contingent", "(0.5, 1]", Comparator.FRACTION),
    ("two-thirds", "[0.666667, 0.666667]", Comparator.FRACTION),
    ("nearly half", "[0.475, 0.5)", Comparator.FRACTION),
    ("most of them", "(0.5, 1]", Comparator.FRACTION),
    ("twenty-one", "[21, 21]", Comparator.EXACTLY),
    ("two dozen", "[24, 24]", Comparator.EXACTLY),
    ("half a million", "[500000, 500000]", Comparator.EXACTLY),
    ("9 mn", "[9000000, 9000000]", Comparator.EXACTLY),
    ("60-70%", "[60, 70] %", Comparator.BETWEEN),
    ("$7 billion", "[7000000000, 7000000000] USD", Comparator.EXACTLY),
    ("about 20 square kilometres", "[19, 21] km²", Comparator.APPROXIMATELY),
    ("none", "[0, 0]", Comparator.EXACTLY),
]


def draw(quantity: Quantity) -> str:
    low = "(-∞" if quantity.low is None else f"{'(' if quantity.low_open else '['}{quantity.low}"
    high = "∞)" if quantity.high is None else f"{quantity.high}{')' if quantity.high_open else ']'}"
    return f"{low}, {high} {quantity.unit}".strip()


@pytest.mark.parametrize(("worded", "interval", "comparator"), WORDED, ids=[row[0] for row in WORDED])
def test_a_worded_figure_is_this_interval(worded: str, interval: str, comparator: Comparator) -> None:
    read = read_quantity(worded)
    assert (draw(read), read.comparator, read.worded) == (interval, comparator, worded)


NO_FIGURES = [
    "", "   ", "158th", "22:50", "Tu-95", "41 of 120", "five five", "2025-06-15", "between 5", "12-10", "over",
    "the 11th of June", "9" * 30, "at least", "more than 5 to 10", "x" * 400, "6,5", "dozens 5", "NaN", "1e5",
    "dozens of men and hundreds of women", "hundreds or thousands",
    "$5 to €6", "\x00", "\ud800", "41-year-old", "less than 0",
]  # fmt: skip


@pytest.mark.parametrize("worded", NO_FIGURES, ids=range(len(NO_FIGURES)))
def test_what_is_no_figure_is_refused_with_a_reason(worded: str) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        read_quantity(worded)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(worded: str) -> None:
    try:
        read = read_quantity(worded)
    except ValueError:
        return
    assert why_not_an_interval(read) is None


@given(
    st.decimals(0, 10**9, places=2),
    st.one_of(st.none(), st.decimals(0, 10**6, places=2)),
    st.sampled_from(("", "%", "km")),
    st.booleans(),
)
def test_reading_what_is_written_gives_the_interval_back(
    low: Decimal, width: Decimal | None, unit: str, is_open: bool
) -> None:
    high = None if width is None else low + width
    one_ended = high is None
    given_one = Quantity(low, high, low_open=is_open and one_ended, unit=unit)
    read = read_quantity(word_quantity(given_one))
    assert (read.low, read.high, read.low_open, read.high_open, read.unit) == (
        low,
        high,
        given_one.low_open,
        False,
        unit,
    )


def test_an_editor_can_change_the_table() -> None:
    wider = Hedge(("approximately",), Comparator.APPROXIMATELY, margin=Decimal("0.2"))
    changed = (wider, *(hedge for hedge in DEFAULT_HEDGES if "approximately" not in hedge.words))
    assert draw(read_quantity("approximately 100", changed)) == "[80, 120]"
    with pytest.raises(ValueError, match="no figure"):
        read_quantity("roughly 100", (wider,))


NUMBERS = [
    ("one hundred and five", 105),
    ("two hundred five thousand", 205_000),
    ("a dozen", 12),
    ("1.5 billion", 1_500_000_000),
    ("6k", 6000),
    ("twelve hundred", 1200),
    ("three million two hundred thousand", 3_200_000),
    ("-4", -4),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers_are_read_as_prose_writes_them(written: str, value: int) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(
    "written", ["five five", "ten three", "thousand million", "hundred hundred thousand x", "a five"]
)
def test_words_that_make_no_one_number_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_number(written)


def test_a_number_is_found_where_it_begins_and_ends_where_it_ends() -> None:
    found = scan_number("lost 1,200 soldiers", 5)
    assert found is not None
    assert (int(found.value), found.end) == (1200, 10)
    assert scan_number("lost 1,200 soldiers") is None


@pytest.mark.parametrize(
    ("quantity", "reason"),
    [
        (Quantity(Decimal(5), Decimal(4)), "above"),
        (Quantity(Decimal(5), Decimal(5), low_open=True), "leaves out"),
        (Quantity(None, None), "neither"),
        (Quantity(Decimal("NaN"), None), "not a number"),
        (Quantity(Decimal("Infinity"), None), "not a number"),
    ],
)
def test_an_impossible_interval_says_why(quantity: Quantity, reason: str) -> None:
    assert reason in (why_not_an_interval(quantity) or "")


@pytest.mark.parametrize(
    ("worded", "low", "high", "open_ends"),
    [
        ("fewer than one in five", "0", "0.2", ")"),
        ("one in five of the brigade", "0.2", "0.2", ""),
        ("nine out of ten", "0.9", "0.9", ""),
        ("more than 1 in 4", "0.25", "1", "("),
        ("fifty or sixty", "50", "60", ""),
        ("41 or 42 aircraft", "41", "42", ""),
        ("between forty and fifty", "40", "50", ""),
        ("between 40 and 50 men and women", "40", "50", ""),
        ("between one hundred and five and two hundred", "105", "200", ""),
        ("two to three dozen", "24", "36", ""),
        ("three to four million", "3000000", "4000000", ""),
        ("a quarter of a million", "250000", "250000", ""),
        ("one and a half million", "1500000", "1500000", ""),
        ("over 2 and three quarters", "2.75", None, "("),
        ("between one and a half and two million", "1500000", "2000000", ""),
        ("more than a quarter of a million", "250000", None, "("),
        ("≥ 20", "20", None, ""),
        ("20-plus", "20", None, ""),
        ("a little over 50", "50", None, "("),
    ],
)
def test_wordings_that_were_once_read_wrongly(worded: str, low: str, high: str | None, open_ends: str) -> None:
    read = read_quantity(worded)
    assert (read.low, read.high) == (Decimal(low), None if high is None else Decimal(high))
    assert ("(" * read.low_open) + (")" * read.high_open) == open_ends


@pytest.mark.parametrize(
    "worded",
    ["six or five", "three score", "two in 2024", "9 in 14", "7 out of 5", "one million and a half", "0.0000001"],
)
def test_what_cannot_be_read_surely_is_refused(worded: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_quantity(worded)
