"""What one event moved is one entry and one page, seen as one; a source's record and a policy's progress show."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.standings import settle_all
from claims.models import Acknowledgement, EvidencePolicy, StandingStep, Withdrawal
from claims.queues import rows_of_queue
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.merging import merge_source
from sources.models import Source
from tests.claims.admin.full_house import House
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire


@pytest.fixture
def editor(desk: Desk) -> Client:
    client = Client()
    assert desk.by is not None
    client.force_login(desk.by)
    return client


def tell_burst(desk: Desk) -> str:
    """Three claims rest on the committee, which takes its page down; give the batch."""
    document = desk.document("Gazette")
    claims = [desk.claim(f"Committee decision {number}.") for number in range(3)]
    for claim in claims:
        desk.report(claim, "Gazette", document=document, own=True)
    settle_all()
    from_one = desk.withdraw_document(document)
    settle_all()
    steps = StandingStep.objects.filter(causes__contains=[{"kind": "statement.withdrawn", "id": from_one.public_id}])
    batches = set(steps.values_list("batch", flat=True))
    assert (len(batches), steps.count()) == (1, 3)
    return batches.pop()


def test_a_burst_is_one_entry_of_the_queue_and_is_acknowledged_as_one(desk: Desk, editor: Client) -> None:
    batch = tell_burst(desk)
    assert isinstance(desk.by, User)
    rows = rows_of_queue(desk.by, "withdrawals")
    assert rows is not None
    assert [row.together for row in rows] == [3]
    queue = editor.get("/admin/desk/queues/withdrawals/").content.decode()
    assert "2 other claims moved with it." in queue
    assert f"/admin/desk/impacts/{batch}/" in queue
    page = editor.get(f"/admin/desk/impacts/{batch}/").content.decode()
    assert "Seen, all 3 of them" in page
    assert page.count("not seen") == 3
    assert editor.post(f"/admin/desk/impacts/{batch}/seen/", {"note": "Called them."}).status_code == 302
    assert list(Acknowledgement.objects.values_list("acknowledged_by", "note")) == [(desk.by.pk, "Called them.")] * 3
    page = editor.get(f"/admin/desk/impacts/{batch}/").content.decode()
    assert "Emil" in page or "emil" in page
    assert "All of it was seen." in page
    assert "3 claims" in editor.get("/admin/desk/impacts/").content.decode()
    assert list(rows_of_queue(desk.by, "withdrawals") or ()) == []


def test_a_reporter_sees_the_batch_and_cannot_acknowledge_it_nor_a_stranger_see_it(desk: Desk) -> None:
    batch = tell_burst(desk)
    client = Client()
    client.force_login(hire(desk.newsroom, "rex", Role.REPORTER))
    assert "Seen, all" not in client.get(f"/admin/desk/impacts/{batch}/").content.decode()
    client.post(f"/admin/desk/impacts/{batch}/seen/")
    assert not Acknowledgement.objects.exists()
    assert client.get("/admin/desk/impacts/nothing/").status_code == 404
    assert Client().get(f"/admin/desk/impacts/{batch}/").status_code == 302


def test_a_source_is_merged_and_unmerged_from_its_page(desk: Desk, editor: Client) -> None:
    one, other = desk.official("Ministry of Tides"), desk.official("Tides Ministry")
    page = f"/admin/sources/source/{one.pk}"
    assert "Merge into another" in editor.get(f"{page}/change/").content.decode()
    answer = editor.post(f"{page}/merge/", {"into": other.name, "why": "One office."})
    assert answer.status_code == 302, answer.content.decode()
    assert Source.objects.get(pk=one.pk).merged_into == other
    assert editor.post(f"{page}/unmerge/", {"why": "Two offices."}).status_code == 302
    assert Source.objects.get(pk=one.pk).merged_into is None


def test_the_record_of_a_source_is_one_click_from_its_page(desk: Desk, editor: Client) -> None:
    one, other = desk.official("Ministry of Tides"), desk.official("Tides Ministry")
    assert (
        f"/admin/desk/sources/{one.pk}/record/"
        in editor.get(f"/admin/sources/source/{one.pk}/change/").content.decode()
    )
    page = editor.get(f"/admin/desk/sources/{one.pk}/record/").content.decode()
    assert "Others have settled none of it" in page
    merge_source(by=desk.by, source=one, into=other, why="One office.")
    assert "It was merged into" in editor.get(f"/admin/desk/sources/{one.pk}/record/").content.decode()


def test_a_policy_is_entered_with_agencies_by_name_and_its_progress_is_watched(desk: Desk) -> None:
    client = Client()
    client.force_login(hire(desk.newsroom, "adam", Role.ADMINISTRATOR))
    wire = desk.source("Tide Wire")
    for number in range(3):
        desk.report(desk.claim(f"Tide {number} was high."), "Tide Wire")
    settle_all()
    values = {
        "newsroom": desk.newsroom.pk, "name": "Ours", "least_to_corroborate": 2, "least_to_confirm": 2,
        "least_to_refute": 2, "parties_count": "on", "agencies": "Tide Wire\nNobody", "most_days": 400,
        "stale_after_days": 90, "why": "We trust the wire.",
    }  # fmt: skip
    refused = client.post("/admin/claims/evidencepolicy/add/", values)
    assert "There is no source called" in refused.content.decode()
    assert not EvidencePolicy.objects.exists()
    assert client.post("/admin/claims/evidencepolicy/add/", values | {"agencies": "tide wire"}).status_code == 302
    policy = EvidencePolicy.objects.get()
    assert (policy.own_reporting_of, policy.most_days) == ([wire.pk], 400)
    page = client.get(f"/admin/claims/evidencepolicy/{policy.pk}/change/")
    assert "0 of 3 claims are computed; 3 wait." in page.content.decode()
    assert "Look again" in page.content.decode()
    assert "Refresh" not in page.headers  # nobody's page is changed under their eyes
    settle_all()
    page = client.get(f"/admin/claims/evidencepolicy/{policy.pk}/change/")
    assert "All 3 claims are computed." in page.content.decode()
    assert "Look again" not in page.content.decode()


@pytest.mark.django_db
def test_what_an_annulment_would_do_is_shown_before_a_word_is_written_and_nothing_is_done(full_house: House) -> None:
    withdrawal = full_house.rows["withdrawal"]
    address = reverse("admin:claims_withdrawal_annul", args=[withdrawal.pk])
    shown = full_house.client("editor").post(address, {"_foresee": "1", "why": "", "notice": ""})
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "What this would change" in page
    assert "Only looked at" not in page
    assert "errorlist" not in page
    assert Withdrawal.objects.in_force().filter(pk=withdrawal.pk).exists()
    refused = full_house.client("editor").post(address, {"why": "", "notice": ""})
    assert refused.status_code == 422
