"""What is due is a row: nothing is lost, nothing is done twice in vain, and poison is put aside."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from claims.actions import standings
from claims.actions.claims import declare_part, end_exclusion, end_stake, reword_claim
from claims.actions.reports import LinkEntry, ReportEntry, supersede_report
from claims.actions.standings import MOST_ATTEMPTS, settle_all, settle_due, settle_now
from claims.algebra.analysis import analyse
from claims.algebra.findings import Analysis
from claims.models import ClaimStanding, DueClaim, Exclusion, Stake, StandingStep, StoredDossier
from claims.vocabulary import Relation
from sources.actions.sources import align_source, change_source, end_alignment
from sources.actions.ties import end_tie
from sources.models import Alignment, GroundChange
from tests.claims.cast import Desk


def due(desk: Desk) -> set[str]:
    return set(DueClaim.objects.values_list("claim__statement", flat=True))


def test_a_report_makes_its_claim_and_those_of_its_question_due_and_no_others(desk: Desk) -> None:
    question = desk.question()
    one, two, other = desk.claim("One.", "1", question), desk.claim("Two.", "2", question), desk.claim("Other.")
    settle_all()
    assert due(desk) == set()
    desk.report(one, "Gazette", ["Ministry"])
    assert due(desk) == {"One.", "Two."}
    assert other.statement not in due(desk)
    assert two.statement in due(desk)


def test_a_tie_reaches_every_claim_its_sources_speak_in(desk: Desk) -> None:
    claim, other = desk.claim("One."), desk.claim("Other.")
    desk.report(claim, "Gazette", ["Bureau"])
    desk.report(claim, "Courier", ["Ministry"])
    desk.report(other, "Gazette", ["Somebody else"])
    assert desk.standing(claim).endswith("2/2/2")
    tie = desk.tie("Bureau", "Ministry")
    assert desk.standing(claim).endswith("1/1/1")
    last = StandingStep.objects.filter(claim=claim).order_by("id").last()
    assert last is not None
    assert last.causes == [{"kind": "tie.declared", "id": tie.public_id}]
    end_tie(by=desk.by, tie=tie, why="they parted")
    assert desk.standing(claim).endswith("2/2/2")


def test_a_tie_reaches_through_sources_that_nobody_quotes(desk: Desk) -> None:
    claim = desk.claim("One.")
    desk.report(claim, "Gazette", ["Bureau"])
    desk.report(claim, "Courier", ["Office"])
    desk.tie("Bureau", "Ministry")
    assert desk.standing(claim).endswith("2/2/2")
    desk.tie("Office", "Ministry")
    assert desk.standing(claim).endswith("1/1/1")


def test_a_side_taken_makes_its_claims_due(desk: Desk) -> None:
    claim = desk.claim("One.")
    desk.stake(claim, "Army")
    desk.report(claim, "Gazette", ["Ally"])
    assert desk.standing(claim) == "single_source 1/1/1"
    align_source(by=desk.by, source=desk.official("Ally"), aligned_with=desk.official("Army"), reason="fights beside")
    assert desk.standing(claim) == "interested_only 0/1/1"
    end_alignment(by=desk.by, alignment=Alignment.objects.get(), why="left")
    assert desk.standing(claim) == "single_source 1/1/1"


def test_taking_back_a_stake_or_an_exclusion_is_felt(desk: Desk) -> None:
    claim, other = desk.claim("One."), desk.claim("Other.")
    desk.report(claim, "Gazette", ["Army"])
    desk.report(other, "Gazette", ["Witness"])
    desk.stake(claim, "Army")
    desk.exclude(claim, other)
    assert desk.standing(claim).startswith("contested")
    end_exclusion(by=desk.by, exclusion=Exclusion.objects.get(), why="both may be")
    assert desk.standing(claim).startswith("interested_only")
    end_stake(by=desk.by, stake=Stake.objects.get(), why="no party")
    assert desk.standing(claim).startswith("single_source")


def test_a_superseded_report_counts_no_more(desk: Desk) -> None:
    claim = desk.claim("One.")
    report = desk.report(claim, "Gazette", ["Ministry"])
    entry = ReportEntry(stance="asserts", chains=[[LinkEntry(desk.unnamed("Insiders"), Relation.SAYS)]])
    supersede_report(by=desk.by, report=report, entry=entry, why="the ministry was not named")
    assert desk.standing(claim) == "unverified 0/0/1"
    assert len(desk.dossier(claim).reports) == 1


def test_a_renamed_source_is_renamed_in_the_stored_dossier(desk: Desk) -> None:
    claim = desk.claim("One.")
    desk.report(claim, "Gazette", ["Ministry"])
    settle_all()
    StoredDossier.objects.create(claim=claim, body="{}", sha256="0" * 64, stored_at=timezone.now())
    change_source(by=desk.by, source=desk.official("Ministry"), why="its new name", name="Department")
    settle_all()
    assert not StoredDossier.objects.exists()
    assert desk.dossier(claim).standing["voices"][0]["name"] == "Department"


def test_a_claim_that_cannot_be_computed_is_tried_again_then_parked_and_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, sound = desk.claim("Poison."), desk.claim("Sound.")
    sound_analysis = analyse

    def refuse_poison(evidence: Any, **how: Any) -> Analysis:
        if evidence.claim.statement == "Poison.":
            raise ValueError("no end to it")
        return sound_analysis(evidence, **how)

    monkeypatch.setattr(standings, "analyse", refuse_poison)
    for _ in range(MOST_ATTEMPTS):
        DueClaim.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        settle_due()
    row = DueClaim.objects.get()
    assert (row.claim, row.attempts) == (poison, MOST_ATTEMPTS)
    assert row.parked_at is not None
    assert "no end to it" in row.last_error
    assert ClaimStanding.objects.filter(claim=sound).exists()
    monkeypatch.setattr(standings, "analyse", sound_analysis)
    assert settle_due() == 0
    desk.report(poison, "Gazette", ["Ministry"])
    assert desk.standing(poison) == "single_source 1/1/1"


def test_a_worker_that_died_leaves_its_claims_to_the_next(desk: Desk) -> None:
    desk.claim("One.")
    standings._take(10)  # the worker is killed here
    assert settle_due() == 0
    DueClaim.objects.update(not_before=timezone.now())
    assert settle_due() == 1
    assert not DueClaim.objects.exists()


def test_a_claim_that_kills_its_worker_is_tried_alone_and_parked_in_the_end(desk: Desk) -> None:
    deadly, sound = desk.claim("Deadly."), desk.claim("Sound.")
    alone = []
    for _ in range(MOST_ATTEMPTS):
        DueClaim.objects.update(not_before=timezone.now())
        taken = standings._take(10)  # the worker is killed here, whatever it took
        while [due.claim for due in taken] == [sound]:
            alone.append(sound)
            settle_now([sound.pk])
            taken = standings._take(10)
        assert deadly in [due.claim for due in taken]
    assert alone == [sound]
    DueClaim.objects.update(not_before=timezone.now())
    assert settle_due() == 0
    row = DueClaim.objects.get()
    assert (row.claim, row.last_error) == (deadly, "Every worker that tried this died.")
    assert row.parked_at is not None


def test_a_change_made_while_a_claim_is_computed_leaves_it_due(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = desk.claim("One.")
    compute = standings.compute_standings

    def compute_then_change(due: dict[int, DueClaim]) -> dict[int, Exception]:
        failed = compute(due)
        desk.report(claim, "Gazette", ["Ministry"])
        return failed

    monkeypatch.setattr(standings, "compute_standings", compute_then_change)
    settle_due()
    monkeypatch.setattr(standings, "compute_standings", compute)
    assert due(desk) == {"One."}
    assert desk.standing(claim) == "single_source 1/1/1"


def test_a_claim_marked_anew_after_another_worker_was_done_with_it_stays_due(desk: Desk) -> None:
    desk.claim("One.")
    taken = DueClaim.objects.get()  # a slow worker has this
    settle_all()
    desk.report(desk.claim("One."), "Gazette", ["Ministry"])
    DueClaim.objects.update(marks=taken.marks, since=taken.since + timedelta(seconds=1), claim=taken.claim)
    standings._strike_off([taken])
    assert DueClaim.objects.filter(claim=taken.claim).exists()


def test_the_person_who_changed_it_sees_the_new_standing_at_once(desk: Desk) -> None:
    claim = desk.claim("One.")
    desk.report(claim, "Gazette", ["Ministry"])
    settle_now([claim.pk])
    assert ClaimStanding.objects.get(claim=claim).status == "single_source"
    assert not DueClaim.objects.filter(claim=claim).exists()


def test_rewording_keeps_the_old_wording_with_who_and_why(desk: Desk) -> None:
    claim = desk.claim("One.")
    reword_claim(by=desk.by, claim=claim, why="clearer", statement="Two.")
    rows = apps.get_model("claims", "ClaimHistory").objects.filter(pgh_obj=claim.pk).order_by("pgh_id")
    wordings = [(row.statement, row.pgh_context["name"], row.pgh_context["why"]) for row in rows]
    assert wordings == [("One.", "Emil", "written"), ("Two.", "Emil", "clearer")]


def test_ground_changes_are_gone_once_followed(desk: Desk) -> None:
    desk.tie("Bureau", "Ministry")
    assert GroundChange.objects.count() == 2
    settle_all()
    assert not GroundChange.objects.exists()


def test_declared_parts_are_added_up_in_the_dossier(desk: Desk) -> None:
    total, sappers, builders = (
        desk.claim("6,000.", "6,000"),
        desk.claim("1,000.", "1,000"),
        desk.claim("5,000.", "5,000"),
    )
    for part in (sappers, builders):
        declare_part(by=desk.by, total=total, part=part, reason="as announced")
    parts = desk.dossier(total).parts
    assert parts is not None
    assert parts["relation"] == "equal"
    assert [claim["statement"] for claim in parts["claims"]] == ["1,000.", "5,000."]
    declare_part(by=desk.by, total=total, part=desk.claim("10.", "10"), reason="and ten more")
    parts = desk.dossier(total).parts
    assert parts is not None
    assert (parts["relation"], parts["sum"]["low"]) == ("disjoint", 6010)
