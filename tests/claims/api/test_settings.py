"""What a newsroom sets for itself, over the API: what it says to readers, gate, checklist, labels and hedge table."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.checklists import label_verdict
from claims.models import ChecklistItem, HedgeRow, PublishGate, VerdictLabel
from claims.vocabulary import Verdict
from newsrooms.api.find import is_public_id
from newsrooms.vocabulary import Role
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

HERE = "/newsrooms/weir-herald/"


def test_what_a_newsroom_says_to_readers_is_changed_with_a_reason(house: House, key: Asker) -> None:
    seen = key.get(HERE)
    changed = key.ask("PATCH", HERE, {"methodology": "Two read every chain.", "why": "agreed"}, if_match=seen.etag)
    assert changed.status == 200
    assert changed.json == seen.json | {"methodology": "Two read every chain."}
    house.herald.refresh_from_db()
    assert house.herald.methodology == "Two read every chain."
    last = house.herald.history.order_by("pgh_id").last()  # type: ignore[attr-defined]  # made by pghistory
    assert last.pgh_context["why"] == "agreed"
    assert key.ask("PATCH", HERE, {"name": "x"}, if_match=seen.etag).status == 412
    assert key.ask("PATCH", HERE, {"name": "x"}).status == 428
    assert [row["slug"] for row in key.get("/newsrooms/").json["results"]] == ["weir-herald"]
    assert key.get("/newsrooms/mill-gazette/").status == 404


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"time_zone": "Mars/Olympus"}, ("/time_zone", "invalid")),
        ({"website": "no address"}, ("/website", "invalid")),
        ({"name": ""}, ("/name", "blank")),
        ({"slug": "other"}, ("/slug", "unknown_field")),
        ({}, ("", "too_few")),
    ],
)
def test_what_cannot_be_said_is_refused_by_field(key: Asker, body: dict[str, Any], fault: tuple[str, str]) -> None:
    answer = key.ask("PATCH", HERE, body, if_match="*")
    assert answer.status == 422
    assert {place for place, _ in answer.faults} == {fault[0]}


def test_the_gate_is_set_and_holds(house: House, key: Asker) -> None:
    gate = key.get(f"{HERE}publish-gate/")
    assert gate.json == {"needs_assessment": False, "needs_checklist": True, "needs_report": False}
    asked = {"needs_assessment": False, "needs_checklist": True, "needs_report": True}
    assert key.ask("PUT", f"{HERE}publish-gate/", asked, if_match=gate.etag).json == asked
    assert PublishGate.objects.get().needs_report
    claim = house.desk.claim("The weir was sold.")
    refused = key.post(f"/claims/{claim.public_id}/publications/", {})
    assert refused.status in (409, 422)
    assert "No report of this claim is recorded." in refused.body.decode()


def test_the_checklist_is_kept(house: House, key: Asker) -> None:
    made = key.post(f"{HERE}checklist-items/", {"text": "The other side was asked."})
    assert made.status == 201
    assert made.json["required"] is True
    here = made.headers["location"].removeprefix("/api/v1")
    changed = key.ask("PATCH", here, {"required": False, "position": 7}, if_match=made.etag)
    assert (changed.json["required"], changed.json["position"]) == (False, 7)
    assert key.ask("DELETE", here, if_match=made.etag).status == 412
    assert key.ask("DELETE", here, if_match=changed.etag).status == 204
    assert key.get(f"{HERE}checklist-items/").json == {"results": []}
    assert key.get(here).status == 404
    assert ChecklistItem.objects.get().retired_at is not None
    assert key.post(f"{HERE}checklist-items/", {"text": "   "}).status == 422


def test_a_verdict_has_the_newsrooms_word_and_keeps_the_cores(key: Asker) -> None:
    seen = key.get(f"{HERE}verdict-labels/verified/")
    assert seen.json["label"] is None
    put = key.ask("PUT", f"{HERE}verdict-labels/verified/", {"label": "Holds up"}, if_match=seen.etag)
    assert put.json == seen.json | {"label": "Holds up"}
    assert VerdictLabel.objects.get().label == "Holds up"
    assert put.json in key.get(f"{HERE}verdict-labels/").json["results"]
    assert key.ask("PUT", f"{HERE}verdict-labels/perhaps/", {"label": "x"}, if_match="*").status == 404


def test_all_labels_are_read_by_one_statement(house: House, key: Asker) -> None:
    label_verdict(by=house.vera, newsroom=house.herald, verdict=Verdict.FALSE, label="Wrong", why="style")
    with CaptureQueriesContext(connection) as queries:
        shown = key.get(f"{HERE}verdict-labels/").json["results"]
    assert {one["verdict"]: one["label"] for one in shown if one["label"]} == {"false": "Wrong"}
    assert len(shown) == len(Verdict)
    assert sum("claims_verdictlabel" in query["sql"] for query in queries) == 1


def test_what_is_set_is_named_by_ids_that_count_nothing(key: Asker) -> None:
    made = [
        key.post(f"{HERE}checklist-items/", {"text": "The other side was asked."}),
        key.post(f"{HERE}hedges/", {"words": ["umpteen"], "comparator": "vague", "low": 3, "high": 8}),
    ]
    for one in made:
        assert is_public_id(one.json["id"])
        assert one.headers["location"].endswith(f"/{one.json['id']}/")
    for number in (HedgeRow.objects.latest("pk").pk, ChecklistItem.objects.get().pk):
        assert key.get(f"{HERE}hedges/{number}/").status == key.get(f"{HERE}checklist-items/{number}/").status == 404


def test_figures_are_read_by_the_newsrooms_own_hedges(house: House, key: Asker) -> None:
    table = key.get(f"{HERE}hedges/").json
    assert table["own"] is False
    assert {row["id"] for row in table["results"]} == {None}
    body = {"words": ["a smattering"], "comparator": "vague", "low": 3, "high": 8.5}
    made = key.post(f"{HERE}hedges/", body)
    assert made.json | body == made.json
    own = key.get(f"{HERE}hedges/").json
    assert (own["own"], len(own["results"])) == (True, len(table["results"]) + 1)
    claim = key.post("/claims/", {"statement": "A smattering came.", "quantity": {"worded": "a smattering"}})
    assert (claim.json["quantity"]["low"], claim.json["quantity"]["high"]) == (3, 8.5)
    here = made.headers["location"].removeprefix("/api/v1")
    assert key.ask("PATCH", here, {"high": 2}, if_match=made.etag).status == 422
    assert key.ask("PATCH", here, {"high": 6}, if_match=made.etag).json["high"] == 6
    assert key.ask("DELETE", here, if_match=key.get(here).etag).status == 204
    assert HedgeRow.objects.count() == len(table["results"])


def test_editors_keep_the_hedges_and_only_administrators_the_rest(house: House) -> None:
    editor = Asker(person=house.hire("edda", Role.EDITOR))
    assert (
        editor.post(f"{HERE}hedges/", {"words": ["a few"], "comparator": "vague", "low": 2, "high": 5}).status == 201
    )
    assert editor.post(f"{HERE}checklist-items/", {"text": "x"}).status == 403
    assert editor.ask("PATCH", HERE, {"name": "x"}, if_match="*").status == 403


WRONG: tuple[Any, ...] = (None, True, -1, 1.5, 10**400, "", " ", "a\u0000b", "\ud800", [], {}, [[]], "x" * 30_000)
WRITES = (
    ("PATCH", "", "methodology"),
    ("PATCH", "", "website"),
    ("PUT", "publish-gate/", "needs_report"),
    ("POST", "checklist-items/", "text"),
    ("POST", "checklist-items/", "position"),
    ("PUT", "verdict-labels/verified/", "label"),
    ("POST", "hedges/", "words"),
    ("POST", "hedges/", "margin"),
    ("POST", "hedges/", "low"),
    ("POST", "hedges/", "position"),
)


@pytest.mark.parametrize(("method", "where", "field"), WRITES)
def test_hostile_settings_are_refused_and_never_an_error(key: Asker, method: str, where: str, field: str) -> None:
    whole: dict[str, dict[str, Any]] = {
        "publish-gate/": {"needs_assessment": True, "needs_checklist": True, "needs_report": True},
        "checklist-items/": {"text": "x"},
        "hedges/": {"words": ["umpteen"], "comparator": "vague", "low": 3, "high": 8},
    }
    for wrong in WRONG:
        answer = key.ask(method, HERE + where, whole.get(where, {}) | {field: wrong}, if_match="*")
        assert answer.status < 500, wrong
    for number in ("0", "-1", "9" * 40, "٣", "%00", "x"):
        assert key.get(f"{HERE}hedges/{number}/").status in (400, 404)
        assert key.get(f"{HERE}checklist-items/{number}/").status in (400, 404)
