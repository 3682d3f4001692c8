"""Candidates of whole articles: chains to the origin, stances, who he is, and what is left out."""

import pytest

from claims.extraction.articles import Article, BlockKind, split_blocks
from claims.extraction.candidates import Candidate, Tier
from claims.extraction.interface import Extractor, RuleExtractor
from claims.vocabulary import Place, Relation, Stance, WithdrawalKind


def extract(text: str, publisher: str = "The Lesna Courier", title: str = "") -> tuple[Candidate, ...]:
    extractor: Extractor = RuleExtractor()
    return extractor.extract(Article(text, publisher, title))


def name_chains(candidate: Candidate) -> list[str]:
    return [" < ".join(link.name for link in chain) for chain in candidate.chains]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Interfax reports that Oleg Marun specified that 90 men died.", ["Interfax < Oleg Marun"]),
        ("Ninety men died, according to officials, as cited by the Globe.", ["Globe < officials"]),
        ("A senior official told the Morning Herald that 90 men died.", ["Morning Herald < senior official"]),
        ("A senior official told reporters that 90 men died.", ["senior official"]),
        ("A senior official told the Lesna Courier that 90 men died.", ["senior official"]),
        ("Tass, citing the council's press service, said 90 men died.", ["Tass < council's press service"]),
        (
            "Radio Svoboda, with reference to sources in Kursk, writes that 90 men died.",
            ["Radio Svoboda < sources in Kursk"],
        ),
        ("Vadym Skirta was quoted by Reuters as saying that 90 men died.", ["Reuters < Vadym Skirta"]),
        ("Ninety men died, Agence Sud learned from a hospital source.", ["Agence Sud < hospital source"]),
        (
            "US, South Korean and Polish intelligence estimate that 90 men died.",
            ["US intelligence", "South Korean intelligence", "Polish intelligence"],
        ),
        ("Both the White House and the Pentagon said 90 men died.", ["White House", "Pentagon"]),
        ("An internal memo seen by the Financial Wire says 90 men died.", ["Financial Wire < internal memo"]),
        ("A report by the Frontier Institute says 90 men died.", ["Frontier Institute"]),
        ("The council's statement said 90 men died.", ["council"]),
        ("Ninety men died on Tuesday.", []),
        ("It is alleged that 90 men died.", []),
        (
            "Colonel Ants Kivi said in an interview with Postimees Radio that 90 men died.",
            ["Postimees Radio < Ants Kivi"],
        ),
    ],
)
def test_a_chain_runs_from_whom_the_publisher_credits_to_the_origin(text: str, chains: list[str]) -> None:
    (candidate,) = extract(text)
    assert name_chains(candidate) == chains


def test_links_say_how_each_had_it() -> None:
    (candidate,) = extract("Tass, citing the council's press service, reported that 90 men died.")
    assert [link.relation for link in candidate.chains[0]] == [Relation.REPORTS, Relation.CITES]
    (posted,) = extract("Paula Reyes tweeted that 90 men died.")
    assert posted.chains[0][0].relation is Relation.POSTS


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that any jet was hit.", Stance.DENIES),
        ("The ministry dismissed the report as fantasy.", Stance.DISPUTES),
        ("The governor called the claim false.", Stance.DISPUTES),
        ("The newspaper could not independently verify the claim.", Stance.CANNOT_VERIFY),
        ("These accounts could not be confirmed.", Stance.CANNOT_VERIFY),
        ("Kyiv has not commented on the strike.", Stance.NO_POSITION),
        ("The Kremlin declined to comment.", Stance.NO_POSITION),
        ("Neither Moscow nor Minsk has disclosed how many jets were hit.", Stance.NO_POSITION),
        ("It remains unclear how many jets were hit.", Stance.NO_POSITION),
        ("The army said 40 jets were hit.", Stance.ASSERTS),
    ],
)
def test_a_stance_is_what_a_source_does_with_a_claim(text: str, stance: Stance) -> None:
    assert [candidate.stance for candidate in extract(text)] == [stance]


def test_a_deletion_is_a_withdrawal_and_never_a_denial() -> None:
    said, taken = extract("The committee announced an inquiry but later removed the statement from its website.")
    assert (said.stance, said.withdrawal) == (Stance.ASSERTS, None)
    assert (taken.stance, taken.withdrawal) == (Stance.NO_POSITION, WithdrawalKind.DELETED)
    assert name_chains(taken) == ["committee"]


