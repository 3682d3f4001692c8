"""What editors do beside entering: merging, splitting, undoing, judging what the machine raised, foreseeing."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.checklists import add_item
from claims.actions.correction_requests import ask_correction
from claims.actions.standings import settle_all
from claims.models import Claim, DueClaim, Report, Withdrawal
from claims.vocabulary import Stance
from sources.models import DueFetch, Source, Tie
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db


def test_claims_are_merged_and_parted_again_and_each_step_says_why_not(house: House, key: Asker) -> None:
    one, other = house.desk.claim("The weir was opened."), house.desk.claim("Someone opened the weir.")
    assert key.post(f"/claims/{one.public_id}/unmerges/", {"why": "x"}).faults == {("", "wrong_state")}
    assert key.post(f"/claims/{one.public_id}/merges/", {"into": one.public_id, "why": "x"}).faults == {
        ("/into", "itself")
    }
    merged = key.post(f"/claims/{one.public_id}/merges/", {"into": other.public_id, "why": "the same weir"})
    assert merged.status == 200
    one.refresh_from_db()
    assert one.merged_into == other
    assert key.post(f"/claims/{one.public_id}/merges/", {"into": other.public_id, "why": "x"}).status == 409
    assert key.post(f"/claims/{one.public_id}/unmerges/", {"why": "another weir"}).status == 200
    one.refresh_from_db()
    assert one.merged_into is None


def test_a_public_claim_is_merged_only_with_a_notice_to_readers(house: House, key: Asker) -> None:
    one, other = (house.publish(house.desk.claim(text)) for text in ("The weir was opened.", "It was open."))
    body = {"into": other.public_id, "why": "the same"}
    assert key.post(f"/claims/{one.public_id}/merges/", body).faults == {("/notice", "required")}
    assert key.post(f"/claims/{one.public_id}/merges/", {**body, "notice": "Now told as one."}).status == 200
    assert key.get("/corrections/").json["results"][0]["notice"] == "Now told as one."


def test_a_split_makes_a_draft_that_takes_the_reports_named(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened and two boats sank.")
    stays, goes = (
        house.desk.report(claim, "Hill Echo", ["Water board"]),
        house.desk.report(claim, "River Radio", own=True),
    )
    answer = key.post(
        f"/claims/{claim.public_id}/splits/",
        {"statement": "Two boats sank.", "reports": [goes.external_id], "why": "two things"},
    )
    assert (answer.status, answer.json["workflow_state"], len(answer.json["reports"])) == (201, "draft", 1)
    live = Report.objects.live().filter(claim=claim)
    assert [report.pk for report in live] == [stays.pk]
    wrong = {"statement": "x", "reports": [goes.external_id], "why": "again"}
    assert key.post(f"/claims/{claim.public_id}/splits/", wrong).faults == {("/reports/0", "unknown_id")}


def test_what_a_list_names_is_looked_up_at_once_however_much_it_is(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened and boats sank.")
    named = [house.desk.report(claim, f"Paper {number}", own=True).public_id for number in range(12)]
    source = house.desk.source("Paper 1").public_id
    key.get("/session/")  # the key's last use is noted now
    for path, whole in (
        (f"/claims/{claim.public_id}/splits/", {"statement": "Boats sank.", "why": "two"}),
        (f"/sources/{source}/splits/", {"name": "Paper", "why": "two"}),
    ):
        counts = []
        for few in (named[:2], named):
            with CaptureQueriesContext(connection) as queries:
                refused = key.post(path, {**whole, "reports": [*few, "none", few[0]]})
            assert (refused.status, refused.faults) == (422, {(f"/reports/{len(few)}", "unknown_id")})
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_ones_own_last_change_is_undone_and_then_there_is_nothing_left(house: House, key: Asker) -> None:
    made = key.post("/claims/", {"statement": "The weir was opened.", "external_id": "weir"})
    key.patch("/claims/weir/", {"location": "Lower weir"}, if_match=made.etag)
    undone = key.post("/claims/weir/undos/", {})
    assert undone.status == 200
    assert Claim.objects.get(external_id="weir").location == ""


def test_a_translation_is_set_shown_stale_after_rewording_and_dropped(house: House, key: Asker) -> None:
    made = key.post("/claims/", {"statement": "The weir was opened.", "external_id": "weir"})
    path = "/claims/weir/translations/fr/"
    assert key.put(path, {"statement": "On a ouvert le barrage."}).status == 428
    assert key.put(path, {"statement": "On a ouvert le barrage."}, if_match=made.etag).json["current"]
    etag = key.get("/claims/weir/").etag
    key.patch("/claims/weir/", {"statement": "Somebody opened the weir."}, if_match=etag)
    [shown] = key.get("/claims/weir/translations/").json["results"]
    assert (shown["language"], shown["current"]) == ("fr", False)
    assert key.delete(path, if_match='"old"').status == 412
    assert key.delete(path, if_match=key.get("/claims/weir/").etag).status == 204
    assert key.get("/claims/weir/translations/").json == {"results": []}
    now = key.get("/claims/weir/").etag
    assert key.put("/claims/weir/translations/xx/", {"statement": "x"}, if_match=now).status == 404
    assert key.put("/claims/weir/translations/en/", {"statement": "x"}, if_match=now).faults == {
        ("/language", "same")
    }


def test_the_checklist_is_ticked_and_held_to_its_etag(house: House, key: Asker) -> None:
    item = add_item(by=house.vera, newsroom=house.herald, text="Called the water board")
    claim = house.desk.claim("The weir was opened.")
    path = f"/claims/{claim.public_id}/checklist/"
    before = key.get(path)
    assert [one["done_by"] for one in before.json["items"]] == [None]
    assert key.put(path, {"done": [item.public_id]}).status == 428
    ticked = key.put(path, {"done": [item.public_id]}, if_match=before.etag)
    assert [one["done_by"] for one in ticked.json["items"]] == ["vera"]
    assert key.put(path, {"done": []}, if_match=before.etag).status == 412
    assert key.put(path, {"done": [item.public_id, "none"]}, if_match=ticked.etag).faults == {
        ("/done/1", "unknown_id")
    }
    assert key.put(path, {"done": [item.pk]}, if_match=ticked.etag).faults == {("/done/0", "wrong_type")}
    assert [one["done_by"] for one in key.get(path).json["items"]] == ["vera"]


def test_a_contradiction_is_found_to_be_none_and_raised_again(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    house.desk.report(claim, "Hill Echo", ["Water board"])
    house.desk.report(claim, "River Radio", ["Mill owners"], stance=Stance.DENIES)
    settle_all()
    path = f"/claims/{claim.public_id}/second-looks/"
    [raised] = key.get(f"/claims/{claim.public_id}/").json["contradictions"]
    assert set(raised["key"]) <= set("0123456789abcdef"), "a row number would count what others do not see"
    assert key.post(path, {"key": "nothing", "why": "x"}).faults == {("/key", "unknown_id")}
    assert key.post(path, {"key": raised["key"], "why": "another night"}).status == 201
    dossier = key.get(f"/claims/{claim.public_id}/")
    assert dossier.json["contradictions"] == []
    assert key.delete(f"{path}{raised['key']}/", if_match=dossier.etag).status == 204
    assert len(key.get(f"/claims/{claim.public_id}/").json["contradictions"]) == 1


def test_why_a_claim_may_hang_on_one_voice_is_kept_until_it_is_taken_back(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    path = f"/claims/{claim.public_id}/one-voice-looks/"
    assert (key.post(path, {"why": "x"}).status, key.post(path, {"why": "x"}).faults) == (409, {("", "more_voices")})
    house.desk.report(claim, "Hill Echo", ["Water board"])
    settle_all()
    assert key.post(path, {"why": " "}).status == 422
    kept = key.post(path, {"why": "It alone keeps the log."})
    assert (kept.status, kept.json["why"], kept.json["by"]) == (201, "It alone keeps the log.", "vera")
    assert (key.post(path, {"why": "again"}).status, key.post(path, {"why": "again"}).faults) == (
        409,
        {("", "judged")},
    )
    looks = f"/claims/{claim.public_id}/second-looks/"
    assert key.get(looks).json["results"] == [kept.json]
    etag = key.get(f"/claims/{claim.public_id}/").etag
    assert key.delete(f"{looks}{quote(kept.json['key'])}/", if_match=etag).status == 204
    assert key.get(looks).json["results"] == []


def test_what_still_stands_is_no_longer_due_and_its_moves_are_seen(house: House, key: Asker) -> None:
    claim = house.publish(house.desk.claim("The weir was opened."))
    house.desk.report(claim, "Hill Echo", ["Water board"])
    settle_all()
    path = f"/claims/{claim.public_id}"
    steps = key.get(f"{path}/standing-steps/").json["results"]
    assert steps[0]["after"] == "single_source"
    assert key.post(f"{path}/acknowledgements/", {"steps": [steps[0]["id"]]}).json == {"acknowledged": 1}
    assert key.post(f"{path}/acknowledgements/", {"steps": ["nothing"]}).faults == {("/steps/0", "unknown_id")}
    assert key.post(f"{path}/reviews/", {"why": "nothing new"}).status == 200
    seen = key.get(f"{path}/standing-steps/").json["results"]
    assert {step["seen_by"] for step in seen} == {"vera"}


def test_what_looks_alike_is_offered_until_it_was_told_apart(house: House, key: Asker) -> None:
    one = house.desk.claim("The lower weir was opened at night by strangers.")
    other = house.desk.claim("The lower weir was opened at night by somebody.")
    path = f"/claims/{one.public_id}"
    [like] = key.get(f"{path}/similar-claims/").json["results"]
    assert like["claim"]["id"] == other.public_id
    assert key.post(f"{path}/distinctions/", {"claim": one.public_id}).faults == {("/claim", "itself")}
    assert key.post(f"{path}/distinctions/", {"claim": other.public_id, "why": "two nights"}).status == 201
    assert key.get(f"{path}/similar-claims/").json == {"results": []}
    assert key.get(f"{path}/distinctions/").json["results"][0]["reason"] == "two nights"


def test_comments_stay_in_the_house_and_a_reader_of_it_may_not_comment(house: House, key: Asker) -> None:
    claim = house.publish(house.desk.claim("The weir was opened."))
    path = f"/claims/{claim.public_id}/comments/"
    assert key.post(path, {"body": "Is this one wire copy?"}).json["by"] == "vera"
    assert key.get(path).json["results"][0]["body"] == "Is this one wire copy?"
    assert Asker().get(path).status == 401
    assert key.post(path, {"body": " "}).status == 422


def test_a_readers_request_is_answered_once(house: House, key: Asker) -> None:
    claim = house.publish(house.desk.claim("The weir was opened."))
    asked = ask_correction(claim=claim, message="The day is wrong, it was Monday.")
    [shown] = key.get("/correction-requests/?outcome=waiting").json["results"]
    assert shown["message"] == "The day is wrong, it was Monday."
    path = f"/correction-requests/{asked.public_id}/answers/"
    assert key.post(path, {"outcome": "waiting", "answer": "x"}).status == 422
    assert key.post(path, {"outcome": "declined", "answer": "It was Sunday."}).json["outcome"] == "declined"
    assert key.post(path, {"outcome": "accepted", "answer": "x"}).faults == {("", "answered")}


def test_an_impact_tells_what_would_follow_and_writes_nothing(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    report = house.desk.report(claim, "Hill Echo", ["Water board"])
    house.desk.report(claim, "River Radio", ["Mill owners"])
    settle_all()
    before = key.get(f"/claims/{claim.public_id}/")
    withdrawal = {"source": "x", "kind": "deleted", "at": "2025-06-04"}
    assert key.post("/impacts/withdrawal/", withdrawal).status == 422
    fallen = key.post(
        "/impacts/withdrawal/", {"document": report.document.external_id, "kind": "deleted", "at": "2025-06-04"}
    ).json
    assert (fallen["reached"], fallen["results"][0]["before"], fallen["results"][0]["after"]) == (
        1,
        "corroborated",
        "single_source",
    )
    board, mill = (Source.objects.get(name=name).external_id for name in ("Water board", "Mill owners"))
    tied = key.post("/impacts/tie/", {"source": mill, "tied_to": board, "kind": "arm_of"}).json
    assert [one["after"] for one in tied["results"]] == ["single_source"]
    denied = {"claim": claim.external_id, "document": report.document.external_id, "stance": "denies"}
    assert key.post("/impacts/report/", denied | {"own_reporting": True}).json["results"][0]["moved"]
    assert not Withdrawal.objects.exists()
    assert not Tie.objects.exists()
    assert Report.objects.count() == 2
    assert not DueClaim.objects.exists()
    assert key.get(f"/claims/{claim.public_id}/").etag == before.etag


def test_sources_are_merged_and_parted_and_a_page_is_fetched_once_when_asked_twice(house: House, key: Asker) -> None:
    one, other = house.desk.source("Radio Weir"), house.desk.source("Weir Radio")
    path = f"/sources/{one.public_id}"
    assert (
        key.post(f"{path}/merges/", {"into": other.public_id, "why": "renamed"}).json["merged_into"]
        == other.public_id
    )
    assert key.post(f"{path}/merges/", {"into": other.public_id, "why": "renamed"}).faults == {("", "merged")}
    assert key.post(f"{path}/unmerges/", {"why": "two"}).json["merged_into"] is None
    page = key.post("/documents/", {"publisher": other.public_id, "title": "Storm", "url": "https://weir.example/1"})
    for _ in range(2):
        due = key.post(f"/documents/{page.json['id']}/fetches/", {})
        assert due.status == 202
    assert DueFetch.objects.get().due_at <= timezone.now() + timedelta(minutes=1)
    bare = key.post("/documents/", {"publisher": other.public_id, "title": "On paper"}).json["id"]
    assert key.post(f"/documents/{bare}/fetches/", {}).faults == {("/url", "no_address")}


def test_a_source_is_split_and_what_is_not_its_own_is_pointed_at(house: House, key: Asker) -> None:
    claim = house.desk.claim("The lower weir broke.")
    report = house.desk.report(claim, "Valley Courier", ["Wardens"])
    wardens, path = house.desk.source("Wardens"), f"/sources/{house.desk.source('Wardens').public_id}/splits/"
    asked = {"name": "Lock wardens", "reports": [report.public_id], "why": "two bodies"}
    assert key.post(path, {**asked, "reports": ["none"]}).faults == {("/reports/0", "unknown_id")}
    assert key.post(path, {"name": "Lock wardens", "why": "two bodies"}).faults == {("/aliases", "required")}
    made = key.post(path, asked)
    assert (made.status, made.json["name"], made.json["merged_into"]) == (201, "Lock wardens", None)
    assert key.get(f"/sources/{wardens.public_id}/").json["name"] == "Wardens"
    undone = key.post(f"/sources/{made.json['id']}/merges/", {"into": wardens.public_id, "why": "one"})
    assert undone.json["merged_into"] == wardens.public_id
