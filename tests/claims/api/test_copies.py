"""What looks copied is listed and judged over the API, by those who may."""

import pytest

from claims.actions.reports import Quote, ReportEntry, record_report
from claims.actions.standings import settle_all
from claims.models import Borrowing, Claim
from claims.vocabulary import Stance
from newsrooms.vocabulary import Role
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

SAID = (
    "The lower gate of the weir was opened at dawn to let the flood through, which three families on the island "
    "learned only when the water stood in their gardens"
)


@pytest.fixture
def claim(house: House) -> Claim:
    desk = house.desk
    claim = desk.claim("The lower gate was opened.")
    for publisher, published in (("Weir Wire", "2025-06-02"), ("Island Post", "2025-06-03")):
        entry = ReportEntry(stance=Stance.ASSERTS, own_reporting=True, quote=Quote(SAID))
        record_report(by=desk.by, claim=claim, document=desk.document(publisher, published), entry=entry)
    settle_all()
    return claim


def test_a_like_passage_is_listed_with_both_wordings_and_judged(house: House, key: Asker, claim: Claim) -> None:
    (found,) = key.get(f"/claims/{claim.public_id}/copies/").json["results"]
    assert (found["of"], found["state"], found["likeness"]) == ("passages", "proposed", 1.0)
    assert found["passages"] == [SAID, SAID]
    assert found["document"]["publisher"]["name"] == "Island Post"
    assert key.get(f"/claims/{claim.public_id}/").json["standing"]["lines"]["low"] == 1
    verdict = {
        "document": found["document"]["id"],
        "original": found["original"]["external_id"],
        "accepted": True,
        "why": "It carries the wire's letters.",
    }
    judged = key.post(f"/claims/{claim.public_id}/copies/", verdict)
    assert judged.status == 200
    assert judged.json["results"][0]["state"] == "accepted"
    assert judged.json["results"][0]["reason"] == "It carries the wire's letters."
    assert judged.json["results"][0]["decided_by"]
    standing = key.get(f"/claims/{claim.public_id}/").json["standing"]
    assert standing["lines"] == {"low": 1, "with_parties": 1, "high": 1}
    assert "Island Post" in next(part["text"] for part in standing["reasons"] if part["rule"] == "copied")
    again = key.post(f"/claims/{claim.public_id}/copies/", verdict)
    assert again.status == 409
    assert "decided already" in str(again.json)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"accepted": "yes"}, "/accepted"),
        ({"why": ""}, "/why"),
        ({"document": 7}, "/document"),
        ({"verdict": "copy"}, "/verdict"),
    ],
)
def test_a_bad_verdict_names_the_field_and_changes_nothing(
    key: Asker, claim: Claim, body: dict[str, object], pointer: str
) -> None:
    found = Borrowing.objects.get()
    good = {
        "document": found.report.document.public_id,
        "original": found.original.document.public_id,
        "accepted": False,
        "why": "They were both there.",
    }
    answer = key.post(f"/claims/{claim.public_id}/copies/", good | body)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert key.post(f"/claims/{claim.public_id}/copies/", good | {"original": "none"}).status == 404
    assert Borrowing.objects.proposed().count() == 1


def test_a_reporter_reads_and_does_not_judge(house: House, claim: Claim) -> None:
    found = Borrowing.objects.get()
    rex = Asker(person=house.hire("rex", Role.REPORTER))
    assert rex.get(f"/claims/{claim.public_id}/copies/").status == 200
    verdict = {
        "document": found.report.document.public_id,
        "original": found.original.document.public_id,
        "accepted": False,
        "why": "x",
    }
    assert rex.post(f"/claims/{claim.public_id}/copies/", verdict).status == 403
