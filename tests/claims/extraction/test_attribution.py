"""Who says what, frame by frame; each place is exact."""

import pytest

from claims.extraction.attribution import Attribution
from claims.extraction.conversation import find_attributions
from claims.extraction.cues import list_phrases, list_verbs, read_entries

Told = tuple[str | None, str, tuple[str, ...]]


def tell(one: Attribution) -> Told:
    return one.source.text if one.source else None, one.cue.text, tuple(part.text for part in one.content)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police said two men fled.", [("Police", "said", ("two men fled",))]),
        ("Two men fled, police said on Monday.", [("police", "said", ("Two men fled",))]),
        ('"We fled," said Oleh Bily, a farmer.', [("Oleh Bily, a farmer", "said", ('"We fled,"',))]),
        ('"We," the farmer said, "fled."', [("the farmer", "said", ('"We,"', '"fled."'))]),
        ("According to the mayor, two men fled.", [("the mayor", "According to", ("two men fled",))]),
        ("Two men fled, according to the mayor.", [("the mayor", "according to", ("Two men fled",))]),
        (
            "The Globe, citing three officials, reported that the bridge fell.",
            [
                ("three officials", "citing", ("that the bridge fell",)),
                ("The Globe", "reported", ("that the bridge fell",)),
            ],
        ),
        (
            "The mayor confirmed the blast but said nobody was hurt.",
            [("The mayor", "confirmed", ("the blast",)), ("The mayor", "said", ("nobody was hurt",))],
        ),
        (
            "The rebels hold the port, state media said, a claim Accra rejected.",
            [("state media", "said", ("The rebels hold the port",)), ("Accra", "rejected", ("a claim",))],
        ),
        ("The report was dismissed by the army.", [("the army", "was dismissed by", ("The report",))]),
        ("It is alleged that guards fled.", [(None, "It is alleged", ("that guards fled",))]),
        ("As the Globe has reported, the port is shut.", [("the Globe", "has reported", ("the port is shut",))]),
        ("The army has not commented.", [("The army", "has not commented", ())]),
        ("Ministry: 12 dead in blaze", [("Ministry", ":", ("12 dead in blaze",))]),
        (
            "The mayor of Lisna, Ada Bek, who lives abroad, told reporters that she would return.",
            [("The mayor of Lisna, Ada Bek, who lives abroad", "told", ("that she would return",))],
        ),
        (
            "US, Polish and Romanian services estimate that 900 men crossed.",
            [("US, Polish and Romanian services", "estimate", ("that 900 men crossed",))],
        ),
        ("On Friday the ministry repeatedly denied it.", [("the ministry", "repeatedly denied", ("it",))]),
    ],
)
def test_each_frame_gives_its_source_its_cue_and_its_content(text: str, told: list[Told]) -> None:
    assert [tell(one) for one in find_attributions(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The report claims many readers.", "Local reports of fighting grew.", "The United States has a plan.",
        "They held 131 of the 250 seats.", "The rate was cut by 50 basis points.",
        "He wants to leave the estimates aside.",
    ],
)  # fmt: skip
def test_a_noun_of_the_same_form_reports_nothing(text: str) -> None:
    assert not [a for a in find_attributions(text) if a.kind in ("say", "tell", "weak")]


def test_a_quotation_goes_on_in_the_next_sentence_and_the_next_paragraph() -> None:
    paragraphs = (
        '"We heard the blast," Oleh Bily said. "Then nothing."',
        "The mayor said:",
        "“Two men are dead.",
        "“A third is missing.”",
    )
    text = "\n\n".join(paragraphs)
    first, second = find_attributions(text)
    assert [part.text for part in first.content] == ['"We heard the blast,"', '"Then nothing."']
    assert [part.text for part in second.content] == ["“Two men are dead.", "“A third is missing.”"]


def test_a_quotation_inside_a_quotation_has_its_own_speaker() -> None:
    sources = [
        a.source.text
        for a in find_attributions("\"She said, 'We have no water left,'\" Mr Obi recalled.")
        if a.source
    ]
    assert sources == ["She", "Mr Obi"] or sources == ["Mr Obi", "She"]


def test_the_lexicon_holds_more_than_250_reporting_words_and_no_verb_is_lost() -> None:
    entries = read_entries()
    assert len({entry.words for entry in entries}) > 350
    assert {entry.words[0] for entry in entries if len(entry.words) == 1 and entry.kind == "say"} <= set(list_verbs())
    assert "decline" in list_phrases()
