"""Every page of the desk in a real browser, at the width of a desk and of a telephone: axe finds nothing serious of
WCAG 2.2 AA, nothing sticks out to the side, and the keyboard reaches all that can be pressed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page

from claims.desk.urls import urlpatterns
from claims.queues import QUEUES
from tests.claims.admin.full_house import House, build_house
from tests.desk.hands import Hands, give_password
from tests.desk.posts.rows import furnish
from tests.desk.posts.test_desk_posts import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NO_PAGE = {"text", "figure", "import-state", "pick", "similar", "view"}
FILES = {"export-claims", "export-chosen", "export-reviews", "export-reports", "export-case"}
UNREACHED = """() => {
  const shown = (one) => one.checkVisibility({visibilityProperty: true});
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return [...document.querySelectorAll(pressed)]
    .filter((one) => shown(one) && !one.disabled && one.tabIndex < 0 && !one.matches(".select2-hidden-accessible"))
    .map((one) => one.outerHTML.slice(0, 160));
}"""


@pytest.fixture
def house(transactional_db: None) -> House:
    house = build_house()
    furnish(house)
    give_password(house.people["administrator"])
    return house


def pages_of_nouns(house: House) -> Iterator[str]:
    """Every list, form, row and deed there is for a noun; of the histories, which are all one page, the claim's."""
    for model, page in admin.site._registry.items():
        noun = model._meta.model_name or ""
        label, row = f"admin:{model._meta.app_label}_{noun}", house.rows[noun].pk
        yield reverse(f"{label}_changelist")
        yield reverse(f"{label}_add")
        yield reverse(f"{label}_change", args=[row])
        deeds: Any = getattr(page, "deeds", ())
        yield from (reverse(f"{label}_{deed.name}", args=[row]) for deed in deeds)
    yield from (reverse(f"admin:claims_claim_{verb}", args=[house.claim.pk]) for verb in ("workspace", "history"))
    for noun, verbs in (("apikey", ("rotate", "revoke")), ("webhookendpoint", ("rotate", "test", "disable"))):
        yield from (reverse(f"admin:newsrooms_{noun}_{verb}", args=[house.rows[noun].pk]) for verb in verbs)


def pages_of_the_desk(house: House) -> Iterator[str]:
    rows: Any = house.rows
    yield reverse("admin:index")
    for name in (str(pattern.name) for pattern in urlpatterns):
        if name in LOOKS and name not in NO_PAGE | FILES:
            yield reverse(f"desk:{name}", args=LOOKS[name](rows))
    yield from (reverse("desk:queue", args=[name]) for name in QUEUES)
    yield from (
        f"{reverse('desk:search')}?q=lost&in={noun}" for noun in ("claims", "reports", "sources", "documents")
    )
    yield f"{reverse('desk:report')}?claim={house.claim.pk}"
    yield reverse("desk:supersede", args=[rows["report"].pk])
    yield reverse("desk:imports")
    yield reverse("desk:suggestions-of", args=[rows["capture"].public_id])
    yield reverse("desk:suggestion", args=[rows["suggestion"].public_id])
    yield reverse("admin:password_change")


def offered(house: House, addresses: Iterator[str]) -> list[str]:
    """Those that open for an administrator; what is refused is one page, and has its own test."""
    client = house.client("administrator")
    answers = {address: client.get(address).status_code for address in addresses}
    assert set(answers.values()) <= {200, 403}, answers
    return [address for address, status in answers.items() if status == 200]


def look_over(page: Page, hands: Hands, address: str) -> Iterator[str]:
    """What is wrong with a page."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    yield from (f"no key reaches {one}" for one in page.evaluate(UNREACHED))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        yield from (f"at {width}: {json.dumps(one, ensure_ascii=False)}" for one in hands.grave())
        if (broad := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{broad} px broad at {width}"


@pytest.mark.parametrize("pages", [pages_of_nouns, pages_of_the_desk])
def test_every_page_is_clean_at_both_widths(house: House, page: Page, pages: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    hands = Hands(page, house.people["administrator"])
    hands.sign_in()
    addresses = offered(house, pages(house))
    assert len(addresses) > 30
    wrong = [f"{address}: {one}" for address in addresses for one in look_over(page, hands, address)]
    assert wrong == [], "\n".join(wrong)
