"""What would run in a circle is refused at each door, by name, and nothing is changed: shares, parts and ties."""

from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from claims.actions.claims import declare_part, reword_claim
from claims.actions.merging import merge_claim
from claims.algebra.hedges import read_quantity
from claims.models import Claim, Part
from claims.quantity_columns import columns_of
from sources.models import Tie
from sources.vocabulary import TieKind
from tests.claims.api.conftest import House
from tests.claims.standings.test_incremental import person
from tests.desk.test_two_editors import open_form
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db


@pytest.fixture
def shares(house: House) -> list[Claim]:
    """A total, half of it, and half of that half."""
    claims = [house.desk.claim("40 boats were lost.", "40")]
    for statement in ("Half of them were ferries.", "Half of the ferries (50 %) were new."):
        claim = house.desk.claim(statement)
        half = columns_of(read_quantity("half"), claims[-1])
        claims.append(reword_claim(by=house.vera, claim=claim, why="a share", **half))
    return claims


def test_a_share_of_its_own_share_is_refused_over_the_api(key: Asker, shares: list[Claim]) -> None:
    whole, _, last = shares
    path = f"/claims/{whole.public_id}/"
    opened = key.get(path)
    share = {"quantity": {"worded": "half", "of_claim": last.external_id}}
    refused = key.patch(path, share, if_match=opened.etag)
    assert refused.status == 422
    assert [(fault["code"], fault["pointer"]) for fault in refused.json["errors"]] == [
        ("fraction_loop", "/quantity/of_claim")
    ]
    assert (
        "“Half of the ferries (50 %) were new.”, which is one of “Half of them were ferries.”"
        in refused.body.decode()
    )
    assert key.get(path).json == opened.json


def test_a_share_of_its_own_share_is_refused_on_the_form(house: House, shares: list[Claim]) -> None:
    client, whole = signed_in(house), shares[0]
    said = open_form(client, whole) | {"figure": "half", "why": "a share"}
    said |= {"quantity_of_claim_key": shares[2].pk, "quantity_of_claim": shares[2].statement}
    answer = client.post(reverse("admin:claims_claim_change", args=[whole.pk]), said)
    assert answer.status_code == 200
    assert "which is one of “Half of them were ferries.”, which is one of this claim" in unescape(
        answer.content.decode()
    )
    assert Claim.objects.get(pk=whole.pk).quantity_of_claim is None


def test_a_share_is_not_merged_with_what_it_is_a_share_of(house: House, shares: list[Claim]) -> None:
    for one, other in ((0, 2), (2, 0), (1, 0)):
        with pytest.raises(ValidationError, match="share of the other"):
            merge_claim(by=person(house.desk), claim=shares[one], into=shares[other], why="the same")


def test_a_part_of_its_own_part_is_refused(house: House, key: Asker) -> None:
    a, b, c = (house.desk.claim(f"{number} boats.", str(number)) for number in (40, 20, 10))
    declare_part(by=house.vera, total=a, part=b)
    declare_part(by=house.vera, total=b, part=c)
    for total, part in ((b, a), (c, a)):
        with pytest.raises(ValidationError, match="itself declared a part") as refused:
            declare_part(by=house.vera, total=total, part=part)
        assert "part" in refused.value.message_dict
    told = key.post(f"/claims/{c.public_id}/parts/", {"claim": a.public_id})
    assert (told.status, told.faults) == (422, {("/claim", "part_loop")})
    assert key.post(f"/claims/{c.public_id}/parts/", {"claim": c.public_id}).faults == {("/claim", "itself")}
    assert key.post(f"/claims/{c.public_id}/exclusions/", {"claim": c.public_id}).faults == {("/claim", "itself")}
    client = signed_in(house)
    said = {"total_key": c.pk, "total": "c", "part_key": a.pk, "part": "a", "reason": "counted"}
    answer = client.post(reverse("admin:claims_part_add"), said)
    assert "itself declared a part" in unescape(answer.content.decode())
    assert Part.objects.count() == 2


def test_an_arm_of_its_own_arm_is_refused_at_each_door(house: House, key: Asker) -> None:
    house.desk.tie("Port police", "Ministry")
    house.desk.tie("Ministry", "Cabinet", TieKind.CONTROLLED_BY)
    ends = {name: house.desk.official(name) for name in ("Port police", "Cabinet")}
    body = {"source": ends["Cabinet"].external_id, "tied_to": ends["Port police"].external_id, "kind": "arm_of"}
    told = key.post("/ties/", body)
    assert told.faults == {("/tied_to", "tie_loop")}
    assert "Port police → Ministry → Cabinet" in told.body.decode()
    said: dict[str, Any] = {"source_key": ends["Cabinet"].pk, "source": "Cabinet", "kind": "arm_of", "reason": "so"}
    said |= {"tied_to_key": ends["Port police"].pk, "tied_to": "Port police"}
    said["newsroom"] = house.herald.pk
    answer = signed_in(house).post(reverse("admin:sources_tie_add"), said)
    assert "circle of control" in unescape(answer.content.decode())
    assert Tie.objects.count() == 2


def signed_in(house: House) -> Client:
    client = Client()
    client.force_login(house.vera)
    return client
