"""Merging and splitting are judgements: what was said is read otherwise, nothing is rewritten, it can be undone."""

import pytest
from django.core.exceptions import ValidationError

from claims.actions.merging import merge_claim, split_claim, unmerge_claim
from claims.actions.policies import set_policy
from claims.actions.publishing import publish_imported
from claims.evidence import load_evidence
from claims.models import Report
from claims.touched import around
from sources.actions.merging import merge_source, unmerge_source
from sources.vocabulary import TieKind
from tests.claims.cast import Desk
from tests.claims.standings.test_incremental import person


def test_two_names_of_one_source_are_one_voice_until_the_merge_is_undone(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Defence intelligence"])
    desk.report(claim, "Courier", ["Intelligence of the ministry"])
    assert desk.standing(claim) == "corroborated 2/2/2"
    old, new = desk.official("Defence intelligence"), desk.official("Intelligence of the ministry")
    merge_source(by=desk.by, source=old, into=new, why="renamed in 2024")
    assert desk.standing(claim) == "single_source 1/1/1"
    dossier = desk.dossier(claim)
    names = {link["source"]["name"] for report in dossier.reports for chain in report["chain"] for link in chain}
    assert names == {"Intelligence of the ministry"}
    unmerge_source(by=desk.by, source=old, why="two after all")
    assert desk.standing(claim) == "corroborated 2/2/2"


def test_ties_stakes_and_sides_of_a_merged_source_come_with_it(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Bureau"])
    desk.report(claim, "Courier", ["Ministry"])
    desk.tie("Office", "Ministry", TieKind.ARM_OF)
    desk.stake(claim, "Office")
    merge_source(by=desk.by, source=desk.official("Office"), into=desk.official("Bureau"), why="the same house")
    assert desk.standing(claim) == "interested_only 0/1/1"


def test_a_source_is_not_merged_into_itself_nor_twice(desk: Desk) -> None:
    one, other = desk.official("One"), desk.official("Other")
    with pytest.raises(ValidationError):
        merge_source(by=desk.by, source=one, into=one, why="?")
    merge_source(by=desk.by, source=one, into=other, why="the same")
    with pytest.raises(ValidationError):
        merge_source(by=desk.by, source=other, into=one, why="round and round")


def test_a_merged_claim_brings_its_reports(desk: Desk) -> None:
    claim, same = desk.claim("The bridge fell."), desk.claim("The bridge collapsed.")
    desk.report(claim, "Gazette", ["Police"])
    desk.report(same, "Courier", ["Witness"])
    assert desk.by is not None
    merge_claim(by=desk.by, claim=same, into=claim, why="true and false together")
    assert desk.standing(claim) == "corroborated 2/2/2"
    assert len(desk.dossier(claim).reports) == 2
    unmerge_claim(by=desk.by, claim=same, why="one fell, one was blown up")
    assert desk.standing(claim) == "single_source 1/1/1"
    assert desk.standing(same) == "single_source 1/1/1"


def test_a_withdrawal_on_a_merged_claim_counts_on_the_one_it_became(desk: Desk) -> None:
    claim, same = desk.claim("The bridge fell."), desk.claim("The bridge collapsed.")
    desk.report(same, "Courier", ["Police"])
    desk.withdraw(same, "Police")
    assert desk.by is not None
    merge_claim(by=desk.by, claim=same, into=claim, why="true and false together")
    assert desk.standing(claim) == "withdrawn 0/0/0"


def test_readers_are_told_of_a_merge_of_what_is_public(desk: Desk) -> None:
    claim, same = desk.claim("The bridge fell."), desk.claim("The bridge collapsed.")
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk, same.pk])
    claim.refresh_from_db()
    same.refresh_from_db()
    assert desk.by is not None
    with pytest.raises(ValidationError, match="tell readers"):
        merge_claim(by=desk.by, claim=same, into=claim, why="the same")
    merge_claim(by=desk.by, claim=same, into=claim, why="the same", notice="This was a second entry of one claim.")
    assert same.corrections.get().notice == "This was a second entry of one claim."


def test_a_split_moves_reports_and_keeps_who_entered_them(desk: Desk) -> None:
    claim = desk.claim("The bridge fell and two were hurt.")
    stays = desk.report(claim, "Gazette", ["Police"])
    goes = desk.report(claim, "Courier", ["Hospital"], worded="2")
    assert desk.by is not None
    new = split_claim(by=desk.by, claim=claim, statement="Two were hurt.", reports=[goes], why="two things")
    assert desk.standing(claim) == "single_source 1/1/1"
    assert desk.standing(new) == "single_source 1/1/1"
    moved = Report.objects.get(claim=new)
    assert moved.supersedes == goes
    assert moved.attributions.get().source.name == "Hospital"
    assert moved.quantity_low == 2
    assert list(claim.reports.live()) == [stays]


def test_a_merged_claim_has_the_same_evidence_alone_and_beside_the_one_it_became(desk: Desk) -> None:
    claim, same, again = (desk.claim(f"The bridge fell, said {teller}.") for teller in ("one", "two", "three"))
    for told, outlet in ((claim, "Gazette"), (same, "Courier"), (again, "Post")):
        desk.report(told, outlet, ["Police"])
    merge_claim(by=person(desk), claim=again, into=same, why="the same")
    merge_claim(by=person(desk), claim=same, into=claim, why="the same")
    together = load_evidence([claim.pk, same.pk, again.pk])
    assert together == {pk: load_evidence([pk])[pk] for pk in together}
    assert [len(share.reports) for share in together.values()] == [3, 2, 1]


