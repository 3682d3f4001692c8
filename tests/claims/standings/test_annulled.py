"""What is told once a withdrawal was annulled: nothing against its source, the truth to readers, no work to desks."""

from typing import Any

import pytest

from claims.actions.standings import settle_all
from claims.impacts import recent_batches
from claims.models import PublicVoice, StandingStep
from claims.said import count_outcomes, statements_of
from claims.track_record import track_record
from claims.waiting import impacts_of_withdrawals
from sources.models import Source
from tests.claims.cast import Desk
from tests.claims.standings.test_annulling import NOTICE, annul, committee_said, make_public
from tests.claims.standings.test_incremental import person

pytestmark = pytest.mark.django_db


def taken_back(desk: Desk) -> list[Any]:
    settle_all()
    source = Source.objects.get(newsroom=desk.newsroom, name="Committee")
    spoken: Any = statements_of(source, None).rows
    told = any(report.taken_back for one in spoken for report in one.reports)
    marked = PublicVoice.objects.filter(source=source, taken_back=True).exists()
    return [track_record(source).taken_back, count_outcomes(source).taken_back, told, marked]


def test_it_is_not_held_against_who_never_took_anything_back(desk: Desk) -> None:
    claim = make_public(desk, committee_said(desk))
    assert taken_back(desk) == [0, 0, False, False]
    withdrawal = desk.withdraw(claim, "Committee")
    assert taken_back(desk) == [1, 1, True, True]
    annul(desk, withdrawal, NOTICE)
    assert taken_back(desk) == [0, 0, False, False]


def test_readers_are_told_on_the_page_and_its_timeline_what_happened(desk: Desk, client: Any) -> None:
    claim = committee_said(desk)
    settle_all()
    make_public(desk, claim)
    withdrawal = desk.withdraw(claim, "Committee")
    settle_all()
    page = client.get(f"/claims/{claim.public_id}/").content.decode()
    assert "what it said was taken back" in page
    annul(desk, withdrawal, NOTICE)
    settle_all()
    page = client.get(f"/claims/{claim.public_id}/").content.decode()
    assert "what it said was taken back" not in page
    assert page.count(NOTICE) >= 1
    timeline = page[page.index('<section class="part" id="timeline"') :]
    assert "We had recorded by mistake that something was taken back." in timeline
    assert NOTICE in timeline
    assert "the page had only moved" not in page, "the reason is the house's own"


def test_what_it_had_moved_waits_for_nobody_any_more_and_says_so(desk: Desk) -> None:
    claim, beside = committee_said(desk), committee_said(desk)
    document = desk.document("Gazette", "2025-06-01")
    for one in (claim, beside):
        desk.report(one, "Gazette", own=True, document=document)
    settle_all()
    mistaken = desk.withdraw(claim, "Committee")
    settle_all()
    real = desk.withdraw_document(document)
    settle_all()
    waits = impacts_of_withdrawals(person(desk), [desk.newsroom.pk])
    assert {cause["id"] for row in waits for cause in row.causes} == {mistaken.public_id, real.public_id}
    annul(desk, mistaken)
    settle_all()
    held = {cause["id"] for row in waits.all() for cause in row.causes}
    assert held == {real.public_id}
    told = {batch.key: batch.why for batch in recent_batches([desk.newsroom.pk])}
    steps = StandingStep.objects.exclude(before="")
    first = next(step for step in steps if step.causes[0]["id"] == mistaken.public_id)
    assert "by mistake" in told[first.batch]
    second = next(step for step in steps if step.causes[0]["id"] == real.public_id)
    assert told[second.batch] == "Because something was taken back."
