"""A verdict is of the words it was given on: corrections, embargoes and undoing keep to that."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.claims import reword_claim
from claims.actions.merging import merge_claim
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.questions import change_question
from claims.actions.reviews import keep_as_published
from claims.actions.standings import settle_all
from claims.actions.undo import undo_last
from claims.actions.withdrawals import withdraw_statement
from claims.actions.workflow import restore_claim, send_back, send_to_review, set_embargo, trash_claim
from claims.algebra.intervals import Quantity
from claims.gate import words_mark
from claims.models import Assessment, Claim, ClaimStanding, DueClaim
from claims.quantity_columns import columns_of
from claims.vocabulary import Verdict, WithdrawalKind
from newsrooms.models import Event, Membership, User
from newsrooms.vocabulary import Role
from sources.algebra.moments import read_moment
from tests.claims.cast import figure
from tests.claims.post import Post, sealed

pytestmark = pytest.mark.django_db


def columns(worded: str) -> dict[str, Any]:
    quantity: Quantity | None = figure(worded)
    return columns_of(quantity, None)


def test_a_correction_of_the_words_does_not_carry_the_verdict_along(post: Post) -> None:
    claim = post.published()
    assert sealed(claim).sealed["assessment"]["verdict"] == "verified"
    correct_claim(by=post.vera, claim=claim, notice="It was 410.", statement="410 boats were lost.", **columns("410"))
    assert (sealed(claim).assessment, sealed(claim).sealed["assessment"]) == (None, None)
    correct_claim(by=post.vera, claim=claim, notice="Once more.")
    assert sealed(claim).assessment is None
    newer = post.judged(claim)
    correct_claim(by=post.vera, claim=claim, notice="Assessed again.")
    assert sealed(claim).assessment == newer


def test_a_publisher_may_say_why_the_verdict_holds_and_it_stays_visible(post: Post) -> None:
    claim = post.published()
    words = "41 boats were lost at sea."
    correct_claim(by=post.vera, claim=claim, notice="A word was missing.", verdict_holds="a typo", statement=words)
    assert (sealed(claim).sealed["assessment"]["verdict"], sealed(claim).override) == ("verified", "a typo")
    correct_claim(by=post.vera, claim=claim, notice="The same, with the tag.", tags=["sea"])
    assert sealed(claim).assessment is not None


def test_the_author_of_a_verdict_cannot_say_that_it_holds(post: Post) -> None:
    claim = post.published(by=post.viktor)
    with pytest.raises(PermissionDenied, match="You gave this verdict"):
        correct_claim(by=post.viktor, claim=claim, notice="A word.", verdict_holds="a typo", statement="41 ships.")
    assert sealed(claim).number == 1
    correct_claim(by=post.vera, claim=claim, notice="A word.", verdict_holds="a typo", statement="41 ships.")
    assert sealed(claim).assessment is not None


def test_a_changed_question_takes_the_verdicts_off_its_claims(post: Post) -> None:
    claim = post.published()
    assert claim.question is not None
    change_question(by=post.vera, question=claim.question, why="other", notice="Asked anew.", text="How many sank?")
    assert sealed(claim).assessment is None
    other = post.published()
    assert other.question is not None
    said = {"why": "a comma", "notice": "A comma.", "text": "How many, then?"}
    change_question(by=post.vera, question=other.question, verdicts_hold="only a comma", **said)
    assert sealed(other).assessment is not None


def test_a_tag_voids_no_assessment_and_a_question_does(post: Post) -> None:
    claim = post.boats()
    made = assess_claim(by=post.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted.")
    reword_claim(by=post.rita, claim=claim, why="sorted", tags=["sea"])
    approve_assessment(by=post.edith, assessment=made)
    assert claim.question is not None
    change_question(by=post.emil, question=claim.question, why="other", text="How many sank?")
    with pytest.raises(ValidationError, match="reworded"):
        publish_claim(by=post.vera, claim=claim)


def test_no_verdict_is_given_on_words_its_author_never_saw(post: Post) -> None:
    claim = post.boats()
    read = words_mark(Claim.objects.get(pk=claim.pk))
    reword_claim(by=post.rita, claim=claim, why="more", statement="410 boats were lost.")
    with pytest.raises(ValidationError, match="410 boats were lost"):
        assess_claim(by=post.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted.", read=read)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("away", ["trashed", "merged"])
def test_nothing_is_judged_or_taken_back_of_a_claim_that_is_away(post: Post, away: str) -> None:
    claim = post.published() if away == "merged" else post.boats()
    made = assess_claim(by=post.emil, claim=claim, verdict=Verdict.FALSE, reasons="Not so.")
    if away == "merged":
        other = post.desk.claim("The boats are gone.")
        publish_claim(by=post.vera, claim=other)
        merge_claim(by=post.emil, claim=claim, into=other, why="the same", notice="One claim now.")
    else:
        trash_claim(by=post.emil, claim=claim, why="a double")
    with pytest.raises((PermissionDenied, ValidationError)):
        approve_assessment(by=post.edith, assessment=made)
    with pytest.raises((PermissionDenied, ValidationError)):
        correct_claim(by=post.vera, claim=claim, notice="Changed.", location="Weir")
    with pytest.raises((PermissionDenied, ValidationError)):
        withdraw_statement(
            by=post.emil,
            kind=WithdrawalKind.DELETED,
            at=read_moment("2025-06-02"),
            source=post.desk.official("Coast guard"),
            claim=claim,
        )


def test_a_claim_published_under_an_embargo_can_be_held_back_or_taken_back_while_it_runs(post: Post) -> None:
    claim = post.boats()
    post.judged(claim)
    now = timezone.now()
    set_embargo(by=post.vera, claim=claim, until=now + timedelta(days=1))
    claim.refresh_from_db()
    publish_claim(by=post.vera, claim=claim)
    settle_all()
    claim.refresh_from_db()
    set_embargo(by=post.vera, claim=claim, until=now + timedelta(days=3))
    assert DueClaim.objects.filter(claim=claim, causes__contains=[{"kind": "embargo.moved"}]).exists()
    claim.refresh_from_db()
    with pytest.raises(PermissionDenied):
        trash_claim(by=post.edith, claim=claim, why="wrong")
    trash_claim(by=post.vera, claim=claim, why="wrong")
    claim.refresh_from_db()
    restore_claim(by=post.vera, claim=claim)
    claim.refresh_from_db()
    assert claim.workflow_state == "draft"


def test_an_embargo_that_is_lifted_by_hand_marks_what_the_claim_bears_on(post: Post) -> None:
    claim = post.boats()
    beside = post.desk.claim("12 boats were lost.", "12", claim.question)
    set_embargo(by=post.vera, claim=claim, until=timezone.now() + timedelta(days=1))
    claim.refresh_from_db()
    publish_claim(by=post.vera, claim=claim)
    settle_all()
    claim.refresh_from_db()
    set_embargo(by=post.vera, claim=claim, until=None)
    assert set(DueClaim.objects.values_list("claim", flat=True)) == {claim.pk, beside.pk}
    claim.refresh_from_db()
    with pytest.raises((PermissionDenied, ValidationError)):
        trash_claim(by=post.vera, claim=claim, why="too late")


def test_undoing_a_move_takes_the_role_of_the_move(post: Post) -> None:
    claim = post.boats()
    send_to_review(by=post.edith, claim=claim)
    claim.refresh_from_db()
    send_back(by=post.edith, claim=claim, why="more")
    Membership.objects.filter(user=post.edith).update(role=Role.REPORTER.value)
    claim.refresh_from_db()
    with pytest.raises(PermissionDenied, match="send a claim back"):
        undo_last(by=User.objects.get(pk=post.edith.pk), claim=claim)
    Membership.objects.filter(user=post.edith).update(role=Role.EDITOR.value)
    undo_last(by=User.objects.get(pk=post.edith.pk), claim=claim)
    claim.refresh_from_db()
    assert claim.workflow_state == "in_review"


def test_what_is_sealed_is_the_standing_of_that_moment(post: Post) -> None:
    claim = post.boats()
    publish_claim(by=post.vera, claim=claim, override="for the test")
    assert sealed(claim).sealed["standing"] == "single_source"
    post.desk.report(claim, "Hill Radio", ["Harbour master"], worded="41")
    correct_claim(by=post.vera, claim=claim, notice="Another counted, too.")
    assert sealed(claim).sealed["standing"] == "corroborated"
    settle_all()
    assert ClaimStanding.objects.get(claim=claim).due_since is None
    assert not Event.objects.filter(type="claim.due_for_review").exists()


def test_a_claim_kept_as_published_is_due_again_only_by_a_new_move(post: Post) -> None:
    claim = post.published()
    post.desk.report(claim, "Hill Radio", ["Harbour master"], worded="41")
    settle_all()
    assert ClaimStanding.objects.get(claim=claim).due_since is not None
    keep_as_published(by=post.emil, claim=claim, why="as it was")
    post.desk.report(claim, "Hill Radio", ["Harbour master"], worded="41")
    settle_all()
    assert ClaimStanding.objects.get(claim=claim).due_since is None
