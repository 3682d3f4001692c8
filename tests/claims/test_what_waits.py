"""What waits for a verdict, for readers or for another voice, and until when."""

import pytest

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.claims import reword_claim
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.second_looks import leave_on_one_voice
from claims.actions.standings import settle_all
from claims.actions.workflow import send_back, send_to_review
from claims.vocabulary import Verdict
from claims.waiting import (
    hanging_on_one_voice,
    in_review_without_verdict,
    ready_for_readers,
    without_their_verdict,
)
from tests.claims.post import Post, sealed

pytestmark = pytest.mark.django_db


def test_a_voice_with_a_long_name_may_be_left_alone(post: Post) -> None:
    claim = post.desk.claim("The pier stands.")
    post.desk.report(claim, "Pier Post", ["Office of " + "very " * 40 + "long names"])
    publish_claim(by=post.vera, claim=claim, override="for the test")
    settle_all()
    newsrooms = [post.desk.newsroom.pk]
    assert claim in hanging_on_one_voice(post.emil, newsrooms)
    leave_on_one_voice(by=post.emil, claim=claim, why="there is no other")
    assert claim not in hanging_on_one_voice(post.emil, newsrooms)


def test_a_claim_in_review_waits_for_a_verdict_until_its_words_have_one(post: Post) -> None:
    claim = post.boats()

    def waits() -> bool:
        return claim in in_review_without_verdict(post.emil, [post.desk.newsroom.pk])

    send_to_review(by=post.rita, claim=claim)
    assert waits()
    made = assess_claim(by=post.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted.")
    assert not waits()
    reword_claim(by=post.rita, claim=claim, why="sorted", tags=["sea"])
    assert not waits()
    approve_assessment(by=post.edith, assessment=made)
    claim.refresh_from_db()
    send_back(by=post.edith, claim=claim, why="say where")
    reword_claim(by=post.rita, claim=claim, why="where", statement="41 boats were lost at Weir.")
    claim.refresh_from_db()
    send_to_review(by=post.rita, claim=claim)
    assert waits()
    assess_claim(by=post.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted there.")
    assert not waits()
    reword_claim(by=post.rita, claim=claim, why="more", statement="410 boats were lost at Weir.")
    assert waits()


def test_a_public_claim_whose_verdict_a_correction_dropped_waits_for_another_until_readers_have_it(
    post: Post,
) -> None:
    claim = post.published()
    here = [post.desk.newsroom.pk]
    assert claim not in without_their_verdict(post.emil, here)
    assert claim not in ready_for_readers(post.vera, here)
    correct_claim(by=post.vera, claim=claim, notice="It was Weir.", statement="41 boats were lost at Weir.")
    assert sealed(claim).assessment is None
    assert claim in without_their_verdict(post.emil, here)
    assert claim not in ready_for_readers(post.vera, here)
    made = assess_claim(by=post.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted at Weir.")
    assert claim not in without_their_verdict(post.emil, here)
    assert claim not in ready_for_readers(post.vera, here)
    approve_assessment(by=post.edith, assessment=made)
    assert claim in ready_for_readers(post.vera, here)
    correct_claim(by=post.vera, claim=claim, notice="Judged anew.")
    assert sealed(claim).assessment == made
    assert claim not in ready_for_readers(post.vera, here)
    assert claim not in without_their_verdict(post.emil, here)


def test_a_claim_never_judged_is_under_watch_and_waits_for_no_verdict(post: Post) -> None:
    claim = post.boats()
    publish_claim(by=post.vera, claim=claim, override="for the test")
    correct_claim(by=post.vera, claim=claim, notice="It was Weir.", statement="41 boats were lost at Weir.")
    assert claim not in without_their_verdict(post.emil, [post.desk.newsroom.pk])


def test_what_is_approved_waits_for_whoever_publishes(post: Post) -> None:
    claim = post.boats()
    here = [post.desk.newsroom.pk]
    send_to_review(by=post.rita, claim=claim)
    claim.refresh_from_db()
    made = post.judged(claim)
    assert list(ready_for_readers(post.vera, here)) == [claim]
    waiting = ready_for_readers(post.vera, here).get()
    assert waiting.since == made.approval.approved_at  # type: ignore[attr-defined]  # an annotation
    claim.refresh_from_db()
    publish_claim(by=post.vera, claim=claim)
    assert not ready_for_readers(post.vera, here)
