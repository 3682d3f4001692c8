"""What was once misread, a kind for each: figures, whose words they are, and what only looks plain."""

from decimal import Decimal

import pytest

from claims.extraction.articles import Article
from claims.extraction.candidates import Candidate, Tier
from claims.extraction.interface import RuleExtractor
from claims.extraction.quantities import find_quantities


def read(text: str) -> list[Candidate]:
    return list(RuleExtractor().extract(Article(text, "The Lesna Courier")))


def chains(text: str) -> list[list[str]]:
    return [[link.name for link in chain] for one in read(text) for chain in one.chains]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It kills between a quarter and 90 percent of those infected.", "25", "90", "%"),
        ("Two and a half million people fled.", "2500000", "2500000", ""),
        ("Dues rose by 3–3.5 percent.", "3", "3.5", "%"),
        ("The debt stood at R423bn.", "423000000000", "423000000000", "ZAR"),
        ("Some N3.7 billion was paid.", "3515000000", "3885000000", "NGN"),
        ("It cost Rs 4,500 crore.", "45000000000", "45000000000", "INR"),
        ("A bid of 340p to 360p per share was made.", "340", "360", "pence/share"),
        ("Crime has risen by a third.", "0.333333", "0.333333", ""),
        ("One in every 10,000 children fell ill.", "0.0001", "0.0001", ""),
        ("About one patient in twenty has come back.", "0.0475", "0.0525", ""),
        ("The rate fell to 62 per 100,000 residents.", "62", "62", "/100,000 residents"),
        ("She expected twenty, maybe twenty-five thousand visitors.", "20000", "25000", ""),
        ("Half my customers come by train.", "0.5", "0.5", ""),
        ("It rose within half an hour.", "0", "0.5", "hours"),
        ("They live about half a mile away.", "0.475", "0.525", "miles"),
    ],
)
def test_a_figure_is_read_whole(text: str, low: str, high: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value.low, found.value.high, found.value.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("One voter in three stayed at home.", ["voter"]),
        ("Half the crew fled.", ["crew"]),
        ("Some 200 of their soldiers had surrendered.", ["soldiers"]),
        ("The dam is 94% full.", ["dam"]),
        ("House prices rose at an annual rate of 4.9% in May.", ["House prices"]),
        ("Net profit came in at 412 million kronor.", ["Net profit"]),
        ("Inflation fell below 3% in May and averaged 2.6% over the year.", ["Inflation", "Inflation"]),
        ("At least 14 people died and 3,000 lost their homes.", ["people", "people"]),
        ("The school was built for 350 pupils but has 512.", ["pupils", "pupils"]),
        ("It fell well short of the 500 million expected.", [""]),
        ("States which have paid €60 million must go on.", [""]),
    ],
)
def test_the_thing_counted_is_found_behind_and_before_its_figure(text: str, counted: list[str]) -> None:
    assert [found.value.counted for found in find_quantities(text)] == counted


@pytest.mark.parametrize(
    "text",
    [
        "The court ruled 2–1 on Friday that the ban was void.",
        "A man in his 30s was held.",
        "She won gold in the 100 metres.",
        "He was out since week 12 with an injury.",
        "The final is at the 61,000-seat stadium.",
        "Most of them under five, the children had no shelter.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company insists it is sound, but regulators say much is missing.", [["company"], ["regulators"]]),
        ("Growth is seen slowing, the finance ministry said in its spring outlook.", [["finance ministry"]]),
        ("Mr. Pell, 52, a plumber from Leeds, said he would vote for nobody.", [["Mr. Pell"]]),
        ("Aides to Mr. Cole have suggested he might skip the debate.", [["Aides to Mr. Cole"]]),
        ("The Globe quoted the sheriff as saying two deputies were hurt.", [["Globe", "sheriff"]]),
        ("It was Ruth Amsel who told the cabinet that the fund was empty.", [["Ruth Amsel"]]),
        ("Ferrante said he expected his captain to miss four weeks.", [["Ferrante"]]),
        ("Secretary of State Dale Burr said the state would appeal.", [["Dale Burr"]]),
        ("A nurse who would not be named because she feared dismissal said beds were short.", [["nurse"]]),
        ("An engineer, and who hid because he lives there, said cracks had been seen.", [["engineer"]]),
        ("He seeks a pardon, his lawyer, Irena Kovač, said outside the courtroom.", [["Irena Kovač"]]),
        ("Neighbours said they had complained to the landlord often enough.", [["Neighbours"]]),
        ("Damage is great, according to a first estimate by the ministry.", [["ministry"]]),
        ("The firm denied that it had put to sea without pumps.", [["firm"]]),
        ("The mine's owner, Blue Gulf Lines, denied that it was unsafe.", [["Blue Gulf Lines"]]),
        (
            "The flood is over, local officials and a hospital source said.",
            [["local officials"], ["hospital source"]],
        ),
    ],
)
def test_words_are_those_of_whoever_said_them(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The governor will visit the port, his office said.",
        'The mayor said the talks were "wrong for the town".',
        "The drug halved the risk of stroke, the institute found.",
        "The ministry reported the incident.",
        '"Is this who we are?" asked Councillor Dev Malik.',
        "The council has spent the money, according to figures it released in March.",
    ],
)
def test_what_is_doubtful_is_not_of_the_highest_tier(text: str) -> None:
    assert all(one.tier is not Tier.HIGH for one in read(text))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The agency has yet to comment on the findings.", "no_position"),
        ("The club was asked twice. The agency declined to comment on that.", "no_position"),
        ("It was not immediately possible to verify the militia's account.", "cannot_verify"),
        ("There was no way to independently confirm the toll.", "cannot_verify"),
    ],
)
def test_silence_and_doubt_are_heard_in_other_words(text: str, stance: str) -> None:
    assert read(text)[-1].stance == stance


def test_a_quotation_left_open_for_the_next_paragraph_is_a_statement_of_its_own() -> None:
    text = (
        '"The water came in ten minutes," Blaise Okou told a news conference. "People could save nothing.\n\n'
        '"We had warned the owners."'
    )
    assert [(c.statement.strip('"'), c.origins) for c in read(text)] == [
        ("The water came in ten minutes", ("Blaise Okou",)),
        ("People could save nothing.", ("Blaise Okou",)),
        ("We had warned the owners.", ("Blaise Okou",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The shelling killed six and wounded 23, police chief Andriy Moroz said.",
        "Delays were felt on every line, the group said.",
    ],
)
def test_a_figure_of_nothing_named_and_a_group_of_no_name_are_not_trusted_unread(text: str) -> None:
    (found,) = read(text)
    assert found.tier is Tier.MEDIUM
