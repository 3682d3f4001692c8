"""A key that may write may not thereby tell readers anything, and a correction made from a stale page is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.workflow import set_embargo
from claims.models import Claim, Correction
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House

WRITE = (Scope.CLAIMS_READ, Scope.DRAFTS_READ, Scope.CLAIMS_WRITE, Scope.REPORTS_WRITE)


@pytest.fixture
def public(house: House) -> Claim:
    claim = house.desk.claim("The weir broke.")
    house.desk.report(claim, "Gazette", ["Committee"])
    return house.publish(claim)


def test_a_notice_to_readers_takes_publish_whatever_it_is_a_notice_of(house: House, public: Claim) -> None:
    other = house.publish(house.desk.claim("The weir burst."))
    told = Correction.objects.count()
    body = {"into": other.external_id, "why": "the same", "notice": "Now told as one."}
    refused = house.key(*WRITE).post(f"/claims/{public.public_id}/merges/", body)
    assert (refused.status, refused.faults) == (403, {("Authorization", "scope_missing")})
    assert Correction.objects.count() == told
    assert house.key(*WRITE, Scope.PUBLISH).post(f"/claims/{public.public_id}/merges/", body).status == 200


def test_an_embargo_is_undone_with_the_scope_that_sets_one(house: House) -> None:
    claim = house.desk.claim("The weir broke.")
    set_embargo(by=house.vera, claim=claim, until=timezone.now() + timedelta(days=1))
    address = f"/claims/{claim.public_id}/undos/"
    assert house.key(*WRITE).post(address, {}).status == 403
    claim.refresh_from_db()
    assert claim.embargo_until is not None
    assert house.key(*WRITE, Scope.PUBLISH).post(address, {}).status == 200


def test_a_correction_made_from_a_stale_page_is_refused_when_it_says_which_page(house: House, public: Claim) -> None:
    key = house.key()
    seen = key.get(f"/claims/{public.public_id}/").etag
    address = f"/claims/{public.public_id}/corrections/"
    assert key.post(address, {"notice": "It was the lower weir.", "location": "Lower"}, if_match=seen).status == 201
    stale = key.post(address, {"notice": "It was the upper weir.", "location": "Upper"}, if_match=seen)
    assert (stale.status, stale.code) == (412, "stale")


def test_provenance_names_no_version_that_came_after_what_was_recorded_by_then(house: House, public: Claim) -> None:
    address = f"/claims/{public.public_id}/provenance/"
    now, then = house.key().get(address), house.key().get(f"{address}?recorded_by=2020-01-01")
    assert [one.status for one in (now, then)] == [200, 200]
    assert [b'"version 1"' in one.body for one in (now, then)] == [True, False]
