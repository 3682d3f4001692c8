"""Writing over the API: held to versions, done once however often it is sent, never in part, named in history."""

import threading
from typing import Any

import pytest
from django.db import connection

from claims.models import Assessment, Claim, Report
from newsrooms.acting import through
from newsrooms.models import IdempotentCall
from newsrooms.vocabulary import Role, Scope
from sources.models import Source
from tests.claims.api.conftest import House, open_house
from tests.newsrooms.api.asking import Answer, Asker

CLAIM = {"statement": "The weir was opened.", "external_id": "weir"}


def test_what_is_written_is_what_is_read(house: House, key: Asker) -> None:
    body: dict[str, Any] = {
        **CLAIM,
        "quantity": {"worded": "more than half", "counted": "gates"},
        "as_of": "2025-06-01",
        "location": "Upper weir",
        "tags": ["water", "night", "water"],
        "language": "nb",
    }
    written = key.post("/claims/", body)
    assert written.status == 201
    read = key.get(written.headers["location"].removeprefix("/api/v1"))
    assert (read.body, read.etag) == (written.body, written.etag)
    assert read.json["tags"] == ["water", "night"]
    assert read.json["quantity"]["low"] == 0.5
    assert (read.json["as_of"], read.json["location"], read.json["language"]) == ("2025-06-01", "Upper weir", "nb")


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"statement": "It was shut."}, "statement", "It was shut."),
        ({"quantity": None}, "quantity", None),
        ({"quantity": {"low": 3}}, "quantity", {"comparator": "at_least", "low": 3, "high": None}),
        ({"as_of": None}, "as_of", None),
        ({"as_of": "2024"}, "as_of", "2024"),
        ({"tags": []}, "tags", []),
        ({"question": None}, "question", None),
        ({"external_id": "other"}, "external_id", "other"),
    ],
)
def test_a_change_changes_what_it_names_and_nothing_else(
    house: House, key: Asker, change: dict[str, Any], field: str, value: Any
) -> None:
    before = key.post("/claims/", CLAIM | {"quantity": {"worded": "41"}, "as_of": "2025-06-01", "tags": ["a"]})
    after = key.patch(f"/claims/{before.json['id']}/", change, if_match=before.etag)
    assert after.status == 200
    assert after.json[field] == value
    moving = {field, "standing"}
    assert {k: v for k, v in after.json.items() if k not in moving} == {
        k: v for k, v in before.json.items() if k not in moving
    }


def test_a_change_must_name_the_version_it_changes(house: House, key: Asker) -> None:
    first = key.post("/claims/", CLAIM)
    assert key.patch("/claims/weir/", {"tags": ["x"]}).status == 428
    assert key.patch("/claims/weir/", {"tags": ["x"]}, if_match=first.etag).status == 200
    stale = key.patch("/claims/weir/", {"tags": ["y"]}, if_match=first.etag)
    assert (stale.status, stale.faults) == (412, {("If-Match", "stale")})
    assert key.patch("/claims/weir/", {"tags": ["y"]}, if_match=f"W/{first.etag}").status == 412
    assert Claim.objects.get().tags == ["x"]


def test_a_report_that_comes_in_makes_the_version_another(house: House, key: Asker) -> None:
    first = key.post("/claims/", CLAIM)
    house.desk.report(Claim.objects.get(), "River Radio", ["Water board"])
    house.desk.standing(Claim.objects.get())
    assert key.patch("/claims/weir/", {"tags": ["x"]}, if_match=first.etag).status == 412


def test_the_senders_name_is_taken_once_and_refused_where_it_stands(house: House, key: Asker) -> None:
    key.post("/claims/", CLAIM)
    again = key.post("/claims/", CLAIM)
    assert (again.status, again.faults) == (409, {("/external_id", "taken")})
    assert Claim.objects.count() == 1


def test_an_assessment_is_named_as_its_sender_calls_it(house: House, key: Asker) -> None:
    for name in ("weir", "mill"):
        key.post("/claims/", CLAIM | {"external_id": name})
    judged = {"verdict": "verified", "reasons": "Seen.", "external_id": "first-look"}
    made = key.post("/assessments/", judged | {"claim": "weir"})
    assert key.get("/assessments/first-look/").json == made.json
    assert key.get("/assessments/?external_id=first-look").json["results"] == [made.json]
    editor = Asker(person=house.hire("edda", Role.EDITOR))
    assert editor.post("/assessments/first-look/approvals/", {}).status == 201
    assert key.post("/assessments/", judged | {"claim": "weir"}).faults == {("/external_id", "taken")}
    key.post("/assessments/", judged | {"claim": "mill"})
    assert (key.get("/assessments/first-look/").status, key.get("/assessments/first-look/").faults) == (
        409,
        {("", "ambiguous")},
    )


