"""Losses at the desk: both captures side by side, and an editor's decision through the door."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ProposedWithdrawal, Withdrawal
from newsrooms.vocabulary import Role
from tests.claims.quote_watch.conftest import FURTHER, REST, SENTENCE, URL, Watch
from tests.newsrooms.cast import hire, open_hill_courier
from tests.sources.fake_web import Page


@pytest.fixture
def edited(watch: Watch) -> ProposedWithdrawal:
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=1)
    return ProposedWithdrawal.objects.get()


@pytest.fixture
def door(client: Client, watch: Watch) -> Client:
    assert watch.desk.by is not None
    client.force_login(watch.desk.by)
    return client


def at(verb: str, loss: ProposedWithdrawal) -> str:
    return reverse(f"admin:claims_proposedwithdrawal_{verb}", args=[loss.pk])


def test_both_captures_stand_side_by_side_with_what_differs(door: Client, edited: ProposedWithdrawal) -> None:
    shown = door.get(at("change", edited)).content.decode()
    assert f"<mark>{SENTENCE}</mark>" in shown
    assert f"<mark>{SENTENCE.replace('17', '14')}</mark>" in shown
    assert "<del>17</del><ins>14</ins>" in shown
    assert "<del><bdi>at least 17</bdi></del>" in shown


def test_a_page_that_is_gone_shows_what_stood_there_and_what_rests_on_it(door: Client, watch: Watch) -> None:
    watch.web.pages[URL] = Page(status=410)
    watch.look(days=1)
    shown = door.get(at("change", ProposedWithdrawal.objects.get())).content.decode()
    assert SENTENCE in shown
    assert "The site says the page has been removed." in shown
    for claim in (watch.boats, watch.nets):
        assert claim.statement in shown


def test_it_waits_in_its_queue(door: Client, edited: ProposedWithdrawal) -> None:
    shown = door.get(reverse("desk:queue", args=["losses"])).content.decode()
    assert at("change", edited) in shown


def test_an_editor_accepts_as_proposed_and_the_claim_falls(
    door: Client, watch: Watch, edited: ProposedWithdrawal
) -> None:
    given = {"kind": "edited", "scope": "statement", "happened": "", "why": ""}
    foreseen = door.post(at("accept", edited), given | {"_foresee": "1"}).content.decode()
    assert "Nothing is saved yet" in foreseen
    assert not Withdrawal.objects.exists()
    assert door.post(at("accept", edited), given).status_code == 302
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.claim, withdrawal.kind) == (watch.boats, "edited")
    assert watch.desk.standing(watch.boats) == "withdrawn 0/0/0"
    assert "was accepted already" in door.get(at("accept", edited)).content.decode()


def test_an_editor_refuses_with_a_reason(door: Client, edited: ProposedWithdrawal) -> None:
    assert door.post(at("refuse", edited), {"why": ""}).status_code == 422
    assert door.post(at("refuse", edited), {"why": "They count another harbour now."}).status_code == 302
    edited.refresh_from_db()
    assert (edited.state, edited.reason) == ("refused", "They count another harbour now.")
    assert "They count another harbour now." in door.get(at("change", edited)).content.decode()


def test_reporters_see_and_do_not_decide_and_others_see_nothing(
    client: Client, watch: Watch, edited: ProposedWithdrawal
) -> None:
    client.force_login(hire(watch.desk.newsroom, "rita", Role.REPORTER))
    assert client.get(at("change", edited)).status_code == 200
    assert client.post(at("refuse", edited), {"why": "no"}).status_code == 403
    _, hana = open_hill_courier()
    client.force_login(hana)
    for verb in ("change", "accept", "refuse"):
        assert client.get(at(verb, edited)).status_code in (302, 404)
    edited.refresh_from_db()
    assert edited.state == "proposed"
