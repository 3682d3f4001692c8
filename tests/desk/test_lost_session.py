"""A session lost while one writes costs nothing that was typed."""

import pytest
from playwright.sync_api import Page, expect

from claims.actions.workflow import assign_claim
from tests.claims.admin.full_house import House, build_people
from tests.desk.hands import PASSWORD, Hands, give_password

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(transactional_db: None) -> House:
    house = build_people()
    give_password(*house.people.values())
    return house


def sign_in_again(page: Page, hands: Hands) -> None:
    page.get_by_label("Username").fill(hands.user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("address", ["/admin/claims/claim/add/", "/admin/desk/report/?claim={claim}"])
def test_what_was_typed_is_brought_back_after_signing_in_again(house: House, page: Page, address: str) -> None:
    hands = Hands(page, house.people["reporter"])
    hands.sign_in()
    where = address.format(claim=house.claim.pk)
    hands.go(where)
    label = "Statement:" if "add" in where else "Quote"
    box = page.get_by_label(label, exact=True).first
    box.fill("Втрачено понад 40 човнів, said the mayor.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_label("Username")).to_be_visible()
    sign_in_again(page, hands)
    hands.go(where)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label(label, exact=True).first).to_have_value("Втрачено понад 40 човнів, said the mayor.")


def test_what_was_typed_outlives_a_fault_of_the_server_and_is_forgotten_once_it_is_saved(
    house: House, page: Page
) -> None:
    hands = Hands(page, house.people["reporter"])
    hands.sign_in()
    where = "/admin/claims/claim/add/"
    hands.go(where)
    box = page.get_by_label("Statement:", exact=True).first
    box.fill("Forty boats were lost at the quay.")
    # What a proxy says in the house's place; a status of a fault would be an error in the console, which none may be.
    page.route("**/admin/claims/claim/add/", lambda route: route.fulfill(status=200, body="Bad gateway"))
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("Bad gateway")).to_be_visible()
    page.unroute("**/admin/claims/claim/add/")
    hands.go("/admin/")
    hands.go(where)
    page.get_by_role("button", name="Bring it back").click()
    expect(box).to_have_value("Forty boats were lost at the quay.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    hands.go(where)
    expect(page.get_by_role("button", name="Bring it back")).to_have_count(0)


def test_single_letters_are_turned_off_for_good_by_who_wants_none(house: House, page: Page) -> None:
    reporter = house.people["reporter"]
    assign_claim(by=house.people["editor"], claim=house.claim, to=reporter)
    hands = Hands(page, reporter)
    hands.sign_in()
    queue = "/admin/desk/queues/assigned/"
    hands.go(queue)
    page.get_by_role("button", name="Turn keys off").click()
    hands.go(queue)
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Turn keys on")).to_be_visible()
    page.get_by_role("button", name="Turn keys on").click()
    page.keyboard.press("u")
    page.wait_for_url("**/admin/")
