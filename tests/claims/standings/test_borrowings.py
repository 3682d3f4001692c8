"""Passages in near the same words are proposed, lower the lower count until judged, and are counted as judged."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from claims.actions.borrowings import decide_borrowing
from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report
from claims.models import Borrowing, Claim, DueClaim, Report, StandingStep
from claims.vocabulary import Relation, Stance
from newsrooms.vocabulary import Role
from sources.actions.captures import upload_capture
from sources.actions.reprints import decide_reprint, keep_proposal
from sources.models import Feed, FeedItem, Reprint
from sources.vocabulary import FeedItemFate, ReprintBasis, ReprintState
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire

PASSAGE = (
    "The ferry ran aground on the sandbank below the old mill shortly before noon, and its passengers were brought "
    "ashore by two boats of the rowing club"
)
SLIGHTLY_CUT = f"{PASSAGE}, officials confirmed"
OWN_WORDS = (
    "Passengers told this paper how they waited for the rowers after the vessel had struck sand near the mill at "
    "midday, some of them with their bicycles still in hand"
)


def tell(
    desk: Desk, claim: Claim, publisher: str, published: str, exact: str, *, speech: bool = False, crediting: str = ""
) -> Report:
    """A report of the publisher's own with these words as its quote; or by one it credits."""
    chains = [[LinkEntry(desk.source(crediting), Relation.REPORTS)]] if crediting else []
    entry = ReportEntry(
        stance=Stance.ASSERTS,
        own_reporting=not crediting,
        quote=Quote(exact),
        direct_quotation=speech,
        chains=chains,
    )
    return record_report(by=desk.by, claim=claim, document=desk.document(publisher, published), entry=entry)


@pytest.fixture
def aground(desk: Desk) -> Claim:
    return desk.claim("The ferry ran aground.")


def test_the_later_of_two_like_passages_is_proposed_to_rely_on_the_earlier(desk: Desk, aground: Claim) -> None:
    later = tell(desk, aground, "Courier", "2025-06-03", SLIGHTLY_CUT)
    earlier = tell(desk, aground, "Agency", "2025-06-02", PASSAGE)
    assert desk.standing(aground) == "corroborated 1/2/2"
    sentence = desk.dossier(aground).standing["sentence"]
    assert "2 independent lines support it. 1 of them may only repeat another." in sentence
    assert "gains by it" not in sentence
    found = Borrowing.objects.get()
    assert (found.report, found.original, found.state) == (later, earlier, ReprintState.PROPOSED)
    assert found.likeness > 0.8
    said = [part for part in desk.dossier(aground).standing["reasons"] if part["rule"] == "looks_copied"]
    assert [(part["reports"], part["voices"]) for part in said] == [([later.public_id], ["Courier"])]
    assert "Courier" in said[0]["text"]


def test_an_editor_accepts_and_the_standing_follows_and_says_so(desk: Desk, aground: Claim) -> None:
    tell(desk, aground, "Agency", "2025-06-02", PASSAGE)
    later = tell(desk, aground, "Courier", "2025-06-03", PASSAGE)
    assert desk.standing(aground) == "corroborated 1/2/2"
    assert desk.by is not None
    judged = decide_borrowing(by=desk.by, borrowing=Borrowing.objects.get(), accepted=True, why="The byline says so.")
    assert (judged.decided_by, judged.reason) == (desk.by, "The byline says so.")
    assert desk.standing(aground) == "single_source 1/1/1"
    said = [part for part in desk.dossier(aground).standing["reasons"] if part["rule"] == "copied"]
    assert [(part["reports"], part["voices"]) for part in said] == [([later.public_id], ["Courier"])]
    step = StandingStep.objects.order_by("-pk").first()
    assert step is not None
    assert step.causes == [{"kind": "borrowing.accepted", "id": judged.public_id}]


def test_an_editor_refuses_and_it_is_never_asked_again(desk: Desk, aground: Claim) -> None:
    tell(desk, aground, "Agency", "2025-06-02", PASSAGE)
    tell(desk, aground, "Courier", "2025-06-03", PASSAGE)
    desk.standing(aground)
    decide_borrowing(by=desk.by, borrowing=Borrowing.objects.get(), accepted=False, why="Both were there.")
    tell(desk, aground, "Post", "2025-06-04", OWN_WORDS)
    assert desk.standing(aground) == "corroborated 3/3/3"
    assert Borrowing.objects.count() == 1
    with pytest.raises(ValidationError, match="decided already"):
        decide_borrowing(by=desk.by, borrowing=Borrowing.objects.get(), accepted=True, why="Again.")


