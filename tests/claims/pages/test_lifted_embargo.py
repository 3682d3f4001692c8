"""What was sealed under an embargo was seen by nobody before it lifted: at no date, in no list and no feed."""

import json
from datetime import datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from claims.actions.claims import reword_claim
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.actions.workflow import restore_claim, set_embargo, trash_claim
from claims.dossier import open_dossier
from claims.listing import Wish, list_claims
from claims.models import Claim, Publication, PublicListing, StandingStep
from claims.news import KINDS
from claims.printed import read_makings
from claims.versions import versions_of
from claims.views.memento import write_at
from claims.vocabulary import Verdict
from tests.claims.pages.conftest import Herald, Reader

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIRST, SECOND, THIRD = "Nine homes were flooded.", "Ten homes were flooded.", "Eleven homes were flooded."


@pytest.fixture
def held_back(herald: Herald) -> tuple[Claim, datetime, datetime]:
    """Published at once under an embargo of eight hours, corrected after two, and again an hour after it lifted."""
    began = timezone.now()
    lifts = began + 8 * HOUR
    claim = herald.desk.claim(FIRST)
    herald.judge(claim, Verdict.VERIFIED, "We counted nine.")
    set_embargo(by=herald.vera, claim=claim, until=lifts)
    claim.refresh_from_db()
    publish_claim(by=herald.vera, claim=claim)
    settle_all()
    with time_machine.travel(began + 2 * HOUR):
        herald.desk.report(claim, "Gazette", ["Ministry of Rivers"])
        herald.judge(claim, Verdict.VERIFIED, "We counted ten.")
        herald.correct(claim, "One more.", statement=SECOND, verdict_holds="It was given on these words.")
    with time_machine.travel(lifts + HOUR):
        herald.judge(claim, Verdict.VERIFIED, "We counted eleven.")
        herald.correct(claim, "And one more.", statement=THIRD, verdict_holds="It was given on these words.")
    return claim, began, lifts


def test_no_date_before_the_lift_shows_a_version(
    herald: Herald, reader: Reader, held_back: tuple[Claim, datetime, datetime]
) -> None:
    claim, began, lifts = held_back
    here = f"/claims/{claim.public_id}/"
    with time_machine.travel(lifts + 5 * HOUR):
        for at in (began + HOUR, began + 3 * HOUR):
            page = reader.read(f"{here}?at={write_at(at)}")
            assert "We had not published this claim then." in page
            for words in (FIRST, SECOND, "We counted nine.", "We counted ten."):
                assert words not in page
        then = reader.read(f"{here}?at={write_at(lifts + HOUR / 2)}&view=published")
        assert SECOND in then
        assert FIRST not in then
        timemap = reader.read(f"{here}timemap/")
        assert timemap.count('memento"') == 2
        assert write_at(began) not in timemap
        for name in ("", "timemap/", "prov.json", "claim.json", "claim.jsonld"):
            assert FIRST not in reader.read(f"{here}{name}"), name
        sealed = json.loads(reader.read(f"/api/v1{here}publications/"))["results"]
        assert sorted(row["number"] for row in sealed) == [2, 3]
        assert min(row["published_at"] for row in sealed) == lifts.isoformat()
        reader.client.force_login(herald.emil)
        ours = json.loads(reader.read(f"/api/v1{here}publications/"))["results"]
        assert sorted(row["number"] for row in ours) == [1, 2, 3]
        reader.client.logout()


def test_the_page_and_the_readings_tell_the_same_versions(held_back: tuple[Claim, datetime, datetime]) -> None:
    claim, _, lifts = held_back
    with time_machine.travel(lifts + 5 * HOUR):
        makings = read_makings(claim.public_id, "en")
        assert makings
        assert makings.versions == versions_of(claim.pk)
        assert [version.number for version in makings.versions] == [2, 3]
        assert versions_of(claim.pk, at=lifts - HOUR / 60) == []
        assert makings.versions[0].published_at == lifts


def test_feeds_tell_of_what_readers_could_see_and_call_the_first_of_it_new(
    reader: Reader, held_back: tuple[Claim, datetime, datetime]
) -> None:
    _, _, lifts = held_back
    with time_machine.travel(lifts + 5 * HOUR):
        told = {kind: json.loads(reader.read(f"/feeds/{kind}.json"))["items"] for kind in KINDS}
    assert FIRST not in json.dumps(told)
    assert [item["id"].rpartition("#")[2] for item in told["new"]] == ["version-2"]
    assert [item["id"].rpartition("#")[2] for item in told["changed"]] == ["version-3", "version-2"]
    assert [item["id"].rpartition("#")[2] for item in told["corrected"]] == ["version-3"]


def test_the_day_of_publication_is_the_lift_and_stays_so_after_a_correction(
    herald: Herald, reader: Reader, held_back: tuple[Claim, datetime, datetime]
) -> None:
    claim, began, lifts = held_back
    earlier = herald.publish(herald.desk.claim("The ferry sailed."))
    claim.refresh_from_db()
    assert claim.first_published_at == lifts
    assert open_dossier(claim).published_at == lifts.isoformat()
    assert open_dossier(claim, began + 3 * HOUR).published_at is None
    with time_machine.travel(lifts + 5 * HOUR):
        review = json.loads(reader.read(f"/claims/{claim.public_id}/claim.jsonld"))
        assert review["datePublished"] == lifts.isoformat()
        assert review["dateModified"] > lifts.isoformat()
        page = reader.read(f"/claims/{claim.public_id}/")
        assert f'article:published_time" content="{lifts.isoformat()}"' in page
        front = reader.read("/")
        assert front.index(THIRD) < front.index(earlier.statement)


