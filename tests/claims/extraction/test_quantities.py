"""Figures in prose, by example: what they bound, what they count, and what is no figure at all."""

from decimal import Decimal

import pytest

from claims.algebra.hedges import read_quantity
from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.vocabulary import Comparator
from tests.claims.extraction.annotated import read_articles, read_sentences

C = Comparator


def find_one(text: str) -> FoundQuantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "counted"),
    [
        ("between 11,000 and 13,000 troops", C.BETWEEN, 11_000, 13_000, "troops"),
        ("8 mn rounds", C.EXACTLY, 8_000_000, 8_000_000, "rounds"),
        ("two thousand sappers", C.EXACTLY, 2000, 2000, "sappers"),
        ("no fewer than three dozen tanks", C.AT_LEAST, 36, None, "tanks"),
        ("2.5 to 3 million shells", C.BETWEEN, 2_500_000, 3_000_000, "shells"),
        ("up to 1,300 men per day", C.UP_TO, 0, 1300, "men"),
        ("743,000-plus dead", C.AT_LEAST, 743_000, None, "dead"),
        ("some 12 000 homes", C.APPROXIMATELY, 11_400, 12_600, "homes"),
        ("14.000.000 voters", C.EXACTLY, 14_000_000, 14_000_000, "voters"),
        ("1'200 boats", C.EXACTLY, 1200, 1200, "boats"),
        ("a hundred or so prisoners", C.APPROXIMATELY, 95, 105, "prisoners"),
        ("fewer than 40 of the wounded", C.LESS_THAN, 0, 40, "wounded"),
        ("fifty or sixty motorbikes", C.BETWEEN, 50, 60, "motorbikes"),
        ("between four and five thousand men", C.BETWEEN, 4000, 5000, "men"),
        ("half a million people", C.EXACTLY, 500_000, 500_000, "people"),
        ("several hundred recruits", C.VAGUE, 300, 1000, "recruits"),
        ("Losses exceed 6,500.", C.MORE_THAN, 6500, None, "Losses"),
        ("The number of injured rose to 27.", C.EXACTLY, 27, 27, "injured"),
        ("in excess of 300 ships", C.MORE_THAN, 300, None, "ships"),
        ("nearly 900 flights", C.NEARLY, 855, 900, "flights"),
    ],
)
def test_a_worded_figure_becomes_its_interval(
    text: str, comparator: Comparator, low: float, high: float | None, counted: str
) -> None:
    found = find_one(text)
    assert (found.value.comparator, found.value.counted) == (comparator, counted)
    assert found.value.low == low
    assert found.value.high == high


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open"),
    [
        ("more than half of the crew", "0.5", "1", True),
        ("two-thirds of the votes", "0.666667", "0.666667", False),
        ("one in five villages", "0.2", "0.2", False),
        ("up to a quarter of its staff", "0", "0.25", False),
        ("six out of ten pharmacies", "0.6", "0.6", False),
    ],
)
def test_a_share_is_a_part_of_one(text: str, low: str, high: str, low_open: bool) -> None:
    value = find_one(text).value
    assert value.comparator is Comparator.FRACTION
    assert (value.low, value.high, value.low_open) == (Decimal(low), Decimal(high), low_open)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("nearly 7,000km", "km"), ("$7 billion", "USD"), ("€4.1bn", "EUR"), ("EUR 1.5 bn", "EUR"), ("60-70%", "%"),
        ("twice as high", "times"), ("three times the size", "times"), ("146 square kilometres", "km²"),
        ("3.6bn roubles", "RUB"), ("118 km/h", "km/h"), ("a 30-day truce", "days"), ("5m tall", "m"), ("$45m", "USD"),
        ("$5 million a day", "USD/day"),
    ],
)  # fmt: skip
def test_units_and_money_have_one_name(text: str, unit: str) -> None:
    assert find_one(text).value.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "on 12 June 2025", "at 22:50", "in the 1990s", "the 158th Brigade", "a Su-35 jet", "Tu-22M3 bombers",
        "the GBU-39/B bomb", "They won 3-1.", "48 Tsentralna Street", "Flight 482 landed.",
        "the 7.4-magnitude quake", "No one knows.", "One never knows.", "Article 5 applies.", "since 2014",
        "under section 12", "the third attack", "a third boat", "the first half", "COVID-19 spread",
        "the 152 mm guns", "at kilometre 48", "24/7 coverage", "Ms Tanaka, 52, resigned.",
        "the night of 7 to 8 August", "https://example.org/40/people", "channels SHOT and 112", "a boy of nine",
        "an iPhone 17", "not one siren",
    ],
)  # fmt: skip
def test_a_number_that_counts_nothing_is_left_alone(text: str) -> None:
    assert find_quantities(text) == ()


def test_figures_of_a_change_stay_apart_and_those_of_a_range_do_not() -> None:
    assert len(find_quantities("The price rose from 3 to 5 euros.")) == 2
    assert len(find_quantities("It takes 3 to 5 days.")) == 1
    assert len(find_quantities("They voted by 412 to 88.")) == 2


def test_two_figures_of_one_whole_count_the_same() -> None:
    first, second = find_quantities("18 of the 24 boats sank.")
    assert (first.value.counted, second.value.counted) == ("boats", "boats")


def test_what_was_counted_is_remembered_where_it_is_left_out() -> None:
    _, second = find_quantities("Of the 28 people rescued, nine are in hospital.")
    assert second.value.counted == "people"


def test_the_word_one_counts_only_before_what_it_counts() -> None:
    assert find_one("One soldier died.").value.counted == "soldier"
    assert find_quantities("One says he fled.") == ()
    assert find_quantities("They blame one another.") == ()


def test_an_age_is_read_only_where_the_word_stands_alone() -> None:
    assert find_one("men aged between 19 and 23").value.unit == "years"
    assert find_one("The storm damaged 17 boats.").value.counted == "boats"


def test_the_hedge_and_the_figure_keep_their_own_places() -> None:
    text = "Officials spoke of at least 21 aircraft."
    found = find_one(text)
    assert found.hedge is not None
    assert (found.hedge.text, found.number.text, found.span.text) == ("at least", "21", "at least 21")
    assert text[found.hedge.start : found.hedge.end] == "at least"


def test_extraction_and_algebra_read_the_same_words_alike() -> None:
    """Where the algebra can read a wording by itself, it makes the same interval of it."""
    compared = 0
    for half in ("seen", "unseen"):
        for text in read_sentences(half) + read_articles(half):
            for found in find_quantities(text.text):
                # Shares in words and "fifty or sixty" are read in prose only.
                if found.value.comparator is Comparator.FRACTION or " or " in found.value.worded:
                    continue
                try:
                    other = read_quantity(found.value.worded)
                except ValueError:
                    continue
                compared += 1
                mine = found.value
                assert (mine.low, mine.high, mine.low_open) == (other.low, other.high, other.low_open), mine.worded
    assert compared > 200