def test_hedges_forecasts_and_conditions_are_marked() -> None:
    (hedged,) = extract("The strike reportedly killed two men.")
    assert hedged.hedge is not None
    assert hedged.hedge.text == "reportedly"
    assert extract("Police said the road will reopen on Monday.")[0].forecast
    (conditional,) = extract("If the dam breaks, 900 people must leave, police said.")
    assert conditional.conditional
    assert not conditional.forecast


ARTICLE = """Strike on Drobiv depot kills nine, governor says

By Jana Ostrova, 14 June 2025, 09:12

A strike on a depot outside Drobiv killed nine workers, regional governor Stepan Horba said on Tuesday.

"All nine were on shift," Horba wrote on Telegram. "Another 14 are in hospital."

He added that the fire had spread to two streets. The road was
closed.

The defence ministry, which first spoke of a gas leak, later retracted the statement.

The Lesna Courier could not independently verify the account.

Smoke over the depot in Drobiv. Photo: AFP

Read also: How the depots became a target

Support independent journalism. Your donation keeps us going."""


def test_people_and_bodies_are_known_again_by_pronoun_and_description() -> None:
    candidates = extract(ARTICLE)
    chains = [name for candidate in candidates for name in name_chains(candidate)]
    assert chains.count("Stepan Horba") == 4
    spread = next(c for c in candidates if "two streets" in c.quote.text and c.direct is False)
    assert spread.chains[0][0].span.text == "He"


def test_headline_lead_body_and_caption_keep_their_places_and_furniture_is_left_out() -> None:
    candidates = extract(ARTICLE)
    assert candidates[0].place is Place.HEADLINE
    assert candidates[1].place is Place.LEAD
    assert candidates[-1].place is Place.CAPTION
    assert not any(
        "donation" in c.quote.text or "Read also" in c.quote.text or "Ostrova" in c.quote.text for c in candidates
    )


def test_what_the_publisher_itself_could_not_verify_has_no_chain() -> None:
    (candidate,) = [c for c in extract(ARTICLE) if c.stance is Stance.CANNOT_VERIFY]
    assert candidate.chains == ()


def test_statements_are_written_without_that_and_without_quotation_marks() -> None:
    statements = [candidate.statement for candidate in extract(ARTICLE)]
    assert "All nine were on shift" in statements
    assert "the fire had spread to two streets" in statements


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("You can close this page, or pay for the next one.", BlockKind.FURNITURE),
        ("© 2025 Postiljon. All rights reserved.", BlockKind.FURNITURE),
        ("Related:", BlockKind.FURNITURE),
        ("By Jana Ostrova", BlockKind.BYLINE),
        ("17 June 2025, 08:13", BlockKind.BYLINE),
        ("Shells at a plant in Ostrava. Photo: EPA", BlockKind.CAPTION),
        ("Plans confirmed by Marun", BlockKind.SUBHEAD),
        ("Key points: * A bridge fell * A road closed * A mayor resigned", BlockKind.TEASER),
        ("soldiers near drobiv screenshots telegram war smoke depot 2025 video", BlockKind.FURNITURE),
        ("The road was closed.", BlockKind.BODY),
    ],
)
def test_every_paragraph_is_told_apart(line: str, kind: BlockKind) -> None:
    text = f"A headline of the day\n\nThe bridge fell on Monday, police said.\n\n{line}\n\nThe end came later."
    assert next(block.kind for block in split_blocks(Article(text)) if block.span.text == line) is kind


def test_a_summary_that_is_cut_off_gives_way_to_the_paragraph_itself() -> None:
    whole = "The bridge over the Lesna fell on Monday, the police said in a statement on its website."
    text = f"A headline of the day\n\n{whole} Two men were hurt in the coll\n\n{whole}\n\nThe end came later."
    assert [b.span.text for b in split_blocks(Article(text)) if b.kind is BlockKind.LEAD] == [whole]


def test_plain_sentences_are_graded_high_and_unclear_ones_are_not() -> None:
    assert extract("The regional governor said that 40 people were killed in the strike.")[0].tier is Tier.HIGH
    assert extract("They said that 40 people were killed in the strike.")[0].tier is Tier.LOW
    assert extract("Forty people were thought to be missing in the region.")[0].tier is Tier.LOW
