"""A page is kept ready to be sent, in one query, and is never older than what it says."""

import gzip
from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions.due import mark_due
from claims.actions.standings import settle_all
from claims.models import Claim, StoredDossier, StoredPage
from claims.stored import read_dossiers, stored_dossier
from newsrooms.actions.newsroom import edit_newsroom
from newsrooms.models import Newsroom
from tests.claims.pages.conftest import Herald, Reader


def test_the_second_reader_costs_one_query(
    herald: Herald, reader: Reader, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/claims/{herald.flood().public_id}/"
    first = reader.read(address)
    with django_assert_num_queries(1):
        assert reader.read(address) == first


def test_a_reader_who_has_the_page_gets_304_for_one_query_that_does_not_read_it(
    herald: Herald, reader: Reader
) -> None:
    address = f"/claims/{herald.flood().public_id}/"
    tag = reader.get(address).headers["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(address, if_none_match=tag)
    assert (answer.status_code, answer.content, len(queries)) == (304, b"", 1)
    assert answer.headers["ETag"] == tag
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_before_the_worker_came_a_page_costs_the_same_number_of_queries_for_any_number_of_reports(
    herald: Herald, reader: Reader
) -> None:
    counts = set()
    for number in (1, 10):
        claim = herald.desk.claim(f"The dam held for {number} days.")
        for outlet in range(number):
            herald.desk.report(claim, f"Outlet {outlet}", ["Ministry of Rivers"], [f"Engineer {outlet}"])
        herald.publish(claim)
        StoredDossier.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            reader.read(f"/claims/{claim.public_id}/")
        counts.add(len(queries))
    assert len(counts) == 1


def test_a_change_is_on_the_page_before_anything_was_computed_again(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    address = f"/claims/{claim.public_id}/"
    reader.read(address)
    herald.desk.report(claim, "Tribune", ["Fire brigade"], worded="at least 21")
    assert "Fire brigade" in reader.read(address)


def test_a_page_made_before_a_change_is_not_served_after_it(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    address = f"/claims/{claim.public_id}/"
    reader.read(address)
    page, dossier = StoredPage.objects.get(claim=claim), StoredDossier.objects.get(claim=claim)
    mark_due([claim.pk], cause="report.recorded", cause_id="x")
    StoredPage.objects.filter(pk=page.pk).delete()
    dossier.save(force_insert=True)  # as if whoever read before the change had only now come to store it
    page.pk = None
    page.body = gzip.compress(b"old")
    page.save()
    assert reader.read(address) != "old"
    assert stored_dossier(claim)[0] != ""
    assert StoredDossier.objects.get(claim=claim).marks == 1


def test_while_a_claim_is_due_its_page_is_kept_too(
    herald: Herald, reader: Reader, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = herald.flood()
    mark_due([claim.pk], cause="report.recorded", cause_id="x")
    first = reader.read(f"/claims/{claim.public_id}/")
    with django_assert_num_queries(1):
        assert reader.read(f"/claims/{claim.public_id}/") == first
    before = StoredDossier.objects.get(claim=claim)
    settle_all()
    after = StoredDossier.objects.get(claim=claim)
    assert (before.marks, after.marks) == (1, None)
    assert before.storing != after.storing


def test_a_newsroom_that_changes_its_name_has_it_on_every_page_at_once(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    reader.read(f"/claims/{claim.public_id}/")
    owner = Newsroom.objects.get().memberships.order_by("pk")[0].user
    edit_newsroom(by=owner, newsroom=herald.desk.newsroom, changes={"name": "Weir Daily"}, why="renamed")
    assert "Weir Daily" in reader.read(f"/claims/{claim.public_id}/")
    edit_newsroom(by=owner, newsroom=herald.desk.newsroom, changes={"website": "https://weir.example"}, why="moved")
    assert "https://weir.example" in reader.read(f"/claims/{claim.public_id}/")


def test_an_embargo_lifts_on_the_second_and_not_before(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    lifts = timezone.now() + timedelta(minutes=10)
    Claim.objects.filter(pk=claim.pk).update(embargo_until=lifts)
    address = f"/claims/{claim.public_id}/"
    with time_machine.travel(lifts - timedelta(seconds=1), tick=False):
        assert reader.get(address).status_code == 404
    with time_machine.travel(lifts, tick=False):
        assert reader.get(address).status_code == 200


def test_what_was_stored_under_an_embargo_is_not_served_after_it(herald: Herald, reader: Reader) -> None:
    """Within the house the dossier shows drafts of the same question; readers must not be handed that one."""
    question = herald.desk.question()
    public = herald.desk.claim("41 were hit.", "41", question)
    draft = herald.desk.claim("Only 12 were hit.", "12", question)
    herald.desk.report(public, "Gazette", ["Service"], worded="41")
    herald.desk.report(draft, "Secret paper", ["Secret witness"], worded="12")
    herald.publish(public)
    lifts = timezone.now() + timedelta(minutes=10)
    Claim.objects.filter(pk=public.pk).update(embargo_until=lifts)
    StoredDossier.objects.all().delete()
    assert "Secret" in stored_dossier(Claim.objects.get(pk=public.pk))[0]
    with time_machine.travel(lifts, tick=False):
        assert "Secret" not in stored_dossier(Claim.objects.get(pk=public.pk))[0]
        assert "Secret" not in reader.read(f"/claims/{public.public_id}/")


def test_many_dossiers_are_read_in_a_fixed_number_of_queries(herald: Herald) -> None:
    counts = set()
    for number in (1, 4):
        claims = [herald.publish(herald.desk.claim(f"Claim {number} {each}.")) for each in range(number)]
        StoredDossier.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            found = read_dossiers(claims)
        assert [part["id"] for part in found] == [claim.public_id for claim in claims]
        counts.add(len(queries))
    assert len(counts) == 1


def test_a_page_with_fifty_reports_is_under_sixty_kilobytes_compressed(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam held.")
    for outlet in range(50):
        herald.desk.report(claim, f"Outlet number {outlet}", [f"Engineer {outlet % 7}"], ["Ministry of Rivers"])
    herald.publish(claim)
    answer = reader.get(f"/claims/{claim.public_id}/", accept_encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 60_000
    assert gzip.decompress(answer.content).count(b'class="report ') == 50


def test_a_browser_that_refuses_gzip_gets_plain_text(herald: Herald, reader: Reader) -> None:
    address = f"/claims/{herald.flood().public_id}/"
    for accepted in ("", "identity", "gzip;q=0", "br"):
        assert "Content-Encoding" not in reader.get(address, accept_encoding=accepted).headers