def test_judging_is_for_editors_and_needs_a_reason(desk: Desk, aground: Claim) -> None:
    tell(desk, aground, "Agency", "2025-06-02", PASSAGE)
    tell(desk, aground, "Courier", "2025-06-03", PASSAGE)
    desk.standing(aground)
    found = Borrowing.objects.get()
    with pytest.raises(PermissionDenied):
        decide_borrowing(by=hire(desk.newsroom, "rita", Role.REPORTER), borrowing=found, accepted=True, why="So.")
    with pytest.raises(ValidationError, match="how you know"):
        decide_borrowing(by=desk.by, borrowing=found, accepted=True, why=" ")
    found.refresh_from_db()
    assert found.state == ReprintState.PROPOSED


def test_own_words_shared_quotations_short_notes_and_credits_are_nothing_to_ask_about(desk: Desk) -> None:
    pairs = {
        "own words": (PASSAGE, OWN_WORDS),
        "one speech": (f"He said: “{PASSAGE}.”", f"As he put it: “{PASSAGE}.”"),
        "a short note": ("The ferry ran aground near the mill.", "The ferry ran aground near the mill."),
    }
    for title, (one, other) in pairs.items():
        claim = desk.claim(title)
        tell(desk, claim, "Agency", "2025-06-02", one)
        tell(desk, claim, "Courier", "2025-06-03", other)
        assert desk.standing(claim) == "corroborated 2/2/2", title
    spoken = desk.claim("What was entered as speech")
    tell(desk, spoken, "Agency", "2025-06-02", PASSAGE, speech=True)
    tell(desk, spoken, "Courier", "2025-06-03", PASSAGE, speech=True)
    credited = desk.claim("What is credited")
    tell(desk, credited, "Agency", "2025-06-02", PASSAGE)
    tell(desk, credited, "Courier", "2025-06-03", PASSAGE, crediting="Agency")
    again = desk.claim("Two pages of one paper")
    tell(desk, again, "Agency", "2025-06-02", PASSAGE)
    tell(desk, again, "Agency", "2025-06-03", PASSAGE)
    for claim in (spoken, credited, again):
        desk.standing(claim)
    assert not Borrowing.objects.exists()


def test_many_copies_of_one_wire_are_each_asked_about_once(desk: Desk, aground: Claim) -> None:
    for day in range(2, 8):
        tell(desk, aground, f"Paper {day}", f"2025-06-0{day}", PASSAGE)
    assert desk.standing(aground) == "corroborated 1/5/5"
    first = Report.objects.order_by("pk").first()
    assert set(Borrowing.objects.values_list("original", flat=True)) == {first.pk if first else 0}
    assert Borrowing.objects.count() == 5
    tell(desk, aground, "The wire itself", "2025-06-01", PASSAGE)
    desk.standing(aground)
    assert Borrowing.objects.count() == 6


def test_a_likely_reprint_counts_as_one_until_it_is_judged(desk: Desk, aground: Claim) -> None:
    one = desk.report(aground, "Agency", published="2025-06-02", own=True)
    other = desk.report(aground, "Courier", published="2025-06-03", own=True)
    assert desk.standing(aground) == "corroborated 2/2/2"
    alike = Reprint(
        original=one.document,
        basis=ReprintBasis.LIKE_TEXT.value,
        resemblance=0.9,
        containment=0.9,
        beside_quotes=0.9,
    )
    reprint = keep_proposal(other.document, alike)
    assert reprint is not None
    assert desk.standing(aground) == "corroborated 1/2/2"
    assert desk.by is not None
    decide_reprint(by=desk.by, reprint=reprint, accepted=True, why="Signed by the agency.")
    assert desk.standing(aground) == "single_source 1/1/1"
    assert Reprint.objects.get().reason == "Signed by the agency."


