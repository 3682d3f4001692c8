"""Sources that err together are shown from ten settled claims on, beside a source and a claim."""

from claims.actions.assessments import approve_assessment, assess_claim
from claims.erring import err_together_on, err_together_with
from claims.models import Claim
from claims.vocabulary import Verdict
from newsrooms.vocabulary import Role
from sources.vocabulary import TieKind
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire


def settle(desk: Desk, count: int, wrong: int, *speakers: str) -> Claim:
    """So many claims on which all of these speak; the first ones are judged false and the others verified."""
    author, editor = hire(desk.newsroom, "una", Role.EDITOR), hire(desk.newsroom, "ilse", Role.EDITOR)
    for number in range(count):
        claim = desk.claim(f"Gate {number} was open.")
        for speaker in speakers:
            desk.report(claim, speaker, own=True)
        desk.standing(claim)
        verdict = Verdict.FALSE if number < wrong else Verdict.VERIFIED
        assessment = assess_claim(by=author, claim=claim, verdict=verdict, reasons="We went there.")
        approve_assessment(by=editor, assessment=assessment)
    return desk.claim("Gate 99 was open.")


def test_two_that_share_most_errors_on_ten_claims_are_named_beside_source_and_claim(desk: Desk) -> None:
    new = settle(desk, 10, 6, "Post", "Echo")
    (found,) = err_together_with(desk.source("Post"))
    assert (found.one.name, found.other.name) == ("Post", "Echo")
    assert (found.items, found.joint, found.errors) == (10, 6, 6)
    assert str(found) == "Post and Echo often err together: 6 of 6 errors were the same, on 10 settled claims."
    desk.report(new, "Post", own=True)
    assert err_together_on(new) == []
    desk.report(new, "Echo", own=True)
    assert err_together_on(new) == [found]
    assert desk.standing(new) == "corroborated 2/2/2"


def test_nine_settled_claims_say_nothing(desk: Desk) -> None:
    settle(desk, 9, 9, "Post", "Echo")
    assert err_together_with(desk.source("Post")) == []


def test_what_a_paper_only_passes_on_is_the_error_of_whom_it_quotes(desk: Desk) -> None:
    for number in range(10):
        claim = desk.claim(f"Gate {number} was open.")
        desk.report(claim, "Post", ["Ministry"])
        desk.report(claim, "Echo", ["Ministry"])
    assert err_together_with(desk.source("Post")) == []


def test_one_voice_errs_with_itself_and_that_is_no_news(desk: Desk) -> None:
    settle(desk, 10, 10, "Post", "Echo")
    desk.tie("Post", "Echo", TieKind.OWNED_BY)
    assert err_together_with(desk.source("Post")) == []
