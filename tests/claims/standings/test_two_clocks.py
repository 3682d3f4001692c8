"""Two clocks: the evidence known by a moment, and what this system said at it, which nothing done later changes."""

import json
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.borrowings import decide_borrowing
from claims.actions.policies import set_policy
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.dossier import open_dossier
from claims.models import Borrowing, Claim
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.claims.standings.test_incremental import DOING, UndoneError, steps
from tests.newsrooms.cast import hire


def said(claim: Claim, moment: datetime) -> Any:
    """What we said of the claim at that moment."""
    found = open_dossier(claim, recorded_by=moment).said
    assert found is not None
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps, min_size=2, max_size=8))
def test_what_was_said_at_a_moment_is_said_for_ever(desk: Desk, story: list[Any]) -> None:
    try:
        with transaction.atomic():
            _live_through(desk, story)
            raise UndoneError
    except UndoneError:
        pass


def _live_through(desk: Desk, story: list[Any]) -> None:
    question = desk.question()
    told = [
        desk.claim("41 were hit.", "41", question),
        desk.claim("At least 21 were hit.", "at least 21", question),
        desk.claim("The bridge fell."),
        desk.claim("The bridge stands."),
    ]
    kept: list[tuple[Claim, datetime, Any]] = []
    for number, (kind, *words) in enumerate(story):
        try:
            with transaction.atomic():
                DOING[kind](desk, told, *words)
        except (ValidationError, PermissionDenied):
            continue
        settle_all()
        moment = timezone.now()
        for claim in told:
            now, answer = open_dossier(claim).standing, said(claim, moment)
            assert (answer["standing"]["status"], answer["standing"]["lines"]) == (now["status"], now["lines"])
            kept.append((claim, moment, answer))
        if number == 2:
            set_policy(by=None, newsroom=desk.newsroom, name="strict", why="trial", least_to_corroborate=3)
    for claim, moment, answer in kept:
        assert said(claim, moment) == answer


def test_the_two_clocks_tell_apart_what_was_published_from_what_was_entered(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", own=True, published="2025-06-01")
    assert desk.standing(claim) == "single_source 1/1/1"
    entered_one = timezone.now()
    desk.report(claim, "Courier", own=True, published="2025-05-01")
    assert desk.standing(claim) == "corroborated 2/2/2"
    by_then = open_dossier(claim, recorded_by=entered_one)
    assert [report["document"]["publisher"]["name"] for report in by_then.reports] == ["Gazette"]
    assert by_then.standing["status"] == "single_source"
    assert [cause["publisher"] for step in by_then.timeline for cause in step["causes"]] == ["Gazette"]
    known = desk.dossier(claim, at="2025-05-15")
    assert [report["document"]["publisher"]["name"] for report in known.reports] == ["Courier"]
    assert known.said is None
    both = open_dossier(claim, entered_one.replace(year=2025, month=5, day=15), recorded_by=entered_one)
    assert both.reports == []


def test_a_draft_does_not_come_to_light_by_asking_for_the_days_before_it_was_published(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", own=True)
    settle_all()
    as_draft = timezone.now()
    publish_claim(by=hire(desk.newsroom, "petra", Role.PUBLISHER), claim=claim, override="urgent")
    settle_all()
    assert said(claim, as_draft)["standing"] is None
    now = said(claim, timezone.now())
    assert now["standing"]["status"] == "single_source"
    assert (now["version"]["number"], now["version"]["statement"]) == (1, "The bridge fell.")


def test_a_copy_judged_today_does_not_change_what_was_counted_yesterday(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    one = desk.report(claim, "Gazette", own=True, published="2025-06-01")
    two = desk.report(claim, "Courier", own=True, published="2025-06-02")
    settle_all()
    before = timezone.now()
    row = Borrowing.objects.create(
        claim=claim, report=two, original=one, likeness=0.9, passage="x", original_passage="x"
    )
    between = timezone.now()
    decide_borrowing(by=desk.by, borrowing=row, accepted=True, why="It says so.")
    lines = [open_dossier(claim, recorded_by=moment).standing["lines"]["low"] for moment in (before, between)]
    assert (lines, open_dossier(claim).standing["lines"]["high"]) == ([2, 1], 1)


def test_the_command_and_the_desk_ask_both_clocks(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", own=True, published="2025-06-01")
    settle_all()
    out = StringIO()
    call_command("dossier", claim.external_id, recorded_by="2024-01-01", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["reports"], told["said"]["standing"]) == ([], None)
    with pytest.raises(CommandError, match="--recorded-by: 'soon' is not"):
        call_command("dossier", claim.external_id, recorded_by="soon")
    client = Client()
    assert desk.by is not None
    client.force_login(desk.by)
    page = f"/admin/claims/claim/{claim.pk}/workspace/"
    then = client.get(page, {"then": "2024-01-01", "clock": "said"}).content.decode()
    assert "We had said nothing yet." in then
    today = f"{timezone.now():%Y-%m-%d}"
    assert "We said then:" in client.get(page, {"then": today, "clock": "said"}).content.decode()
    assert "evidence known by 2024-01-01" in client.get(page, {"then": "2024-01-01"}).content.decode()
    assert "is not a year" in client.get(page, {"then": "<soon>"}).content.decode()
