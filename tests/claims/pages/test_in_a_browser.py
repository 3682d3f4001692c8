"""Every template in a real Chromium: axe-core finds nothing, 320 pixels are enough, no script is needed."""

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.claims.pages.every_page import publish_example

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": STANDARDS, "resultTypes": ["violations"]}


@pytest.fixture
def addresses(transactional_db: None) -> dict[str, str]:
    return publish_example()


def faults(page: Page) -> list[str]:
    """What axe-core has against the page as it stands: rule, and the first element it is about."""
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    return [f"{fault['id']}: {json.dumps(fault['nodes'][0]['target'])}" for fault in found["violations"]]


def test_axe_finds_nothing_on_any_template_in_light_or_dark(addresses: dict[str, str], page: Page) -> None:
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, address in addresses.items():
            page.goto(address)
            if against := faults(page):
                found[f"{name} {scheme}"] = against
    assert found == {}


def test_nothing_is_cut_off_or_scrolls_sideways_on_narrow_screens(addresses: dict[str, str], page: Page) -> None:
    wide = {}
    for width in (320, 390, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name, address in addresses.items():
            page.goto(address)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[f"{name} {width}"] = needed
    assert wide == {}


def test_error_pages_are_as_readable_as_the_others(
    addresses: dict[str, str], browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="fr-FR")
    page = context.new_page()
    for address, status in (("/nowhere", 404), ("/claims/0/", 404), (f"{addresses['claim']}?at=soon", 400)):
        answer = page.goto(address)
        assert answer
        assert answer.status == status
        assert faults(page) == []
        assert page.locator("html").get_attribute("lang") == ("en" if address == "/nowhere" else "fr")
    context.close()


def test_the_first_press_of_tab_offers_to_skip_to_the_content(addresses: dict[str, str], page: Page) -> None:
    page.goto(addresses["claim"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_everything_is_there_without_script(
    addresses: dict[str, str], browser: Browser, live_server: LiveServer, page: Page
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    plain = context.new_page()
    for name in ("home", "claim", "source", "search"):
        page.goto(addresses[name])
        plain.goto(addresses[name])
        assert plain.locator("main").inner_text() == page.locator("main").inner_text()
        assert page.locator("script:not([type='application/ld+json'])").count() == 0
    context.close()


def test_a_reader_finds_asks_and_is_answered_by_clicking_alone(addresses: dict[str, str], page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search claims").fill("casualties more than 6,000")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="North Korean casualties in Kursk Oblast number more than 6,000.").first.click()
    expect(page.get_by_role("heading", name="Where the evidence stands")).to_be_visible()
    page.get_by_role("link", name="Is something wrong here? Tell us.").click()
    page.get_by_label("What is wrong?").fill("This figure counts the wounded as well as the dead.")
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have your request and will look at it.")).to_be_visible()
    page.get_by_role("link", name="Українська").click()
    expect(page.get_by_text("Ми отримали ваш запит і розглянемо його.")).to_be_visible()


def test_paper_shows_the_claim_and_not_the_furniture(addresses: dict[str, str], page: Page) -> None:
    page.goto(addresses["claim"])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".rooms")).to_be_hidden()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.get_by_role("heading", name="Show it on your site")).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    paper, verdict = (
        page.evaluate(f"getComputedStyle(document.querySelector('{at}')).color") for at in ("body", ".said .tone")
    )
    assert (paper, verdict) == ("rgb(0, 0, 0)", "rgb(49, 71, 122)")


def test_nothing_moves_for_those_who_asked_for_stillness(addresses: dict[str, str], page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(addresses["claim"])
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_card_is_framed_by_another_site_and_a_page_is_not(addresses: dict[str, str], page: Page) -> None:
    page.goto(addresses["card"])
    expect(page.get_by_role("link")).to_have_count(1)
    assert page.evaluate("document.scripts.length") == 0
