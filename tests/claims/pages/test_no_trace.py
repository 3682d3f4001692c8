"""A draft leaves no trace on any public page: without a private claim and with it they answer alike to the byte.

Not in bodies, headers and entity tags, nor in the statements that are asked: the same ones on the same rows take the
same time, which is all that is said here of timing; none was measured. Rows read differ by no more than those of the
draft itself where evidence is weighed anew, and versions of rows that this test's one transaction has left behind.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.assessments import assess_claim
from claims.actions.claims import declare_stake, exclude_claim, write_claim
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.models import Claim
from claims.tasks import settle_standings
from claims.urls import machines, pages
from claims.vocabulary import Interest, Stance, Verdict
from tests.claims.pages.conftest import Herald, Reader
from tests.claims.pages.test_long_lists import read_as_if_large, rows_read

Seen = tuple[int, bytes, dict[str, str], list[str], int]
# One of each route; {claim}, {question} and {source} are met in public, {draft} is not.
ADDRESSES = (
    *("/", "/uk/", "/claims/", "/claims/?standing=single_source", "/claims/?verdict=none", "/claims/?topic=secret"),
    *("/claims/?shelf=contested", "/claims/?shelf=corrected", "/claims/?shelf=withdrawn"),
    *("/claims/{claim}/", "/fr/claims/{claim}/", "/claims/{claim}/?at=2025-06-20", "/claims/{claim}/reports/"),
    *("/claims/{claim}/card/", "/claims/{claim}/correct/", "/claims/{claim}/timemap/", "/claims/{claim}/share.png"),
    *("/claims/{claim}/graph.svg", "/claims/{claim}/timeline.svg"),
    *("/claims/{claim}/claim.json", "/claims/{claim}/reports.csv", "/claims/{claim}/case.json"),
    *("/claims/{claim}/prov.json", "/claims/{claim}/annotations.json", "/claims/{claim}/claim.jsonld"),
    *("/questions/", "/questions/{question}/", "/topics/", "/topics/secret/", "/sources/", "/sources/{source}/"),
    *("/corrections/", "/corrections/policy/", "/methodology/", "/feeds/", "/search/?q=sluice", "/search/?q=gates"),
    *("/feeds/new.atom", "/feeds/changed.json", "/feeds/corrected.atom", "/feeds/changed.atom?q=sluice"),
    *("/feeds/changed.atom?topic=secret", "/feeds/changed.atom?source={source}", "/feeds/claimreview.json"),
    *("/sitemap.xml", "/sitemaps/claims-1.xml", "/sitemaps/questions-1.xml", "/sitemaps/sources-1.xml"),
    *("/robots.txt", "/llms.txt", "/oembed?url={site}/claims/{claim}/"),
)

LEFT_BEHIND = 20  # versions of rows; twelve were seen
OWN_ROWS = 30  # those of the draft and of its reports, where evidence is weighed anew; 24 were seen
WEIGHED = ("/claims/{claim}/?at=2025-06-20", "/claims/{claim}/case.json", "/sources/{source}/")
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+(?:, \d+)*\b")  # moments differ, and keys need not be looked at twice
STAMP = re.compile(rb'name="token" value="[^"]*"')  # when a form was given out


@pytest.fixture
def gates(herald: Herald) -> Herald:
    """Two public claims on one question, everything computed, stored and printed."""
    question = herald.desk.question("How many gates were opened?", counted="gates")
    for name, worded in (("claim", "3"), ("other", "at least 2")):
        claim = herald.desk.claim(f"It was {worded} gates.", worded, question)
        Claim.objects.filter(pk=claim.pk).update(external_id=name)
        herald.desk.report(claim, "River Radio", ["Water board"])
        herald.publish(claim)
    return herald


def add_private_claim(herald: Herald) -> Claim:
    """A draft in the thick of it: same question and sources, excluding a public claim, judged and translated."""
    public = Claim.objects.get(external_id="claim")
    draft = write_claim(
        by=herald.vera,
        newsroom=herald.desk.newsroom,
        statement="Nine sluice gates were opened.",
        question=public.question,
        tags=["secret"],
    )
    herald.desk.report(draft, "River Radio", ["Water board"])
    herald.desk.report(draft, "Hill Echo", ["Sluice keeper"], stance=Stance.DENIES)
    exclude_claim(by=herald.vera, claim=draft, other=public)
    keeper = herald.desk.official("Sluice keeper")
    declare_stake(by=herald.vera, claim=draft, source=keeper, interest=Interest.HARMED, reason="r")
    assess_claim(by=herald.vera, claim=draft, verdict=Verdict.FALSE, reasons="hidden")
    translate_claim(by=herald.vera, claim=draft, language="fr", statement="Neuf vannes (sluice) furent ouvertes.")
    settle_all()
    return draft


def room_for(address: str) -> int:
    """How many more rows an address may read once there is a draft."""
    return OWN_ROWS if address in WEIGHED else LEFT_BEHIND


def see_all(reader: Reader, names: dict[str, str]) -> dict[str, Seen]:
    """Every answer, with the statements it asked and the rows it read. What is kept for a reader is kept by then."""
    settle_standings()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seen = {}
    for address in ADDRESSES:
        filled = address.format(**names)
        reader.get(filled)
        with CaptureQueriesContext(connection) as queries:
            taken: list[object] = []
            rows = rows_read(lambda filled=filled, taken=taken: taken.append(reader.get(filled)))  # type: ignore[misc]
        answer = reader.get(filled)
        headers = {name: value for name, value in answer.items() if name not in ("Date", "Content-Security-Policy")}
        body = STAMP.sub(b"", answer.content)
        headers = headers if body == answer.content else headers | {"ETag": "", "Content-Length": ""}
        asked = [VALUES.sub("?", query["sql"]) for query in queries]
        seen[address] = (answer.status_code, body, headers, asked, rows)
    return seen


def test_nothing_a_reader_can_open_tells_that_there_is_a_draft(gates: Herald, reader: Reader) -> None:
    claim = Claim.objects.select_related("question").get(external_id="claim")
    assert claim.question
    read_as_if_large()
    names = {
        "claim": claim.public_id,
        "question": claim.question.public_id,
        "source": gates.desk.official("Water board").public_id,
        "site": "http://127.0.0.1:8000",
    }
    before = see_all(reader, names)
    draft = add_private_claim(gates)
    after = see_all(reader, names)
    assert {address for address, seen in before.items() if seen[0] >= 400} == {"/topics/secret/"}
    for place, what in enumerate(("status", "body", "headers", "statements")):
        told = {address: (seen[place], after[address][place]) for address, seen in before.items()}
        assert {address: pair for address, pair in told.items() if pair[0] != pair[1]} == {}, what
    more = {address: after[address][4] - seen[4] for address, seen in before.items()}
    assert {address: rows for address, rows in more.items() if rows > room_for(address)} == {}
    hidden = reader.get(f"/claims/{draft.public_id}/")
    missing = reader.get(f"/claims/{'0' * 16}/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(draft.public_id.encode(), b"") == missing.content.replace(b"0" * 16, b"")


def test_every_public_route_is_opened_by_this_test() -> None:
    opened = [re.sub(r"{\w+}", "x", address.partition("?")[0]).strip("/") for address in ADDRESSES]
    for pattern in (*pages, *machines):
        if pattern.name != "correction_request":  # that one is found by a secret address
            regex = re.compile(re.sub(r"<[^>]+>", "[^/]+", str(pattern.pattern)).strip("/") + "$")
            assert any(regex.match(address) for address in opened), pattern.name