def test_what_falls_on_a_merged_claim_reaches_the_neighbours_of_what_it_became(desk: Desk) -> None:
    question = desk.question()
    first, second = desk.claim("41 were hit, one says."), desk.claim("41 were hit, said the other.")
    last = desk.claim("41 were hit.", "41", question)
    sibling = desk.claim("At least 21 were hit.", "at least 21", question)
    rival = desk.claim("None was hit.")
    desk.exclude(last, rival)
    report = desk.report(first, "Courier", ["Police"], worded="41")
    merge_claim(by=person(desk), claim=first, into=second, why="the same")
    merge_claim(by=person(desk), claim=second, into=last, why="the same")
    assert [desk.standing(told) for told in (last, sibling, rival)] == [
        "single_source 1/1/1", "single_source 1/1/1", "disputed 0/0/0",
    ]  # fmt: skip
    desk.withdraw_document(report.document)
    assert [desk.standing(told) for told in (last, sibling, rival)] == [
        "withdrawn 0/0/0", "withdrawn 0/0/0", "unverified 0/0/0",
    ]  # fmt: skip


def test_trust_in_an_agency_goes_with_it_to_the_source_it_was_merged_into(desk: Desk) -> None:
    claim, other = desk.claim("The bridge fell."), desk.claim("The weir fell.")
    desk.report(claim, "Wire")
    desk.report(other, "Post", ["Police"])
    old, new = desk.source("Wire"), desk.source("Wire Service")
    assert desk.standing(claim) == "unverified 0/0/1"
    set_policy(
        by=None, newsroom=desk.newsroom, name="wires", why="they have their own people", own_reporting_of=[old]
    )
    assert desk.standing(claim) == "single_source 1/1/1"
    before = desk.dossier(other).standing
    merge_source(by=desk.by, source=old, into=new, why="renamed")
    assert desk.standing(claim) == "single_source 1/1/1"
    assert desk.dossier(other).standing == before
    desk.report(claim, "Wire Service", published="2025-06-03")
    assert desk.standing(claim) == "single_source 1/1/1"
    unmerge_source(by=desk.by, source=old, why="two after all")
    assert desk.standing(claim) == "single_source 1/1/1"


def test_what_a_merged_claim_excludes_the_one_it_became_excludes_until_the_merge_is_undone(desk: Desk) -> None:
    fell, collapsed, stands = desk.claim("It fell."), desk.claim("It collapsed."), desk.claim("It stands.")
    desk.exclude(collapsed, stands)
    desk.report(fell, "Gazette", ["Police"])
    desk.report(stands, "Courier", ["Mayor"])
    assert desk.standing(fell) == desk.standing(stands) == "single_source 1/1/1"
    merge_claim(by=person(desk), claim=collapsed, into=fell, why="the same")
    assert desk.standing(fell) == desk.standing(stands) == "contested 1/1/1"
    assert [one["statement"] for one in desk.dossier(fell).as_json()["excludes"]] == ["It stands."]
    assert [one["statement"] for one in desk.dossier(stands).as_json()["excludes"]] == ["It fell."]
    desk.report(fell, "Post", ["Fire service"])
    assert desk.standing(fell) == "contested 2/2/2"
    assert desk.standing(stands) == "contested 1/1/1"
    desk.withdraw(stands, "Mayor")
    assert desk.standing(fell) == "corroborated 2/2/2"
    unmerge_claim(by=person(desk), claim=collapsed, why="not the same")
    assert desk.standing(fell) == "corroborated 2/2/2"
    assert desk.standing(stands) == "withdrawn 0/0/0"


def test_claims_that_excluded_each_other_and_became_one_do_not_exclude_themselves(desk: Desk) -> None:
    one, other, both = desk.claim("It fell."), desk.claim("It stood."), desk.claim("It moved.")
    desk.exclude(one, other)
    desk.report(one, "Gazette", ["Police"])
    desk.report(other, "Courier", ["Mayor"])
    merge_claim(by=person(desk), claim=one, into=both, why="the same")
    merge_claim(by=person(desk), claim=other, into=both, why="the same")
    assert desk.standing(both) == "corroborated 2/2/2"


def test_the_evidence_of_claims_that_exclude_by_merging_is_the_same_alone_and_beside_each_other(desk: Desk) -> None:
    names = ("first", "second", "third", "fourth")
    a, b, c, d = (desk.claim(f"It fell, said the {teller}.") for teller in names)
    desk.exclude(a, b)
    for told, outlet in ((a, "Gazette"), (b, "Courier"), (c, "Post"), (d, "Wire")):
        desk.report(told, outlet, ["Police"])
    merge_claim(by=person(desk), claim=a, into=c, why="the same")
    merge_claim(by=person(desk), claim=b, into=d, why="the same")
    every = [row.pk for row in (a, b, c, d)]
    together = load_evidence(every)
    assert together == {pk: load_evidence([pk])[pk] for pk in every}
    excluded = {pk: share.excluded for pk, share in together.items()}
    assert excluded == {a.pk: {str(d.pk)}, b.pk: {str(c.pk)}, c.pk: {str(d.pk)}, d.pk: {str(c.pk)}}
    assert around([d.pk]) >= {d.pk, c.pk, a.pk}
    assert around([b.pk]) >= {d.pk, c.pk, a.pk}
