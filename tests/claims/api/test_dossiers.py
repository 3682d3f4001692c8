"""Reading a claim: the dossier as it lies, given again only when changed, as of any date, and hidden if a draft."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.dossier import open_dossier
from claims.models import Claim, StoredDossier
from claims.stored import ready_dossier, stored_dossier
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker, document


@pytest.fixture
def claim(house: House) -> Claim:
    claim = house.desk.claim("The weir was opened at night.")
    house.desk.report(claim, "River Radio", ["Water board"])
    return house.publish(claim)


def test_anybody_reads_the_dossier_of_a_published_claim(stranger: Asker, claim: Claim) -> None:
    answer = stranger.get(f"/claims/{claim.public_id}/")
    assert answer.status == 200
    assert answer.json == json.loads(json.dumps(open_dossier(claim).as_json(), default=str))


def test_the_document_names_every_field_of_the_dossier_and_no_other(claim: Claim) -> None:
    schema = document()["components"]["schemas"]["Dossier"]
    dossier = json.loads(stored_dossier(claim)[0])
    assert set(dossier) == set(schema["properties"]) - {"said"}
    then = open_dossier(claim, recorded_by=timezone.now()).as_json()
    assert set(then) == set(schema["properties"])
    assert set(then["said"]) == set(document()["components"]["schemas"]["SaidThen"]["properties"])
    assert set(dossier["standing"]) == set(document()["components"]["schemas"]["Standing"]["properties"])
    assert set(dossier["reports"][0]) == set(document()["components"]["schemas"]["DossierReport"]["properties"])


def test_a_reader_who_has_it_is_told_so_from_one_query(stranger: Asker, claim: Claim) -> None:
    first = stranger.get(f"/claims/{claim.public_id}/")
    assert first.etag.startswith('"')
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = stranger.get(f"/claims/{claim.public_id}/", if_none_match=first.etag)
    assert (again.status, again.body, again.etag) == (304, b"", first.etag)
    assert len(queries) == 1
    assert stranger.get(f"/claims/{claim.public_id}/", if_none_match=f'"x", W/{first.etag}').status == 304
    assert stranger.get(f"/claims/{claim.public_id}/", if_none_match='"x"').status == 200


@pytest.mark.parametrize("reports", [1, 30])
def test_a_stored_dossier_is_read_in_one_query_however_many_reports_it_has(
    house: House, stranger: Asker, claim: Claim, reports: int
) -> None:
    for number in range(reports):
        house.desk.report(claim, f"Paper {number}", ["Water board"])
    house.desk.standing(claim)
    stranger.get(f"/claims/{claim.public_id}/")
    with CaptureQueriesContext(connection) as queries:
        assert stranger.get(f"/claims/{claim.public_id}/").status == 200
    assert len(queries) == 1


def test_the_one_prepared_query_finds_what_the_ordinary_way_finds(house: House, claim: Claim) -> None:
    StoredDossier.objects.all().delete()
    assert ready_dossier(claim.public_id) is None
    body, digest = stored_dossier(claim)
    assert ready_dossier(claim.public_id) == (digest, body)
    assert ready_dossier(claim.public_id, held=digest) == (digest, None)
    house.desk.report(claim, "Hill Echo", ["Water board"])
    assert ready_dossier(claim.public_id) is None
    draft = house.desk.claim("The weir was sold.")
    stored_dossier(draft)
    assert ready_dossier(draft.public_id) is None


def test_a_new_report_gives_the_dossier_a_new_tag(house: House, stranger: Asker, claim: Claim) -> None:
    before = stranger.get(f"/claims/{claim.public_id}/")
    house.desk.report(claim, "Hill Echo", ["Miller"])
    house.desk.standing(claim)
    after = stranger.get(f"/claims/{claim.public_id}/", if_none_match=before.etag)
    assert after.status == 200
    assert after.json["standing"]["lines"]["low"] == 2


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2025-05", "unreported"),
        ("2025-06", "single_source"),
        ("2025-06-01T12:00Z", "single_source"),
        ("9990", "single_source"),
    ],
)
def test_as_of_a_date_it_says_what_was_known_by_its_end(stranger: Asker, claim: Claim, at: str, status: str) -> None:
    answer = stranger.get(f"/claims/{claim.public_id}/?at={at}")
    assert answer.json["standing"]["status"] == status


@pytest.mark.parametrize("at", ["2025-13", "2025-02-30", "yesterday", "0000", "2025-06-01T25:00Z", "%00", "٢٠٢٥"])
def test_a_date_that_is_none_is_a_fault_of_the_parameter(stranger: Asker, claim: Claim, at: str) -> None:
    answer = stranger.get(f"/claims/{claim.public_id}/?at={at}")
    assert answer.status == 400
    assert {place for place, _ in answer.faults} == {"at"}


def test_a_draft_and_what_never_was_look_the_same(house: House, stranger: Asker) -> None:
    draft = house.desk.claim("Nobody knows this yet.")
    hidden, missing = stranger.get(f"/claims/{draft.public_id}/"), stranger.get("/claims/0123456789abcdef/")
    assert hidden.status == missing.status == 404
    assert hidden.body == missing.body
    assert house.key(Scope.CLAIMS_READ).get(f"/claims/{draft.public_id}/").status == 404
    assert house.key(Scope.DRAFTS_READ).get(f"/claims/{draft.public_id}/").status == 200


def test_members_call_a_claim_by_their_own_name_and_others_cannot(
    house: House, stranger: Asker, claim: Claim
) -> None:
    key = house.key(Scope.DRAFTS_READ)
    assert key.get(f"/claims/{claim.external_id}/").json["id"] == claim.public_id
    Claim.objects.filter(pk=claim.pk).update(external_id="weir-1")
    assert key.get("/claims/weir-1/").json["id"] == claim.public_id
    assert stranger.get("/claims/weir-1/").status == 404


def test_only_the_fields_asked_for_are_given(stranger: Asker, claim: Claim) -> None:
    assert (
        claim.statement
        == stranger.client.get(f"/api/v1/claims/{claim.public_id}/?fields=statement").json()["statement"]
    )
    given = stranger.client.get(f"/api/v1/claims/{claim.public_id}/?fields=id,standing").json()
    assert set(given) == {"id", "standing"}
    assert stranger.get(f"/claims/{claim.public_id}/?fields=id,secret").faults == {("fields", "unknown_field")}


def test_what_was_entered_by_then_comes_with_what_was_said_then(key: Asker, claim: Claim) -> None:
    assert "said" not in key.get(f"/claims/{claim.public_id}/").json
    before = key.get(f"/claims/{claim.public_id}/?recorded_by=2024").json
    assert (before["reports"], before["said"]["standing"], before["said"]["version"]) == ([], None, None)
    assert key.get(f"/claims/{claim.public_id}/timeline/?recorded_by=2024").json == {"evidence": [], "said": []}
    refused = key.get(f"/claims/{claim.public_id}/?recorded_by=soon")
    assert (refused.status, refused.json["errors"][0]["parameter"]) == (400, "recorded_by")
