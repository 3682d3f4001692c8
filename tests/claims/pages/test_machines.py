"""What machines are told, read with the machines' own tools."""

import csv
import io
import json
import re
from typing import Any

import extruct
import pytest
from django.conf import settings
from PIL import Image

from claims.actions.importing import import_case
from claims.actions.workflow import withdraw_claim
from claims.casefile.cells import harmless
from claims.casefile.reading import read_case
from claims.exports.jsonld import write_for_script
from claims.vocabulary import Verdict
from newsrooms.actions.newsroom import open_newsroom
from tests.claims.pages.conftest import Herald, Reader

HOSTILE = "Held </script><!--<script>\u2028\u2029 & \x7f \"quoted\" 'too' ]]> \ufeff"
SITE = str(settings.SITE_URL)


def json_ld(page: str) -> dict[str, Any]:
    """The structured data that extruct finds in a page; exactly one object of it."""
    found = extruct.extract(page, base_url=SITE, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    item: dict[str, Any] = found[0]
    return item


def test_a_published_verdict_is_a_claim_review_with_all_that_search_engines_ask_for(
    herald: Herald, reader: Reader
) -> None:
    claim = herald.flood()
    item = json_ld(reader.read(f"/claims/{claim.public_id}/"))
    address = f"{SITE}/claims/{claim.public_id}/"
    assert item["@type"] == "ClaimReview"
    assert item["url"] == address
    assert item["claimReviewed"] == claim.statement
    assert item["author"]["name"] == "Weir Herald"
    assert item["datePublished"]
    assert item["reviewRating"]["alternateName"] == "Partly verified"
    assert item["reviewRating"]["ratingExplanation"] == "We read the gauge ourselves."
    rating = item["reviewRating"]
    assert rating["worstRating"] < rating["ratingValue"] < rating["bestRating"]
    reviewed = item["itemReviewed"]
    assert reviewed["@type"] == "Claim"
    assert reviewed["@id"] == f"{address}#claim"
    assert {work["publisher"]["name"] for work in reviewed["appearance"]} == {"Gazette", "Courier", "Post"}
    assert reviewed["firstAppearance"] in reviewed["appearance"]
    assert reviewed["author"]["name"] == "Ministry of Rivers"


def test_a_claim_under_watch_or_withdrawn_is_no_review(herald: Herald, reader: Reader) -> None:
    watched = herald.publish(herald.desk.claim("The dam held."))
    withdrawn = herald.flood()
    withdraw_claim(by=herald.vera, claim=withdrawn, notice="We no longer stand by it.")
    for claim in (watched, withdrawn):
        item = json_ld(reader.read(f"/claims/{claim.public_id}/"))
        assert item["@type"] == "Claim"
        assert item["@id"] == f"{SITE}/claims/{claim.public_id}/#claim"
        assert "reviewRating" not in json.dumps(item)


@pytest.mark.parametrize("verdict", [Verdict.UNVERIFIED, Verdict.UNVERIFIABLE, Verdict.CONTESTED])
def test_what_cannot_be_judged_is_not_the_middle_of_a_scale(herald: Herald, reader: Reader, verdict: Verdict) -> None:
    claim = herald.desk.claim("The dam held.")
    herald.judge(claim, verdict)
    herald.publish(claim)
    assert "ratingValue" not in json_ld(reader.read(f"/claims/{claim.public_id}/"))["reviewRating"]


def test_a_correction_is_told_as_one(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE)
    herald.correct(claim, "We had read the wrong gauge.")
    correction = json_ld(reader.read(f"/claims/{claim.public_id}/"))["correction"][0]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"] == "We had read the wrong gauge."


def test_nothing_written_by_anybody_breaks_out_of_the_structured_data(herald: Herald, reader: Reader) -> None:
    statement = HOSTILE.replace("\x7f", "").replace("\ufeff", "")
    claim = herald.publish(herald.desk.claim(statement))
    page = reader.read(f"/claims/{claim.public_id}/")
    assert json_ld(page)["text"] == claim.statement
    raw = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
    assert len(raw) == 1
    assert not set("<>&\u2028\u2029") & set(raw[0])


def test_escaped_json_is_the_same_json() -> None:
    value = {"text": HOSTILE}
    written = write_for_script(value)
    assert json.loads(written) == value
    assert not set("<>&'\x7f\u2028\u2029\ufeff") & set(written)


def test_an_oembed_consumer_is_handed_a_card_it_can_show(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    page = reader.read(f"/claims/{claim.public_id}/")
    found = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert found
    answer = json.loads(reader.read(found[1].removeprefix(SITE).replace("&amp;", "&")))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["width"] <= 600
    source = re.search(r'src="([^"]+)"', answer["html"])
    assert source
    card = reader.get(source[1].removeprefix(SITE))
    assert card.status_code == 200
    assert "frame-ancestors *" in card.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in card.headers
    assert "<script" not in card.content.decode()
    small = json.loads(
        reader.client.get("/oembed", {"url": f"{SITE}/uk/claims/{claim.public_id}/", "maxwidth": "300"}).content
    )
    assert small["width"] == 300
    assert "/uk/claims/" in small["html"]


@pytest.mark.parametrize(
    ("url", "form", "status"),
    [
        ("", "json", 404),
        ("https://elsewhere.example/claims/x/", "json", 404),
        ("http://[", "json", 404),
        (f"{SITE}/claims/", "json", 404),
        (f"{SITE}/claims/nothing/", "json", 404),
        (f"{SITE}/claims/nothing/", "xml", 501),
    ],
)
def test_oembed_knows_no_other_address(db: None, reader: Reader, url: str, form: str, status: int) -> None:
    assert reader.client.get("/oembed", {"url": url, "format": form}).status_code == status


def test_no_other_page_may_be_framed(herald: Herald, reader: Reader) -> None:
    for address in ("/", f"/claims/{herald.flood().public_id}/"):
        answer = reader.get(address)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_share_image_is_drawn_for_any_statement(herald: Herald, reader: Reader) -> None:
    for statement in ("Held.", "Over and over again. " * 45, "Не менше 21 будинку.", "洪水 סכר سد", "W" * 900):
        claim = herald.publish(herald.desk.claim(statement))
        answer = reader.get(f"/claims/{claim.public_id}/share.png")
        assert answer.headers["Content-Type"] == "image/png"
        with Image.open(io.BytesIO(answer.content)) as image:
            assert image.size == (1200, 630)
        assert (
            reader.get(f"/claims/{claim.public_id}/share.png", if_none_match=answer.headers["ETag"]).status_code
            == 304
        )


def test_the_share_image_shows_the_verdict_that_stands(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    before = reader.get(f"/claims/{claim.public_id}/share.png").content
    herald.judge(claim, Verdict.FALSE)
    herald.correct(claim, "We had read the wrong gauge.")
    assert reader.get(f"/claims/{claim.public_id}/share.png").content != before


def test_the_case_file_of_a_claim_can_be_imported_elsewhere(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.desk.tie("Ministry of Rivers", "Government")
    herald.desk.withdraw(claim, "Ministry of Rivers")
    text = reader.read(f"/claims/{claim.public_id}/case.json")
    other = open_newsroom(by=None, slug="mill", name="Mill Gazette")
    read = read_case(text)
    result = import_case(by=None, newsroom=other, title=read.title, records=read.records)
    assert result.problems == []
    assert result.added["report"] == 3


def test_the_table_of_reports_runs_no_formula(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam held.")
    herald.desk.report(claim, '=HYPERLINK("http://evil.example")', ["@SUM(1+1)"])
    herald.publish(claim)
    answer = reader.get(f"/claims/{claim.public_id}/reports.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["publisher"] == '\'=HYPERLINK("http://evil.example")'
    for cell in ("=1", "+1", "-1", "@x", "\t=1", " =1", "＝1"):
        assert str(harmless(cell)).startswith("'")
    assert harmless(-1) == -1


def test_provenance_says_who_has_it_from_whom(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    prov = json.loads(reader.read(f"/claims/{claim.public_id}/prov.json"))
    known = set(prov["entity"]) | set(prov["agent"])
    for relation, ends in (
        ("wasDerivedFrom", ("prov:generatedEntity", "prov:usedEntity")),
        ("wasAttributedTo", ("prov:entity", "prov:agent")),
    ):
        for edge in prov[relation].values():
            assert {edge[end] for end in ends} <= known
    labels = {agent["prov:label"] for agent in prov["agent"].values()}
    assert {"Weir Herald", "Ministry of Rivers", "Gazette"} <= labels


def test_everything_a_claim_offers_is_found_and_is_what_it_says(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    page = reader.read(f"/claims/{claim.public_id}/")
    for name in ("claim.json", "case.json", "prov.json", "annotations.json", "claim.jsonld"):
        assert f'href="/claims/{claim.public_id}/{name}"' in page
        answer = reader.get(f"/claims/{claim.public_id}/{name}")
        json.loads(answer.content)
        assert (
            reader.get(f"/claims/{claim.public_id}/{name}", if_none_match=answer.headers["ETag"]).status_code == 304
        )
    assert reader.get(f"/claims/{claim.public_id}/secrets.json").status_code == 404
