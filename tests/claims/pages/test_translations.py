"""A claim in another language, with the original beside it, for as long as it says what the original says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.translations import drop_translation, translate_claim
from claims.models import Claim, ClaimTranslation
from claims.vocabulary import Verdict
from newsrooms.vocabulary import Role
from tests.claims.pages.conftest import Herald, Reader
from tests.newsrooms.cast import hire

STATEMENT = "У Нижній Греблі затопило щонайменше 21 будинок."
REASONS = "Ми самі зняли покази рейки."


def translate(herald: Herald, claim: Claim, reasons: str = REASONS) -> ClaimTranslation:
    return translate_claim(by=herald.emil, claim=claim, language="uk", statement=STATEMENT, reasons=reasons)


def test_a_translation_is_on_the_page_at_once_with_the_original_beside_it(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    reader.read(f"/uk/claims/{claim.public_id}/")
    translate(herald, claim)
    page = reader.read(f"/uk/claims/{claim.public_id}/")
    assert f'<h1 lang="uk" dir="auto">{STATEMENT}</h1>' in page
    assert f'<span lang="en" dir="auto">{claim.statement}</span>' in page
    assert REASONS in page
    assert "We read the gauge ourselves." in page
    assert STATEMENT not in reader.read(f"/claims/{claim.public_id}/")
    assert STATEMENT not in reader.read(f"/fr/claims/{claim.public_id}/")


def test_lists_and_search_show_it_too(herald: Herald, reader: Reader) -> None:
    translate(herald, herald.flood())
    for address in ("/uk/", "/uk/claims/", "/uk/search/?q=flooded"):
        assert STATEMENT in reader.read(address)
    assert STATEMENT not in reader.read("/claims/")


def test_a_reworded_claim_is_shown_in_the_original_until_that_is_translated(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    translate(herald, claim)
    herald.correct(claim, "One home was counted twice.", statement="At least 20 homes were flooded at Lower Weir.")
    page = reader.read(f"/uk/claims/{claim.public_id}/")
    assert STATEMENT not in page
    assert "At least 20 homes" in page


def test_reasons_of_an_older_verdict_are_not_shown_for_the_new_one(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    translate(herald, claim)
    herald.judge(claim, Verdict.FALSE, "The gauge was read wrongly.")
    herald.correct(claim, "We had read the wrong gauge.")
    page = reader.read(f"/uk/claims/{claim.public_id}/")
    assert STATEMENT in page
    assert REASONS not in page
    assert "The gauge was read wrongly." in page


def test_a_translation_that_was_taken_away_is_gone(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    drop_translation(
        by=herald.emil, translation=translate(herald, claim), why="wrong word", notice="A word was wrong."
    )
    assert STATEMENT not in reader.read(f"/uk/claims/{claim.public_id}/")


def test_who_and_what_is_refused(herald: Herald) -> None:
    claim = herald.flood()
    reporter = hire(herald.desk.newsroom, "rita", Role.REPORTER)
    with pytest.raises(PermissionDenied):
        translate_claim(by=reporter, claim=claim, language="uk", statement=STATEMENT)
    for language, statement in (("en", "The same."), ("de", "Anders."), ("uk", " "), ("uk", "x" * 1001)):
        with pytest.raises(ValidationError):
            translate_claim(by=herald.emil, claim=claim, language=language, statement=statement)
    watched = herald.publish(herald.desk.claim("The dam held."))
    with pytest.raises(ValidationError):
        translate_claim(by=herald.emil, claim=watched, language="uk", statement="Тримається.", reasons="Бо так.")
