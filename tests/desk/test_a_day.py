"""The work of a day in a real browser: filed, judged, approved, published, taken back, reviewed and corrected."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Correction, Publication, Report
from claims.vocabulary import WorkflowState
from sources.models import Source
from tests.claims.admin.full_house import House, build_people, capture
from tests.desk.hands import Hands, give_password

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(transactional_db: None) -> House:
    house = build_people()
    give_password(*house.people.values())
    capture(house.desk)
    house.desk.claim("Harbour officials could not confirm how many boats were lost.")
    house.desk.claim("The boats were lost in a storm.")
    return house


def hands(house: House, page: Page, who: str) -> Hands:
    person = Hands(page, house.people[who])
    person.sign_in()
    return person


def mark(page: Page, words: str) -> None:
    """Mark words in the captured text as one does with the keyboard, and take them as the quote."""
    box = page.get_by_label("Captured text: mark the quote in it")
    expect(box).to_be_visible()
    box.evaluate(
        "(box, words) => { const at = box.value.indexOf(words); box.setSelectionRange(at, at + words.length); }",
        words,
    )
    page.get_by_role("button", name="Use what is marked as the quote").click()
    expect(page.get_by_label("Quote", exact=True)).to_have_value(words)


def test_a_day_at_the_desk(house: House, page: Page) -> None:
    boats = house.claim

    # A reporter files three reports from one article.
    rex = hands(house, page, "reporter")
    rex.finds_nothing_serious()
    rex.fits()
    page.get_by_role("link", name="Claims", exact=True).click()
    rex.finds_nothing_serious()
    page.get_by_role("link", name=boats.statement).click()
    rex.finds_nothing_serious()
    rex.fits()
    rex.follow("Add a report")
    rex.pick("Document", "coast", "Coast Wire on 2025-06-02")
    mark(page, "The mayor said more than 40 boats were lost in the storm.")
    page.get_by_label("Figure", exact=True).fill("more than 40")
    expect(page.locator("#read-as")).to_contain_text("(40, ∞)")
    source = page.get_by_label("Source", exact=True).first
    source.fill("Mayor’s office")
    page.get_by_label("Kind", exact=True).first.select_option("government")
    rex.finds_nothing_serious()
    rex.fits()
    rex.press("Show what this would change")
    rex.is_told("Nothing is saved yet")
    rex.is_told("One source")
    assert not Report.objects.exists()
    rex.press("Save, and another from this document")
    rex.is_told("Recorded:")
    expect(page.get_by_label("Document", exact=True).first).to_have_value("Coast Wire on 2025-06-02")

    rex.pick("Claim", "harbour officials", "Harbour officials could not confirm")
    mark(page, "Harbour officials could not confirm it.")
    rex.press("Another link")
    rex.press("Another origin beside it")
    page.get_by_label("Source", exact=True).first.fill("Harbour office")
    page.get_by_label("Kind", exact=True).first.select_option("organisation")
    rex.press("Save, and another from this document")
    rex.is_told("Recorded:")

    rex.pick("Claim", "storm", "The boats were lost in a storm.")
    rex.pick("Source", "mayor", "Mayor’s office")
    rex.press("Save")
    rex.is_told("Recorded:")
    assert Report.objects.count() == 3
    assert Source.objects.filter(name="Mayor’s office").count() == 1

    rex.go(f"/admin/claims/claim/{boats.pk}/workspace/")
    rex.is_told("1 outlet speaks of this.")
    rex.follow("Send to review")
    rex.finds_nothing_serious()
    rex.press("Send to review")
    rex.is_told("In review")
    expect(page.get_by_role("link", name="Publish", exact=True)).to_have_count(0)

    # An editor finds it in the queue and judges; she cannot approve her own word.
    emil = hands(house, page, "editor")
    emil.is_told("To be assessed")
    emil.follow("To be assessed")
    emil.finds_nothing_serious()
    emil.fits()
    emil.strike("a")
    page.get_by_label("Verdict").select_option("unverified")
    page.get_by_label("Reasons").fill("One voice, and the harbour could not confirm it.")
    emil.finds_nothing_serious()
    emil.press("Assess")
    emil.is_told("Another editor must approve it now.")
    emil.go(f"/admin/claims/claim/{boats.pk}/workspace/")
    emil.is_told("Nobody approves an assessment of their own")

    # A second approves.
    edda = hands(house, page, "second editor")
    edda.follow("Awaiting my approval")
    edda.strike("a")
    edda.press("Approve")
    edda.is_told("Approved.")

    # It is published.
    petra = hands(house, page, "publisher")
    petra.go(f"/admin/claims/claim/{boats.pk}/workspace/")
    petra.follow("Publish")
    petra.press("Publish")
    petra.is_told("Published.")
    boats.refresh_from_db()
    assert boats.workflow_state == WorkflowState.PUBLISHED

    # A statement is withdrawn; what it would do is seen before.
    emil = hands(house, page, "editor")
    emil.go(f"/admin/claims/claim/{boats.pk}/workspace/")
    emil.follow("Record a withdrawal")
    page.get_by_label("Kind").select_option("retracted")
    emil.pick("Source:", "mayor", "Mayor’s office")
    emil.finds_nothing_serious()
    page.get_by_label("Happened").fill("2025-06-03")
    emil.press("Show what this would change")
    emil.is_told("Taken back")
    emil.press("Save")
    emil.is_told("was added successfully")

    # The claim comes back to the queue.
    emil.go("/admin/")
    emil.is_told("Due for review")
    emil.is_told("Impacts of withdrawals")
    emil.finds_nothing_serious()
    emil.follow("Due for review")
    emil.is_told("something was taken back")

    # A correction goes out.
    petra = hands(house, page, "publisher")
    petra.follow("Due for review")
    petra.strike("a")
    petra.press("Publish a correction")
    page.get_by_label("Notice to readers").fill("The mayor’s office has taken its figure back.")
    petra.press("Publish a correction")
    petra.is_told("The correction is out.")
    petra.is_told("Every published claim still stands as readers were shown it.")
    boats.refresh_from_db()
    assert boats.workflow_state == WorkflowState.CORRECTED
    assert Correction.objects.get(claim=boats).notice == "The mayor’s office has taken its figure back."
    assert Publication.objects.filter(claim=boats).count() == 2
    assert Claim.objects.count() == 3
