"""The day's work without a mouse: all that is pressed is reached with Tab, all that is chosen is chosen with keys."""

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Approval, Assessment, Claim, Distinction, Report
from claims.vocabulary import WorkflowState
from tests.claims.admin.full_house import House, build_people, capture
from tests.desk.hands import PASSWORD, give_password

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
IS_FOCUSED = "one => one === document.activeElement"
MOST_TABS = 140


@pytest.fixture
def house(transactional_db: None) -> House:
    house = build_people()
    give_password(*house.people.values())
    capture(house.desk)
    return house


class Keys:
    """One person at the keyboard. Nothing here points: it fails where Tab does not lead."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def reach(self, target: Locator) -> None:
        """Tab on until it is focused, and see that who looks sees it too."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                ring = target.evaluate("one => getComputedStyle(one).outlineStyle + getComputedStyle(one).boxShadow")
                assert ring != "nonenone", target.evaluate("one => one.outerHTML.slice(0, 160)")
                return
            self.press("Tab")
        pytest.fail(f"Tab never led to {target}")

    def box(self, label: str) -> None:
        self.reach(self.page.get_by_label(label, exact=True).first)

    def choose(self, label: str, option: str) -> None:
        """Choose in a list as one does by typing its first letters."""
        self.box(label)
        self.type(option)
        chosen = self.page.get_by_label(label, exact=True).first
        assert chosen.evaluate("one => one.selectedOptions[0].textContent.trim()") == option

    def pick(self, label: str, typed: str, offered: str) -> None:
        self.box(label)
        self.type(typed)
        expect(self.page.get_by_role("option", name=offered).first).to_be_visible()
        self.press("ArrowDown", "Enter")

    def button(self, name: str) -> None:
        self.reach(self.page.get_by_role("button", name=name, exact=True).first)
        self.press("Enter")

    def link(self, name: str) -> None:
        self.reach(self.page.get_by_role("link", name=name, exact=True).first)
        self.press("Enter")

    def strike(self, key: str) -> None:
        """A key of a queue, once its script is there."""
        expect(self.page.locator(".entry.at")).to_be_visible()
        self.press(key)
        expect(self.page.locator(".entry.at")).to_have_count(0)

    def is_told(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sign_in(self, username: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/admin/login/")
        self.box("Username:")
        self.type(username)
        self.box("Password:")
        self.type(PASSWORD)
        self.press("Enter")
        expect(self.page.get_by_role("heading", name="Desk", exact=True)).to_be_visible()


@pytest.fixture
def keys(page: Page) -> Keys:
    page.emulate_media(reduced_motion="reduce")
    expect.set_options(timeout=20_000)
    return Keys(page)


def test_a_report_is_entered_with_its_quote_and_its_chain(house: House, keys: Keys, page: Page) -> None:
    boats = house.claim
    keys.sign_in("rex")
    keys.link("Claims")
    keys.link(boats.statement)
    keys.link("Add a report")
    keys.pick("Document", "coast", "Coast Wire on 2025-06-02")

    captured = page.get_by_label("Captured text: mark the quote in it")
    keys.reach(captured)
    words = "The mayor said more than 40 boats were lost in the storm."
    keys.press("Control+Home", *["Shift+ArrowRight"] * len(words))
    keys.button("Use what is marked as the quote")
    expect(page.get_by_label("Quote", exact=True)).to_have_value(words)

    keys.box("Figure")
    keys.type("more than 40")
    expect(page.locator("#read-as")).to_contain_text("(40, ∞)")
    keys.box("Source")
    keys.type("Mayor’s office")
    keys.choose("Kind", "Government")
    keys.button("Another link")
    assert page.get_by_label("Source", exact=True).last.evaluate(IS_FOCUSED)
    keys.type("Harbour office")
    keys.reach(page.locator(".links").get_by_label("Kind", exact=True).last)
    keys.type("Organisation")
    expect(page.locator("#chain-told")).to_have_text("the publisher ← Mayor’s office ← Harbour office")
    keys.button("Show what this would change")
    keys.is_told("Nothing is saved yet")
    keys.button("Save")
    keys.is_told("Recorded:")
    report = Report.objects.get()
    assert report.quote_exact == words
    names = report.attributions.order_by("position").values_list("source__name", flat=True)
    assert list(names) == ["Mayor’s office", "Harbour office"]


def test_a_claim_goes_from_review_to_its_readers(house: House, keys: Keys, page: Page) -> None:
    boats = house.claim
    later = house.desk.claim("The boats were lost in a storm.")
    house.desk.report(boats, "Coast Wire", ["Mayor’s office"], worded="more than 40")
    workspace = f"/admin/claims/claim/{boats.pk}/workspace/"
    for claim in (boats, later):
        keys.sign_in("rex") if claim == boats else None
        page.goto(workspace.replace(f"/{boats.pk}/", f"/{claim.pk}/"))
        keys.link("Send to review")
        keys.button("Send to review")
        keys.is_told("In review")

    # The queue: next, back, and open; then one is sent back with the reason, the other judged.
    keys.sign_in("emil")
    keys.link("To be assessed")
    at = page.locator(".entry.at")
    expect(at).to_contain_text(boats.statement)
    keys.press("j")
    expect(at).to_contain_text(later.statement)
    assert at.evaluate(IS_FOCUSED)
    keys.press("k")
    expect(at).to_contain_text(boats.statement)
    keys.strike("o")
    expect(page).to_have_url(f"{page.url.split('/admin')[0]}{workspace}")
    page.go_back()
    keys.press("j")
    keys.strike("x")
    keys.box("Why")
    keys.type("Nobody says it yet.")
    keys.button("Send back")
    expect(page.get_by_role("heading", name="To be assessed")).to_be_visible()
    later.refresh_from_db()
    assert later.workflow_state == WorkflowState.DRAFT
    keys.strike("a")
    keys.choose("Verdict", "Unverified")
    keys.box("Reasons")
    keys.type("One voice.")
    keys.button("Assess")
    keys.is_told("Another editor must approve it now.")
    assert Assessment.objects.get().author == house.people["editor"]

    keys.sign_in("edda")
    keys.link("Awaiting my approval")
    keys.strike("a")
    keys.button("Approve")
    keys.is_told("Approved.")
    assert Approval.objects.get().approver == house.people["second editor"]

    keys.sign_in("petra")
    page.goto(workspace)
    keys.link("Publish")
    keys.button("Publish")
    keys.is_told("Published.")
    assert Claim.objects.get(pk=boats.pk).workflow_state == WorkflowState.PUBLISHED


def test_a_claim_is_written_and_another_found_not_to_be_the_same(house: House, keys: Keys, page: Page) -> None:
    keys.sign_in("rex")
    keys.link("Claims")
    keys.link("Add claim")
    keys.box("Statement:")
    keys.type("More than 40 boats were lost in the storm.")
    keys.button("Not the same")
    keys.button("Save")
    keys.is_told("was added successfully")
    assert Distinction.objects.filter(other=house.claim).exists() or Distinction.objects.filter(claim=house.claim)