def test_a_request_sent_again_is_answered_again_and_done_once(house: House, key: Asker) -> None:
    first = key.post("/claims/", {"statement": "Once."}, idempotency_key="k1")
    again = key.post("/claims/", {"statement": "Once."}, idempotency_key="k1")
    assert (again.status, again.body, again.etag) == (first.status, first.body, first.etag)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert Claim.objects.count() == 1
    other = key.post("/claims/", {"statement": "Twice."}, idempotency_key="k1")
    assert (other.status, other.code) == (422, "key_reused")
    assert house.key().post("/claims/", {"statement": "Twice."}, idempotency_key="k1").status == 201


@pytest.mark.parametrize("sent", ["", "x" * 256, "a\tb", "\u00e9"])
def test_a_key_of_a_wrong_form_is_refused_by_its_header_and_nothing_is_done(key: Asker, sent: str) -> None:
    refused = key.post("/claims/", {"statement": "Once."}, idempotency_key=sent)
    assert (refused.status, refused.code) == (400, "malformed")
    assert refused.faults == {("Idempotency-Key", "wrong_form")}
    assert Claim.objects.count() == IdempotentCall.objects.count() == 0


def test_a_refusal_is_kept_too_and_a_stale_one_is_not(house: House, key: Asker) -> None:
    refused = key.post("/claims/", {"statement": ""}, idempotency_key="k2")
    assert refused.status == 422
    assert key.post("/claims/", {"statement": ""}, idempotency_key="k2").body == refused.body
    assert IdempotentCall.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_time_it_is_done_once(transactional_db: None) -> None:
    key = open_house().key()
    answers: list[Answer] = []
    start = threading.Barrier(4)

    def ask() -> None:
        asker = Asker(secret=key.secret)
        start.wait()
        answers.append(asker.post("/claims/", {"statement": "Once."}, idempotency_key="same"))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_same_version_at_once_do_not_both_succeed(transactional_db: None) -> None:
    key = open_house().key()
    etag = key.post("/claims/", CLAIM).etag
    statuses: list[int] = []
    start = threading.Barrier(4)

    def ask(number: int) -> None:
        asker = Asker(secret=key.secret)
        start.wait()
        statuses.append(asker.patch("/claims/weir/", {"tags": [str(number)]}, if_match=etag).status)
        connection.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 412, 412, 412]


