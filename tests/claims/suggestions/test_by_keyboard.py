"""Judging in a real browser: by keyboard, with chains as chips; nothing sticks out and axe finds nothing serious."""

import json
from importlib.resources import files
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.actions.extractions import suggest_reports
from claims.models import Report, Suggestion
from sources.models import Capture
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import Keep

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()


@pytest.fixture
def capture(keep: Keep, desk: Desk) -> Capture:
    desk.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17")
    capture = keep()
    suggest_reports(capture=capture)
    return capture


@pytest.fixture
def at_desk(page: Page, live_server: LiveServer, desk: Desk) -> Page:
    """The editor's own browser, signed in."""
    client = Client()
    assert desk.by is not None
    client.force_login(desk.by)
    expect.set_options(timeout=20_000)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def outcomes() -> list[str]:
    return list(Suggestion.objects.order_by("start", "pk").values_list("outcome", flat=True))


def is_at(page: Page, number: int) -> None:
    """The candidate of that number is the one the keys are about, and its words in the text are too."""
    key = Suggestion.objects.order_by("start", "pk")[number].public_id
    expect(page.locator(".candidate.at")).to_have_id(f"s-{key}")
    expect(page.locator("mark.at").first).to_have_attribute("data-key", key)


def look_over(page: Page) -> None:
    """What axe calls serious fails, and so does what is wider than a telephone."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    grave = [
        {"rule": one["id"], "where": [node["html"][:200] for node in one["nodes"][:3]]}
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == [], f"{page.url}\n{json.dumps(grave, indent=1, ensure_ascii=False)}"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_text_is_judged_by_keyboard(at_desk: Page, capture: Capture) -> None:
    page = at_desk
    page.goto(reverse("desk:suggestions"))
    look_over(page)
    page.get_by_role("link", name=capture.document.title).click()
    look_over(page)
    is_at(page, 0)
    page.keyboard.press("j")
    is_at(page, 1)
    page.keyboard.press("k")
    is_at(page, 0)
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_have_attribute("value", "1")
    is_at(page, 1)
    page.keyboard.press("x")
    expect(page.locator("#progress")).to_have_attribute("value", "2")
    assert outcomes()[:2] == ["accepted", "refused"]
    is_at(page, 2)
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Amend a suggestion")).to_be_visible()
    look_over(page)


def test_several_are_chosen_and_accepted_by_keyboard(at_desk: Page, capture: Capture) -> None:
    page = at_desk
    page.goto(reverse("desk:suggestions-of", args=[capture.public_id]))
    for key in (" ", "j", "j", " "):
        page.keyboard.press(key)
    expect(page.locator("#chosen-count")).to_have_text("(2 chosen)")
    page.keyboard.press("Shift+A")
    expect(page.locator("#progress")).to_have_attribute("value", "2")
    assert [outcome == "accepted" for outcome in outcomes()] == [True, False, True, *[False] * (len(outcomes()) - 3)]


def test_a_click_on_the_text_leads_to_its_candidate(at_desk: Page, capture: Capture) -> None:
    page = at_desk
    page.goto(reverse("desk:suggestions-of", args=[capture.public_id]))
    page.locator("mark", has_text="fishermen lost their nets").first.click()
    expect(page.locator(".candidate.at")).to_contain_text("more than 40 fishermen lost their nets")


def test_a_chain_is_edited_as_chips(at_desk: Page, capture: Capture, desk: Desk) -> None:
    page = at_desk
    desk.official("Harbour Board of Tamra")
    one = next(row for row in Suggestion.objects.all() if "lost their nets" in row.candidate["statement"])
    page.goto(reverse("desk:suggestion", args=[one.public_id]))
    told = page.locator("#chain-told")
    expect(told).to_have_text("the publisher ← Coast News Agency ← Ministry of Fisheries")
    page.get_by_role("button", name="Move towards the publisher").nth(1).click()
    expect(told).to_have_text("the publisher ← Ministry of Fisheries ← Coast News Agency")
    page.get_by_role("button", name="Take this link out").nth(1).click()
    page.get_by_role("button", name="Add a chain of its own").click()
    box = page.get_by_label("Source", exact=True).nth(1)
    box.fill("harbour board")
    expect(page.get_by_role("option", name="Harbour Board of Tamra")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(told).to_have_text("the publisher ← Ministry of Fisheries; the publisher ← Harbour Board of Tamra")
    page.get_by_role("button", name="Show what this would change").click()
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Accept as amended").click()
    expect(page.locator("#progress")).to_have_attribute("value", "1")
    links = Report.objects.get().attributions.order_by("chain", "position")
    assert list(links.values_list("chain", "source__name")) == [
        (0, "Ministry of Fisheries"),
        (1, "Harbour Board of Tamra"),
    ]
