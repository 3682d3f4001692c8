"""A person at the desk in a real browser: signs in, types, picks; axe finds nothing serious in what is shown."""

import json
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, expect

from newsrooms.models import User

PASSWORD = "weir-herald-lamp-oil"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}


def give_password(*users: User) -> None:
    for user in users:
        user.set_password(PASSWORD)
        user.save()


class Hands:
    """One person's hands on the browser."""

    def __init__(self, page: Page, user: User) -> None:
        self.page = page
        self.user = user

    def sign_in(self) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/admin/login/")
        self.page.get_by_label("Username").fill(self.user.username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("heading", name="Desk", exact=True)).to_be_visible()

    def go(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, (address, answer.status)

    def pick(self, label: str, typed: str, offered: str, *, number: int = 0) -> None:
        """Type into a box that offers matches, and take one with the keyboard."""
        self.page.wait_for_load_state()  # on a busy machine hands would be quicker than the page's script
        box = self.page.get_by_label(label, exact=True).nth(number)
        box.fill(typed)
        expect(self.page.get_by_role("option", name=offered).first).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
        expect(box).not_to_have_value(typed)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def strike(self, key: str) -> None:
        """Strike a key in a queue, once its script is there."""
        expect(self.page.locator(".entry.at")).to_be_visible()
        self.page.keyboard.press(key)
        expect(self.page.locator(".entry.at")).to_have_count(0)

    def is_told(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def finds_nothing_serious(self) -> None:
        """Ask axe about the page as it is; what it calls serious or critical fails."""
        assert not (grave := self.grave()), f"{self.page.url}\n{json.dumps(grave, indent=1, ensure_ascii=False)}"

    def grave(self) -> list[dict[str, Any]]:
        """What of WCAG 2.2 AA axe finds broken on the page, where it calls that serious or critical."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate("asked => axe.run(document, asked)", ASKED)
        return [
            {"rule": one["id"], "help": one["help"], "where": [node["html"][:200] for node in one["nodes"][:3]]}
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]

    def fits(self) -> None:
        """Nothing sticks out to the side, at the width of a telephone."""
        wide = self.page.viewport_size
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, self.page.url
        if wide:
            self.page.set_viewport_size(wide)