def test_a_report_with_one_bad_link_leaves_nothing(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    document, board = house.desk.document("River Radio"), house.desk.official("Water board")
    body = {
        "claim": claim.external_id,
        "document": document.external_id,
        "stance": "asserts",
        "chains": [
            [{"source": board.external_id, "relation": "says"}, {"source": "nobody", "relation": "told"}],
            [{"source": board.external_id, "relation": "says", "quantity": {"low": 9, "high": 1}}],
        ],
    }
    refused = key.post("/reports/", body)
    assert refused.faults == {("/chains/1/0/quantity/low", "upside_down")}
    del body["chains"][1]  # type: ignore[attr-defined]  # a list of chains
    assert key.post("/reports/", body).faults == {("/chains/0/1/source", "unknown_id")}
    assert not Report.objects.exists()


def test_no_chain_begins_with_the_publisher_itself(house: House, key: Asker) -> None:
    claim, board = house.desk.claim("The weir was opened."), house.desk.official("Water board")
    document, earlier = house.desk.document("River Radio"), house.desk.document("River Radio")
    radio = {"source": document.publisher.external_id, "relation": "says"}
    says = {"source": board.external_id, "relation": "says"}
    body = {"claim": claim.external_id, "document": document.external_id, "stance": "asserts"}
    for address in ("/reports/", "/impacts/report/"):
        refused = key.post(address, body | {"chains": [[says], [radio, says]]})
        assert (refused.status, refused.faults) == (422, {("/chains/1/0/source", "repeats_publisher")})
    assert not Report.objects.exists()
    assert key.post("/reports/", body | {"chains": [[says, radio]]}).status == 201
    rests = radio | {"document": earlier.external_id}
    assert key.post("/reports/", body | {"chains": [[rests, says]]}).status == 201


def test_a_recorded_report_shows_the_standing_at_once(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    document, board = house.desk.document("River Radio"), house.desk.official("Water board")
    answer = key.post(
        "/reports/",
        {
            "claim": claim.external_id,
            "document": document.external_id,
            "stance": "asserts",
            "chains": [[{"source": board.external_id, "relation": "says"}]],
        },
    )
    assert answer.json["standing"]["status"] == "single_source"
    assert key.get(f"/claims/{claim.external_id}/").json["standing"]["status"] == "single_source"


def test_history_names_the_key_and_its_person(house: House, key: Asker) -> None:
    key.post("/sources/", {"name": "River Radio", "kind": "outlet"})
    context = Source.objects.get().history.get().pgh_context  # type: ignore[attr-defined]  # made by pghistory
    assert context["user"] == house.vera.pk
    assert context["via"].startswith("api key test (fck_")
    with through("elsewhere"):
        person = Asker(person=house.vera)
        person.post("/sources/", {"name": "Hill Echo", "kind": "outlet"})
    assert Source.objects.get(name="Hill Echo").history.get().pgh_context["via"] == "api"  # type: ignore[attr-defined]  # as above


def test_from_draft_to_corrected_over_http_alone(house: House, key: Asker) -> None:
    editor = Asker(person=house.hire("emil", Role.EDITOR))
    key.post("/claims/", CLAIM)
    assert key.post("/claims/weir/moves/", {"move": "send_to_review"}).json["workflow_state"] == "in_review"
    assessed = editor.post("/assessments/", {"claim": "weir", "verdict": "verified", "reasons": "Seen by two."})
    assert editor.post(f"/assessments/{assessed.json['id']}/approvals/", {}).status == 403
    assert key.post("/claims/weir/publications/", {}).faults == {("", "unapproved")}
    assert key.post(f"/assessments/{assessed.json['id']}/approvals/", {"note": "ok"}).json["approval"]["by"] == "vera"
    published = key.post("/claims/weir/publications/", {})
    assert (published.status, published.json["number"]) == (201, 1)
    stranger = Asker()
    public = stranger.get(f"/claims/{Claim.objects.get().public_id}/")
    assert public.json["assessment"]["verdict"] == "verified"
    etag = key.get("/claims/weir/").etag
    assert key.patch("/claims/weir/", {"statement": "No."}, if_match=etag).faults == {("", "sealed")}
    corrected = key.post("/claims/weir/corrections/", {"notice": "It was the lower weir.", "location": "Lower weir"})
    assert corrected.json["number"] == 2
    assert [one["notice"] for one in stranger.get("/corrections/").json["results"]] == ["It was the lower weir."]
    assert (
        key.post("/claims/weir/moves/", {"move": "withdraw", "note": "Not ours."}).json["workflow_state"]
        == "withdrawn"
    )


def test_a_verdict_on_what_has_changed_since_it_was_read_is_refused(house: House, key: Asker) -> None:
    key.post("/claims/", CLAIM)
    read = key.get("/claims/weir/").etag
    key.patch("/claims/weir/", {"statement": "The lower weir was opened."}, if_match=read)
    said = {"claim": "weir", "verdict": "verified", "reasons": "Seen by two."}
    refused = key.post("/assessments/", said, if_match=read)
    assert (refused.status, refused.faults) == (412, {("If-Match", "stale")})
    assert not Assessment.objects.exists()
    assert key.post("/assessments/", said, if_match=key.get("/claims/weir/").etag).status == 201


def test_a_correction_shows_the_verdict_only_with_the_reason_why_it_holds(house: House, key: Asker) -> None:
    editor = Asker(person=house.hire("emil", Role.EDITOR))
    key.post("/claims/", CLAIM)
    made = editor.post("/assessments/", {"claim": "weir", "verdict": "verified", "reasons": "Seen by two."})
    key.post(f"/assessments/{made.json['id']}/approvals/", {})
    key.post("/claims/weir/publications/", {})
    said = {"notice": "A slip.", "statement": "The weir was opened at night.", "verdict_holds": "a slip of the pen"}
    held = key.post("/claims/weir/corrections/", said).json
    assert (held["sealed"]["assessment"]["verdict"], held["override"]) == ("verified", "a slip of the pen")
    bare = key.post("/claims/weir/corrections/", {"notice": "Elsewhere.", "location": "Upper weir"}).json
    assert (bare["sealed"]["assessment"], bare["override"]) == (None, None)


def test_a_key_does_no_more_than_its_person_may(house: House) -> None:
    emil = house.hire("emil", Role.EDITOR)
    key = Asker.with_key(house.herald, emil, Scope.CLAIMS_WRITE, Scope.DRAFTS_READ)
    assert key.post("/claims/", CLAIM).status == 201
    place = emil.memberships.get()
    type(place).objects.filter(pk=place.pk).update(role=Role.READER.value)
    assert key.post("/claims/", {"statement": "x"}).status == 403


def test_a_session_writes_only_with_its_csrf_token(house: House) -> None:
    person = Asker(person=house.vera)
    person.client.handler.enforce_csrf_checks = True
    assert person.post("/claims/", CLAIM).status == 403
    token = person.get("/session/").json["csrf_token"]
    assert person.post("/claims/", CLAIM, x_csrftoken=token).status == 201