def test_a_step_of_the_standing_under_embargo_was_not_in_public(held_back: tuple[Claim, datetime, datetime]) -> None:
    claim, _, lifts = held_back
    assert Publication.objects.filter(claim=claim).count() == 3
    steps = StandingStep.objects.filter(claim=claim, recorded_at__lt=lifts)
    assert steps.count() >= 2
    assert not steps.filter(published=True).exists()


def test_what_was_corrected_before_anybody_saw_it_was_corrected_for_nobody(
    herald: Herald, reader: Reader, held_back: tuple[Claim, datetime, datetime]
) -> None:
    claim, _, lifts = held_back
    here = f"/claims/{claim.public_id}/"
    told = {f"/api/v1{here}corrections/": 1, "/api/v1/corrections/": 1}
    with time_machine.travel(lifts + 5 * HOUR):
        settle_all()
        for address in (here, f"{here}claim.json", f"{here}claim.jsonld", "/corrections/", "/feeds/changed.json"):
            page = reader.read(address)
            assert "One more." not in page, address
            assert "And one more." in page, address
        assert "1 correction<" in reader.read(here)
        assert [part["notice"] for part in open_dossier(claim).corrections] == ["And one more."]
        assert PublicListing.objects.get().corrected_at > lifts  # type: ignore[operator]
        for address, seen in told.items():
            assert len(json.loads(reader.read(address))["results"]) == seen
        reader.client.force_login(herald.emil)
        for address, seen in told.items():
            assert len(json.loads(reader.read(address))["results"]) == seen + 1


def test_no_date_of_the_sitemap_or_a_list_is_from_before_the_lift(
    reader: Reader, held_back: tuple[Claim, datetime, datetime]
) -> None:
    _, began, lifts = held_back
    lifted = lifts + 48 * HOUR
    Claim.objects.update(embargo_until=lifted)
    migrate = import_module("claims.migrations.0041_what_was_embargoed_was_published_when_that_lifted")
    with connection.cursor() as cursor:
        cursor.execute(migrate.DATES)
    with time_machine.travel(lifted + HOUR):
        settle_all()
        (row,) = list_claims(Wish()).rows
        assert (row.published_at, row.corrected_at) == (lifted, None)
        assert PublicListing.objects.get().first_published_at == lifted
        assert f"<lastmod>{lifted.date().isoformat()}</lastmod>" in reader.read("/sitemaps/claims-1.xml")
        assert lifted.date() > began.date()


def test_an_embargo_lifted_or_moved_after_publication_is_when_readers_saw_it_first(
    herald: Herald, reader: Reader
) -> None:
    began = timezone.now()
    claim = herald.desk.claim(FIRST)
    herald.judge(claim, Verdict.VERIFIED)
    set_embargo(by=herald.vera, claim=claim, until=began + 8 * HOUR)
    claim.refresh_from_db()
    publish_claim(by=herald.vera, claim=claim)
    claim.refresh_from_db()
    set_embargo(by=herald.vera, claim=claim, until=began + 48 * HOUR)
    claim.refresh_from_db()
    assert claim.first_published_at == began + 48 * HOUR
    by_hand = began + 5 * HOUR
    with time_machine.travel(by_hand, tick=False):
        set_embargo(by=herald.vera, claim=claim, until=None)
        claim.refresh_from_db()
        assert claim.first_published_at == claim.embargo_until == by_hand
        settle_all()
        assert [version.published_at for version in versions_of(claim.pk)] == [by_hand]
        assert FIRST in reader.read(f"/claims/{claim.public_id}/")
        assert write_at(began) not in reader.read(f"/claims/{claim.public_id}/timemap/")


def test_a_version_taken_back_under_embargo_is_of_no_date_when_the_claim_is_published_later(
    herald: Herald, reader: Reader
) -> None:
    began = timezone.now()
    claim = herald.desk.claim(FIRST)
    set_embargo(by=herald.vera, claim=claim, until=began + 8 * HOUR)
    claim.refresh_from_db()
    publish_claim(by=herald.vera, claim=claim)
    claim.refresh_from_db()
    trash_claim(by=herald.vera, claim=claim, why="Not yet.")
    claim.refresh_from_db()
    restore_claim(by=herald.vera, claim=claim)
    with time_machine.travel(began + 24 * HOUR):
        claim.refresh_from_db()
        reword_claim(by=herald.vera, claim=claim, why="One more.", statement=SECOND)
        herald.publish(claim)
        assert claim.first_published_at is not None
        assert claim.first_published_at >= began + 24 * HOUR
        assert [version.number for version in versions_of(claim.pk)] == [2]
        page = reader.read(f"/claims/{claim.public_id}/?at={write_at(began + 12 * HOUR)}")
        assert "We had not published this claim then." in page
        assert FIRST not in page


def test_the_api_says_a_claim_changed_last_when_its_embargo_lifted(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    lifted = timezone.now() - HOUR
    Claim.objects.filter(pk=claim.pk).update(
        changed_at=lifted - HOUR, embargo_until=lifted, first_published_at=lifted
    )
    for address in ("/api/v1/claims/", "/api/v1/claims/?q=flooded"):
        (item,) = json.loads(reader.read(address))["results"]
        assert item["changed_at"] == item["published_at"] == lifted.isoformat(), address
