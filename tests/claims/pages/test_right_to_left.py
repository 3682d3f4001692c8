"""The pages stand right to left without change: nothing sideways, nothing cut off, the reading side first."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.claims.pages.every_page import publish_example

SIDES = re.compile(r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)")


def test_the_stylesheet_knows_no_left_and_no_right() -> None:
    sheet = (settings.BASE_DIR / "claims" / "static" / "claims" / "pages.css").read_text()
    assert SIDES.findall(sheet) == []


@pytest.mark.browser
@pytest.mark.slow
def test_every_template_reads_from_the_right_at_both_widths(transactional_db: None, page: Page) -> None:
    addresses = publish_example()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in addresses.items():
            page.goto(address)
            page.evaluate("document.documentElement.dir = 'rtl'")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width)
            heading = page.locator("h1").first.bounding_box()
            main = page.locator("main").first.bounding_box()
            assert heading is not None
            assert main is not None
            assert heading["x"] + heading["width"] > main["x"] + main["width"] / 2, name
