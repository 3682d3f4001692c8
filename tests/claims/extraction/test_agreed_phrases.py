"""Every wording that was agreed on when the reader was asked for, as a table: what must come out of it."""

from decimal import Decimal

import pytest

from claims.extraction.articles import Article
from claims.extraction.interface import RuleExtractor
from claims.extraction.quantities import find_quantities
from claims.vocabulary import Comparator, Relation, Stance, WithdrawalKind

C = Comparator
Told = tuple[Comparator, str | None, str | None, str, str]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("between 10,000 and 12,000 troops", [(C.BETWEEN, "10000", "12000", "", "troops")]),
        (
            "more than half of the approximately 11,000 soldiers",
            [(C.FRACTION, "0.5", "1", "", "soldiers"), (C.APPROXIMATELY, "10450", "11550", "", "soldiers")],
        ),
        ("9 mn rounds", [(C.EXACTLY, "9000000", "9000000", "", "rounds")]),
        ("one thousand sappers", [(C.EXACTLY, "1000", "1000", "", "sappers")]),
        ("no fewer than two dozen tanks", [(C.AT_LEAST, "24", None, "", "tanks")]),
        ("several hundred", [(C.VAGUE, "300", "1000", "", "")]),
        ("3.5 to 4 million shells", [(C.BETWEEN, "3500000", "4000000", "", "shells")]),
        ("60-70%", [(C.BETWEEN, "60", "70", "%", "")]),
        ("60–70% of the force", [(C.BETWEEN, "60", "70", "%", "force")]),
        ("up to 1,500 per day", [(C.UP_TO, "0", "1500", "/day", "")]),
        ("nearly 7,000km", [(C.NEARLY, "6650", "7000", "km", "")]),
        ("$7 billion", [(C.EXACTLY, "7000000000", "7000000000", "USD", "")]),
        ("It cost $2–3m.", [(C.BETWEEN, "2000000", "3000000", "USD", "")]),
        ("$2–3m", [(C.BETWEEN, "2000000", "3000000", "USD", "")]),
        ("a gap of €4 to 5m to close", [(C.BETWEEN, "4000000", "5000000", "EUR", "gap")]),
        ("986,000-plus", [(C.AT_LEAST, "986000", None, "", "")]),
        ("twice as high", [(C.EXACTLY, "2", "2", "times", "")]),
        ("120 rounds per minute", [(C.EXACTLY, "120", "120", "/minute", "rounds")]),
        ("from 4,000 to 6,000 soldiers", [(C.BETWEEN, "4000", "6000", "", "soldiers")]),
        ("two hundred and fifty-three people", [(C.EXACTLY, "253", "253", "", "people")]),
        ("1.200.000 voters", [(C.EXACTLY, "1200000", "1200000", "", "voters")]),
        ("1 200 000 voters", [(C.EXACTLY, "1200000", "1200000", "", "voters")]),
        ("1'200'000 voters", [(C.EXACTLY, "1200000", "1200000", "", "voters")]),
        ("12,34,567 voters", [(C.EXACTLY, "1234567", "1234567", "", "voters")]),
        ("a quarter of a million voters", [(C.EXACTLY, "250000", "250000", "", "voters")]),
        ("a quarter-point cut", [(C.EXACTLY, "0.25", "0.25", "points", "")]),
        (
            "Sales grew 6% to $9.4 billion.",
            [(C.EXACTLY, "6", "6", "%", "Sales"), (C.EXACTLY, "9400000000", "9400000000", "USD", "Sales")],
        ),
        (
            "He took $4 million over six years.",
            [(C.EXACTLY, "4000000", "4000000", "USD", ""), (C.EXACTLY, "6", "6", "years", "")],
        ),
        ("He served for over six years.", [(C.MORE_THAN, "6", None, "years", "")]),
        ("a fee of £62m plus costs", [(C.EXACTLY, "62000000", "62000000", "GBP", "fee")]),
        ("He paid $3 million a year earlier.", [(C.EXACTLY, "3000000", "3000000", "USD", "")]),
        (
            "The stock dropped $2.25 to $41.50.",
            [(C.EXACTLY, "2.25", "2.25", "USD", "stock"), (C.EXACTLY, "41.5", "41.5", "USD", "stock")],
        ),
        (
            "70% of households own two televisions.",
            [(C.EXACTLY, "70", "70", "%", "households"), (C.EXACTLY, "2", "2", "", "televisions")],
        ),
        ("cracks up to four metres long", [(C.UP_TO, "0", "4", "m", "cracks")]),
        ("40 cubic kilometres of ice", [(C.EXACTLY, "40", "40", "km³", "ice")]),
        (
            "Turnout stood at 48 percent, down from 55 percent four years ago.",
            [
                (C.EXACTLY, "48", "48", "%", "Turnout"),
                (C.EXACTLY, "55", "55", "%", "Turnout"),
                (C.EXACTLY, "4", "4", "years", ""),
            ],
        ),
    ],
)  # fmt: skip
def test_a_quantity_has_its_value_its_comparator_its_unit_and_what_it_counts(text: str, told: list[Told]) -> None:
    found: list[Told] = []
    for quantity in find_quantities(text):
        value = quantity.value
        low, high = (None if bound is None else str(Decimal(bound)) for bound in (value.low, value.high))
        assert value.comparator is not None
        found.append((value.comparator, low, high, value.unit, value.counted))
    assert found == told


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2024 it rained.", "It fell at 14:30.", "The 158th Brigade withdrew.", "Brigade 47 withdrew.",
        "An S-400 system and a T-72 were there.", "Tu-22M3 bombers and the F-16", "The FTSE 100 index rose.",
        "The Dow fell to 38,000 points.", "They won 3-1.", "It began in 2019.", "He lives at 12 Baker Street.",
        "It was the second attack.", "One never knows.", "One says so, and no one wept.",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Rila News reports that Oleg Marun specified that the depot burned.", ["Rila News < Oleg Marun"]),
        ("According to the ministry, as cited by Rila News, the depot burned.", ["Rila News < ministry"]),
        ("The depot burned, according to the ministry, as cited by Rila News.", ["Rila News < ministry"]),
        ("An adviser told the Morning Herald that the depot burned.", ["Morning Herald < adviser"]),
        ("An adviser told public broadcaster KTV that the depot burned.", ["public broadcaster KTV < adviser"]),
        ("Governor Lada Mir said on Telegram that the depot burned.", ["Lada Mir"]),
        ("Rila News, citing three officials, reported that the depot burned.", ["Rila News < three officials"]),
        (
            "With reference to sources in Hradec, Rila News writes that the depot burned.",
            ["Rila News < sources in Hradec"],
        ),
        ("Jan Berg wrote, quoting Olha Sych, that the depot burned.", ["Jan Berg < Olha Sych"]),
        (
            "US, South Korean and Ukrainian intelligence believe that the depot burned.",
            ["US intelligence", "South Korean intelligence", "Ukrainian intelligence"],
        ),
        ("Oleg Marun and his deputy, Rita Vaz, agreed on Monday that the depot is lost.", ["Oleg Marun", "Rita Vaz"]),
        ("The mayor backed down, telling the Morning Herald that the depot burned.", ["Morning Herald < mayor"]),
    ],
)  # fmt: skip
def test_a_chain_runs_from_whom_the_publisher_credits(text: str, chains: list[str]) -> None:
    candidates = RuleExtractor().extract(Article(text, "The Lesna Courier"))
    told = [" < ".join(link.name for link in chain) for c in candidates for chain in c.chains]
    assert told == chains


