"""A real browser for tests marked ``browser``: Debian's chromium by playwright, with no way out of this machine."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the run. Where there is none the tests are skipped by name, but not in CI."""
    if not CHROMIUM:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("needs a browser: apt-get install chromium")
    # playwright runs an event loop in this thread, and Django would take every query for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.getuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page of the live server (``page.goto("/")``); whatever the browser complains of fails the test.

    Complaints are errors in the console (a refusal by the Content-Security-Policy is one), scripts that raise, and
    requests to any other place than the live server.
    """
    complaints: list[str] = []
    context = browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="UTC")

    def stay_here(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            route.abort()

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def note_exception(error: Error) -> None:
        complaints.append(str(error))

    context.route("**/*", stay_here)
    opened = context.new_page()
    opened.on("console", note_error)
    opened.on("pageerror", note_exception)
    yield opened
    context.close()
    assert complaints == []
