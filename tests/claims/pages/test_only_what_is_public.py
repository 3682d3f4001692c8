"""Drafts, embargoes and private words show nowhere: not in pages, counts, feeds, sitemaps, search, tags or errors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.claims import write_claim
from claims.models import Claim, StoredPage
from claims.vocabulary import Verdict
from sources.models import Source
from tests.claims.pages.conftest import Herald, Reader

EVERYWHERE = [
    "/",
    "/claims/",
    "/claims/?standing=single_source",
    "/claims/?shelf=withdrawn",
    "/questions/",
    "/topics/",
    "/topics/secret-topic/",
    "/sources/",
    "/corrections/",
    "/methodology/",
    "/search/?q=secret",
    "/feeds/new.atom",
    "/feeds/changed.json",
    "/feeds/changed.atom?q=secret",
    "/feeds/changed.atom?topic=secret-topic",
    "/feeds/corrected.atom",
    "/feeds/claimreview.json",
    "/sitemap.xml",
    "/sitemaps/claims-1.xml",
    "/sitemaps/questions-1.xml",
    "/sitemaps/sources-1.xml",
    "/llms.txt",
]


def hide(herald: Herald, state: str) -> Claim:
    """A claim with everything about it secret, in one of the ways a claim is not public."""
    question = herald.desk.question("A secret question?")
    claim = write_claim(
        by=herald.vera,
        newsroom=herald.desk.newsroom,
        statement="A secret statement.",
        question=question,
        tags=["secret-topic"],
        location="Secretville",
    )
    herald.desk.report(claim, "Secret paper", ["Secret witness"])
    herald.judge(claim, Verdict.FALSE, "Secret reasons.")
    if state == "draft":
        return claim
    herald.publish(claim)
    if state == "embargoed":
        Claim.objects.filter(pk=claim.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    else:
        Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now())
    return claim


@pytest.mark.parametrize("state", ["draft", "embargoed", "trashed"])
def test_a_claim_that_is_not_public_shows_nowhere(herald: Herald, reader: Reader, state: str) -> None:
    herald.flood()
    before = {address: reader.get(address) for address in EVERYWHERE}
    claim = hide(herald, state)
    for address in EVERYWHERE:
        answer = reader.get(address)
        body = answer.content.decode().lower()
        asked = "secret" if "secret" in address else "nothing asked"
        assert "secret" not in body.replace(asked, "").replace("secret-topic", ""), address
        assert claim.public_id not in body
        assert answer.status_code == before[address].status_code
        assert answer.headers.get("ETag") == before[address].headers.get("ETag"), address


@pytest.mark.parametrize("state", ["draft", "embargoed", "trashed"])
def test_every_address_of_a_hidden_claim_answers_as_one_that_never_was(
    herald: Herald, reader: Reader, state: str
) -> None:
    claim = hide(herald, state)
    tails = ["", "?at=2025", "reports/", "timemap/", "card/", "share.png", "correct/", "claim.json", "case.json"]
    tails += ["reports.csv", "prov.json", "annotations.json", "claim.jsonld"]
    for tail in tails:
        real, never = reader.get(f"/claims/{claim.public_id}/{tail}"), reader.get(f"/claims/{'0' * 16}/{tail}")
        assert real.status_code == never.status_code == 404, tail
        assert real.content.decode().replace(claim.public_id, "0" * 16) == never.content.decode()
        assert "ETag" not in real.headers
    for question in herald.desk.newsroom.questions.filter(text__contains="secret"):
        assert reader.get(f"/questions/{question.public_id}/").status_code == 404
    for source in Source.objects.filter(name__contains="Secret"):
        assert reader.get(f"/sources/{source.public_id}/").status_code == 404
        assert reader.get(f"/feeds/changed.atom?source={source.public_id}").status_code == 404
    page = f"http://127.0.0.1:8000/claims/{claim.public_id}/"
    assert reader.client.get("/oembed", {"url": page}).status_code == 404


def test_what_was_stored_while_public_is_not_served_after(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    reader.read(f"/claims/{claim.public_id}/")
    assert StoredPage.objects.filter(claim=claim).exists()
    Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now())
    assert reader.get(f"/claims/{claim.public_id}/").status_code == 404


def test_a_source_s_note_never_leaves_the_house(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    Source.objects.update(note="Her name is Olha.", kind="unnamed")
    source = Source.objects.get(name="Ministry of Rivers")
    tails = ["", "claim.json", "case.json", "prov.json", "claim.jsonld", "reports.csv", "?at=2025-07"]
    addresses = [f"/claims/{claim.public_id}/{tail}" for tail in tails]
    for address in [*addresses, f"/sources/{source.public_id}/", "/sources/"]:
        assert "Olha" not in reader.read(address), address


def test_a_second_verdict_that_nobody_approved_stays_inside(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE, "Secret second thoughts.")
    for tail in ("", "claim.json", "case.json", "claim.jsonld", "card/"):
        assert "Secret second" not in reader.read(f"/claims/{claim.public_id}/{tail}")
    assert "Secret second" not in reader.read("/feeds/changed.atom")


def test_pages_never_depend_on_who_asks(herald: Herald, reader: Reader) -> None:
    draft = hide(herald, "draft")
    herald.flood()
    stranger = {address: reader.get(address).content for address in EVERYWHERE}
    reader.client.force_login(herald.vera)
    for address in EVERYWHERE:
        answer = reader.get(address)
        assert answer.content == stranger[address]
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies
    assert reader.get(f"/claims/{draft.public_id}/").status_code == 404
