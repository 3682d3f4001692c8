"""A key that may write may not thereby tell readers anything, and a correction made from a stale page is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.workflow import set_embargo
from claims.models import Claim, Correction
from newsrooms.vocabulary import Role, Scope
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

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


def test_an_editor_tells_readers_of_a_merge_by_a_key_as_in_person_and_publishes_by_neither(
    house: House, public: Claim
) -> None:
    other = house.publish(house.desk.claim("The weir burst."))
    draft = house.desk.claim("The weir held.")
    edda = house.hire("edda", Role.EDITOR)
    key, person = Asker.with_key(house.herald, edda, *WRITE, Scope.PUBLISH), Asker(person=edda)
    for asker in (key, person):
        assert asker.post(f"/claims/{draft.public_id}/publications/", {}).status == 403
        correction = {"notice": "It was the lower weir.", "location": "Lower"}
        assert asker.post(f"/claims/{public.public_id}/corrections/", correction).status == 403
    body = {"into": other.external_id, "why": "the same", "notice": "Now told as one."}
    assert key.post(f"/claims/{public.public_id}/merges/", body).status == 200
    body = {"why": "another weir", "notice": "Told as two again."}
    assert person.post(f"/claims/{public.public_id}/unmerges/", body).status == 200


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
