"""The house in a real browser: what it is told about security does not break what it shows."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_desk_asks_who_is_there(page: Page) -> None:
    page.goto("/admin/")
    expect(page.get_by_label("Password")).to_be_visible()


def test_a_script_from_elsewhere_or_in_the_page_is_not_run(page: Page) -> None:
    answer = page.goto("/admin/login/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
