"""Policies are set over the API and applied where one can watch; a source's record has counts and a range."""

from typing import Any

import pytest

from claims.actions.standings import settle_all
from claims.models import ClaimStanding, EvidencePolicy
from claims.vocabulary import Stance
from newsrooms.vocabulary import Role
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker


def test_a_policy_of_age_and_agencies_is_set_and_its_progress_told(house: House, key: Asker) -> None:
    desk = house.desk
    claim = desk.claim("The lower gate was opened.")
    desk.report(claim, "Old Almanac", published="2020-01-01", own=True)
    desk.report(claim, "Weir Wire", published="2025-06-01")
    assert desk.standing(claim) == "single_source 1/1/1"
    agency = desk.source("Weir Wire")
    body = {"name": "Fresh", "most_days": 365, "own_reporting_of": [agency.public_id], "why": "old almanacs mislead"}
    made = key.post("/policies/", body)
    assert made.status == 201
    assert (made.json["version"], made.json["most_days"]) == (1, 365)
    assert [source["name"] for source in made.json["own_reporting_of"]] == ["Weir Wire"]
    assert made.json["progress"] == {"claims": 1, "waiting": 1, "parked": 0}
    settle_all()
    (listed,) = key.get("/policies/").json["results"]
    assert listed["progress"] == {"claims": 1, "waiting": 0, "parked": 0}
    dossier = key.get(f"/claims/{claim.public_id}/").json
    assert dossier["standing"]["policy"] == "Fresh/1"
    assert [voice["name"] for voice in dossier["standing"]["voices"]] == ["Weir Wire"]
    assert [part["reason"] for part in dossier["standing"]["not_counted"]] == ["too_old"]
    assert ClaimStanding.objects.get().status == "single_source"


@pytest.mark.parametrize(
    ("part", "pointer"),
    [
        ({"most_days": -1}, "/most_days"),
        ({"most_days": 40_000}, "/most_days"),
        ({"least_to_refute": 6}, "/least_to_refute"),
        ({"why": ""}, "/why"),
        ({"own_reporting_of": ["nobody"]}, "/own_reporting_of/0"),
        ({"newsroom": "mill-gazette"}, "/newsroom"),
    ],
)
def test_a_bad_policy_names_the_field_and_sets_nothing(key: Asker, part: dict[str, Any], pointer: str) -> None:
    answer = key.post("/policies/", {"name": "Ours", "why": "so"} | part)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert not EvidencePolicy.objects.exists()


def test_a_policy_is_set_by_administrators(house: House) -> None:
    petra = Asker(person=house.hire("petra", Role.PUBLISHER))
    assert petra.post("/policies/", {"name": "Ours", "why": "so"}).status == 403


def test_a_record_has_counts_and_a_range_and_who_errs_together(house: House, key: Asker) -> None:
    desk = house.desk
    for number in range(12):
        claim = desk.claim(f"Gate {number} was open.")
        for paper in ("Post", "Echo"):
            desk.report(claim, paper, [desk.unnamed("a passer-by")] if number < 7 else ["Lock keeper"], own=False)
        tell_wrong = number < 6
        for judge in ("Bailiff", "Surveyor"):
            desk.report(claim, judge, own=True, stance=Stance.DENIES if tell_wrong else Stance.ASSERTS)
    settle_all()
    assert ClaimStanding.objects.filter(status="refuted").count() == 6
    record = key.get(f"/sources/{desk.source('Bailiff').public_id}/record/").json
    assert (record["asserted"], record["errs_together_with"]) == (6, [])
    passer_by = key.get(f"/sources/{desk.unnamed('a passer-by').public_id}/record/").json
    assert (passer_by["asserted"], passer_by["contradicted"]) == (7, 6)
    assert passer_by["share_borne_out"]["low"] < passer_by["share_borne_out"]["high"] < 1
