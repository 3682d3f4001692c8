"""A draft leaves no trace for others: a world without a private claim and the same with it answer alike to the byte.

Not in lists, counts, cursors, ETags, errors, uniqueness messages, searches, facets, dossiers of the same question,
the feed of changes or the number of queries. Sources and documents are no part of a claim: who may read claims reads
them, whatever they are on record for.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.assessments import assess_claim
from claims.actions.claims import declare_stake, exclude_claim
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.models import Claim
from claims.vocabulary import Interest, Stance, Verdict
from factcheck.api.openapi import find_routes
from newsrooms.vocabulary import Role, Scope
from sources.models import Document
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Answer, Asker
from tests.newsrooms.cast import hire

NAMES = {"claim": "public", "id": "public"}
QUERIES = (
    "/claims/",
    "/claims/?limit=1",
    "/claims/?expand=reports",
    "/claims/?order=oldest",
    "/claims/?newsroom=weir-herald",
    "/claims/?state=draft",
    "/claims/?standing=single_source,unreported",
    "/claims/?tag=secret",
    "/claims/?external_id=hidden-1",
    "/claims/?updated_since=2020",
    "/claims/?q=sluice",
    "/claims/hidden-1/",
    "/claims/{claim}/",
    "/claims/{claim}/?at=2025-06-01",
    "/claims/{claim}/reports/",
    "/claims/{claim}/timeline/",
    "/claims/{claim}/graph/",
    "/claims/{claim}/provenance/",
    "/claims/{claim}/publications/",
    "/claims/{claim}/corrections/",
    "/claims/{other}/",
    "/corrections/",
    "/changes/",
    "/reports/",
    "/reports/?expand=claim,document",
    "/sources/",
    "/documents/",
    "/questions/",
    "/sources/?q=sluice",
)


@pytest.fixture
def house(house: House) -> House:
    """Two public claims on one question, with sources and documents that are on record, and everything computed."""
    question = house.desk.question("How many gates were opened?", counted="gates")
    for name, worded in (("claim", "3"), ("other", "at least 2")):
        claim = house.desk.claim(f"It was {worded} gates.", worded, question)
        Claim.objects.filter(pk=claim.pk).update(external_id=name)
        house.desk.report(claim, "River Radio", ["Water board"])
        house.publish(claim)
    for publisher in ("River Radio", "Hill Echo"):
        house.desk.document(publisher, "2025-06-02")
    house.desk.official("Sluice keeper")
    return house


def add_private_claim(house: House) -> Claim:
    """A draft in the thick of it: same question and sources, excluding a public claim, with a stake and a verdict."""
    public = Claim.objects.get(external_id="claim")
    draft = house.desk.claim("Nine sluice gates were opened.", "9", public.question)
    Claim.objects.filter(pk=draft.pk).update(external_id="hidden-1", tags=["secret"])
    draft.refresh_from_db()
    radio, echo = Document.objects.filter(title__endswith="on 2025-06-02").order_by("pk")
    house.desk.report(draft, "River Radio", ["Water board"], document=radio)
    house.desk.report(draft, "Hill Echo", ["Sluice keeper"], stance=Stance.DENIES, document=echo)
    exclude_claim(by=house.vera, claim=draft, other=public)
    declare_stake(
        by=house.vera, claim=draft, source=house.desk.official("Sluice keeper"), interest=Interest.HARMED, reason="r"
    )
    assess_claim(by=house.vera, claim=draft, verdict=Verdict.FALSE, reasons="hidden")
    settle_all()
    return draft


def see_all(asker: Asker) -> dict[str, tuple[int, bytes, str, int]]:
    """Every answer with its ETag and its number of queries; what moves by itself (limits left) is left out."""
    seen = {}
    claims = {name: Claim.objects.get(external_id=name).public_id for name in ("claim", "other")}
    for path in QUERIES:
        filled = path.format(**claims)
        asker.get(filled)
        with CaptureQueriesContext(connection) as queries:
            answer = asker.get(filled)
        seen[path] = (answer.status, answer.body, answer.headers.get("etag", ""), len(queries))
    return seen


OUTSIDERS: dict[str, Callable[[House], Asker]] = {
    "a stranger": lambda house: Asker(),
    "another newsroom": lambda house: Asker(person=house.gazette.memberships.get().user),
    "another newsroom's key": lambda house: Asker.with_key(house.gazette, house.gazette.memberships.get().user),
    "its own key without drafts:read": lambda house: house.key(Scope.CLAIMS_READ, Scope.EXPORTS_READ),
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_an_outsider_can_ask_tells_that_there_is_a_draft(house: House, who: str) -> None:
    asker = OUTSIDERS[who](house)
    before = see_all(asker)
    draft = add_private_claim(house)
    after = see_all(asker)
    assert {path for path in before if before[path] != after[path]} == set()
    for path in ("/claims/{}/", "/claims/{}/reports/", "/claims/{}/timeline/"):
        hidden, missing = asker.get(path.format(draft.public_id)), asker.get(path.format("0" * 16))
        assert (hidden.status, hidden.body) == (missing.status, missing.body) == (404, missing.body)


def test_the_queries_of_this_test_reach_every_route_that_strangers_may_read() -> None:
    asked = {re.sub(r"{\w+}", "{id}", path.partition("?")[0]) for path in QUERIES}
    own = {"/", "/session/"}
    for route in find_routes():
        for method, declared in route.operations():
            if method == "get" and declared.scope is None:
                path = re.sub(r"{\w+}", "{id}", route.path.removeprefix("/api/v1"))
                assert path in asked | own, f"{path} can be read by strangers and is not asked here"


def test_another_newsroom_may_use_the_same_external_id(house: House) -> None:
    add_private_claim(house)
    key = Asker.with_key(house.gazette, house.gazette.memberships.get().user)
    answer = key.post("/claims/", {"statement": "Ours.", "external_id": "hidden-1"})
    assert answer.status == 201


def test_naming_another_newsrooms_things_in_a_body_is_like_naming_nothing(house: House) -> None:
    draft = add_private_claim(house)
    key = Asker.with_key(house.gazette, house.gazette.memberships.get().user)
    source = key.post("/sources/", {"name": "Mill Radio", "kind": "outlet"}).json
    document = key.post("/documents/", {"publisher": source["id"], "title": "T"}).json
    report = {"document": document["id"], "stance": "asserts"}

    def refusal(name: str) -> Answer:
        return key.post("/reports/", report | {"claim": name})

    assert refusal(draft.public_id).body == refusal("0" * 16).body
    assert refusal(draft.external_id).faults == {("/claim", "unknown_id")}


def test_the_feed_of_changes_tells_only_members_of_drafts(house: House) -> None:
    stranger, member = Asker(), Asker(person=hire(house.herald, "mira", Role.READER))
    before = len(stranger.get("/changes/").json["results"])
    draft = add_private_claim(house)
    assert len(stranger.get("/changes/").json["results"]) == before
    assert draft.public_id not in str(stranger.get("/changes/").json)
    assert stranger.get("/changes/?view=newsroom").status == 401
    assert house.key(Scope.CLAIMS_READ).get("/changes/?view=newsroom").status == 403
    assert member.get("/changes/?view=newsroom&limit=200").status == 200


def test_an_embargoed_claim_is_hidden_until_its_second(house: House) -> None:
    claim = house.desk.claim("Not before noon.")
    Claim.objects.filter(pk=claim.pk).update(embargo_until="2990-01-01T12:00Z")
    publish_claim(by=house.vera, claim=claim)
    settle_all()
    stranger = Asker()
    assert stranger.get(f"/claims/{claim.public_id}/").status == 404
    assert claim.public_id not in str(stranger.get("/claims/").json)
    assert claim.public_id not in str(stranger.get("/changes/?limit=200").json)
    Claim.objects.filter(pk=claim.pk).update(embargo_until="2020-01-01T12:00Z")
    assert stranger.get(f"/claims/{claim.public_id}/").status == 200


def test_cursors_count_nothing_and_cannot_be_made(house: House) -> None:
    stranger = Asker()
    onward = stranger.get("/claims/?limit=1").json["next"]
    cursor = onward.rpartition("cursor=")[2]
    written = urlsafe_b64decode(unquote(cursor))
    for key in Claim.objects.values_list("pk", flat=True):
        assert key.to_bytes(8, "big") not in written
        assert f'"{key}"'.encode() not in written
    assert stranger.get(f"/claims/?cursor={cursor[:-1]}{'A' if cursor[-1] != 'A' else 'B'}").status == 400
    assert stranger.get(f"/corrections/?cursor={cursor}").status == 400
