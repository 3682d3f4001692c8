"""What a statement may be about: known claims, questions and sources, with reasons; never by the bare number."""

import pytest

from claims.actions.extractions import suggest_reports
from claims.actions.suggestions import accept_suggestion
from claims.actions.translations import translate_claim
from claims.models import Claim, Suggestion
from claims.vocabulary import Basis
from newsrooms.vocabulary import Role
from sources.actions.sources import set_aliases
from sources.vocabulary import SourceKind
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import STORM, Keep
from tests.newsrooms.cast import hire

BOATS = "A storm on Sunday night damaged at least 17 fishing boats"


def suggested(keep: Keep, text: str = "", about: str = BOATS) -> Suggestion:
    """The suggestion whose statement begins so."""
    made = suggest_reports(capture=keep(text) if text else keep())
    return next(one for one in made if one.candidate["statement"].startswith(about))


def reasons(one: Suggestion, claim: Claim) -> dict[str, list[str]]:
    match = next(row for row in one.matches if row["kind"] == "claim" and row["id"] == claim.public_id)
    return {reason["rule"]: reason["shared"] for reason in match["reasons"]}


def names(one: Suggestion) -> dict[str, list[str]]:
    """For each name of the article the known sources it was taken for."""
    return {
        row["says"]: [source["name"] for source in row["sources"] if source["chosen"]]
        for row in one.matches
        if row["kind"] == "name"
    }


def test_a_statement_is_matched_to_the_claim_it_is_about_with_its_reasons(keep: Keep, desk: Desk) -> None:
    claim = desk.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17 boats")
    desk.claim("The breakwater of Tamra is 900 metres long", "900 metres")
    one = suggested(keep)
    assert one.claim == claim
    said = reasons(one, claim)
    assert said["names"] == ["tamra"]
    assert {"boat", "damag", "storm"} <= set(said["words"])
    assert said["figure"] == ["equal"]
    assert one.score > 0.7


@pytest.mark.parametrize(
    "statement",
    [
        "At least 17 lorries crossed the bridge at Hallow",
        "17 people were decorated in the capital",
        "The town of Seventeen Oaks has 17 streets",
    ],
)
def test_the_same_number_alone_matches_nothing(keep: Keep, desk: Desk, statement: str) -> None:
    claim = desk.claim(statement, "17")
    one = suggested(keep)
    assert one.claim is None
    assert claim.public_id not in [row.get("id") for row in one.matches]


def test_another_thing_counted_or_another_unit_is_no_match_whatever_else_agrees(keep: Keep, desk: Desk) -> None:
    question = desk.question(
        "How many warehouses did the storm in the harbour of Tamra damage?", counted="warehouses"
    )
    desk.claim("The storm on Sunday night damaged at least 17 in the harbour of Tamra", "at least 17", question)
    assert suggested(keep).claim is None


def test_another_figure_for_a_known_question_is_a_new_claim_that_answers_it(keep: Keep, desk: Desk) -> None:
    question = desk.question("How many fishing boats did the storm damage in Tamra?", Basis.INSTANT, counted="boats")
    twelve = desk.claim("The storm damaged 12 fishing boats in Tamra", "12", question)
    one = suggested(keep)
    assert one.claim is None
    chosen = [row["id"] for row in one.matches if row["kind"] == "question" and row["chosen"]]
    assert chosen == [question.public_id]
    assert reasons(one, twelve)["figure"] == ["disjoint"]


def test_a_source_is_known_by_a_further_name_in_another_script(keep: Keep, desk: Desk) -> None:
    source = desk.official("Хафен-комісар")
    set_aliases(by=desk.by, source=source, aliases=["Тамра Порт Аутгоріті", "Ільда Ренн"])
    text = "Boats\n\nHarbour master Ilda Renn said on Monday that 17 boats had sunk in the storm at the quay.\n"
    one = suggested(keep, text, about="17 boats")
    assert names(one) == {"Ilda Renn": ["Хафен-комісар"]}


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ("Tamra Port Authority", True),
        ("The Tamra Port Authority", True),
        ("Port Authority of Tamra", True),
        ("Tamra Ports Authority", True),
        ("Lomra Port Authority", False),
        ("Tamra Airport Authority", False),
    ],
)
def test_a_name_is_known_in_another_order_and_spelling_but_not_with_another_word(
    keep: Keep, desk: Desk, known: str, named: bool
) -> None:
    desk.official(known)
    assert names(suggested(keep)) == {"Tamra Port Authority": [known] if named else []}


def test_initials_stand_for_the_name_and_stay_open_when_two_fit(keep: Keep, desk: Desk) -> None:
    text = "Boats\n\nThe TPA said on Monday that 17 boats had sunk in the storm at the quay.\n"
    desk.official("Tamra Port Authority")
    assert list(names(suggested(keep, text, about="17 boats")).values()) == [["Tamra Port Authority"]]
    desk.official("Tolmin Parents Association")
    again = text.replace("17", "18")
    assert list(names(suggested(keep, again, about="18 boats")).values()) == [[]]


def test_unnamed_people_of_one_article_are_not_those_of_another(keep: Keep, desk: Desk) -> None:
    desk.source("Two officials", SourceKind.UNNAMED)
    one = suggested(keep, about="three fishermen")
    assert names(one) == {"Two officials": []}
    assert [row["new_kind"] for row in one.matches if row["kind"] == "name"] == ["unnamed"]


def test_what_another_newsroom_knows_is_not_known_here(keep: Keep, desk: Desk) -> None:
    from_elsewhere = Desk(desk.newsroom.__class__.objects.create(slug="else", name="Else"))
    from_elsewhere.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17 boats")
    from_elsewhere.official("Tamra Port Authority")
    one = suggested(keep)
    assert one.claim is None
    assert names(one) == {"Tamra Port Authority": []}


def test_a_figure_put_in_the_place_of_another_in_the_same_document_is_a_new_claim(keep: Keep, desk: Desk) -> None:
    claim = desk.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17")
    one = suggested(keep)
    accept_suggestion(by=desk.by, suggestion=one)
    changed = keep(STORM.replace("at least 17", "at least 14"), document=one.document)
    (later,) = suggest_reports(capture=changed)
    assert later.claim is None
    assert reasons(later, claim)["figure"] == ["covers"]


def test_a_statement_without_a_figure_is_not_taken_to_support_one(keep: Keep, desk: Desk) -> None:
    desk.claim("At least 17 fishing boats of Tamra were damaged by the storm", "at least 17")
    text = "Storm\n\nThe storm damaged fishing boats in Tamra, the Tamra Port Authority said.\n"
    assert suggested(keep, text, about="The storm damaged").claim is None
    denial = "Storm\n\nThe mayor denied that the storm had damaged fishing boats in Tamra.\n"
    assert suggested(keep, denial, about="the storm had damaged").claim is not None


@pytest.mark.parametrize("translated", [True, False])
def test_a_claim_in_another_script_is_known_by_its_translation(keep: Keep, desk: Desk, translated: bool) -> None:
    claim = desk.claim("У порту Тамра шторм пошкодив щонайменше 17 рибальських човнів")
    Claim.objects.filter(pk=claim.pk).update(language="uk")
    claim.refresh_from_db()
    english = "At least 17 fishing boats in the harbour of Tamra were damaged by the storm"
    if translated:
        translate_claim(by=hire(desk.newsroom, "edda", Role.EDITOR), claim=claim, language="en", statement=english)
    assert suggested(keep).claim == (claim if translated else None)
