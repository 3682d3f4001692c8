"""The pictures as a real browser shows them: the drawing that fits, texts inside their boxes, on screen and paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from claims.pictures import draw_figures, draw_graph, draw_timeline
from tests.claims.pictures.test_folding import five_hundred

pytestmark = pytest.mark.browser
SHEETS = [Path(settings.BASE_DIR, "claims", "static", "claims", name) for name in ("pages.css", "pictures.css")]
# How far each text reaches beyond its box, in pixels of the screen.
OVERRUNS = """() => [...document.querySelectorAll('.pic-box')].flatMap(box => {
  if (!box.getClientRects().length) return [];
  const face = box.querySelector('.pic-face').getBoundingClientRect();
  return [...box.querySelectorAll('tspan')].map(line => line.getBoundingClientRect().right - face.right);
})"""
SHOWN = "() => ['pic-wide', 'pic-narrow'].map(name => document.querySelector('.' + name).getClientRects().length > 0)"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    pictures = [draw(five_hundred()) for draw in (draw_graph, draw_figures, draw_timeline)]
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    body = "".join(picture.svg for picture in pictures if picture)
    page = browser.new_page()
    page.set_content(f"<!DOCTYPE html><html lang='en'><style>{style}</style><main>{body}</main>")
    yield page
    page.close()


@pytest.mark.parametrize(("width", "expected"), [(320, [False, True]), (390, [False, True]), (1280, [True, False])])
def test_the_drawing_that_fits_is_shown_and_nothing_scrolls_sideways(
    page: Page, width: int, expected: list[bool]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate(SHOWN) == expected
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_runs_out_of_its_box(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    overruns = page.evaluate(OVERRUNS)
    assert len(overruns) > 40
    assert max(overruns) <= 0


def test_letters_are_large_enough_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    script = "() => document.querySelector('.pic-narrow svg').getBoundingClientRect().width / 320"
    assert page.evaluate(script) * 12 > 10


def test_on_paper_the_wide_drawing_is_printed(page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == [True, False]
    page.emulate_media(media="screen")
