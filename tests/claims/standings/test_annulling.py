"""A withdrawal entered by mistake is annulled: on the clock of the evidence it never was; what we said stays said."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.actions.importing import import_case
from claims.actions.merging import merge_claim
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.actions.withdrawals import annul_withdrawal
from claims.casefile.chosen import export_chosen
from claims.casefile.export import export_case
from claims.casefile.reading import read_case
from claims.dossier import open_dossier
from claims.models import Claim, ClaimStanding, Correction, DueClaim, StandingStep, Withdrawal
from newsrooms.models import Event
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire

pytestmark = pytest.mark.django_db
NOTICE = "We had read a moved page as a deleted one."


def annul(desk: Desk, withdrawal: Withdrawal, notice: str = "") -> Withdrawal:
    return annul_withdrawal(by=desk.by, withdrawal=withdrawal, why="the page had only moved", notice=notice)


def committee_said(desk: Desk) -> Claim:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Committee"], published="2025-06-01")
    return claim


def make_public(desk: Desk, claim: Claim) -> Claim:
    publisher = hire(desk.newsroom, "petra", Role.PUBLISHER)
    publish_claim(by=publisher, claim=claim, override="urgent")
    return Claim.objects.select_related("newsroom").get(pk=claim.pk)


def test_what_fell_with_it_stands_again_with_who_when_and_why(desk: Desk) -> None:
    claim = committee_said(desk)
    withdrawal = desk.withdraw(claim, "Committee")
    assert desk.standing(claim) == "withdrawn 0/0/0"
    began = timezone.now()
    annulled = annul(desk, withdrawal)
    assert desk.standing(claim) == "single_source 1/1/1"
    row = Withdrawal.objects.get(pk=withdrawal.pk)
    assert (row.annulled_by, row.annulled_because) == (desk.by, "the page had only moved")
    assert row.annulled_at is not None
    assert began <= row.annulled_at <= timezone.now()
    assert annulled.pk == row.pk
    last = StandingStep.objects.filter(claim=claim).latest("pk")
    assert (last.before, last.after) == ("withdrawn", "single_source")
    assert last.causes == [{"kind": "withdrawal.annulled", "id": withdrawal.public_id}]
    assert Event.objects.filter(type="withdrawal.annulled", object_id=withdrawal.public_id).count() == 1


def test_what_we_said_in_between_stays_and_on_the_evidence_it_never_was(desk: Desk) -> None:
    """The two clocks: as we had it then, the withdrawal counts; by what was known then, there was none."""
    claim = committee_said(desk)
    withdrawal = desk.withdraw(claim, "Committee", at="2025-06-02")
    settle_all()
    between = timezone.now()
    fallen = open_dossier(claim, recorded_by=between).as_json()
    annul(desk, withdrawal)
    settle_all()
    after = timezone.now()

    assert open_dossier(claim, recorded_by=between).as_json() == fallen
    assert fallen["standing"]["status"] == "withdrawn"
    assert fallen["said"]["standing"]["status"] == "withdrawn"
    causes = [cause for step in fallen["timeline"] for cause in step["causes"]]
    assert [(cause["kind"], cause.get("at")) for cause in causes] == [("report", None), ("withdrawal", "2025-06-02")]
    assert open_dossier(claim, recorded_by=after).standing["status"] == "single_source"
    known = desk.dossier(claim, at="2025-06-03")
    assert known.standing["status"] == "single_source"
    assert known.standing["withdrawn"] is False
    assert [cause["kind"] for step in known.timeline for cause in step["causes"]] == ["report"]
    assert known.reports[0]["withdrawn_at"] is None


def test_the_inputs_are_those_of_a_claim_of_which_nothing_was_ever_taken_back(desk: Desk) -> None:
    claim = committee_said(desk)
    settle_all()
    before = ClaimStanding.objects.get(claim=claim).inputs_hash
    withdrawal = desk.withdraw(claim, "Committee")
    settle_all()
    assert ClaimStanding.objects.get(claim=claim).inputs_hash != before
    annul(desk, withdrawal)
    settle_all()
    assert ClaimStanding.objects.get(claim=claim).inputs_hash == before


def test_an_annulled_deletion_reaches_all_that_rested_on_the_page_as_one_batch(desk: Desk) -> None:
    document = desk.document("Gazette")
    claims = [desk.claim(f"Bridge {number} fell.") for number in range(3)]
    for claim in claims:
        desk.report(claim, "Gazette", ["Committee"], document=document)
    other = desk.claim("The mill burned.")
    desk.report(other, "Gazette", ["Miller"])
    withdrawal = desk.withdraw_document(document)
    assert {desk.standing(claim) for claim in claims} == {"withdrawn 0/0/0"}
    annul(desk, withdrawal)
    assert set(DueClaim.objects.values_list("claim", flat=True)) == {claim.pk for claim in claims}
    assert {desk.standing(claim) for claim in claims} == {"single_source 1/1/1"}
    steps = StandingStep.objects.filter(causes__contains=[{"kind": "withdrawal.annulled"}])
    assert (steps.count(), steps.values("batch").distinct().count()) == (3, 1)


def test_only_the_mistaken_one_of_two_is_annulled(desk: Desk) -> None:
    claim = committee_said(desk)
    first, second = (
        desk.withdraw(claim, "Committee", at="2025-06-02"),
        desk.withdraw(claim, "Committee", "2025-06-04"),
    )
    annul(desk, first)
    assert desk.standing(claim) == "withdrawn 0/0/0"
    assert desk.dossier(claim).reports[0]["withdrawn_at"] == "2025-06-04"
    assert desk.dossier(claim, at="2025-06-03").standing["status"] == "single_source"
    annul(desk, second)
    assert desk.standing(claim) == "single_source 1/1/1"


def test_a_public_claim_it_struck_gets_a_notice_or_nothing_changes(desk: Desk) -> None:
    claim = make_public(desk, committee_said(desk))
    withdrawal = desk.withdraw(claim, "Committee")
    with pytest.raises(ValidationError) as refused:
        annul(desk, withdrawal)
    assert "notice" in refused.value.message_dict
    assert Withdrawal.objects.in_force().filter(pk=withdrawal.pk).exists()
    annul(desk, withdrawal, NOTICE)
    assert Correction.objects.get(claim=claim).notice == NOTICE


def test_every_public_claim_a_page_took_down_gets_the_notice_and_no_draft_does(desk: Desk) -> None:
    document = desk.document("Gazette")
    shown, draft, cited, superseded_elsewhere = (desk.claim(f"Bridge {number} fell.") for number in range(4))
    for claim in (shown, draft):
        desk.report(claim, "Gazette", ["Committee"], document=document)
    desk.report(cited, "Courier", ["Committee"])
    withdrawal = desk.withdraw_document(document)
    make_public(desk, shown)
    with pytest.raises(ValidationError):
        annul(desk, withdrawal)
    annul(desk, withdrawal, NOTICE)
    assert list(Correction.objects.values_list("claim", flat=True)) == [shown.pk]
    assert superseded_elsewhere.corrections.count() == 0


def test_the_claim_it_was_merged_into_gets_the_notice(desk: Desk) -> None:
    claim, into = committee_said(desk), make_public(desk, desk.claim("The old bridge fell."))
    withdrawal = desk.withdraw(claim, "Committee")
    merge_claim(by=hire(desk.newsroom, "edna", Role.EDITOR), claim=claim, into=into, why="one bridge", notice="One.")
    assert desk.standing(into) == "withdrawn 0/0/0"
    with pytest.raises(ValidationError):
        annul(desk, withdrawal)
    annul(desk, withdrawal, NOTICE)
    assert desk.standing(into) == "single_source 1/1/1"
    assert into.corrections.filter(notice=NOTICE).exists()


def test_without_a_reason_twice_or_below_editor_it_is_refused(desk: Desk) -> None:
    claim = committee_said(desk)
    withdrawal = desk.withdraw(claim, "Committee")
    with pytest.raises(ValidationError) as refused:
        annul_withdrawal(by=desk.by, withdrawal=withdrawal, why="  ")
    assert "why" in refused.value.message_dict
    with pytest.raises(PermissionDenied):
        annul_withdrawal(by=hire(desk.newsroom, "rex", Role.REPORTER), withdrawal=withdrawal, why="no")
    assert desk.standing(claim) == "withdrawn 0/0/0"
    annul(desk, withdrawal)
    with pytest.raises(ValidationError, match="annulled already"):
        annul(desk, withdrawal)


@pytest.mark.parametrize(
    "change",
    [
        "annulled_at = now()",
        "annulled_because = 'so'",
        "annulled_at = recorded_at - interval '1 second', annulled_because = 'so'",
        "note = 'another'",
    ],
)
def test_postgresql_refuses_half_an_annulment_and_one_before_its_time(desk: Desk, change: str) -> None:
    withdrawal = desk.withdraw(committee_said(desk), "Committee")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE claims_withdrawal SET {change} WHERE id = %s", [withdrawal.pk])  # noqa: S608


@pytest.mark.parametrize("change", ["annulled_at = NULL, annulled_because = ''", "annulled_because = 'another'"])
def test_postgresql_keeps_an_annulment_as_it_was_made(desk: Desk, change: str) -> None:
    withdrawal = annul(desk, desk.withdraw(committee_said(desk), "Committee"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE claims_withdrawal SET {change} WHERE id = %s", [withdrawal.pk])  # noqa: S608


@pytest.mark.parametrize("chosen", [False, True])
def test_an_export_leaves_it_out_and_an_import_does_not_bring_it_back(desk: Desk, *, chosen: bool) -> None:
    claim = committee_said(desk)
    withdrawal = desk.withdraw(claim, "Committee")

    def export() -> str:
        if chosen:
            return "".join(export_chosen(desk.newsroom, Claim.objects.filter(pk=claim.pk), title="Bridge"))
        return "".join(export_case(desk.newsroom, title="Bridge"))

    before = export()
    assert [row["id"] for row in json.loads(before)["withdrawals"]] == [withdrawal.external_id]
    annul(desk, withdrawal)
    assert json.loads(export())["withdrawals"] == []

    assert desk.by is not None
    result = import_case(by=desk.by, newsroom=desk.newsroom, title="again", records=read_case(before).records)
    assert sum(result.added.values()) == 0
    assert desk.standing(claim) == "single_source 1/1/1"


def test_its_cost_does_not_grow_with_the_claims_of_the_house(
    desk: Desk, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    document = desk.document("Gazette")
    for number in range(30):
        desk.report(desk.claim(f"Bridge {number} fell."), "Gazette", ["Committee"], document=document)
    withdrawal = desk.withdraw_document(document)
    settle_all()
    with django_assert_max_num_queries(22):
        annul(desk, withdrawal)


def test_a_moment_just_before_and_just_after_tell_it_apart(desk: Desk) -> None:
    claim = committee_said(desk)
    row = annul(desk, desk.withdraw(claim, "Committee"))
    assert row.annulled_at is not None
    tick = timedelta(microseconds=1)
    for moment, status in ((row.annulled_at - tick, "withdrawn"), (row.annulled_at, "single_source")):
        assert open_dossier(claim, recorded_by=moment).standing["status"] == status