def test_a_document_known_to_be_no_copy_is_not_asked_about_by_passage(desk: Desk, aground: Claim) -> None:
    one = tell(desk, aground, "Agency", "2025-06-02", PASSAGE)
    other = tell(desk, aground, "Courier", "2025-06-03", PASSAGE)
    alike = Reprint(
        original=one.document,
        basis=ReprintBasis.LIKE_TEXT.value,
        resemblance=0.9,
        containment=0.9,
        beside_quotes=0.9,
    )
    reprint = keep_proposal(other.document, alike)
    assert reprint is not None
    assert desk.by is not None
    decide_reprint(by=desk.by, reprint=reprint, accepted=False, why="Two reporters, one press room.")
    assert desk.standing(aground) == "corroborated 2/2/2"
    assert not Borrowing.objects.exists()


def test_what_bears_on_the_next_claim_is_doubted_there_too(desk: Desk) -> None:
    question = desk.question()
    exact = desk.claim("41 were hit.", "41", question)
    least = desk.claim("At least 21 were hit.", "at least 21", question)
    for publisher, published in (("Agency", "2025-06-02"), ("Courier", "2025-06-03")):
        entry = ReportEntry(stance=Stance.ASSERTS, own_reporting=True, quote=Quote(PASSAGE), quantity=exact.quantity)
        document = desk.document(publisher, published)
        record_report(by=desk.by, claim=exact, document=document, entry=entry)
    assert desk.standing(exact) == "corroborated 1/2/2"
    assert desk.standing(least) == "corroborated 1/2/2"
    assert not DueClaim.objects.exists()


def test_the_paragraph_of_the_captured_text_is_compared_and_not_the_quote_alone(desk: Desk, aground: Claim) -> None:
    """Two short quotes differ; the paragraphs they stand in are one."""
    quotes = ("ran aground on the sandbank", "brought ashore by two boats")
    for number, (publisher, quote) in enumerate(zip(("Agency", "Courier"), quotes, strict=True), start=2):
        document = desk.document(publisher, f"2025-06-0{number}")
        paragraphs = (f"{publisher} said this first, in a lead of its own.", f"{PASSAGE}.", f"Page {number}.")
        page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = f"<html><head><title>Aground</title></head><body><article>{page}</article></body></html>"
        upload_capture(document=document, by=desk.by, content=page.encode())
        entry = ReportEntry(stance=Stance.ASSERTS, own_reporting=True, quote=Quote(quote))
        record_report(by=desk.by, claim=aground, document=document, entry=entry)
    assert desk.standing(aground) == "corroborated 1/2/2"
    assert Borrowing.objects.get().passage == f"{PASSAGE}."


HALF_REWRITTEN = (
    "The ferry ran aground on the sandbank below the old mill shortly before noon, and its passengers were brought "
    "home in the evening, wet but cheerful, to the relief of their waiting families"
)


def carry(desk: Desk, feed: Feed, report: Report) -> None:
    """The feed showed the document of this report, under its own publisher."""
    document = report.document
    FeedItem.objects.create(
        feed=feed, guid=str(document.pk), document=document, fate=FeedItemFate.NEW.value, first_seen_at=timezone.now()
    )


@pytest.mark.parametrize(("feeds", "lines"), [(1, "corroborated 1/2/2"), (2, "corroborated 2/2/2")])
def test_what_one_feed_carried_under_two_names_is_proposed_when_half_of_the_words_agree(
    desk: Desk, aground: Claim, feeds: int, lines: str
) -> None:
    told = [
        tell(desk, aground, "Agency", "2025-06-02", PASSAGE),
        tell(desk, aground, "Courier", "2025-06-03", HALF_REWRITTEN),
    ]
    for number, report in enumerate(told):
        url = f"https://wire.example/{number % feeds}.xml"
        feed = Feed.objects.filter(url=url).first() or Feed.objects.create(
            newsroom=desk.newsroom, url=url, host="wire.example", title="Wire", source=desk.source("Syndicate")
        )
        carry(desk, feed, report)
    assert desk.standing(aground) == lines
    likely = [row.likeness for row in Borrowing.objects.all()]
    assert all(0.5 <= likeness < 0.8 for likeness in likely)
    assert len(likely) == 2 - feeds
