"""Nothing unpublished moves, or shows in, what is public."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from claims.actions.publishing import publish_imported
from claims.casefile.export import to_json
from claims.models import Claim
from claims.vocabulary import Stance
from tests.claims.cast import Desk


def publish(desk: Desk, *claims: Claim) -> None:
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk for claim in claims])


def test_a_draft_beside_a_public_claim_leaves_no_trace_in_it(desk: Desk) -> None:
    question = desk.question()
    public = desk.claim("41 were hit.", "41", question)
    desk.report(public, "Gazette", ["Service"], worded="41")
    publish(desk, public)
    before = desk.dossier(public)
    draft = desk.claim("Only 12 were hit.", "12", question)
    desk.report(draft, "Secret paper", ["Secret witness"], worded="12")
    desk.exclude(public, draft)
    after = desk.dossier(public)
    assert desk.standing(public) == "single_source 1/1/1"
    written = to_json(after.as_json())
    assert "12" not in to_json(after.contradictions)
    assert "Secret" not in written
    assert "Only 12" not in written
    assert after.standing["inputs_hash"] == before.standing["inputs_hash"]


def test_the_draft_itself_sees_the_public_claim(desk: Desk) -> None:
    question = desk.question()
    public = desk.claim("41 were hit.", "41", question)
    desk.report(public, "Gazette", ["Service"], worded="41")
    publish(desk, public)
    draft = desk.claim("Only 12 were hit.", "12", question)
    desk.report(draft, "Paper", ["Witness"], worded="12")
    assert desk.standing(draft).startswith("contested")


def test_publishing_the_draft_moves_its_public_neighbour(desk: Desk) -> None:
    question = desk.question()
    public = desk.claim("41 were hit.", "41", question)
    desk.report(public, "Gazette", ["Service"], worded="41")
    publish(desk, public)
    draft = desk.claim("Only 12 were hit.", "12", question)
    desk.report(draft, "Paper", ["Witness"], worded="12")
    publish(desk, draft)
    assert desk.standing(public).startswith("contested")


def test_a_denial_on_a_draft_does_not_reach_the_claim_it_excludes(desk: Desk) -> None:
    public, draft = desk.claim("The dam held."), desk.claim("The dam failed.")
    desk.report(public, "Gazette", ["Ministry"])
    publish(desk, public)
    desk.exclude(public, draft)
    desk.report(draft, "Paper", ["Engineer"])
    desk.report(draft, "Paper", ["Ministry"], stance=Stance.DENIES)
    assert desk.standing(public) == "single_source 1/1/1"
    assert desk.dossier(public).excludes == []


def test_a_neighbour_moves_when_the_embargo_lifts_and_not_before(desk: Desk) -> None:
    question = desk.question()
    public = desk.claim("41 were hit.", "41", question)
    desk.report(public, "Gazette", ["Service"], worded="41")
    other = desk.claim("Only 12 were hit.", "12", question)
    desk.report(other, "Paper", ["Witness"], worded="12")
    lifts = timezone.now() + timedelta(hours=1)
    Claim.objects.filter(pk=other.pk).update(embargo_until=lifts)
    publish(desk, public, other)
    assert desk.standing(public) == "single_source 1/1/1"
    with time_machine.travel(lifts + timedelta(seconds=1)):
        assert desk.standing(public).startswith("contested")
