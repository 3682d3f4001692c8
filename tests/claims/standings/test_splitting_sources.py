"""A source that turns out to be two is split as a judgement: ids keep answering, claims follow, it can be undone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.publishing import publish_imported
from claims.actions.splitting import split_source
from claims.models import Claim, Report
from newsrooms.vocabulary import Role
from sources.actions.merging import merge_source
from sources.actions.sources import set_aliases
from sources.models import Source
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire


@pytest.fixture
def claim(desk: Desk) -> Claim:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Police"], published="2025-06-01")
    desk.report(claim, "Courier", ["Police"], published="2025-06-02")
    return claim


def test_two_who_were_taken_for_one_are_two_lines_once_split_and_one_when_merged_again(
    desk: Desk, claim: Claim
) -> None:
    police = desk.source("Police")
    set_aliases(by=desk.by, source=police, aliases=["River police", "The constables"])
    assert desk.standing(claim) == "single_source 1/1/1"
    moved = Report.objects.get(document__publisher__name="Courier")
    new = split_source(
        by=desk.by, source=police, name="Port police", aliases=["River police"], reports=[moved], why="two forces"
    )
    assert desk.standing(claim) == "corroborated 2/2/2"
    assert [alias.name for alias in new.aliases.all()] == ["River police"]
    assert [alias.name for alias in police.aliases.all()] == ["The constables"]
    now = Report.objects.live().get(document__publisher__name="Courier")
    assert now.supersedes == moved
    assert now.attributions.get().source == new
    assert Source.objects.named("River police").get() == new
    merge_source(by=desk.by, source=new, into=police, why="one force after all")
    assert desk.standing(claim) == "single_source 1/1/1"
    assert desk.dossier(claim).reports[1]["chain"][0][0]["source"]["name"] == "Police"


def test_documents_that_another_published_go_with_the_claims_they_speak_on(desk: Desk, claim: Claim) -> None:
    desk.report(claim, "Gazette", own=True, published="2025-06-03")
    document = Report.objects.get(own_reporting=True).document
    new = split_source(
        by=desk.by, source=desk.source("Gazette"), name="Gazette of the North", documents=[document], why="two papers"
    )
    assert desk.standing(claim) == "corroborated 2/2/2"
    publishers = {report["document"]["publisher"]["name"] for report in desk.dossier(claim).reports}
    assert publishers == {"Gazette", "Gazette of the North", "Courier"}
    assert new.kind == desk.source("Gazette").kind


def test_what_is_not_the_sources_own_does_not_go_and_nothing_changes(desk: Desk, claim: Claim) -> None:
    police, report = desk.source("Police"), Report.objects.earliest("id")
    other = desk.source("Gazette")
    for field, wrong in {
        "why": {"reports": [report], "why": " "},
        "aliases": {"aliases": ["Nobody"], "why": "x"},
        "documents": {"documents": [report.document], "why": "x"},
    }.items():
        with pytest.raises(ValidationError) as refused:
            split_source(by=desk.by, source=police, name="Port police", **wrong)  # type: ignore[arg-type]  # by name
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError, match="Choose what goes"):
        split_source(by=desk.by, source=police, name="Port police", why="x")
    with pytest.raises(ValidationError, match="name Gazette in a chain"):
        split_source(by=desk.by, source=other, name="Post", reports=[report], why="x")
    reporter = hire(desk.newsroom, "rita", Role.REPORTER)
    with pytest.raises(PermissionDenied):
        split_source(by=reporter, source=police, name="Port police", reports=[report], why="x")
    assert not Source.objects.filter(name="Port police").exists()
    assert Report.objects.count() == 2


def test_readers_are_told_once_for_each_public_claim(desk: Desk, claim: Claim) -> None:
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk])
    police, reports = desk.source("Police"), list(Report.objects.order_by("id"))
    with pytest.raises(ValidationError, match="tell readers"):
        split_source(by=desk.by, source=police, name="Port police", reports=reports, why="two")
    notice = "Both papers quoted the port police."
    split_source(by=desk.by, source=police, name="Port police", reports=reports, why="two", notice=notice)
    assert [correction.notice for correction in claim.corrections.all()] == [notice]


def test_readers_are_told_who_truly_published_what_a_public_claim_shows(desk: Desk, claim: Claim) -> None:
    publish_imported(by=None, newsroom=desk.newsroom, claims=[claim.pk])
    gazette = desk.source("Gazette")
    document = Report.objects.get(document__publisher=gazette).document
    parts = {"by": desk.by, "source": gazette, "name": "Gazette of the North", "why": "two papers"}
    with pytest.raises(ValidationError) as refused:
        split_source(documents=[document], **parts)  # type: ignore[arg-type]  # by name
    assert list(refused.value.message_dict) == ["notice"]
    document.refresh_from_db()
    assert document.publisher == gazette
    new = split_source(documents=[document], notice="It was another paper.", **parts)  # type: ignore[arg-type]  # by name
    document.refresh_from_db()
    assert document.publisher == new
    assert [correction.notice for correction in claim.corrections.all()] == ["It was another paper."]