def test_saying_it_on_a_channel_is_a_post_of_the_speaker_or_a_word_of_hers() -> None:
    (candidate,) = RuleExtractor().extract(Article("Lada Mir said on Telegram that the depot burned."))
    assert candidate.chains[0][0].relation in (Relation.SAYS, Relation.POSTS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She said between 60 and 70 volunteers had worked.", "between 60 and 70 volunteers had worked"),
        ("Police said over 40 people were hurt.", "over 40 people were hurt"),
        ("Police said from 20 to 30 houses burned.", "from 20 to 30 houses burned"),
        ("Up to 120 families could receive aid, it added.", "Up to 120 families could receive aid"),
        ('"It burned," added Ms. Ray, who runs a bakery.', "It burned"),
    ],
)  # fmt: skip
def test_a_figure_at_its_head_stays_with_what_was_said(text: str, said: str) -> None:
    assert [c.statement.strip(",") for c in RuleExtractor().extract(Article(text))] == [said]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that the depot burned.", Stance.DENIES),
        ("The Courier could not independently verify the account.", Stance.CANNOT_VERIFY),
        ("The ministries have not commented.", Stance.NO_POSITION),
        ("The ministry would neither confirm nor deny that the depot burned.", Stance.NO_POSITION),
        ("The mayor called the report implausible.", Stance.DISPUTES),
    ],
)
def test_a_stance_is_told_from_the_others(text: str, stance: Stance) -> None:
    assert [c.stance for c in RuleExtractor().extract(Article(text))] == [stance]


def test_hedges_deletions_forecasts_and_conditions_are_marked_as_such() -> None:
    def read(text: str) -> list[tuple[str, WithdrawalKind | None, bool, bool]]:
        found = RuleExtractor().extract(Article(text))
        return [(c.hedge.text if c.hedge else "", c.withdrawal, c.forecast, c.conditional) for c in found]

    assert read("The army reportedly lost 40 jets.") == [("reportedly", None, False, False)]
    assert read("The army allegedly lost 40 jets.") == [("allegedly", None, False, False)]
    assert read("The committee later removed the statement.") == [("", WithdrawalKind.DELETED, False, False)]
    assert read("Police said the road would have to close.") == [("", None, True, False)]
    assert read("If the dam breaks, the road is lost, police said.") == [("", None, False, True)]
