"""Lists of the API: filters, words, pages that stay right while rows arrive, and no more queries for more rows."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.entered import entry_of
from claims.actions.reports import supersede_report
from claims.actions.standings import settle_all
from claims.api.expanding import MOST_REPORTS
from claims.models import Claim
from newsrooms.api.operations import MOST_EXPANDED
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker


def fill(house: House, count: int) -> list[Claim]:
    question = house.desk.question("How many gates?", counted="gates")
    claims = [house.desk.claim(f"It was gate {number}.", str(number + 1), question) for number in range(count)]
    for claim in claims:
        house.desk.report(claim, "River Radio", ["Water board"])
    settle_all()
    return claims


def walk(asker: Asker, path: str) -> list[str]:
    """The ids of all pages."""
    ids: list[str] = []
    onward: str | None = path
    while onward:
        page = asker.get(onward).json
        ids += [row["id"] for row in page["results"]]
        onward = page["next"] and page["next"].partition("/api/v1")[2]
    return ids


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_give_every_row_once(house: House, key: Asker, order: str) -> None:
    claims = [claim.public_id for claim in fill(house, 7)]
    expected = claims if order == "oldest" else claims[::-1]
    assert walk(key, f"/claims/?limit=2&order={order}") == expected


def test_pages_stay_right_while_rows_arrive(house: House, key: Asker) -> None:
    claims = [claim.public_id for claim in fill(house, 5)]
    first = key.get("/claims/?limit=2").json
    house.desk.claim("It came in between.")
    rest = walk(key, first["next"].partition("/api/v1")[2])
    assert [row["id"] for row in first["results"]] + rest == claims[::-1]


PATHS = (
    "/claims/",
    "/claims/?q=gate",
    "/claims/?q=gate&order=relevance",
    "/claims/?expand=reports&limit=25",
    "/reports/",
    "/reports/?expand=claim,document",
    "/documents/?expand=publisher",
    "/sources/",
    "/documents/",
    "/questions/",
    "/ties/",
    "/withdrawals/",
    "/assessments/",
    "/corrections/",
    "/feeds/",
    "/keys/",
    "/imports/",
    "/webhook-endpoints/",
    "/changes/?view=newsroom",
)


@pytest.mark.parametrize("path", PATHS)
def test_more_rows_take_no_more_queries(house: House, key: Asker, path: str) -> None:
    fill(house, 2)
    key.get(path)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert key.get(path).status == 200
        return len(queries)

    few = count()
    fill(house, 6)
    for number in range(3):
        house.desk.tie(f"Arm {number}", "Ministry")
        house.key(Scope.CLAIMS_READ)
    key.get(path)  # the first to read what has just happened gives it its place in the feed
    assert count() == few


def test_what_is_expanded_is_what_one_would_read_alone(house: House, key: Asker, stranger: Asker) -> None:
    claim, bare = fill(house, 2)
    for number in range(MOST_REPORTS):
        house.desk.report(claim, f"Paper {number}", own=True)
    wrong = house.desk.report(bare, "Hill Echo", own=True)
    supersede_report(by=house.vera, report=wrong, entry=entry_of(wrong), why="misread")
    house.publish(claim)
    held = {one["id"]: one for one in key.get("/claims/?expand=reports").json["results"]}
    alone = key.get(f"/claims/{claim.public_id}/reports/?limit={MOST_REPORTS}").json["results"]
    assert held[claim.public_id]["reports"] == alone
    assert len(alone) == MOST_REPORTS
    assert held[bare.public_id]["reports"] == key.get(f"/claims/{bare.public_id}/reports/").json["results"]
    for_readers = stranger.get("/claims/?expand=reports&fields=id").json["results"]
    told = stranger.get(f"/claims/{claim.public_id}/reports/?limit={MOST_REPORTS}").json["results"]
    assert for_readers == [{"id": claim.public_id, "reports": told}]
    [report] = key.get("/reports/?expand=claim,document&limit=1").json["results"]
    assert report["claim"] in key.get("/claims/").json["results"]
    assert report["document"] == key.get(f"/documents/{report['document']['id']}/").json
    [document] = key.get("/documents/?expand=publisher&limit=1").json["results"]
    assert document["publisher"] == key.get(f"/sources/{document['publisher']['id']}/").json


def test_a_page_that_is_expanded_is_a_small_one(house: House, key: Asker) -> None:
    fill(house, MOST_EXPANDED + 1)
    assert len(key.get("/claims/?expand=reports").json["results"]) == MOST_EXPANDED
    assert len(walk(key, "/claims/?expand=reports")) == MOST_EXPANDED + 1
    assert len(key.get("/claims/?expand=reports&limit=200").json["results"]) == MOST_EXPANDED
    assert key.get("/claims/?expand=dossier").faults == {("expand", "not_a_choice")}
    assert len(key.get("/claims/?expand=").json["results"]) == MOST_EXPANDED + 1


@pytest.mark.parametrize(
    ("query", "statements"),
    [
        ("q=gate 1", ["It was gate 1."]),
        ('q="was gate"', ["It was gate 2.", "It was gate 1.", "It was gate 0."]),
        ("q=gate -2", ["It was gate 1.", "It was gate 0."]),
        ("q=zero or 1", ["It was gate 1."]),
        ("q=(((", []),
        ("state=published", []),
        ("state=draft&limit=1", ["It was gate 2."]),
        ("standing=corroborated", []),
        ("standing=disputed,contested&order=oldest&limit=1", ["It was gate 0."]),
        ("tag=night", []),
        ("external_id=gate-1", ["It was gate 1."]),
        ("updated_since=2990", []),
        ("newsroom=mill-gazette", []),
    ],
)
def test_filters_leave_what_they_say(house: House, key: Asker, query: str, statements: list[str]) -> None:
    claims = fill(house, 3)
    Claim.objects.filter(pk=claims[1].pk).update(external_id="gate-1")
    found = key.get(f"/claims/?{query}&fields=id,statement")
    assert [row["statement"] for row in found.json["results"]] == statements


def test_the_best_come_first_when_that_is_asked_for(house: House, key: Asker) -> None:
    house.desk.claim("The gate by the gate is a gate.")
    for number in range(3):
        house.desk.claim(f"A long sentence in which, after much else that is said of {number}, a gate is named.")
    ids = walk(key, "/claims/?q=gate&order=relevance&limit=2")
    assert len(ids) == len(set(ids)) == 4
    assert (
        key.get("/claims/?q=gate&order=relevance&limit=1").json["results"][0]["statement"].startswith("The gate by")
    )
    assert key.get("/claims/?order=relevance").faults == {("order", "needs_q")}


def test_pages_of_the_best_stay_right_while_claims_arrive(house: House, key: Asker) -> None:
    for number in range(4):
        house.desk.claim(f"A long sentence in which, after much else that is said of {number}, a gate is named.")
    whole = walk(key, "/claims/?q=gate&order=relevance")
    first = key.get("/claims/?q=gate&order=relevance&limit=2").json
    house.desk.claim("The gate by the gate is a gate.")
    second = key.get(first["next"].partition("/api/v1")[2]).json
    assert [row["id"] for page in (first, second) for row in page["results"]] == whole


def test_the_words_of_a_statement_are_stored_and_follow_it(house: House, key: Asker) -> None:
    claim = house.desk.claim("The gate by the mill is shut.")
    Claim.objects.filter(pk=claim.pk).update(statement="The lock by the mill is shut.")
    assert walk(key, "/claims/?q=gate") == []
    assert walk(key, "/claims/?q=lock") == [claim.public_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('claim_by_words'::regclass), words::text FROM claims_claim")
        index, words = cursor.fetchone()
    assert index.endswith("USING gin (words)")
    assert words == "'lock':2 'mill':5 'shut':7"


def test_question_is_named_by_id_or_own_name(house: House, key: Asker) -> None:
    claim = fill(house, 2)[0]
    assert claim.question is not None
    by_id = walk(key, f"/claims/?question={claim.question.public_id}")
    assert by_id == walk(key, f"/claims/?question={claim.question.external_id}")
    assert len(by_id) == 2
    assert walk(key, "/claims/?question=nobody") == []


def test_a_list_seen_before_is_not_given_again(house: House, key: Asker) -> None:
    fill(house, 2)
    first = key.get("/claims/")
    assert key.get("/claims/", if_none_match=first.etag).status == 304
    house.desk.claim("One more.")
    assert key.get("/claims/", if_none_match=first.etag).status == 200


def test_the_next_page_is_linked_in_the_header_too(house: House, key: Asker) -> None:
    fill(house, 2)
    first = key.get("/claims/?limit=1")
    assert first.headers["link"] == f'<{first.json["next"]}>; rel="next"'
    assert "link" not in key.get("/claims/?limit=5").headers


LETTERS = ("'", '"', "\\", "%", "%s", "%(mine)s", "'; DROP TABLE claims_claim; --", "{}", "$1", "$many$", "шлюз'")


@pytest.mark.parametrize("prepared", [True, False])
def test_lists_take_any_letters_for_words_and_tags(house: House, key: Asker, settings: Any, prepared: bool) -> None:
    settings.DATABASE_PREPARE = prepared
    for letters in LETTERS:
        claim = key.post("/claims/", {"statement": f"The gate of {letters} is shut.", "tags": [letters]})
        assert claim.status == 201, letters
        found = key.get(f"/claims/?tag={quote(letters)}&q=gate&newsroom={quote(letters)}")
        assert found.json["results"] == []
        found = key.get(f"/claims/?tag={quote(letters)}&q={quote('gate ' + letters)}")
        assert found.status == 200
        assert key.get(f"/claims/?q={quote(letters)}&order=relevance").status == 200
        assert [row["id"] for row in key.get(f"/claims/?tag={quote(letters)}").json["results"]] == [claim.json["id"]]
