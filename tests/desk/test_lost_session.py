"""A session lost while one writes costs nothing that was typed."""

import pytest
from playwright.sync_api import Page, expect

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
