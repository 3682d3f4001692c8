"""What was redacted does not come back: at no date, in no version, feed, picture or export; and readers are told."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from claims.actions.assessments import assess_claim
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.redactions import redact_words
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.algebra.striking import strike
from claims.models import Claim, Publication, Question, Redaction
from claims.views.memento import write_at
from claims.vocabulary import Confidence, Verdict
from newsrooms.vocabulary import Role
from sources.models import Document
from tests.claims.pages.conftest import Herald, Reader
from tests.newsrooms.cast import hire

NAME = "Jaro Withy"
NOTICE = "We removed the name of a private person."
EXPORTS = ("claim.json", "case.json", "prov.json", "claim.jsonld", "reports.csv", "annotations.json")
DRAWN = ("graph.svg", "timeline.svg", "card/", "reports/")


def redacted(herald: Herald) -> tuple[Claim, str]:
    """A claim that named somebody in its words, its reasons and a title, and the moment when it did."""
    claim = herald.desk.claim("A warden, Jaro Withy, opened the weir.")
    document = herald.desk.document("Gazette")
    Document.objects.filter(pk=document.pk).update(title="How JARO WITHY opened the weir")
    herald.desk.report(claim, "Gazette", ["Ministry of Rivers"], document=document)
    herald.judge(claim, Verdict.VERIFIED, "Jaro Withy told us so.")
    herald.publish(claim)
    then = write_at(timezone.now() + timedelta(minutes=10))
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        herald.judge(claim, Verdict.VERIFIED, "He told us so.")
        herald.correct(claim, "Jaro Withy was no warden.", statement="Somebody opened the weir.")
        redact_words(by=herald.vera, claim=claim, words="jaro withy", notice=NOTICE, why="He is no public person.")
        settle_all()
    return claim, then


def test_it_comes_back_at_no_date_and_in_nothing_that_is_given_away(herald: Herald, reader: Reader) -> None:
    claim, then = redacted(herald)
    here, api = f"/claims/{claim.public_id}/", f"/api/v1/claims/{claim.public_id}/"
    addresses = [here, f"/uk{here}", f"{here}?at={then}&view=published", f"{here}?at={then}&view=known"]
    addresses += [f"{here}{name}" for name in (*EXPORTS, *DRAWN)]
    addresses += ["/corrections/", "/feeds/changed.atom", "/feeds/corrected.json", "/feeds/claimreview.json"]
    addresses += [api, f"{api}?at={then}", f"{api}publications/", f"{api}corrections/", "/api/v1/corrections/"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        for address in addresses:
            assert "withy" not in reader.read(address).casefold(), address
        assert "[…] told us so." in reader.read(f"{here}?at={then}&view=published")
        assert NOTICE in reader.read(here)
        assert NOTICE in reader.read("/corrections/")


def test_a_page_that_was_stored_before_is_not_served_after(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("Somebody opened the weir.")
    herald.judge(claim, Verdict.VERIFIED, "Jaro Withy told us so.")
    herald.publish(claim)
    page = reader.get(f"/claims/{claim.public_id}/")
    assert NAME in page.content.decode()
    redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Not a public person.")
    after = reader.get(f"/claims/{claim.public_id}/", if_none_match=page.headers["ETag"])
    assert after.status_code == 200
    assert NAME not in after.content.decode()


def test_what_is_said_today_is_corrected_and_not_struck(herald: Herald) -> None:
    claim = herald.publish(herald.desk.claim("A warden, Jaro Withy, opened the weir."))
    with pytest.raises(ValidationError) as refused:
        redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Private.")
    assert "say this today" in refused.value.message_dict["words"][0]


@pytest.mark.parametrize(
    ("words", "notice", "why", "field"),
    [
        ("", NOTICE, "Private.", "words"),
        ("ab", NOTICE, "Private.", "words"),
        (NAME, "", "Private.", "notice"),
        (NAME, "We removed Jaro Withy.", "Private.", "notice"),
        (NAME, NOTICE, "", "why"),
    ],
)
def test_a_redaction_says_what_and_why_and_does_not_repeat_it(
    herald: Herald, words: str, notice: str, why: str, field: str
) -> None:
    claim = herald.publish(herald.desk.claim("Somebody opened the weir."))
    with pytest.raises(ValidationError) as refused:
        redact_words(by=herald.vera, claim=claim, words=words, notice=notice, why=why)
    assert set(refused.value.error_dict) == {field}
    assert not Redaction.objects.exists()


def test_only_publishers_redact_and_only_what_was_public(herald: Herald) -> None:
    draft = herald.desk.claim("Somebody opened the weir.")
    with pytest.raises(ValidationError):
        redact_words(by=herald.vera, claim=draft, words=NAME, notice=NOTICE, why="Private.")
    claim = herald.publish(draft)
    rita = hire(herald.desk.newsroom, "rita", Role.REPORTER)
    for person in (rita, herald.emil):
        with pytest.raises(PermissionDenied):
            redact_words(by=person, claim=claim, words=NAME, notice=NOTICE, why="Private.")


def test_a_name_in_small_letters_is_struck_wherever_it_stands() -> None:
    named = {"publisher": "ivan_petrenko", "voices": ["ivan_petrenko"], "location": "kursk", "reason": "petrenko"}
    struck = strike(named, ["petrenko", "kursk"])
    assert struck == {"publisher": "ivan_[…]", "voices": ["ivan_[…]"], "location": "[…]", "reason": "[…]"}


def test_words_of_the_trade_ids_and_moments_stay_even_where_they_hold_what_is_struck() -> None:
    words = {
        "rule": "own_report",
        "stance": "denies",
        "reason": "untraced",
        "relation": "reports",
        "as_of": "2025-06",
    }
    words |= {"document": "0123456789abcdef", "as_of": "2025-06"}
    assert strike(words, ["report", "denies", "untraced", "2025", "9ab"]) == words


@pytest.mark.parametrize("where", ["tags", "statement", "location", "question"])
@pytest.mark.parametrize("then", ["public", "embargoed"])
def test_what_any_claim_says_today_is_corrected_first(herald: Herald, where: str, then: str) -> None:
    claim = herald.publish(herald.desk.claim("Somebody opened the weir."))
    other = herald.publish(herald.desk.claim("The weir was opened.", question=herald.desk.question("Who?")))
    if where == "question":
        Question.objects.filter(claims=other).update(text="Did Jaro Withy do it?")
    else:
        Claim.objects.filter(pk=other.pk).update(**{where: ["ferries", "jaro withy"] if where == "tags" else NAME})
    if then == "embargoed":
        Claim.objects.filter(pk=other.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError) as refused:
        redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Private.")
    assert "say this today" in refused.value.message_dict["words"][0]


def test_struck_words_come_back_through_no_later_claim_topic_or_translation(herald: Herald) -> None:
    claim = herald.publish(herald.desk.claim("Somebody opened the weir."))
    redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Private.")
    draft = herald.desk.claim("JARO WITHY closed the weir.")
    with pytest.raises(ValidationError) as refused:
        publish_claim(by=herald.vera, claim=draft, override="At once.")
    assert set(refused.value.error_dict) == {"statement"}
    asked = herald.desk.claim("It was closed.", question=herald.desk.question("What did Jaro Withy do?"))
    with pytest.raises(ValidationError) as refused:
        publish_claim(by=herald.vera, claim=asked, override="At once.")
    assert set(refused.value.error_dict) == {"question"}
    with pytest.raises(ValidationError) as refused:
        correct_claim(by=herald.vera, claim=claim, notice="A topic more.", tags=["weir", "jaro withy"])
    assert set(refused.value.error_dict) == {"tags"}
    with pytest.raises(ValidationError) as refused:
        translate_claim(by=herald.emil, claim=claim, language="fr", statement="Jaro Withy ouvrit le barrage.")
    assert set(refused.value.error_dict) == {"statement"}
    assert not Publication.objects.filter(claim__in=[draft, asked]).exists()


def test_a_source_is_named_without_what_was_struck(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("Somebody opened the weir.")
    herald.desk.report(claim, "Letters of Jaro Withy", [herald.desk.official("Withy, Jaro Withy & Sons")])
    herald.publish(claim)
    source = herald.desk.source("Letters of Jaro Withy").public_id
    redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Private.")
    settle_all()
    for address in ("/sources/", f"/sources/{source}/", f"/feeds/changed.atom?source={source}", "/llms.txt"):
        assert "jaro withy" not in reader.read(address).casefold(), address
    assert "Letters of […]" in reader.read("/sources/")


def test_why_another_claim_was_published_unready_is_struck_from_its_printed_page(
    herald: Herald, reader: Reader
) -> None:
    claim = herald.publish(herald.desk.claim("Somebody opened the weir."))
    other = herald.desk.claim("It rained.")
    assess_claim(by=herald.emil, claim=other, verdict=Verdict.VERIFIED, reasons="Wet.", confidence=Confidence.HIGH)
    publish_claim(by=herald.vera, claim=other, override="Jaro Withy asked us to.")
    settle_all()
    assert NAME in reader.read(f"/claims/{other.public_id}/")
    redact_words(by=herald.vera, claim=claim, words=NAME, notice=NOTICE, why="Private.")
    settle_all()
    assert NAME not in reader.read(f"/claims/{other.public_id}/")


def test_terms_and_ids_stay_whatever_is_struck() -> None:
    document = {
        "status": "single_source",
        "id": "a1b2",
        "at": "2025-06-01T10:00Z",
        "name": "single",
        "told": "A Single",
    }
    assert strike(document, ["single", "2025"]) == document | {"name": "[…]", "told": "A […]"}
    assert strike(document, []) is document


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("https://ivan.example/a", "https://%E2%80%A6.example/a"),
        ("http://weir.example/by/IVAN?q=ivan", "http://weir.example/by/%E2%80%A6?q=%E2%80%A6"),
    ],
)
def test_an_address_stays_one_when_words_are_struck_from_it(address: str, left: str) -> None:
    """Brackets where a host stands are an error to whoever reads addresses."""
    assert strike({"url": address}, ["ivan"]) == {"url": left}
    assert urlsplit(strike(address, ["ivan"])).path == urlsplit(left).path
