"""A withdrawal that was entered by mistake is annulled over HTTP."""

import pytest

from claims.actions.standings import settle_all
from claims.models import Correction
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db


def test_it_is_annulled_once_and_the_standing_is_there_at_once(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    house.desk.report(claim, "Hill Echo", ["Water board"])
    body = {"claim": claim.public_id, "source": "", "kind": "deleted", "at": "2025-06-03"}
    body["source"] = house.desk.official("Water board").public_id
    made = key.post("/withdrawals/", body).json
    assert (made["annulled_at"], made["annulled_because"]) == (None, None)
    assert key.get(f"/claims/{claim.public_id}/").json["standing"]["status"] == "withdrawn"
    path = f"/withdrawals/{made['id']}/annulments/"
    assert key.post(path, {}).faults == {("/why", "required")}
    done = key.post(path, {"why": "the page had only moved"})
    assert done.status == 200
    assert done.json["annulled_because"] == "the page had only moved"
    assert done.json["annulled_at"]
    assert key.get(f"/claims/{claim.public_id}/").json["standing"]["status"] == "single_source"
    again = key.post(path, {"why": "once more"})
    assert (again.status, again.faults) == (409, {("", "annulled")})
    assert key.get("/withdrawals/").json["results"][0]["annulled_at"] == done.json["annulled_at"]


def test_of_a_public_claim_it_takes_a_notice_and_the_reason_stays_in_the_house(house: House, key: Asker) -> None:
    claim = house.publish(house.desk.claim("The weir was opened."))
    house.desk.report(claim, "Hill Echo", ["Water board"])
    withdrawal = house.desk.withdraw(claim, "Water board")
    settle_all()
    path = f"/withdrawals/{withdrawal.public_id}"
    assert key.post(f"{path}/annulments/", {"why": "moved"}).faults == {("/notice", "required")}
    assert key.post(f"{path}/annulments/", {"why": "moved", "notice": "It had only moved."}).status == 200
    assert Correction.objects.get(claim=claim).notice == "It had only moved."
    plain = Asker.with_key(house.herald, house.vera, Scope.CLAIMS_READ)
    seen = plain.get(f"{path}/").json
    assert seen["annulled_at"]
    assert seen["annulled_because"] is None


def test_what_it_would_do_is_told_first_without_words_for_readers_and_nothing_is_written(
    house: House, key: Asker
) -> None:
    claim = house.publish(house.desk.claim("The weir was opened."))
    house.desk.report(claim, "Hill Echo", ["Water board"])
    withdrawal = house.desk.withdraw(claim, "Water board")
    settle_all()
    told = key.post("/impacts/annulment/", {"withdrawal": withdrawal.public_id})
    assert (told.status, told.json["reached"]) == (200, 1)
    [one] = told.json["results"]
    assert (one["before"], one["after"], one["moved"], one["public"]) == ("withdrawn", "single_source", True, True)
    assert key.get(f"/withdrawals/{withdrawal.public_id}/").json["annulled_at"] is None
    assert not Correction.objects.exists()
    assert key.post("/impacts/annulment/", {"withdrawal": "none"}).faults == {("/withdrawal", "unknown_id")}
    key.post(f"/withdrawals/{withdrawal.public_id}/annulments/", {"why": "moved", "notice": "It had only moved."})
    again = key.post("/impacts/annulment/", {"withdrawal": withdrawal.public_id})
    assert (again.status, again.faults) == (409, {("", "annulled")})
