"""What the house writes for itself, and what readers tell editors alone, is shown to nobody else."""

import json
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from claims.actions.correction_requests import ask_correction
from claims.actions.standings import settle_all
from claims.models import Part, Stake
from sources.actions.ties import declare_tie
from sources.models import Tie
from sources.vocabulary import TieKind
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
NOTE = "Petra rang us, keep her out of it."
REACH = "jaro@example.org"


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def picked(name: str, row: Any) -> dict[str, Any]:
    return {f"{name}_key": row.pk, name: str(row)}


def why_in_history(row: models.Model) -> str:
    event = row.history.order_by("-pgh_id").first()  # type: ignore[attr-defined]  # made by pghistory
    return str(event.pgh_context["why"])


def test_a_note_for_history_is_no_reason_that_readers_see(house: House) -> None:
    editor = house.client("editor")
    post = house.desk.source("Pier Post")
    other = house.rows["part"].part  # type: ignore[attr-defined]  # a part
    forms = {
        "stake": picked("claim", house.claim) | picked("source", post) | {"interest": "helped", "reason": ""},
        "part": picked("total", house.claim) | picked("part", house.desk.claim("Nine were rafts.")) | {"reason": ""},
        "exclusion": picked("claim", house.claim) | picked("excludes", other) | {"reason": ""},
    }
    for noun, said in forms.items():
        answer = editor.post(reverse(f"admin:claims_{noun}_add"), said | {"why": NOTE})
        assert answer.status_code == 302, (noun, answer.context["errors"])
    said = {**picked("source", post), **picked("tied_to", house.desk.source("Coast Wire")), "kind": "owned_by"}
    ours = {"newsroom": house.newsroom.pk, "reason": "", "why": NOTE}
    assert editor.post(reverse("admin:sources_tie_add"), said | ours).status_code == 302
    for row in (Stake.objects.latest("pk"), Part.objects.latest("pk"), Tie.objects.latest("pk")):
        assert row.reason == ""
        assert why_in_history(row) == NOTE
    settle_all()
    for name in ("", "claim.json", "case.json"):
        assert NOTE not in Client().get(f"/claims/{house.claim.public_id}/{name}").content.decode(), name


def test_the_form_says_which_words_readers_will_see(house: House) -> None:
    for address in (reverse("admin:claims_stake_add"), reverse("admin:claims_claim_stake", args=[house.claim.pk])):
        assert "Readers see this" in house.client("editor").get(address).content.decode()


def test_the_reason_of_a_tie_is_no_part_of_a_public_case(house: House) -> None:
    declare_tie(
        by=house.people["editor"],
        newsroom=house.newsroom,
        source=house.desk.source("Hill Radio"),
        tied_to=house.desk.source("Coast Wire"),
        kind=TieKind.OWNED_BY,
        reason=NOTE,
    )
    case = json.loads(Client().get(f"/claims/{house.claim.public_id}/case.json").content)
    assert case["ties"]
    assert NOTE not in json.dumps(case)


def test_how_to_reach_a_reader_is_told_to_editors_only(house: House) -> None:
    asked = ask_correction(claim=house.claim, message="The quay is another.", contact=REACH)
    pages = [
        reverse("admin:claims_correctionrequest_change", args=[asked.pk]),
        reverse("admin:claims_correctionrequest_history", args=[asked.pk]),
        reverse("admin:claims_correctionrequest_changelist"),
        "/api/v1/correction-requests/",
        f"/api/v1/correction-requests/{asked.public_id}/",
    ]
    told = {
        who: [page for page in pages if REACH in house.client(who).get(page).content.decode()] for who in house.people
    }
    for who in ("reader", "reporter", "stranger"):
        assert told[who] == [], who
    for who in ("editor", "publisher", "administrator"):
        assert told[who] == [page for page in pages if page != pages[2]], who
